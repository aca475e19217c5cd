// One line that tells how long something is taking: rewritten in a terminal, repeated every ten seconds elsewhere.

export async function withProgress<T>(title: string, work: () => Promise<T>): Promise<T> {
  const out = process.stderr;
  const begun = Date.now();
  const line = () => `${title}… ${Math.round((Date.now() - begun) / 1000)} s`;
  const show = () => out.write(out.isTTY ? `\r${line()}` : `${line()}\n`);
  out.write(out.isTTY ? line() : `${title}…\n`);
  const timer = setInterval(show, out.isTTY ? 1000 : 10_000);
  try {
    return await work();
  } finally {
    clearInterval(timer);
    out.write(out.isTTY ? `\r${line()}\n` : `${line()}, done\n`);
  }
}
