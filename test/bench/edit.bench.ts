// Measures inline edits in a real VS Code with the packaged extension: from the last delta of a line to the line in the
// editor, and what a key takes elsewhere in the same file while lines stream in, to the same keys in a quiet editor.
// `npm run bench -- edit`.
import { join } from 'node:path';
import { packageExtension } from '../support/buildExtension.ts';
import { answer } from '../support/standin/answer.ts';
import type { StandIn } from '../support/standin/standIn.ts';
import { EditorPage } from '../support/workbench/editorPage.ts';
import { installExtension } from '../support/workbench/server.ts';
import { openSession } from '../support/workbench/session.ts';
import type { Workbench } from '../support/workbench/workbench.ts';
import { countKeys, endKeys, linesSeen, watchLines } from './edit/watch.ts';
import { clockOrigin } from './paint/watch.ts';
import { inEditor } from './inEditor.ts';
import { bench, quantile, row } from './tools.ts';

/** `message_start` and `content_block_start` come before the first delta. */
const BEFORE = 2;
const LINES = 30;
const KEYS = 80;
const KEY_EVERY_MS = 45;

const FILE = Array.from({ length: 10_000 }, (_, line) => `const value${line} = compute(${line});\n`).join('');

await bench(async () => {
  const vsix = await packageExtension();
  await inEditor(async (run, standIn) => {
    await installExtension(run.editor, vsix, join(run.home, 'install'), run.extensions);
    const session = await openSession(run, {
      settings: {
        'sidestream.baseUrl': standIn.url,
        'sidestream.codeLens.enabled': false,
      },
      env: { ANTHROPIC_API_KEY: 'sk-ant-bench' },
      files: { 'short.ts': 'const first = 1;\nconst last = 2;\n', 'long.ts': FILE },
    });
    const { workbench } = session;
    console.log(row(['figure', 'goal', 'measured']));
    console.log(row(['---', '---', '---']));
    await workbench.openFile('short.ts');
    const ways = await lineDelays(workbench, standIn);
    const [p50, p95] = [quantile(ways, 0.5), quantile(ways, 0.95)];
    console.log(
      row([
        `line in the editor after its last delta, of ${ways.length}: p50, p95`,
        '≤ 60 ms',
        `${p50.toFixed(0)}, ${p95.toFixed(0)} ms`,
      ]),
    );
    await workbench.openFile('long.ts');
    const idle = await keyDelays(workbench);
    const busy = await whileStreaming(workbench, standIn, () => keyDelays(workbench));
    const again = await keyDelays(workbench);
    const quiet = [...idle, ...again];
    const ratio = quantile(busy, 0.95) / quantile(quiet, 0.95);
    const both = `${quantile(busy, 0.95).toFixed(0)} and ${quantile(quiet, 0.95).toFixed(0)} ms`;
    console.log(
      row(['a key while 200 lines/s stream into 10,000, p95 to idle', '≤ 1.3 ×', `${ratio.toFixed(2)} × (${both})`]),
    );
    await session.close();
  });
});

/** One delta a line, so that its last delta is its own. */
async function lineDelays(workbench: Workbench, standIn: StandIn): Promise<number[]> {
  const { page } = workbench;
  const lines = Array.from({ length: LINES }, (_, line) => `let line${String(line).padStart(3, '0')} = 1;\n`);
  const opening = '<proposed>\n'.padEnd(lines[0]?.length ?? 0, '\n');
  const text = `${opening}${lines.join('')}</proposed>`;
  const origin = clockOrigin();
  await page.keyboard.press('Control+A');
  await watchLines(page);
  standIn.queue(answer({ text, chunk: opening.length, delayMs: 70, firstDelayMs: 300 }));
  const arrived = standIn.arrived(standIn.messages.length);
  await new EditorPage(workbench).ask('go');
  const request = await arrived;
  await request.closed;
  await page.locator('.view-line', { hasText: `line${String(LINES - 1).padStart(3, '0')}` }).waitFor();
  const seen = await linesSeen(page);
  return lines.flatMap((_, line) => {
    const at = seen[`line${String(line).padStart(3, '0')}`];
    const sent = request.sentAt[BEFORE + 1 + line];
    return at === undefined || sent === undefined ? [] : [at - (origin + sent)];
  });
}

/** Keys at the top of the file, where the edit is not. */
async function keyDelays({ page }: Workbench): Promise<number[]> {
  await page.keyboard.press('Control+Home');
  await page.keyboard.press('End');
  await countKeys(page);
  for (let key = 0; key < KEYS; key++) {
    await page.keyboard.press('x');
    await page.waitForTimeout(KEY_EVERY_MS);
  }
  return endKeys(page);
}

/** Lines come into the middle of the file, 200 a second, for as long as `measured` takes. */
async function whileStreaming(
  workbench: Workbench,
  standIn: StandIn,
  measured: () => Promise<number[]>,
): Promise<number[]> {
  const { page } = workbench;
  const lines = Array.from({ length: 3000 }, (_, line) => `const added${String(line).padStart(4, '0')} = 1;\n`);
  const opening = '<proposed>\n'.padEnd(lines[0]?.length ?? 0, '\n');
  await new EditorPage(workbench).goTo(5000);
  standIn.queue(
    answer({ text: `${opening}${lines.join('')}</proposed>`, chunk: opening.length, delayMs: 5, firstDelayMs: 300 }),
  );
  await new EditorPage(workbench).ask('go');
  await page.locator('.view-line', { hasText: 'added' }).first().waitFor();
  const delays = await measured();
  await workbench.runCommand('Sidestream: Stop');
  await workbench.runCommand('Sidestream: Reject All Changes');
  return delays;
}
