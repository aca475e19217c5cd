// One window of journalFile.test.ts: writes its lines as fast as it can, and gives back in which order all came to it.
import { parentPort, workerData } from 'node:worker_threads';
import { JournalFile } from '../../../../src/host/chat/journalFile.ts';

const { path, name, lines, barrier } = workerData as {
  readonly path: string;
  readonly name: string;
  readonly lines: number;
  readonly barrier: SharedArrayBuffer;
};
const ready = new Int32Array(barrier);
const heard: string[] = [];
const all = Promise.withResolvers<void>();
const add = (...more: string[]) => {
  heard.push(...more);
  if (heard.length >= 2 * lines) all.resolve();
};
const journal = new JournalFile(path, 'header\n', 0, {
  onForeign: (text) => add(...text.split('\n').filter((line) => line !== 'header')),
  onGone: () => {},
  onTrouble: (error) => {
    throw error;
  },
});
// Neither begins before the other is there.
Atomics.add(ready, 0, 1);
Atomics.notify(ready, 0);
while (Atomics.load(ready, 0) < 2) Atomics.wait(ready, 0, 1);
for (let line = 0; line < lines; line++) {
  await journal.append(`${name} ${line}\n`);
  add(`${name} ${line}`);
}
await all.promise;
await journal.close();
parentPort?.postMessage(heard);
