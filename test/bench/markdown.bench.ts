// Measures what drawing a streamed answer costs the page, against plain text and against other renderers: all in one run,
// in turns, medians. Read the ratios. `npm run bench -- markdown`; ROUNDS=3; ONLY=code:100,highlight:20 picks cases.
// The other renderers come with `npm ci --prefix test/bench/contenders`; without them only the floor is measured.
import { build } from 'esbuild';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { CDPSession } from 'playwright-core';
import { inBatches, makeAnswer } from './answers.ts';
import type { Shape } from './answers.ts';
import { launchBrowser } from './browser.ts';
import { bench, median, tool } from './tools.ts';

const here = import.meta.dirname;
const rounds = Number(process.env['ROUNDS'] ?? 3);
const only = process.env['ONLY']?.split(',');
const css = readFileSync(join(here, '../../media/markdown.css'), 'utf8');

interface Case {
  readonly name: string;
  readonly shape: Shape;
  readonly kb: number;
  /** The first is the one that the others are compared with. */
  readonly contenders: readonly string[];
}

// react-markdown and streamdown start over or grow with the text so far: they only come in where that can be waited for.
const installed = existsSync(join(here, 'contenders/node_modules'));
const fast = ['text-blocks', 'sidestream', ...(installed ? ['smd', 'incremark'] : [])];
const all = [...fast, ...(installed ? ['react-markdown', 'streamdown'] : [])];
const CASES: readonly Case[] = (
  [
    { name: 'answer:20', shape: 'answer', kb: 20, contenders: all },
    { name: 'answer:100', shape: 'answer', kb: 100, contenders: fast },
    { name: 'answer:400', shape: 'answer', kb: 400, contenders: fast.filter((name) => name !== 'incremark') },
    { name: 'code:100', shape: 'code', kb: 100, contenders: ['text-blocks', 'sidestream'] },
    { name: 'list:100', shape: 'list', kb: 100, contenders: ['text-blocks', 'sidestream'] },
    { name: 'nested:100', shape: 'nested', kb: 100, contenders: ['text-blocks', 'sidestream'] },
    { name: 'table:100', shape: 'table', kb: 100, contenders: ['text-blocks', 'sidestream'] },
    { name: 'paragraph:100', shape: 'paragraph', kb: 100, contenders: ['text-blocks', 'sidestream'] },
    { name: 'highlight:20', shape: 'code', kb: 20, contenders: ['plain-lines', 'sidestream-colors'] },
  ] as const
).filter(({ name }) => !only || only.includes(name));

function entry(name: string): string {
  const renderer = '../../src/webview/markdown/markdown.ts';
  if (name === 'sidestream') {
    return `import { createMarkdown } from '${renderer}'; offer((root) => createMarkdown(root, { highlight: false }));`;
  }
  if (name === 'sidestream-colors') {
    const load = `import { loadHighlight } from '../../src/webview/markdown/highlighter.ts';`;
    return `import { createMarkdown } from '${renderer}'; ${load} offer(createMarkdown, () => loadHighlight('typescript'));`;
  }
  return `import { start } from './contenders/${name}.js'; offer(start);`;
}

async function bundle(name: string): Promise<string> {
  const { outputFiles } = await build({
    stdin: { contents: `import { offer } from './streamInPage.ts'; ${entry(name)}`, resolveDir: here, loader: 'ts' },
    define: { 'process.env.NODE_ENV': '"production"' },
    bundle: true,
    minify: true,
    write: false,
    format: 'iife',
    target: 'chrome128',
  });
  return outputFiles[0]?.text ?? '';
}

/** Milliseconds of the page's main thread: script, style, layout and paint, without other processes. */
async function cpuTime(session: CDPSession): Promise<number> {
  const { metrics } = await session.send('Performance.getMetrics');
  return (metrics.find(({ name }) => name === 'TaskDuration')?.value ?? 0) * 1000;
}

await bench(async () => {
  const browser = await tool('a browser', launchBrowser);
  console.log(`Chromium ${browser.version()}, ${rounds} rounds, medians; ratios to the first of each case\n`);
  console.log('| case | renderer | CPU ratio | script + layout ratio | CPU ms | script ms | longest ms |');
  console.log('| --- | --- | --- | --- | --- | --- | --- |');
  try {
    for (const { name, shape, kb, contenders } of CASES) {
      const batches = inBatches(makeAnswer(shape, kb * 1000));
      const warmUp = inBatches(makeAnswer(shape, 6000, 2));
      const codes = new Map<string, string>();
      for (const contender of contenders) codes.set(contender, await bundle(contender));
      const runs = new Map<string, { cpu: number; script: number; busy: number; longest: number }[]>();
      for (let round = 0; round < rounds; round++) {
        for (const contender of round % 2 ? contenders.toReversed() : contenders) {
          const page = await browser.newPage();
          page.setDefaultTimeout(0);
          await page.addScriptTag({ content: codes.get(contender) ?? '' });
          await page.evaluate(([texts, style]) => globalThis.streamInPage(texts, style), [warmUp, css] as const);
          const session = await page.context().newCDPSession(page);
          await session.send('Performance.enable', { timeDomain: 'threadTicks' });
          const before = await cpuTime(session);
          const times = await page.evaluate(([texts, style]) => globalThis.streamInPage(texts, style), [
            batches,
            css,
          ] as const);
          const cpu = (await cpuTime(session)) - before;
          runs.set(contender, [...(runs.get(contender) ?? []), { ...times, cpu }]);
          await page.close();
        }
      }
      const of = (contender: string, key: 'cpu' | 'script' | 'busy' | 'longest'): number =>
        median((runs.get(contender) ?? []).map((run) => run[key]));
      const floor = contenders[0] ?? '';
      for (const contender of contenders) {
        const ratios = (['cpu', 'busy'] as const).map((key) => (of(contender, key) / of(floor, key)).toFixed(2));
        const times = (['cpu', 'script', 'longest'] as const).map((key) => of(contender, key).toFixed(0));
        console.log(`| ${[name, contender, ...ratios, ...times].join(' | ')} |`);
      }
    }
  } finally {
    await browser.close();
  }
});
