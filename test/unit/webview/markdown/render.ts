// Renders for the tests: streamed in any pieces, and as markdown-it does.
import { createMarkdown } from '../../../../src/webview/markdown/markdown.ts';
import { createMarkdownIt } from '../../../../src/webview/markdown/inlineParser.ts';
import { newRoot, structure } from './page.ts';

export function render(...deltas: string[]): HTMLElement {
  const root = newRoot();
  const markdown = createMarkdown(root, { highlight: false });
  for (const delta of deltas) markdown.push(delta);
  markdown.end();
  return root;
}

const reference = createMarkdownIt();

/** What markdown-it makes of the text, configured as ours is. */
export function expectedStructure(text: string): string {
  const root = newRoot();
  root.innerHTML = reference.render(text);
  return structure(root);
}
