// A child process that leads a group of its own, so that ending it ends whatever it started as well.
import { spawn, type ChildProcessByStdio } from 'node:child_process';
import type { Readable } from 'node:stream';
import { setTimeout as delay } from 'node:timers/promises';

export interface ProcessGroup {
  readonly child: ChildProcessByStdio<null, Readable, Readable>;
  /** Asks the group to end, and kills what has not ended within a few seconds. */
  end(): Promise<void>;
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
    end() {
      ending ??= endGroup(child.pid).finally(() => running.delete(group));
      return ending;
    },
  };
  running.add(group);
  return group;
}

/** Ends every group that is still running; the last that an entry point does. */
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

async function endGroup(pid: number | undefined): Promise<void> {
  signalGroup(pid, 'SIGTERM');
  const deadline = Date.now() + 3000;
  while (signalGroup(pid, 0)) {
    if (Date.now() > deadline) signalGroup(pid, 'SIGKILL');
    // There is no event for the end of a group, only for that of its leader.
    await delay(20);
  }
}
