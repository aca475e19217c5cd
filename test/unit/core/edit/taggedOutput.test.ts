/** The reader of the model's answer: the same lines for every cut, and tolerant of what models do unasked. */
import assert from 'node:assert/strict';
import * as fc from 'fast-check';
import { splitLines, withEnd } from '../../../../src/core/edit/lines.ts';
import { chooseTag, regionTag } from '../../../../src/core/edit/outputTag.ts';
import { TaggedOutput, type OutputRegion, type OutputResult } from '../../../../src/core/edit/taggedOutput.ts';
import { plainText } from './texts.ts';

const plain: OutputRegion = { original: [], before: [], after: [], ended: true };

interface Answer {
  readonly text: string;
  readonly result: OutputResult;
  readonly closes: readonly (readonly [number, boolean])[];
}

/** Reads `chunks` and joins what came for region `wanted`. */
function read(
  chunks: readonly string[],
  regions: readonly OutputRegion[] = [plain],
  { how = 'whole', wanted = 0, tag = 'proposed' }: { how?: 'whole' | 'cut'; wanted?: number; tag?: string } = {},
): Answer {
  const output = new TaggedOutput(tag, regions, '\n');
  const events = chunks.flatMap((chunk) => output.push(chunk));
  const { events: last, result } = output.end(how);
  const all = [...events, ...last];
  const text = all.flatMap((each) => (each.type === 'line' && each.region === wanted ? [each.line] : [])).join('');
  const closes = all.flatMap((each) => (each.type === 'close' ? [[each.region, each.whole] as const] : []));
  return { text, result, closes };
}

const of = (lines: string, more: Partial<OutputRegion> = {}): OutputRegion => ({
  ...plain,
  original: lines.split('\n'),
  ...more,
});

describe('the tag', () => {
  it('occurs in none of the texts', () => {
    assert.equal(chooseTag(['let x = 1;']), 'proposed');
    assert.equal(chooseTag(['<Proposed>']), 'proposed-code');
    const awkward = '<proposed></proposed-code> </sidestream-code> <proposed-2x>';
    assert.equal(chooseTag([awkward]), 'proposed-3x');
    assert.deepEqual([regionTag('p', 0, 1), regionTag('p', 1, 2)], ['p', 'p-2']);
  });
});

