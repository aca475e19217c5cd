/** The rehearsal as a process of its own: prints `{"url":…}` as one line, and ends with its parent or its stdin. */
import { startRehearsal } from './rehearsal.ts';

const rehearsal = await startRehearsal();
console.log(JSON.stringify({ url: rehearsal.url }));

// When the parent dies, by whatever death, the kernel closes the other end of this pipe.
process.stdin.once('close', () => {
  void rehearsal.close().finally(() => process.exit());
});
process.stdin.resume();
