// A child process that leads a group of its own, so that ending it ends whatever it started as well.
import { spawn, type ChildProcessByStdio } from 'node:child_process';
import type { Readable } from 'node:stream';
import { setTimeout as delay } from 'node:timers/promises';

export interface ProcessGroup {
  readonly child: ChildProcessByStdio<null, Readable, Readable>;
  /** Asks the group to end, unless `signal` says otherwise, and kills what has not ended within a few seconds. */
  end(signal?: NodeJS.Signals): Promise<void>;
}

const running = new Set<ProcessGroup>();

export function startGroup(
  command: string,
  args: readonly string[],
  options: { cwd?: string; env?: NodeJS.ProcessEnv } = {},
): ProcessGroup {
  const child = spawn(command, args, { ...options, detached: true, stdio: ['ignore', 'pipe', 'pipe'] });
  let ending: Promise<void> | undefined;
  const group: ProcessGroup = {
    child,
    end(signal = 'SIGTERM') {
      ending ??= endGroup(child.pid, signal).finally(() => running.delete(group));
      return ending;
    },
  };
  running.add(group);
  // A group whose leader has gone may live on; what ended whole is forgotten, for its number may be given anew.
  child.once('close', () => {
    if (!signalGroup(child.pid, 0)) running.delete(group);
  });
  return group;
}

/** Runs a command to its end and gives its output; its group ends with us, unlike a plain child's children. */
export async function runToEnd(
  command: string,
  args: readonly string[],
  options: { cwd?: string; env?: NodeJS.ProcessEnv } = {},
): Promise<string> {
  const { child } = startGroup(command, args, options);
  const output: Buffer[] = [];
  child.stdout.on('data', (chunk: Buffer) => output.push(chunk));
  child.stderr.on('data', (chunk: Buffer) => output.push(chunk));
  const code = await new Promise<number | string | null>((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (exit, signal) => resolve(exit ?? signal));
  });
  const text = Buffer.concat(output).toString();
  if (code !== 0) throw new Error(`${command} ended with ${code}.\n${text}`);
  return text;
}

/** Ends every group that is still running. */
export async function endAllGroups(): Promise<void> {
  await Promise.all([...running].map((group) => group.end()));
}

// A process that exits in a hurry (an uncaught error, process.exit) can no longer wait, but it can still kill.
process.on('exit', () => {
  for (const { child } of running) signalGroup(child.pid, 'SIGKILL');
});

/** False when no process of the group is left. Signal 0 only asks. */
function signalGroup(pid: number | undefined, signal: NodeJS.Signals | 0): boolean {
  if (pid === undefined) return false;
  try {
    return process.kill(-pid, signal);
  } catch {
    return false;
  }
}

async function endGroup(pid: number | undefined, signal: NodeJS.Signals): Promise<void> {
  signalGroup(pid, signal);
  const deadline = Date.now() + 3000;
  while (signalGroup(pid, 0)) {
    if (Date.now() > deadline) signalGroup(pid, 'SIGKILL');
    // There is no event for the end of a group, only for that of its leader.
    await delay(20);
  }
}
