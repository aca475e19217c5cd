// Every command from the palette, in a window with nothing open and no key: each opens what it names, or says in a word
// what it needs.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { useSession } from '../support/e2eSuite.ts';
import { until } from '../support/workbench/workbench.ts';

const root = join(import.meta.dirname, '../..');
const read = (path: string): unknown => JSON.parse(readFileSync(join(root, path), 'utf8'));
const { contributes } = read('package.json') as {
  readonly contributes: { readonly commands: readonly { readonly command: string; readonly title: string }[] };
};
const words = read('package.nls.json') as Readonly<Record<string, string>>;

const NO_FILE = /^Open a file and select what to change\.$/;
const NOTHING_PENDING = /^No change by Claude waits for a decision\.$/;
const NO_REPOSITORY = /^No Git repository is open in this window\.$/;

/** What is seen: a message, or the title of a list, of a field or of a tab. */
const ANSWERS: Readonly<Record<string, RegExp>> = {
  setApiKey: /^Set API Key$/,
  clearApiKey: /^The API key for api\.anthropic\.com is gone\.$/,
  newChat: /^Message Claude$/,
  openChat: /^Open Chat$/,
  renameChat: /^This chat has no name yet/,
  exportChat: /^There is nothing to export/,
  importChat: /^Import Chat$/,
  deleteChat: /^There is nothing to delete/,
  deleteAllChats: /^There are no chats to delete\.$/,
  stop: /^Nothing is being written that could be stopped\.$/,
  continue: /^There is no interrupted answer to continue in this chat\.$/,
  retryNow: /^No request is waiting to be sent again\.$/,
  editInline: NO_FILE,
  generateHere: NO_FILE,
  explain: /^Open a file and select the code that is meant\.$/,
  fix: NO_FILE,
  addTests: NO_FILE,
  addDocs: NO_FILE,
  review: /^Open a file and select the code that is meant\.$/,
  acceptAll: NOTHING_PENDING,
  rejectAll: NOTHING_PENDING,
  acceptChange: NOTHING_PENDING,
  rejectChange: NOTHING_PENDING,
  nextChange: NOTHING_PENDING,
  previousChange: NOTHING_PENDING,
  showChanges: NOTHING_PENDING,
  reopenLastEdit: /^No edit of the last day was rejected, undone or reverted\.$/,
  selectModel: /^Select Model$/,
  generateCommitMessage: NO_REPOSITORY,
  stopCommitMessage: /^No commit message is being written\.$/,
  restoreCommitMessage: NO_REPOSITORY,
  testConnection: /No API key is set for api\.anthropic\.com\./,
  showUsage: /^Usage$/,
  addToChat: /Files and Folders…$/,
  showRequest: /^No API key is set for api\.anthropic\.com\.$/,
  showEvents: /^No events of this reply are known/,
  showLog: /^Sidestream$/,
};

/** What may answer: messages, titles, tabs, the first entry of a list without a title, the panel's composer, an output channel. */
const PLACES = [
  '.notification-toast .notification-list-item-message',
  '.quick-input-widget:visible .quick-input-title',
  '.quick-input-widget:visible .quick-input-list .label-name',
  '.tabs-container .tab',
  '.panel .action-item select option:checked',
];

describe('The palette', () => {
  const session = useSession();

  it('has all commands, each with its answer', () => {
    const names = contributes.commands.map(({ command }) => command.replace('sidestream.', ''));
    assert.deepEqual(names.toSorted(), Object.keys(ANSWERS).toSorted());
  });

  afterEach(async () => {
    const { workbench } = session();
    await workbench.runCommand('Notifications: Clear All Notifications');
    await workbench.runCommand('View: Close All Editors');
  });

  for (const { command, title } of contributes.commands) {
    const name = words[title.slice(1, -1)] ?? title;
    it(`answers to ${name}, with nothing open`, async () => {
      const { workbench } = session();
      const { page } = workbench;
      await workbench.runCommand(`Sidestream: ${name}`);
      const answer = ANSWERS[command.replace('sidestream.', '')] ?? assert.fail('no answer is known');
      await until(`${answer}`, async () => {
        const seen = await Promise.all(PLACES.map((place) => page.locator(place).allInnerTexts()));
        const focused = page
          .frames()
          .map((frame) =>
            frame.evaluate(() => document.activeElement?.getAttribute('aria-label') ?? '').catch(() => ''),
          );
        const all = [...seen.flat(), ...(await Promise.all(focused))].map((text) => text.trim());
        assert.ok(
          all.some((text) => answer.test(text)),
          all.join(' | '),
        );
      });
    });
  }
});
