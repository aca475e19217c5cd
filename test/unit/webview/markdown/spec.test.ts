import assert from 'node:assert/strict';
import spec from 'commonmark-spec';
import { GFM } from './gfmExamples.ts';
import { structure } from './page.ts';
import { expectedStructure, render } from './render.ts';

// Each example at each place where a stream can cut it takes a minute; FULL=1 does that, otherwise every tenth place is
// looked at, beginning anywhere.
const full = process.env['FULL'] === '1';
const seed = Number(process.env['SEED'] ?? Math.floor(Math.random() * 1e6));

const examples = spec.tests.map(({ number, markdown }) => ({
  name: `${number}`,
  text: markdown.replaceAll('→', '\t'),
}));
for (const [name, text] of Object.entries(GFM)) examples.push({ name, text });

describe(`Markdown examples (SEED=${seed})`, () => {
  for (const { name, text } of examples) {
    it(`${name}: as markdown-it renders it`, () => {
      assert.equal(structure(render(text)), expectedStructure(text));
    });

    it(`${name}: the same wherever the stream is cut`, () => {
      const whole = render(text).innerHTML;
      for (let at = full ? 1 : 1 + (seed % 10); at < text.length; at += full ? 1 : 10) {
        assert.equal(render(text.slice(0, at), text.slice(at)).innerHTML, whole, `cut at ${at}`);
      }
      assert.equal(render(...text.split('')).innerHTML, whole, 'one character at a time');
    });
  }
});
