// A chat of 200 turns and 1 MB of text in a real VS Code: how soon its latest turns are on the screen, from the list of
// chats and when the panel comes back, beside a page that only sets their HTML; and how long the page's tasks are while it
// opens, while one types and scrolls through all of it, and while an answer streams at its end.
// `npm run bench -- longChat`; ROUNDS=3
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Browser, Frame, Page } from 'playwright-core';
import { packageExtension } from '../support/buildExtension.ts';
import { ChatPage } from '../support/chatPage.ts';
import { answer } from '../support/standin/answer.ts';
import { installExtension } from '../support/workbench/server.ts';
import { openSession, type Session } from '../support/workbench/session.ts';
import { until } from '../support/workbench/workbench.ts';
import { inEditor } from './inEditor.ts';
import { longChat, TURNS } from './longChat/chat.ts';
import { allDrawn, chooseLongChat, putLongChat } from './longChat/open.ts';
import { ownTime } from './longChat/ownTime.ts';
import { LONG_TASK, shown, takeLongTasks, watchNewFrames } from './longChat/watch.ts';
import { addFloor } from './paint/contenders.ts';
import { LAST_WORDS } from './paint/streamText.ts';
import { countStolen, undisturbed } from './stolenTime.ts';
import { bench, median, row } from './tools.ts';

const ROUNDS = Number(process.env['ROUNDS'] ?? 3);
/** Turns that the bound sets: a screen holds fewer. */
const LATEST = 6;
/** Milliseconds after which the page has saved where the reader is, to go there again (src/webview/follow.ts). */
const PLACE_SAVED = 400;
const SENTENCE = 'The quick brown fox jumps over the lazy dog, and types on while there is something to see. ';

const chat = longChat();
const latestId = `c${chat.length - 1}`;
const end = `That was answer ${chat.length - 1}.`;

const ms = (time: number): string => `${time.toFixed(0)} ms`;

/**
 * Hides the view and shows it again: VS Code throws its page away and loads it anew. Milliseconds from its frame to its
 * latest turn.
 */
async function reopened({ workbench }: Session, selector: string): Promise<number> {
  await workbench.runCommand('View: Toggle Primary Side Bar Visibility');
  await until('the panel’s page is gone', async () => {
    if (await workbench.frameWith(selector, 100).catch(() => undefined)) throw new Error('still there');
  });
  const seen = shown(workbench.page);
  await workbench.runCommand('View: Toggle Primary Side Bar Visibility');
  return (await seen).sinceFrame;
}

/** What one sees of a step: some time, and the page's long tasks. */
interface Seen {
  readonly stolen: number;
  readonly time: number;
  readonly tasks: readonly number[];
  /** Milliseconds of processor, of the task that took most. */
  readonly own: number;
}

/** Does the step, and tells what was seen when it ends. */
async function watched(
  browser: Browser,
  step: () => Promise<{ readonly frame: Frame; readonly time: number }>,
): Promise<Seen> {
  const stolen = countStolen();
  const [seen, own] = await ownTime(browser, async () => {
    const { frame, time } = await step();
    return { time, tasks: await takeLongTasks(frame) };
  });
  return { ...seen, own, stolen: stolen() };
}

async function inRounds<T extends { readonly stolen: number }>(measure: () => Promise<T>): Promise<T[]> {
  const all: T[] = [];
  for (let round = 0; round < ROUNDS; round++) all.push(await undisturbed(measure));
  return all;
}

const timesOf = (all: readonly Seen[]): number[] => all.map(({ time }) => time);
const medianTime = (all: readonly Seen[]): number => median(timesOf(all));
/** Each of them, too: the first opening may load what the others find loaded. */
const told = (all: readonly Seen[]): string => `${ms(medianTime(all))} (${timesOf(all).map(ms).join(', ')})`;

