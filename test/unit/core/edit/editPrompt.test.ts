/** The request of an inline edit: what it must say, how much it may send, and that its answer finds its way back. */
import assert from 'node:assert/strict';
import * as fc from 'fast-check';
import { editPrompt, type EditPrompt } from '../../../../src/core/edit/editPrompt.ts';
import type { EditKind, EditRequest } from '../../../../src/core/edit/editRequest.ts';
import { splitLines, wholeLines } from '../../../../src/core/edit/lines.ts';
import { TaggedOutput } from '../../../../src/core/edit/taggedOutput.ts';

const FILE = "import a from 'a';\n\nfunction f() {\n  one();\n  two();\n}\n\nexport { f };\n";

function request(more: Partial<EditRequest> = {}): EditRequest {
  const text = more.text ?? FILE;
  const at = Math.max(0, text.indexOf('  one'));
  return {
    kind: 'edit',
    path: 'src/f.ts',
    languageId: 'typescript',
    text,
    regions: [wholeLines(text, at, at)],
    instruction: 'call it twice',
    instructions: '',
    problems: [],
    budget: 10_000,
    ...more,
  };
}

/** A file of numbered lines, imports first. */
const long = [
  "import { x } from 'x';",
  'import {',
  '  y,',
  "} from 'y';",
  ...Array.from({ length: 2000 }, (_, line) => `const line${line} = ${line};`),
  '',
].join('\n');

function regionAt(text: string, what: string): { start: number; end: number } {
  const at = text.indexOf(what);
  return wholeLines(text, at, at);
}

/** Answers as a model that puts `code` into each region. */
function answered({ tag, regions }: EditPrompt, code: string): string {
  const output = new TaggedOutput(tag, regions, '\n');
  const events = output.push(`<${tag}>\n${code}</${tag}>`);
  return events.flatMap((event) => (event.type === 'line' ? [event.line] : [])).join('');
}

