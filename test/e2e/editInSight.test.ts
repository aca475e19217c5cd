// What is in sight while an edit comes: nothing flickers, nothing jumps, nothing takes the focus; and what can be done
// from there by the light bulb and by the links over a change.
import assert from 'node:assert/strict';
import { ChatPage } from '../support/chatPage.ts';
import { useSession } from '../support/e2eSuite.ts';
import { endFrames, watchFrames, type SeenLine } from '../support/edit/frames.ts';
import { answer } from '../support/standin/answer.ts';
import { insertAt } from '../support/standin/faults.ts';
import { Gate } from '../support/standin/gate.ts';
import { gate, type Reply } from '../support/standin/script.ts';
import { startStandIn, type StandIn } from '../support/standin/standIn.ts';
import { EditorPage } from '../support/workbench/editorPage.ts';
import { ALL_THEMES, until } from '../support/workbench/workbench.ts';

const LINES = Array.from({ length: 24 }, (_, line) => `const value${line} = compute(${line});`);
const SHORT = `${LINES.join('\n')}\n`;
const LONG = `${Array.from({ length: 300 }, (_, line) => `const long${line} = compute(${line});`).join('\n')}\n`;
/** Every third line is another, and every fourth has a new one below it. */
const PROPOSED = LINES.flatMap((line, number) => [
  number % 3 === 0 ? line.replace('compute', 'computed') : line,
  ...(number % 4 === 0 ? [`const added${number} = again(${number});`] : []),
]);

