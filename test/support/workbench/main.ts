// Runs an entry point: what it starts ends with it, however it ends, and a Trouble is shown as its words alone.
import { endAllGroups } from './processGroup.ts';
import { Trouble } from './trouble.ts';

/** `atEnd` closes what is no process. Called on Ctrl+C, on a closed terminal and on a polite kill, too. */
export async function main(
  run: () => Promise<void>,
  atEnd: () => Promise<void> = async () => undefined,
): Promise<void> {
  let ended: Promise<unknown> | undefined;
  const end = () => (ended ??= Promise.allSettled([atEnd(), endAllGroups()]));
  for (const [signal, code] of [
    ['SIGINT', 130],
    ['SIGTERM', 143],
    ['SIGHUP', 129],
  ] as const)
    process.on(signal, () => void end().then(() => process.exit(code)));
  // Whoever started us may be killed without a word; then nobody is left to end what we have started.
  const parent = process.ppid;
  setInterval(() => {
    if (process.ppid !== parent) void end().then(() => process.exit(1));
  }, 1000).unref();
  try {
    await run();
  } catch (error) {
    // What breaks because it is being ended is no news.
    if (ended === undefined) console.error(error instanceof Trouble ? `\n${error.message}\n` : error);
    process.exitCode = 1;
  }
  await end();
}
