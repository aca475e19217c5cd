// Waiting for what a process of its own or the disk does, which tells nobody: looked at again and again.

/** Milliseconds that a test waits for anything: a machine that others make use of may take many times its usual. */
export const PATIENCE_MS = 60_000;

/** Tries again until it does not throw. */
export async function until(what: string, attempt: () => Promise<void>, timeout = PATIENCE_MS): Promise<void> {
  const deadline = Date.now() + timeout;
  for (;;) {
    try {
      return await attempt();
    } catch (error) {
      if (Date.now() > deadline) throw new Error(`Waited ${timeout / 1000} s in vain: ${what}`, { cause: error });
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  }
}