describe('An inline edit in sight', () => {
  let standIn: StandIn;
  let editor: EditorPage;
  const session = useSession(async () => {
    standIn = await startStandIn();
    return {
      standIn,
      files: { 'short.ts': SHORT, 'long.ts': LONG, 'wrong.json': '{\n  "a": \n}\n' },
    };
  });
  beforeEach(() => (editor = new EditorPage(session().workbench)));
  afterEach(() => editor.closeAll());

  const page = () => session().workbench.page;
  /** The whole file is selected, and its beginning is seen. */
  async function showShort(): Promise<void> {
    await session().workbench.openFile('short.ts');
    await editor.press('Control+Home', 'Control+A');
  }

  const streamed = (lines: readonly string[], delayMs = 15): Reply =>
    answer({ text: `<proposed>\n${lines.join('\n')}\n</proposed>`, chunk: 24, delayMs });

  it('marks each new line once, and never takes the mark away again', async () => {
    await showShort();
    standIn.queue(streamed(PROPOSED));
    await watchFrames(page());
    await editor.ask('some other way');
    await editor.lens('Accept All').waitFor();
    const frames = await endFrames(page());
    const known = new Map<string, boolean>();
    for (const [number, frame] of frames.entries()) {
      for (const { text, added } of frame) {
        if (known.get(text) === true) assert.ok(added, `${text} lost its mark in frame ${number} of ${frames.length}`);
        known.set(text, added);
      }
    }
    const marked = [...known].filter(([, added]) => added).map(([text]) => text);
    assert.deepEqual(marked.toSorted(), PROPOSED.filter((line) => !LINES.includes(line)).toSorted());
  });

  it('leaves what is read below it where it is, and the focus where it was', async () => {
    await session().workbench.openFile('long.ts');
    await editor.select(5, 10);
    const half = new Gate();
    standIn.queue(
      insertAt(streamed(Array.from({ length: 60 }, (_, line) => `const grown${line} = ${line};`)), 6, gate(half)),
    );
    await editor.ask('grow');
    await half.reached;
    await editor.lens('Stop').waitFor();
    // Far below, with the cursor where it was.
    await editor.root.hover();
    let line = '';
    await until('the wheel has come to rest far below', async () => {
      const lines = (await editor.text()).split('\n');
      line = lines[15] ?? '';
      const far = Number(/long(\d+)/.exec(line)?.[1]) > 60;
      if (!far) await page().mouse.wheel(0, 300);
      assert.ok(far);
      assert.equal(await editor.text(), lines.join('\n'));
    });
    const read = (frame: readonly SeenLine[]) => frame.find(({ text }) => text === line);
    const number = Number(/long(\d+)/.exec(line)?.[1]) + 1;
    await watchFrames(page());
    half.open();
    await page().locator('.statusbar-item', { hasText: 'to judge in long.ts' }).waitFor();
    const frames = await endFrames(page());
    const moves = frames
      .map((frame) => read(frame)?.top)
      .flatMap((top, frame, all) => (top === all[0] ? [] : [[frame, top]]));
    assert.deepEqual(moves, [], `of ${frames.length} frames`);
    assert.notEqual(
      frames[0]?.find(({ text }) => text === line),
      undefined,
    );
    // Each line that came above it has pushed it on by one.
    await page()
      .locator('.line-numbers', { hasText: new RegExp(`^${number + 54}$`) })
      .waitFor();
    assert.equal(await page().evaluate(() => document.activeElement?.closest('.monaco-editor') !== null), true);
  });

  for (const theme of ALL_THEMES) {
    it(`can be looked at while it streams, in the theme ${theme}`, async () => {
      const { workbench } = session();
      await workbench.setTheme(theme);
      await showShort();
      const [some, more] = [new Gate(), new Gate()];
      standIn.queue(insertAt(insertAt(streamed(PROPOSED, 0), 26, gate(more)), 12, gate(some)));
      await editor.ask('some other way');
      await editor.line('added4').waitFor();
      await workbench.screenshot(`edit-streaming-1-${theme}`);
      some.open();
      await editor.line('added12').waitFor();
      await workbench.screenshot(`edit-streaming-2-${theme}`);
      more.open();
      await editor.lens('Accept All').waitFor();
    });
  }

  it('is judged by the links over a change', async () => {
    await showShort();
    standIn.queue(streamed(PROPOSED, 0));
    await editor.ask('some other way');
    await editor.lens('Accept All').waitFor();
    const follow = async (value: string, title: string): Promise<void> => {
      const hover = (await editor.hoverChange(`${value} = computed`)).filter({ hasText: value });
      await hover.getByText(title, { exact: true }).click();
      await page().mouse.move(5, 5);
      await hover.waitFor({ state: 'detached' });
    };
    const left = async (count: number): Promise<void> => {
      await session().workbench.runCommand('Sidestream: Next Change');
      await page()
        .locator('.statusbar-item', { hasText: new RegExp(`Change \\d+ of ${count}$`) })
        .waitFor();
    };
    await follow('value9', 'Accept');
    await left(9);
    await follow('value12', 'Reject');
    await left(8);
    await until('the old line is back', async () => assert.match(await editor.text(), /value12 = compute\(12\)/));
    await follow('value15', 'Show Changes');
    await page().locator('.monaco-diff-editor').waitFor();
  });

  it('is begun by the light bulb, where something is reported', async () => {
    await session().workbench.openFile('wrong.json');
    await page().locator('.squiggly-error').first().waitFor();
    await editor.goTo(3);
    standIn.queue(answer({ text: '<proposed>\n{\n  "a": 1\n}\n</proposed>' }));
    const count = standIn.messages.length;
    await editor.press('Control+.');
    const action = page().locator('.action-widget .monaco-list-row', { hasText: 'Fix with Claude' });
    await action.waitFor();
    await session().workbench.screenshot('edit-light-bulb');
    await action.click();
    const { body } = await standIn.arrived(count);
    assert.match(JSON.stringify(body), /Problems reported/);
    await editor.textIs('{\n  "a": 1\n}\n');
  });

  it('asks where code of a chat goes that fits nowhere, and needs a file to put it into', async () => {
    const { workbench } = session();
    const chat = await ChatPage.open(workbench);
    standIn.queue(answer('```ts\nnothing.like(it);\n```'));
    await chat.send('Show me');
    await chat.waitForEnd();
    await chat.button('Apply to file').click();
    await page().getByText('Open the file that the code belongs to.').first().waitFor();
    await workbench.openFile('short.ts');
    await editor.press('Control+Home');
    await chat.button('Apply to file').click();
    await workbench.quickInput().waitFor();
    await workbench.screenshot('apply-asks');
    await workbench.pick('New lines at the cursor');
    await editor.line('nothing.like(it);').waitFor();
    await editor.lens('Accept').waitFor();
  });
});
