// Waiting for what a process of its own or the disk does, which tells nobody: looked at again and again.

/** Tries again until it does not throw. */
export async function until(what: string, attempt: () => Promise<void>, timeout = 20_000): Promise<void> {
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