describe('the model’s answer', () => {
  it('gives its code for every cut, with chatter around', () => {
    const code = 'a\n\n  <b>&lt;</proposed</b>\n```\n𝒳🎭\n';
    const answer = `Sure, in <proposed> tags:\n<proposed>\n${code}</proposed>\nDone. <proposed>`;
    for (let cut = 0; cut <= answer.length; cut++) {
      const { text, result } = read([answer.slice(0, cut), answer.slice(cut)]);
      assert.equal(text, code);
      assert.deepEqual(result, {
        kind: 'code',
        chatter: 'Sure, in <proposed> tags:\n\nDone. <proposed>',
        missing: [],
      });
    }
    assert.equal(read(answer.split('')).text, code);
  });

  it('gives any text back, in the file’s ends, however it is cut', () => {
    fc.assert(
      fc.property(plainText, fc.array(fc.nat(9), { minLength: 1, maxLength: 30 }), (source, sizes) => {
        const lines = splitLines(source);
        const region = { ...plain, original: ['```'], ended: source === '' || /[\r\n]$/.test(source) };
        const answer = `<proposed>\n${source}${region.ended ? '' : '\n'}</proposed>`;
        const chunks: string[] = [];
        for (let at = 0, turn = 0; at < answer.length; turn++) {
          const size = (sizes[turn % sizes.length] ?? 0) + 1;
          chunks.push(answer.slice(at, at + size));
          at += size;
        }
        assert.equal(read(chunks, [region]).text, withEnd(lines.join(''), '\n'));
      }),
      { numRuns: 400 },
    );
  });

  it('tells a line at its end, not later', () => {
    const output = new TaggedOutput('proposed', [plain], '\r\n');
    assert.deepEqual(output.push('<proposed>\none'), []);
    assert.deepEqual(output.push('\n'), [{ type: 'line', region: 0, line: 'one\r\n' }]);
    assert.deepEqual(output.push('</propo'), []);
    assert.deepEqual(output.push('rtion\r'), []);
    assert.deepEqual(output.push('\n'), [{ type: 'line', region: 0, line: '</proportion\r\n' }]);
  });

  it('without tags is prose, and nothing is written', () => {
    const { text, result } = read(['I cannot help ', 'with that.\n```ts\nlet x;\n```\n']);
    assert.equal(text, '');
    assert.deepEqual(result, { kind: 'prose', text: 'I cannot help with that.\n```ts\nlet x;\n```' });
    assert.equal(read([]).result.kind, 'prose');
  });

  it('may lack its end tag, or break off in a line', () => {
    assert.deepEqual(read(['<proposed>\na\nb']), {
      text: 'a\nb\n',
      result: { kind: 'code', chatter: '', missing: [] },
      closes: [[0, true]],
    });
    assert.equal(read(['<proposed>\na\n</prop']).text, 'a\n');
    const cut = read(['<proposed>\na\nb'], [plain], { how: 'cut' });
    assert.deepEqual([cut.text, cut.closes], ['a\n', [[0, false]]]);
  });

  it('may stand in one line, be empty, or be a blank line', () => {
    assert.equal(read(['<proposed>a</proposed>']).text, 'a\n');
    assert.equal(read(['  <proposed>\n</proposed>']).text, '');
    assert.equal(read(['<proposed>\n\n  </proposed>']).text, '\n');
  });

  it('loses a fence around the tags or inside them, but none that is code', () => {
    assert.equal(read(['```ts\n<proposed>\na\n</proposed>\n```']).text, 'a\n');
    assert.equal(read(['<proposed>\n```ts\na\n```\nb\n```\n</proposed>']).text, 'a\n```\nb\n');
    assert.equal(read(['<proposed>\n\n~~~\na\n~~~\n\n</proposed>']).text, 'a\n');
    const fenced = '```js\na\n```\n';
    assert.equal(read([`<proposed>\n${fenced}</proposed>`], [of('```js\nold\n```')]).text, fenced);
    assert.equal(read([`<proposed>\n${fenced}</proposed>`], [{ ...plain, fences: true }]).text, fenced);
  });

  it('loses the lines around that it repeats exactly, and no others', () => {
    const region = of('  old();', { before: ['import a;', '', 'function f() {'], after: ['}', '', 'g();'] });
    const wrap = (code: string): string[] => [`<proposed>\n${code}\n</proposed>`];
    assert.equal(read(wrap('function f() {\n  new();\n}'), [region]).text, '  new();\n');
    assert.equal(read(wrap('import a;\n\nfunction f() {\n  new();\n}\n\ng();'), [region]).text, '  new();\n');
    assert.equal(read(wrap('  new();\n}\nelse'), [region]).text, '  new();\n}\nelse\n');
    assert.equal(read(wrap('  function f() {\n  new();'), [region]).text, '  function f() {\n  new();\n');
    const closed = of('    b();', { after: ['  }', '}', 'x'] });
    assert.equal(read(wrap('    c();\n  }\n}'), [closed]).text, '    c();\n  }\n}\n');
    assert.equal(read(wrap('    c();\n  }\n}\nx'), [closed]).text, '    c();\n');
    const flat = of('b', { before: ['a', 'a'], after: ['c'] });
    assert.equal(read(wrap('a\nb\nc'), [flat]).text, 'a\nb\nc\n');
    assert.equal(read(wrap('a\na\nb'), [flat]).text, 'b\n');
    assert.equal(read(wrap('a\na\nb'), [of('a\na\nb', { before: ['a', 'a'] })]).text, 'a\na\nb\n');
  });

  it('loses the marks of the region that it copied', () => {
    const answer = '<proposed>\n<proposed-region>\na\n</proposed-region>\n</proposed>';
    assert.equal(read([answer]).text, 'a\n');
  });

  it('gets back the indentation that it left out', () => {
    const region = of('    if (x) {\n      y();\n    }');
    const wrap = (code: string): string[] => [`<proposed>\n${code}\n</proposed>`];
    const right = '    if (z) {\n      y();\n\n    }\n';
    assert.equal(read(wrap('if (z) {\n  y();\n\n}'), [region]).text, right);
    assert.equal(read(wrap('if (z) {\n      y();\n\n    }'), [region]).text, right);
    assert.equal(read(wrap(right.trimEnd()), [region]).text, right);
    const python = of('    if x:\n        y()');
    assert.equal(read(wrap('if z:\n    w()\n    v()'), [python]).text, '    if z:\n        w()\n        v()\n');
    assert.equal(read(wrap('if z:\n        w()'), [python]).text, '    if z:\n        w()\n');
    const noted = of('    if (x) {\n    // note\n    }');
    assert.equal(read(wrap('if (z) {\n    // note\n    }'), [noted]).text, '    if (z) {\n    // note\n    }\n');
    assert.equal(read(wrap('x();\n    y();'), [of('    a();\n    b();')]).text, '    x();\n    y();\n');
    assert.equal(read(wrap('    x();\n    y();'), [of('        a();\n    b();')]).text, '    x();\n    y();\n');
    assert.equal(read(wrap('\ta()'), [of('\t\tb()')]).text, '\ta()\n');
    assert.equal(read(wrap('a()\nb()'), [of('', { indent: '\t' })]).text, '\ta()\n\tb()\n');
  });

  it('keeps the byte order mark and the missing last end as the file has them', () => {
    const region = { ...of('\uFEFFa'), ended: false };
    assert.equal(read(['<proposed>\nb\nc\n</proposed>'], [region]).text, '\uFEFFb\nc');
    assert.equal(read(['<proposed>\n\uFEFFb\n</proposed>'], [region]).text, '\uFEFFb');
    assert.equal(read(['<proposed>\n\uFEFFb\n</proposed>']).text, 'b\n');
    assert.equal(read(['<proposed>\na\nb\n'], [region], { how: 'cut' }).text, '\uFEFFa\n');
  });

  it('may hold several regions in any order, one of them missing or told twice', () => {
    const answer = '<p-2>\ntwo\n</p-2>\nand\n<p-1>\none\n</p-1>\n<p-2>\nagain\n</p-2>';
    const regions = [plain, plain, plain];
    assert.equal(read([answer], regions, { tag: 'p' }).text, 'one\n');
    assert.equal(read([answer], regions, { tag: 'p', wanted: 1 }).text, 'two\n');
    const { result } = read([answer], regions, { tag: 'p' });
    assert.deepEqual(result, { kind: 'code', chatter: 'and', missing: [2] });
  });

  it('reads a line of 100,000 characters in small pieces', () => {
    const line = 'x'.repeat(100_000);
    const chunks = ['<proposed>\n', ...(line.match(/.{1,20}/g) ?? []), '\n</proposed>'];
    assert.equal(read(chunks).text, `${line}\n`);
  });
});
