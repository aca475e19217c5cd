// Commit messages as a person has them: the button in Source Control, the text coming into the box, Stop, Restore, two
// repositories, and the words where there is nothing to do.
import assert from 'node:assert/strict';
import { join } from 'node:path';
import type { Locator } from 'playwright-core';
import { useSession } from '../support/e2eSuite.ts';
import { git, initRepository, writeFiles } from '../support/gitFolder.ts';
import { answer } from '../support/standin/answer.ts';
import { insertAt } from '../support/standin/faults.ts';
import { Gate } from '../support/standin/gate.ts';
import { gate } from '../support/standin/script.ts';
import { startStandIn, type StandIn } from '../support/standin/standIn.ts';
import { until } from '../support/workbench/workbench.ts';

const CHANGES = { 'tide.ts': 'export const hours = 13;\n', 'new.ts': 'export const fresh = 1;\n' };
const HABIT = ['feat(sea): tell the tides', 'fix(sea): count from midnight'];

describe('Commit messages', () => {
  let standIn: StandIn;
  const session = useSession(async () => {
    standIn = await startStandIn();
    return {
      standIn,
      settings: { 'sidestream.commit.instructions': 'Name the beach.' },
      prepareFolder: (folder: string) => initRepository(folder, { 'tide.ts': 'export const hours = 12;\n' }, HABIT),
    };
  });

  const page = () => session().workbench.page;
  const box = (): Locator => page().locator('.scm-view .scm-input .view-lines').first();
  const text = async () => (await box().innerText()).replaceAll('\u00a0', ' ').trim();
  const shows = (words: string) => until(`the box shows “${words}”`, async () => assert.equal(await text(), words));
  const button = (name: string) =>
    page()
      .getByRole('button', { name: new RegExp(`^${name}`) })
      .first();
  /** The title's buttons show while the mouse is over it, as on every view. */
  const click = async (name: string) => {
    await page().locator('.scm-view').first().hover();
    await button(name).click();
  };
  const toast = (words: string) =>
    page().locator('.notifications-toasts .notification-list-item', { hasText: words }).first();
  const asked = () => JSON.stringify(standIn.messages.at(-1)?.body.messages);

  let begun: string;
  before(async () => {
    begun = git(session().folder, 'rev-parse', 'HEAD').trim();
    await page()
      .getByRole('tab', { name: /^Source Control/ })
      .first()
      .click();
    await box().waitFor();
  });
  beforeEach(() => {
    git(session().folder, 'reset', '-q', '--hard', begun);
    git(session().folder, 'clean', '-qfd');
  });
  afterEach(async function () {
    if (this.currentTest?.state === 'failed') await session().workbench.runCommand('Sidestream: Stop Commit Message');
    await session().workbench.runCommand('Notifications: Clear All Notifications');
  });

  it('say so where nothing has changed', async () => {
    const before = standIn.messages.length;
    await click('Generate Commit Message');
    await toast('There are no changes to describe').waitFor();
    assert.equal(standIn.messages.length, before);
  });

  it('come from all changes where nothing is staged, which is told', async () => {
    await writeFiles(session().folder, CHANGES);
    standIn.queue(answer('feat(sea): count thirteen hours'));
    await click('Generate Commit Message');
    await shows('feat(sea): count thirteen hours');
    await toast('Nothing is staged').waitFor();
    for (const part of ['+export const hours = 13;', '+export const fresh = 1;', ...HABIT, 'Name the beach.'])
      assert.ok(asked().includes(part), part);
  });

  it('stream from the staged changes alone, and stop with their button', async () => {
    await writeFiles(session().folder, CHANGES);
    git(session().folder, 'add', 'new.ts');
    const never = new Gate();
    standIn.queue(insertAt(answer({ text: 'feat(sea): something new', chunk: 12 }), 3, gate(never)));
    await click('Generate Commit Message');
    await shows('feat(sea): s'); // a message of ours is written anew, not gone on with
    assert.ok(!asked().includes('hours = 13') && asked().includes('fresh = 1'));
    await page().locator('.scm-view').first().hover();
    await session().workbench.screenshot('commit-message');
    await click('Stop Commit Message');
    const record = standIn.messages.at(-1);
    await record?.closed;
    assert.equal(record?.closedBy, 'client');
    await button('Generate Commit Message').waitFor();
    assert.equal(await text(), 'feat(sea): s');
  });

  it('bring the message before back, and the other way round', async () => {
    await writeFiles(session().folder, CHANGES);
    const messages = ['feat(sea): the one', 'feat(sea): the other'];
    for (const message of messages) {
      standIn.queue(answer(message));
      await click('Generate Commit Message');
      await shows(message);
    }
    await button('Generate Commit Message').waitFor();
    for (const message of messages) {
      await session().workbench.runCommand('Sidestream: Restore Previous Message');
      await shows(message);
    }
  });

  it('keep what was typed as their beginning', async () => {
    await writeFiles(session().folder, CHANGES);
    await box().click();
    await page().keyboard.press('ControlOrMeta+A');
    await page().keyboard.type('docs: ');
    standIn.queue(answer('say how it is counted'));
    await click('Generate Commit Message');
    await shows('docs: say how it is counted');
    assert.ok(asked().includes('docs: '));
  });

  it('end by Stop from the palette, where nothing else is being written', async () => {
    await writeFiles(session().folder, CHANGES);
    standIn.queue(insertAt(answer({ text: 'nothing', chunk: 4 }), 3, gate(new Gate())));
    const count = standIn.messages.length;
    await click('Generate Commit Message');
    const record = await standIn.arrived(count);
    await session().workbench.runCommand('Sidestream: Stop');
    await record.closed;
    assert.equal(record.closedBy, 'client');
    await button('Generate Commit Message').waitFor();
  });

  it('ask before anything private leaves, and can do without it', async () => {
    const secret = 'AKIAQ3EGRJXTWZP5M2LN';
    const files = { ...CHANGES, 'deploy.ts': `export const key = '${secret}';\n`, '.env': 'HOURS=12\n' };
    await writeFiles(session().folder, files);
    git(session().folder, 'add', '-A');
    const before = standIn.messages.length;
    const dialog = page().locator('.monaco-dialog-box');
    await click('Generate Commit Message');
    await dialog.waitFor();
    const words = await dialog.innerText();
    for (const name of ['deploy.ts', '.env']) assert.ok(words.includes(name), words);
    assert.ok(!words.includes(secret));
    await dialog.getByRole('button', { name: 'Cancel' }).click();
    await dialog.waitFor({ state: 'detached' });
    assert.equal(standIn.messages.length, before);
    await click('Generate Commit Message');
    await dialog.getByRole('button', { name: 'Send Without Them' }).click();
    await until('the rest was sent', async () => assert.equal(standIn.messages.length, before + 1));
    assert.ok(!asked().includes(secret) && !asked().includes('HOURS=12') && asked().includes('fresh = 1'));
  });

  it('take a huge diff in part, name lock files and binaries only, and tell so', async () => {
    const lines = (prefix: string) => Array.from({ length: 4000 }, (_, line) => `${prefix} ${line}\n`).join('');
    await writeFiles(session().folder, {
      'tables.txt': lines('a line of the tables'),
      'short.txt': 'the whole of a short one\n',
      'package-lock.json': lines('"resolved"'),
      'beach.bin': `\0${lines('sand')}`,
    });
    git(session().folder, 'add', '-A');
    standIn.queue(answer('feat(sea): add tables'));
    await click('Generate Commit Message');
    await shows('feat(sea): add tables');
    await toast('tables.txt were sent in part.').waitFor();
    const told = await toast('tables.txt were sent in part.').innerText();
    assert.match(told, /Sent by name only, as lock file, generated or binary: .*beach\.bin.*package-lock\.json/);
    for (const part of ['the whole of a short one', 'a line of the tables 1', 'package-lock.json', 'beach.bin'])
      assert.ok(asked().includes(part), part);
    for (const part of ['a line of the tables 3999', 'resolved', 'sand']) assert.ok(!asked().includes(part), part);
    assert.ok(asked().length < 140_000, String(asked().length));
  });

  it('say so where none is being written', async () => {
    await session().workbench.runCommand('Sidestream: Stop Commit Message');
    await toast('No commit message is being written').waitFor();
  });

  it('are asked for by repository where there are two', async () => {
    const second = join(session().folder, 'second');
    await initRepository(second, { 'a.txt': 'a\n' }, ['Second habit']);
    await writeFiles(second, { 'a.txt': 'b\n' });
    git(second, 'add', '-A');
    await session().workbench.reload();
    const boxes = page().locator('.scm-view .scm-input');
    await until('both repositories are listed', async () => assert.equal(await boxes.count(), 2));
    await session().workbench.runCommand('Sidestream: Generate Commit Message');
    standIn.queue(answer('For the second'));
    await page().locator('.quick-input-list .monaco-list-row', { hasText: 'second' }).click();
    await until('the second repository was asked about', async () => assert.ok(asked().includes('Second habit')));
  });
});
