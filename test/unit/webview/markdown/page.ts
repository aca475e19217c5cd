// A document for tests of the page in plain Node, and the structure of an answer as text, whoever rendered it.
import { Window } from 'happy-dom';
import { createMarkdown } from '../../../../src/webview/markdown/markdown.ts';

const window = new Window();
Object.assign(globalThis, {
  document: window.document,
  Element: window.Element,
  KeyboardEvent: window.KeyboardEvent,
});

export const newRoot = (): HTMLElement => document.createElement('div');

/** An answer that came in pieces of `size`; `look` is shown it after each. */
export function stream(text: string, size: number, look: (root: HTMLElement) => void = () => undefined): HTMLElement {
  const root = newRoot();
  const markdown = createMarkdown(root);
  for (let at = 0; at < text.length; at += size) {
    markdown.push(text.slice(at, at + size));
    look(root);
  }
  markdown.end();
  return root;
}

const PARENTS = /^(?:div|ul|ol|li|blockquote|table|thead|tbody|tr)$/;

/** Elements, links and text without the renderer's own wrappers and without the white space between blocks. */
export function structure(node: Node): string {
  if (node.nodeType === 3) return (node.nodeValue ?? '').replaceAll('<', '&lt;');
  const element = node as HTMLElement;
  const name = element.localName;
  if (element.classList.contains('bar')) return '';
  if (name === 'input')
    return element.hasAttribute('checked') || (element as HTMLInputElement).checked ? '[x] ' : '[ ] ';
  if (name === 'img')
    return link(element.getAttribute('src') ?? '', (element.getAttribute('alt') ?? '').replaceAll('<', '&lt;'));
  const parts = [...element.childNodes].map((child) => structure(child));
  let inside = parts.join('');
  if (PARENTS.test(name)) {
    inside = inside.replace(
      /\s*(<\/?(?:p|h\d|ul|ol|li|blockquote|pre|table|thead|tbody|tr|th|td|hr)\b[^>]*>)\s*/g,
      '$1',
    );
    if (name === 'li') inside = inside.trim().replace(/^((?:<p>)?\[[ x]\])\s+/, '$1 ');
  }
  if (name === 'a' || element.classList.contains('unlinked')) {
    return link(element.getAttribute('href') ?? element.title.split('\n').at(-1) ?? '', inside);
  }
  if (name === 'p' && element.parentElement?.parentElement?.className === 'tight') return inside;
  if (name === 'div' || name === 'span' || name === 'bdi') return inside;
  // CommonMark drops the indentation of a paragraph's lines; markdown-it keeps it in code. Neither can be seen.
  if (name === 'code' && element.parentElement?.localName !== 'pre') inside = inside.replace(/\s+/g, ' ');
  if (name === 'br') return '<br>';
  const align = element.dataset['align'] ?? /text-align:\s*(\w+)/.exec(element.getAttribute('style') ?? '')?.[1] ?? '';
  const start = element.getAttribute('start') ?? '';
  const language = name === 'code' ? element.className.trim() : '';
  const marks = [align, start, language].filter((mark) => mark !== '').join(' ');
  return `<${name}${marks && ` ${marks}`}>${name === 'hr' ? '' : inside}</${name}>`;
}

const link = (href: string, text: string): string => `<link ${href}>${text}</link>`;