await bench(async () => {
  const vsix = await packageExtension();
  await inEditor(async (run, standIn) => {
    const { browser, home } = run;
    await installExtension(run.editor, vsix, join(home, 'install'), run.extensions);
    const session = await openSession(run, {
      settings: { 'sidestream.baseUrl': standIn.url },
      env: { ANTHROPIC_API_KEY: 'sk-ant-bench' },
    });
    const { workbench } = session;
    await putLongChat(session);
    await watchNewFrames(workbench.page, latestId, end);
    const size = chat.reduce((sum, { answer: text }) => sum + text.length, 0);
    console.log(
      `Chromium ${browser.version()}; ${TURNS} turns, ${(size / 1e6).toFixed(1)} MB; ${ROUNDS} rounds, medians of times, the worst of tasks\n`,
    );
    console.log(row(['figure', 'goal', 'measured']));
    console.log(row(['---', '---', '---']));

    let panel = await ChatPage.open(workbench);
    const opened = await inRounds(async () => {
      panel = await ChatPage.open(workbench);
      await takeLongTasks(panel.frame);
      return watched(browser, async () => {
        const seen = shown(workbench.page);
        const before = await chooseLongChat(panel);
        const { at } = await seen;
        await allDrawn(panel.frame);
        return { frame: panel.frame, time: at - before };
      });
    });
    console.log(row(['from Enter in the list of chats to the latest turns', '≤ 300 ms', told(opened)]));
    tasks('while it opens from the list', opened);

    const latest = await panel.frame.evaluate(
      (count) => [...document.querySelectorAll('article')].slice(-count).map(({ outerHTML }) => outerHTML),
      LATEST,
    );
    const style = await readFile(join(import.meta.dirname, '../../dist/page/page.css'), 'utf8');
    const turns = join(home, 'turns.html');
    await writeFile(turns, `<style>${style} html, body { overflow: auto }</style>${latest.join('')}`);
    const floor = await openSession({ ...run, extensions: await addFloor(home) }, { env: { FLOOR_TURNS: turns } });
    await watchNewFrames(floor.workbench.page, latestId, end);
    await floor.workbench.runCommand('View: Show Floor');
    const bound = medianTime(
      await inRounds(() =>
        watched(browser, async () => {
          const time = await reopened(floor, '#floor');
          return { frame: await floor.workbench.frameWith('#floor'), time };
        }),
      ),
    );
    // The same turns, drawn and laid out as ours, in a page that has no script for them.
    const whole = await panel.frame.evaluate(() => document.querySelector('#viewport')?.outerHTML ?? '');
    await writeFile(turns, `<style>${style}</style><main id="panel" style="height: 100vh">${whole}</main>`);
    const still = await inRounds(async () => {
      await reopened(floor, '#floor');
      const frame = await floor.workbench.frameWith('#floor');
      await frame.evaluate(() => {
        const view = document.querySelector('#viewport');
        view?.scrollTo(0, view.scrollHeight / 2);
      });
      await takeLongTasks(frame);
      return watched(browser, async () => {
        await pageUp(floor.workbench.page, frame);
        return { frame, time: 0 };
      });
    });
    await floor.close();

    // Each visit is the page's first: what was laid out before would be cheap to see again.
    const visits = await inRounds(async () => {
      const back = await watched(browser, async () => {
        const time = await reopened(session, '[role=log]');
        const frame = await workbench.frameWith('[role=log]');
        await allDrawn(frame);
        return { frame, time };
      });
      panel = await ChatPage.find(workbench);
      const { frame } = panel;
      await panel.composer.focus();
      const typed = await watched(browser, async () => {
        await workbench.page.keyboard.type(SENTENCE, { delay: 10 });
        return { frame, time: 0 };
      });
      let drift = 0;
      const wheel = await watched(browser, async () => {
        drift = await wheelUp(panel);
        return { frame, time: 0 };
      });
      const keys = await watched(browser, async () => {
        await pageUp(workbench.page, frame);
        return { frame, time: 0 };
      });
      await panel.button('Jump to latest').click();
      await frame.evaluate((saved) => new Promise((done) => setTimeout(done, saved)), PLACE_SAVED);
      const stolen = Math.max(...[back, typed, wheel, keys].map((each) => each.stolen));
      return { back, typed, wheel, keys, drift, stolen };
    });
    const back = visits.map((visit) => visit.back);
    console.log(row(['from the panel’s frame to the latest turns', '≤ 300 ms', told(back)]));
    const ratio = medianTime(back) / bound;
    console.log(row(['the same, a page that only sets their HTML', '', `${ms(bound)}: ${ratio.toFixed(2)} ×`]));
    tasks('while the panel comes back', back);
    tasks(
      'while one types',
      visits.map(({ typed }) => typed),
    );
    tasks(
      'while the wheel goes through the later half',
      visits.map(({ wheel }) => wheel),
    );
    const drift = Math.max(...visits.map((visit) => visit.drift));
    console.log(row(['largest step of the view that the wheel did not make', '0 px', `${drift.toFixed(1)} px`]));
    tasks(
      'while PageUp goes through the earlier half',
      visits.map(({ keys }) => keys),
    );
    tasks('in a page that only has their HTML, while PageUp goes through it', still);

    const text = `${(chat[16]?.answer ?? '').slice(0, 30_000)}\n\n${LAST_WORDS}`;
    const streamed = await inRounds(async () => {
      standIn.queue(answer({ text, delayMs: 4, firstDelayMs: 100 }));
      await panel.composer.fill('Go on');
      const { frame } = panel;
      const count = (await panel.turns.count()) + 2;
      return watched(browser, async () => {
        await workbench.page.keyboard.press('Enter');
        await newestHas(frame, count, 100);
        await workbench.page.keyboard.type(SENTENCE.repeat(3), { delay: 20 });
        await newestHas(frame, count, text.length / 2, LAST_WORDS);
        return { frame, time: 0 };
      });
    });
    tasks('while an answer of 30 KB streams at its end, and one types', streamed);
    await session.close();
  });
});

