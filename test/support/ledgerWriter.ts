// A window that does nothing but write into the accounts: `ledgerWriter.ts <folder> <name> <lines>`. Started as a process
// of its own; says `ready`, and begins when its input ends, so that several begin at once.
import { text } from 'node:stream/consumers';
import { LedgerFile } from '../../src/host/usage/ledgerFile.ts';

const [, , folder = '', name = '', lines = '0'] = process.argv;
const file = new LedgerFile(folder, (error) => {
  console.error(error);
  process.exitCode = 1;
});
process.stdout.write('ready');
await text(process.stdin);
const usage = { input: 1, output: 2, cacheRead: 3, cacheWrite5m: 4, cacheWrite1h: 5, thinking: 0 };
for (let index = 0; index < Number(lines); index++) {
  const model = `model-${'x'.repeat(index % 300)}`;
  await file.add({ at: Date.now(), id: `${name}-${index}`, kind: 'chat', model, usage, cost: 0.001, estimated: false });
}
file.dispose();
