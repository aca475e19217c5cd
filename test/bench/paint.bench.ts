// Measures the way of a delta from the API's socket to the text in the panel, and what the page works for it, in a real
// VS Code with the packaged extension, against the floor (test/bench/floor) and Copilot Chat: in turns, in one run, each in
// a VS Code that is opened for it, medians over rounds.
// `npm run bench -- paint`; ROUNDS=2, ONLY=8,20,100 picks answers by their KB, FULL=1 takes the long ones too, LONG=1 adds
// Sidestream in a chat of 200 turns, FOLLOW=1 a floor that keeps the end in view, PEER=0 leaves Copilot Chat out, which
// takes minutes for the long ones. What lost more than 2 % of its time to the neighbours of a virtual machine is measured
// again.
import { packageExtension } from '../support/buildExtension.ts';
import { answer } from '../support/standin/answer.ts';
import type { StandIn } from '../support/standin/standIn.ts';
import { inEditor } from './inEditor.ts';
import { floor as floorOf, sidestream, type Contender, type Opened } from './paint/contenders.ts';
import { copilot } from './paint/copilot.ts';
import { delays, DELTA, endsOfDeltas, streamText } from './paint/streamText.ts';
import { clockOrigin, endWatch, startWatch } from './paint/watch.ts';
import { countStolen, undisturbed } from './stolenTime.ts';
import { bench, median, quantile, row } from './tools.ts';

const { ROUNDS = '2', ONLY, FULL, LONG, FOLLOW, PEER = '1' } = process.env;
const ALL = [
  { kb: 8, pace: 25 },
  { kb: 20, pace: 4 },
  { kb: 100, pace: 2 },
  { kb: 400, pace: 0.5 },
] as const;
const CASES = ALL.filter(({ kb }) => (ONLY ? ONLY.split(',').includes(String(kb)) : kb < 100 || FULL));
/** `message_start` and `content_block_start` come before the first delta. */
const BEFORE = 2;

interface Measured {
  readonly p50: number;
  readonly p95: number;
  /** From the last delta's write to its text. */
  readonly last: number;
  readonly cpu: number;
  /** Bytes that the extension host has grown by. */
  readonly grown: number;
  readonly missed: number;
  /** Part of the time that was not this machine's. */
  readonly stolen: number;
}

/** The first answer, which comes fast, loads code and fonts, and lets the heaps grow to the size that they need. */
async function measureNew(contender: Contender, standIn: StandIn, source: string, pace: number): Promise<Measured> {
  const opened = await contender.open();
  try {
    await measure(opened, standIn, source.slice(-100_000), 0.2);
    return await measure(opened, standIn, source, pace);
  } finally {
    await opened.close();
  }
}

async function measure(contender: Opened, standIn: StandIn, source: string, pace: number): Promise<Measured> {
  const frame = await contender.prepare();
  const origin = clockOrigin();
  await startWatch(frame, contender.places);
  standIn.queue(answer({ text: source, chunk: DELTA, delayMs: pace, firstDelayMs: 200 }));
  const arrived = standIn.arrived(standIn.messages.length);
  const before = await contender.cpu();
  const stolenPart = countStolen();
  const memory = contender.hostMemory();
  await contender.ask();
  const request = await arrived;
  const { seen, text } = await endWatch(frame);
  await request.closed;
  const stolen = stolenPart();
  const cpu = (await contender.cpu()) - before;
  const grown = contender.hostMemory() - memory;
  const { ends, missed } = endsOfDeltas(source, text);
  const sent = request.sentAt.slice(BEFORE).map((at) => origin + at);
  const all = delays(ends, sent, seen);
  const last = all.at(-1) ?? Number.NaN;
  return { p50: quantile(all, 0.5), p95: quantile(all, 0.95), last, cpu, grown, missed, stolen };
}

await bench(async () => {
  const vsix = await packageExtension();
  await inEditor(async (run, standIn) => {
    const model = standIn.models[0]?.id ?? '';
    const floor = await floorOf(run, standIn.url, model);
    const contenders = [floor, await sidestream(run, vsix, standIn.url)];
    if (FOLLOW) contenders.push(await floorOf(run, standIn.url, model, true));
    if (LONG) contenders.push(await sidestream(run, vsix, standIn.url, true));
    if (PEER === '1') contenders.push(copilot(run, standIn.url, model));
    console.log(
      `Chromium ${run.browser.version()}, ${ROUNDS} rounds, medians; from write to DOM, ratios to the floor\n`,
    );
    console.log(
      row(['answer, pace', '', 'p50 ms', 'p95 ms', 'last ms', 'CPU ms', 'p50', 'p95', 'CPU', 'host MB', 'stolen %']),
    );
    console.log(row(Array.from({ length: 11 }, () => '---')));
    for (const { kb, pace } of CASES) {
      const source = streamText(kb * 1000);
      const runs = new Map<Contender, Measured[]>(contenders.map((each) => [each, []]));
      for (let round = 0; round < Number(ROUNDS); round++)
        for (const each of round % 2 ? contenders.toReversed() : contenders)
          runs.get(each)?.push(await undisturbed(() => measureNew(each, standIn, source, pace)));
      const of = (each: Contender, key: keyof Measured) => median((runs.get(each) ?? []).map((one) => one[key]));
      for (const each of contenders) {
        const figures = (['p50', 'p95', 'last', 'cpu'] as const).map((key) => of(each, key).toFixed(0));
        const ratios = (['p50', 'p95', 'cpu'] as const).map((key) => (of(each, key) / of(floor, key)).toFixed(2));
        console.log(
          row([
            `${kb} KB, ${pace} ms`,
            each.name,
            ...figures,
            ...ratios,
            (of(each, 'grown') / 1e6).toFixed(0),
            (of(each, 'stolen') * 100).toFixed(1),
          ]),
        );
        if (of(each, 'missed') > 0) console.log(`  (${of(each, 'missed')} pieces of words were not found in the page)`);
      }
    }
  });
});