/** Tells the round that had most of them, and what any task of any round took of the processor. */
function tasks(when: string, rounds: readonly Seen[]): void {
  const { tasks: long, stolen } = rounds.toSorted((a, b) => b.tasks.length - a.tasks.length)[0] ?? {
    tasks: [],
    stolen: 0,
  };
  const worst = `${long.length}, longest ${ms(Math.max(...long))} (${(stolen * 100).toFixed(0)} % of the time stolen)`;
  const own = `no task, VS Code’s too, had more than ${ms(Math.max(...rounds.map((round) => round.own)))} of processor`;
  console.log(row([`tasks over ${LONG_TASK} ms ${when}`, 'none', `${long.length === 0 ? 'none' : worst}; ${own}`]));
}

/**
 * The newest of so many turns has a text that is longer than that, and ends so. Asked seldom, and by the page's own selectors:
 * those of Playwright go through all of the page, which takes longer than a key may wait.
 */
async function newestHas(frame: Frame, turns: number, length: number, last = ''): Promise<void> {
  await frame.waitForFunction(
    ([count, longer, words]) => {
      const all = document.querySelectorAll('article');
      const text = all[all.length - 1]?.querySelector('[data-part="text"]')?.textContent ?? '';
      return all.length >= count && text.length > longer && text.endsWith(words);
    },
    [turns, length, last] as const,
    { polling: 100 },
  );
}

/** Up to the middle, a screen a step; the largest step of what is seen that is not the wheel's. */
async function wheelUp({ workbench, frame }: ChatPage): Promise<number> {
  const box = await (await frame.frameElement()).boundingBox();
  if (box === null) throw new Error('The panel is not to be seen');
  await workbench.page.mouse.move(box.x + box.width / 2, box.y + 200);
  let drift = 0;
  for (;;) {
    await frame.evaluate(mark);
    await workbench.page.mouse.wheel(0, -400);
    const { moved, part } = await frame.evaluate(movedSinceMark);
    drift = Math.max(drift, Math.abs(moved - 400));
    if (part < 0.5) return drift;
  }
}

declare global {
  var marked: { readonly block: Element; readonly top: number } | undefined;
}

/** Remembers a block in the middle of the view. Runs in the page. */
function mark(): void {
  const box = document.querySelector('#viewport')?.getBoundingClientRect();
  // Between two blocks there is none.
  const heights = Array.from({ length: 30 }, (_, index) => 40 + 10 * index);
  const block = heights
    .map((y) => box && document.elementFromPoint(box.left + 60, box.top + y)?.closest('.section > *'))
    .find((each) => each !== undefined && each !== null);
  globalThis.marked = block ? { block, top: block.getBoundingClientRect().top } : undefined;
}

/** How far that block has gone, once it stands still, and how much of the chat lies above. Runs in the page. */
async function movedSinceMark(): Promise<{ moved: number; part: number }> {
  const { block, top = 0 } = globalThis.marked ?? {};
  const now = (): number => block?.getBoundingClientRect().top ?? 0;
  let last = Number.NaN;
  while (now() === top || now() !== last) {
    last = now();
    await new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve)));
  }
  const view = document.querySelector('#viewport');
  return { moved: last - top, part: view === null ? 0 : view.scrollTop / view.scrollHeight };
}

async function pageUp(page: Page, frame: Frame): Promise<void> {
  await frame.evaluate(() => document.querySelector<HTMLElement>('#conversation')?.focus());
  const top = () => frame.evaluate(() => document.querySelector('#viewport')?.scrollTop ?? 0);
  // At its beginning already it would tell of no tasks, and prove nothing.
  if ((await top()) < 10_000) throw new Error('There is no chat to go through');
  while ((await top()) > 0) {
    await page.keyboard.press('PageUp');
    await frame.evaluate(() => new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve))));
  }
}
