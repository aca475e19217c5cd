import assert from 'node:assert/strict';
import spec from 'commonmark-spec';
import { createMarkdown } from '../../../../src/webview/markdown/markdown.ts';
import { createMarkdownIt } from '../../../../src/webview/markdown/inlineParser.ts';
import { newRoot, structure } from './page.ts';

function render(...deltas: string[]): HTMLElement {
  const root = newRoot();
  const markdown = createMarkdown(root, { highlight: false });
  for (const delta of deltas) markdown.push(delta);
  markdown.end();
  return root;
}

function expected(text: string): string {
  const root = newRoot();
  root.innerHTML = createMarkdownIt().render(text);
  return structure(root);
}

const examples = spec.tests.map(({ number, markdown }) => ({ number, text: markdown.replaceAll('→', '\t') }));

describe('Markdown examples of CommonMark', () => {
  for (const { number, text } of examples) {
    it(`${number}: as markdown-it renders it`, () => {
      assert.equal(structure(render(text)), expected(text));
    });
  }
});
