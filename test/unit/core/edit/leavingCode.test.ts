/** What the guard is shown of an edit: what leaves, nothing else, and at its own line. */
import assert from 'node:assert/strict';
import * as fc from 'fast-check';
import { findPrivate, kindMarkOf, type PathRules } from '../../../../src/core/context/guard.ts';
import { editPrompt } from '../../../../src/core/edit/editPrompt.ts';
import type { EditRequest } from '../../../../src/core/edit/editRequest.ts';
import { leavingCode } from '../../../../src/core/edit/leavingCode.ts';
import { wholeLines } from '../../../../src/core/edit/lines.ts';

const KEY = `ghp_${'a1B2c3D4e5F6'.repeat(3)}`;
const rules: PathRules = { isIgnored: () => Promise.resolve(false), isExcluded: () => Promise.resolve(false) };
const WHERE = { path: 'src/f.ts', uri: 'file:///w/src/f.ts' };

function request(lines: readonly string[], edited: number, more: Partial<EditRequest> = {}): EditRequest {
  const text = lines.join('');
  const at = lines.slice(0, edited).join('').length;
  const regions = [wholeLines(text, at, at)];
  const { path } = WHERE;
  const asked = { instruction: 'call it twice', instructions: '', problems: [], budget: 2000 };
  return { kind: 'edit', path, languageId: 'typescript', text, regions, ...asked, ...more };
}
const numbered = Array.from({ length: 500 }, (_, line) => `const line${line} = ${line};\n`);
const withKey = (line: number): string[] => numbered.with(line, `const key = '${KEY}';\n`);
const found = (asked: EditRequest) =>
  findPrivate(asked.instruction, leavingCode(asked, editPrompt(asked), WHERE.uri), rules);

describe('The code that leaves with an edit', () => {
  it('has a finding at its line in the file, of which only a part goes', async () => {
    const [finding, ...more] = await found(request(withKey(301), 300));
    assert.deepEqual(more, []);
    assert.ok(finding?.reason === 'content');
    assert.deepEqual([finding.where, finding.line], [WHERE.path, 302]);
  });

  it('is not asked about for what stays', async () => {
    assert.deepEqual(await found(request(withKey(20), 300)), []);
  });

  it('holds each line that is in the prompt, and no other', () => {
    const line = fc.tuple(fc.stringMatching(/^[a-z]{0,30}$/), fc.constantFrom('\n', '\r\n', '\r'));
    fc.assert(
      fc.property(fc.array(line, { minLength: 1, maxLength: 120 }), fc.nat(), fc.nat(600), (raw, where, budget) => {
        const lines = raw.map(([text, end], number) => `${number}:${text}${end}`);
        const asked = request(lines, where % lines.length, { budget });
        const prompt = editPrompt(asked);
        const [file] = leavingCode(asked, prompt, WHERE.uri);
        assert.ok(file?.kind === 'selection');
        const kept = file.text.split('\n');
        assert.equal(kept.length, lines.length);
        for (const [number, text] of lines.entries()) {
          const goes = prompt.user.split(/\r\n|\n|\r/).includes(text.trimEnd());
          assert.equal(kept[number]?.trimEnd(), goes ? text.trimEnd() : '', `line ${number}`);
        }
      }),
    );
  });

  it('includes what tests are written for, under its own name', async () => {
    const subject = { uri: 'file:///w/.env', path: '.env', languageId: 'plaintext', text: `\n${KEY}` };
    const findings = await found(request(['\n'], 0, { kind: 'tests', subject }));
    assert.deepEqual(
      findings.map(({ item, where, reason }) => [item?.uri, where, reason]),
      [
        [subject.uri, '.env', 'name'],
        [subject.uri, '.env', 'content'],
      ],
    );
  });

  it('is known again by the kind of what was found in it, wherever that stands now', async () => {
    const marks = async (asked: EditRequest) => (await found(asked)).map(kindMarkOf);
    assert.deepEqual(await marks(request(withKey(301), 300)), await marks(request(withKey(290), 291)));
    const other = { path: 'src/g.ts' };
    const elsewhere = request(withKey(301), 300, other);
    assert.notDeepEqual(await marks(request(withKey(301), 300)), await marks(elsewhere));
  });
});