describe('the prompt of an edit', () => {
  it('shows the file with its region, the language, the instruction and the output tags', () => {
    const { user, sent } = editPrompt(request());
    assert.equal(
      user,
      [
        'File: src/f.ts (typescript)',
        "<proposed-file>\nimport a from 'a';\n\nfunction f() {\n<proposed-region>\n  one();\n</proposed-region>\n  two();\n}\n\nexport { f };\n</proposed-file>",
        'Rewrite the region.',
        'Instruction: call it twice',
        'Output tags: <proposed> … </proposed>',
      ].join('\n\n'),
    );
    assert.equal(
      sent.reduce((sum, { start, end }) => sum + end - start, 0),
      splitLines(request().text).length,
    );
  });

  it('begins with the same words for every edit, the user’s own instructions behind them', () => {
    const plain = editPrompt(request()).system;
    const own = editPrompt(request({ kind: 'fix', text: '<proposed>\n', instructions: ' Use tabs. ' })).system;
    assert.ok(own.startsWith(`${plain}\n`));
    assert.ok(own.endsWith(':\nUse tabs.'));
    assert.doesNotMatch(plain, /proposed/);
  });

  it('has tags that do not occur in the code, its subject or the instruction', () => {
    const { tag, user } = editPrompt(request({ text: 'a <proposed>\n', instruction: 'no </proposed-code>' }));
    assert.equal(tag, 'sidestream-code');
    assert.match(user, /<sidestream-code-region>/);
    const subject = { uri: 'file:///a.ts', path: 'a.ts', languageId: 'typescript', text: '<proposed-code> <proposed>' };
    assert.equal(editPrompt(request({ kind: 'tests', subject })).tag, 'sidestream-code');
  });

  it('tells the problems in the region alone, by its own lines', () => {
    const problem = { severity: 'error', message: 'one is not defined', source: 'ts 2304' } as const;
    const { user } = editPrompt(
      request({
        kind: 'fix',
        instruction: '',
        problems: [
          { ...problem, line: 3 },
          { ...problem, line: 0, message: 'elsewhere' },
        ],
      }),
    );
    assert.match(user, /\n- line 1 of region: error ts 2304: one is not defined\n/);
    assert.doesNotMatch(user, /elsewhere|Instruction:/);
  });

  it('sends of a long file the region whole, the lines near it and the imports', () => {
    const middle = wholeLines(long, long.indexOf('const line1000 '), long.indexOf('const line1200 '));
    const { user, sent: spans } = editPrompt(request({ text: long, regions: [middle], budget: 2000 }));
    const whole = splitLines(long);
    for (const { start, end } of spans) assert.ok(user.includes(whole.slice(start, end).join('')), `${start}`);
    assert.ok(spans.every(({ start }) => start < 300 || start > 900));
    for (const line of [1000, 1100, 1199, 990, 1210]) assert.ok(user.includes(`\nconst line${line} = `), String(line));
    assert.ok(user.includes("import { x } from 'x';\nimport {\n  y,\n} from 'y';\n["), user.slice(0, 300));
    assert.ok(!user.includes('const line10 = ') && !user.includes('const line1900 '));
    assert.match(user, /\n\[\d+ lines left out\]\n/);
    const sent = user.split('\n').filter((line) => long.includes(`${line}\n`) && line !== '');
    const around = sent.join('\n').length - (middle.end - middle.start);
    assert.ok(around <= 2000 && around > 1900, `${around} characters around the region`);
  });

  it('gives one side what the other does not need', () => {
    const first = editPrompt(request({ text: long, regions: [regionAt(long, 'const line0 ')], budget: 3000 }));
    assert.ok(first.user.includes('const line100 = '));
    const last = editPrompt(request({ text: long, regions: [regionAt(long, 'const line1999 ')], budget: 3000 }));
    assert.ok(last.user.includes('const line1900 = '));
    const none = editPrompt(request({ text: long, regions: [regionAt(long, 'const line1000 ')], budget: 0 }));
    assert.ok(none.user.includes('const line1000 = ') && !none.user.includes('const line999 '));
  });

  it('numbers several regions, and asks for a block each', () => {
    const regions = [regionAt(FILE, 'import'), regionAt(FILE, '  two')];
    const prompt = editPrompt(
      request({ kind: 'several', regions, problems: [{ line: 4, severity: 'hint', message: 'm' }] }),
    );
    assert.match(prompt.user, /<proposed-2-region>\n {2}two\(\);\n<\/proposed-2-region>/);
    assert.match(prompt.user, /Output tags: <proposed-1> … <\/proposed-1>, <proposed-2> … <\/proposed-2>/);
    assert.match(prompt.user, /line 1 of region 2: hint: m/);
    const output = new TaggedOutput(prompt.tag, prompt.regions, '\n');
    const events = output.push('<proposed-2>\ntwo();\n</proposed-2>\n<proposed-1>\nimport b;\n</proposed-1>\n');
    assert.deepEqual(
      events.filter((event) => event.type === 'line'),
      [
        { type: 'line', region: 1, line: '  two();\n' },
        { type: 'line', region: 0, line: 'import b;\n' },
      ],
    );
  });

  it('puts what is generated below a last line without an end, which stays', () => {
    const text = 'first();\nlast();';
    const prompt = editPrompt(request({ kind: 'generate', text, regions: [{ start: 9, end: 16 }] }));
    assert.match(prompt.user, /last\(\);\n<(\S+)>\n<\/\1>/);
    const told = new TaggedOutput(prompt.tag, prompt.regions, '\n').push(
      `<${prompt.tag}>\nmore();\n</${prompt.tag}>\n`,
    );
    assert.deepEqual(
      told.flatMap((event) => (event.type === 'line' ? [event.line] : [])),
      ['last();\n', 'more();'],
    );
    const rewritten = editPrompt(request({ kind: 'edit', text, regions: [{ start: 9, end: 16 }] }));
    assert.deepEqual(rewritten.regions[0]?.original, ['last();']);
  });

  it('marks an empty place, and puts what is generated there at the cursor’s indentation', () => {
    const at = FILE.indexOf('  two');
    const prompt = editPrompt(request({ kind: 'generate', regions: [{ start: at, end: at }], indent: '  ' }));
    assert.match(prompt.user, /one\(\);\n<proposed-region>\n<\/proposed-region>\n {2}two/);
    assert.equal(answered(prompt, 'extra();\n'), '  extra();\n');
    const empty = editPrompt(request({ kind: 'generate', text: '', regions: [{ start: 0, end: 0 }] }));
    assert.match(empty.user, /empty so far/);
    assert.equal(answered(empty, 'a\n'), 'a\n');
  });

  it('takes back what the model repeats of the lines that it was shown', () => {
    const prompt = editPrompt(request());
    assert.equal(answered(prompt, 'function f() {\n  uno();\n'), '  uno();\n');
    assert.equal(answered(prompt, '  uno();\n  two();\n}\n'), '  uno();\n');
  });

  it('says what to do for each kind, and takes the subject along', () => {
    const kinds: readonly EditKind[] = ['edit', 'generate', 'file', 'several', 'fix', 'docs', 'tests'];
    assert.equal(new Set(kinds.map((kind) => editPrompt(request({ kind })).user)).size, kinds.length);
    const subject = { uri: 'file:///src/g.py', path: 'src/g.py', languageId: 'python', text: 'def g(): pass' };
    const { user } = editPrompt(request({ kind: 'tests', subject }));
    assert.match(user, /src\/g\.py \(python\):\n<proposed-subject>\ndef g\(\): pass\n<\/proposed-subject>/);
    assert.throws(() => editPrompt(request({ regions: [] })), /region/);
  });

  it('never leaves a line of a region out, nor tells one twice', () => {
    fc.assert(
      fc.property(fc.nat(1999), fc.nat(300), fc.nat(40), fc.nat(5000), (first, size, gap, budget) => {
        const lines = long.split('\n').slice(4, -1);
        const start = long.indexOf(`const line${first} `);
        const offset = (line: number): number =>
          start + lines.slice(first, line).reduce((sum, each) => sum + each.length + 1, 0);
        const end = Math.min(first + size, lines.length);
        const next = Math.min(end + gap, lines.length);
        const regions = [
          { start, end: offset(end) },
          { start: offset(next), end: offset(Math.min(next + 3, lines.length)) },
        ];
        const { user } = editPrompt(request({ kind: 'several', text: long, regions, budget }));
        const told = [...user.matchAll(/^const line(\d+) = /gm)].map(([, number]) => Number(number));
        assert.ok(told.every((line, i) => i === 0 || line > (told[i - 1] ?? 0)));
        const known = new Set(told);
        for (let line = first; line < end; line++) assert.ok(known.has(line));
      }),
      { numRuns: 60 },
    );
  });
});
