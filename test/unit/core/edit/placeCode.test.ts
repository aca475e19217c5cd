/** Where a chat's code block goes in a file that has drifted since. */
import assert from 'node:assert/strict';
import { placeCode } from '../../../../src/core/edit/placeCode.ts';

const FILE = `import { a } from 'a';

export function first(x: number): number {
  const doubled = x * 2;
  log(doubled);
  return doubled;
}

class Second {
  run(): void {
    start();
    work();
    stop();
  }

  halt(): void {
    stop();
  }
}
`;

function applied(code: string, file = FILE): string {
  const placed = placeCode(file, code);
  assert.equal(placed.kind, 'sure', JSON.stringify(placed));
  if (placed.kind !== 'sure') return '';
  const lines = file.split('\n');
  for (const { start, end, lines: fresh } of placed.places.toReversed()) lines.splice(start, end - start, ...fresh);
  return lines.join('\n');
}

describe('code from a chat', () => {
  it('replaces the function that it is a version of', () => {
    const code = 'export function first(x: number): number {\n  const doubled = x * 2;\n  return doubled;\n}\n';
    assert.equal(applied(code), FILE.replace('  log(doubled);\n', ''));
  });

  it('replaces a changed head along with the body', () => {
    const code =
      'export function first(x: number, y = 1): number {\n  const doubled = x * 2;\n  log(doubled);\n  return doubled + y;\n}';
    const after = FILE.replace('first(x: number)', 'first(x: number, y = 1)').replace(
      'return doubled',
      'return doubled + y',
    );
    assert.equal(applied(code), after);
  });

  it('takes the depth of the place', () => {
    const code = 'run(): void {\n  start();\n  work();\n  await rest();\n  stop();\n}';
    assert.equal(applied(code), FILE.replace('    work();\n', '    work();\n    await rest();\n'));
  });

  it('leaves what elisions stand for', () => {
    const code = `import { a, b } from 'a';

// ... existing code ...

export function first(x: number): number {
  const doubled = x * 3;
  log(doubled);
  return doubled;
}
// ...`;
    assert.throws(() => applied(code), /unsure/, 'a single changed line has nothing to hold on to');
    const held = code.replace("import { a, b } from 'a';\n\n", '');
    assert.equal(applied(held), FILE.replace('x * 2', 'x * 3'));
  });

  it('is found where the file has drifted around it', () => {
    const drifted = `// moved\n\n${FILE.replace('log(doubled);', 'log("x", doubled);')}`;
    const code =
      'export function first(x: number): number {\n  const doubled = x * 2;\n  warn(doubled);\n  return doubled;\n}';
    assert.equal(applied(code, drifted), drifted.replace('log("x", doubled)', 'warn(doubled)'));
  });

  it('that stands there already is said to', () => {
    assert.equal(placeCode(FILE, 'start();\nwork();\nstop();').kind, 'there');
  });

  it('that stands at several places, or at none, is asked about', () => {
    const twice = placeCode(FILE, 'stop();');
    assert.equal(twice.kind, 'unsure');
    assert.equal(placeCode(FILE, 'function other() {\n  nothing(alike);\n}').kind, 'unsure');
    assert.equal(placeCode(FILE, '\n\n').kind, 'unsure');
    assert.equal(placeCode('', 'x();').kind, 'unsure');
  });
});
