// Measures what Sidestream weighs: the sizes of what ships, what its activation costs over an empty extension's in the
// real extension host, whether the SDK is loaded by then, and how soon the panel paints. `npm run bench -- weight`.
import { globSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { packageExtension } from '../support/buildExtension.ts';
import { installExtension } from '../support/workbench/server.ts';
import { inEditor } from './inEditor.ts';
import { bench, median, row } from './tools.ts';
import { addProbe, EMPTY, letProbeActivate, SIDESTREAM, startOnce, type Start } from './weight/activation.ts';
import { holdsSdk, hostFiles, sizeOf, withImports } from './weight/files.ts';

const dist = join(import.meta.dirname, '../../dist');
const ROUNDS = Number(process.env['ROUNDS'] ?? 4);
const kb = (bytes: number): string => `${(bytes / 1000).toFixed(1)} KB`;

await bench(async () => {
  const vsix = await packageExtension();
  const { main, sdk } = hostFiles(dist);
  console.log(row(['figure', 'goal', 'measured']));
  console.log(row(['---', '---', '---']));
  console.log(row(['VSIX', '≤ 600 KB', kb(statSync(vsix).size)]));
  console.log(row(['main bundle without the SDK', '≤ 80 KB', kb(sizeOf(main))]));
  console.log(row(['SDK, loaded with the first request', '', kb(sizeOf(sdk))]));
  console.log(row(['panel.js with what it always loads', '', kb(sizeOf(withImports(join(dist, 'page/panel.js'))))]));
  console.log(row(['panel’s chunks, loaded on need', '', kb(sizeOf(globSync(join(dist, 'page/chunks/*.js'))))]));
  console.log(row(['SDK in the main bundle', 'no', [...main].some(holdsSdk) ? 'yes' : 'no']));

  const [{ loaded }, ...starts] = await start(vsix);
  const early = [...sdk].filter((file) => loaded.includes(file.slice(file.indexOf('dist/host'))));
  const time = (id: string): number => median(starts.map(({ times }) => times[id] ?? Number.NaN));
  const over = time(SIDESTREAM) - time(EMPTY);
  const both = `${time(SIDESTREAM).toFixed(1)} and ${time(EMPTY).toFixed(1)} ms`;
  console.log(row([`SDK loaded at activation (of ${loaded.length} files)`, 'no', early.length > 0 ? 'yes' : 'no']));
  console.log(row(['load and activate, over an empty extension', '≤ 10 ms', `${over.toFixed(1)} ms (${both})`]));
  const paint = median(starts.map((each) => each.paint));
  console.log(row(['first paint of the panel after its frame exists', '≤ 150 ms', `${paint.toFixed(0)} ms`]));
});

/** The first one lists what is loaded; of the others, Sidestream comes first in every other one. */
function start(vsix: string): Promise<[Start, ...Start[]]> {
  return inEditor(async (run, standIn) => {
    const { extensions } = run;
    await addProbe(extensions);
    await installExtension(run.editor, vsix, join(run.home, 'install'), extensions);
    await letProbeActivate(extensions);
    const starts: [Start, ...Start[]] = [
      await startOnce(run, standIn.url, { name: 'lists', order: [EMPTY, SIDESTREAM], lists: true }),
    ];
    for (let round = 0; round < ROUNDS; round++) {
      const order = round % 2 ? [SIDESTREAM, EMPTY] : [EMPTY, SIDESTREAM];
      starts.push(await startOnce(run, standIn.url, { name: `start-${round}`, order, lists: false }));
    }
    return starts;
  });
}
