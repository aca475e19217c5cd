// `npm test`: everything that must hold, the fast before the slow, each to its end, so that one run shows all that fails.
import { addCounts, BROKEN, inWords, readCounts, readFailures, readMochaCounts, type Counts } from './counts.ts';
import { main } from './workbench/main.ts';
import { startGroup } from './workbench/processGroup.ts';

interface Suite {
  readonly name: string;
  readonly read: (output: string, code: number | null) => Counts | undefined;
}

const SUITES: readonly Suite[] = [
  // Types, lint, layers and format hold together or not: one test.
  { name: 'check', read: (_output, code) => (code === 0 ? { passed: 1, failed: 0 } : undefined) },
  { name: 'unit', read: readMochaCounts },
  { name: 'integration', read: readCounts },
  { name: 'panel', read: readMochaCounts },
  { name: 'e2e', read: readCounts },
];

await main(async () => {
  const all: Counts[] = [];
  const failures: string[] = [];
  for (const { name, read } of SUITES) {
    console.log(`\n━━ ${name} ${'━'.repeat(Math.max(0, 76 - name.length))}\n`);
    const begun = Date.now();
    const { output, code } = await runScript(name);
    const counts = read(output, code) ?? BROKEN;
    // A suite may also fail beside its tests: in what it starts or ends.
    all.push(code !== 0 && counts.failed === 0 ? addCounts([counts, BROKEN]) : counts);
    if (code !== 0) failures.push(`${name} failed:\n${readFailures(output)}`);
    console.log(`\n   ${name}: ${inWords(all.at(-1) ?? BROKEN)}, ${Math.round((Date.now() - begun) / 1000)} s`);
  }
  const total = addCounts(all);
  process.exitCode = total.failed > 0 ? 1 : 0;
  // Once more where a log is looked at first: at its end.
  console.log(['', ...failures, inWords(total)].join('\n'));
});

async function runScript(name: string): Promise<{ output: string; code: number | null }> {
  const { child } = startGroup('npm', ['run', '--silent', name]);
  let output = '';
  for (const [stream, out] of [
    [child.stdout, process.stdout],
    [child.stderr, process.stderr],
  ] as const)
    stream.setEncoding('utf8').on('data', (text: string) => {
      output += text;
      out.write(text);
    });
  const code = await new Promise<number | null>((resolve) => {
    child.once('error', () => resolve(1)).once('close', resolve);
  });
  return { output, code };
}
