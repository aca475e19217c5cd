/** Milliseconds that this process has worked so far: what else runs on the machine does not count, as it does on a clock. */
export function cpuTime(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
}
