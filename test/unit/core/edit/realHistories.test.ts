/**
 * Real edits: two published versions of well-known packages, file by file, streamed through the reader, the diff and a
 * pending edit. `SEED` repeats a run; `FULL=1` takes all files in several ways each.
 */
import assert from 'node:assert/strict';
import { join } from 'node:path';
import { diffArrays } from 'diff';
import { applyChanges } from '../../../../src/core/edit/documentChange.ts';
import { diffLines } from '../../../../src/core/edit/hunks.ts';
import { splitLines, withEnd } from '../../../../src/core/edit/lines.ts';
import { chooseTag } from '../../../../src/core/edit/outputTag.ts';
import { PendingEdit } from '../../../../src/core/edit/pendingEdit.ts';
import { StreamingDiff } from '../../../../src/core/edit/streamingDiff.ts';
import { TaggedOutput, type OutputRegion } from '../../../../src/core/edit/taggedOutput.ts';
import { pairs, type Pair } from '../../../support/edit/histories.ts';
import { seeded } from '../../../support/standin/random.ts';
import { applyHunks } from '../../../support/applyHunks.ts';
import { dominantEnd } from '../../../support/dominantEnd.ts';

const ROOT = join(import.meta.dirname, '../../../../node_modules');

const seed = Number(process.env['SEED'] ?? Date.now() % 1_000_000);
const random = seeded(seed);
const int = (most: number): number => Math.floor(random() * most);
const long = process.env['FULL'] === '1';

/** What a model may put around the code; the fence only where the code does not begin with one. */
function answer(code: string, tag: string): string {
  const body = `${code}${/[\r\n]$/.test(code) || code === '' ? '' : '\n'}`;
  switch (int(4)) {
    case 0:
      return `<${tag}>\n${body}</${tag}>`;
    case 1:
      return `Here is the <${tag}> code:\n\n<${tag}>\n${body}</${tag}>\n\nI changed what you asked for.`;
    case 2:
      return `\`\`\`\n<${tag}>\n${body}</${tag}>\n\`\`\`\n`;
    default:
      return `Sure!\n<${tag}>\n\`\`\`\`js\n${body}\`\`\`\`\n</${tag}>`;
  }
}

/** Streams `after` over `before` in a document, writing now and then; returns the document's text and its edit. */
function replay({ before, after }: Pair): { text: string; edit: PendingEdit } {
  const end = dominantEnd(before);
  const [head, foot] = ['// above\n', '// below\n'];
  const region: OutputRegion = {
    original: before.split(/\r\n|\n|\r/),
    before: [],
    after: [],
    ended: after === '' || /[\r\n]$/.test(after),
  };
  const tag = chooseTag([before, after]);
  const output = new TaggedOutput(tag, [region], end);
  const edit = new PendingEdit(head.length, before);
  let text = head + before + foot;
  const write = (): void => {
    const { changes, confirm } = edit.plan();
    text = applyChanges(text, changes);
    if (changes.length > 0) confirm();
  };
  const source = answer(after, tag);
  const largest = 1 + int(400);
  for (let at = 0; at < source.length;) {
    const size = 1 + int(largest);
    const events = output.push(source.slice(at, at + size));
    edit.push(events.flatMap((event) => (event.type === 'line' ? [event.line] : [])));
    if (int(5) === 0) write();
    at += size;
  }
  const { events, result } = output.end('whole');
  assert.equal(result.kind, 'code');
  edit.push(events.flatMap((event) => (event.type === 'line' ? [event.line] : [])));
  edit.finish('whole');
  write();
  return { text, edit };
}

describe(`real histories (seed ${seed})`, () => {
  const all = pairs(ROOT);

  it(`are at least 200 edited files (${all.length})`, () => {
    assert.ok(all.length >= 200, `${all.length} pairs`);
  });

  it('end as the published file, byte for byte, and give back the one before', () => {
    for (const pair of all) {
      for (let way = 0; way < (long ? 5 : 1); way++) {
        const { text, edit } = replay(pair);
        const after = withEnd(pair.after, dominantEnd(pair.before));
        assert.ok(text === `// above\n${after}// below\n`, `${pair.name}: not the published file`);
        assert.ok(edit.review !== undefined);
        const back = applyChanges(text, edit.review.reject().changes);
        assert.ok(back === `// above\n${pair.before}// below\n`, `${pair.name}: not the original`);
      }
    }
  });

  it('give what was promised for any choice of hunks', () => {
    for (const { name, before, after } of all) {
      const [original, proposed] = [splitLines(before), splitLines(after)];
      const hunks = diffLines(original, proposed);
      for (let way = 0; way < (long ? 20 : 2); way++) {
        const accepted = new Set([...hunks.keys()].filter(() => int(2) === 0));
        const promised = [...proposed];
        for (const [number, hunk] of [...hunks.entries()].toReversed()) {
          if (!accepted.has(number)) promised.splice(hunk.proposedStart, hunk.added.length, ...hunk.removed);
        }
        assert.ok(applyHunks(original, hunks, accepted) === promised.join(''), name);
      }
    }
  });

  it('change at most 1.02 of the lines that must change', () => {
    let changed = 0;
    let least = 0;
    // The exact diff takes most of this suite's time.
    for (const { before, after } of all.filter(() => long || int(3) === 0)) {
      const [original, proposed] = [splitLines(before), splitLines(after)];
      const diff = new StreamingDiff(original);
      const steps = [...proposed.flatMap((line) => diff.push(line)), ...diff.finish('deleted')];
      for (const { kind, count } of steps) if (kind !== 'keep') changed += count;
      least += differences(original, proposed);
    }
    assert.ok(changed <= least * 1.02, `${changed} lines for ${least}`);
  });
});

function differences(a: readonly string[], b: readonly string[]): number {
  return diffArrays([...a], [...b]).reduce((sum, part) => sum + (part.added || part.removed ? part.count : 0), 0);
}
