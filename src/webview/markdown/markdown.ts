// Draws Markdown into an element while it streams in: a simple stand-in that renders the whole text at every push and
// replaces only those blocks that have changed.
import DOMPurify from 'dompurify';
import MarkdownIt from 'markdown-it';
import { allowedHref, unmasked } from '../linkPolicy.ts';

export interface MarkdownOptions {
  readonly labels?: {
    readonly codeActions?: string;
    readonly copyCode?: string;
    readonly insertAtCursor?: string;
  };
  readonly onCopy?: (code: string) => void;
  readonly onInsert?: (code: string) => void;
}

export interface Markdown {
  push(delta: string): void;
  end(): void;
}

const parser = new MarkdownIt({ html: false, linkify: false });
// Images are not loaded: they become links that say where they lead.
parser.renderer.rules['image'] = (tokens, index) => {
  const { attrs, content } = tokens[index] ?? { attrs: null, content: '' };
  const source = String(new Map(attrs ?? []).get('src') ?? '');
  const escape = parser.utils.escapeHtml;
  return `<a href="${escape(source)}">${escape(content === '' ? source : content)}</a>`;
};

export function createMarkdown(root: HTMLElement, options: MarkdownOptions = {}): Markdown {
  let text = '';
  let drawn: string[] = [];

  root.addEventListener('click', ({ target }) => {
    const button = target instanceof Element ? target.closest('button[data-action]') : null;
    const code = button?.closest('.code')?.querySelector('pre')?.textContent.replace(/\n$/, '');
    if (code === undefined) return;
    if (button?.getAttribute('data-action') === 'copy') options.onCopy?.(code);
    else options.onInsert?.(code);
  });

  return {
    push: (delta) => {
      text += delta;
      const whole = DOMPurify.sanitize(parser.render(text), { RETURN_DOM_FRAGMENT: true });
      const blocks = [...whole.children];
      const next = blocks.map((block) => block.outerHTML);
      const same = next.findIndex((html, index) => html !== drawn[index]);
      const kept = same === -1 ? next.length : same;
      while (root.children.length > kept) root.lastElementChild?.remove();
      root.append(...blocks.slice(kept).map((block) => dressed(block, options)));
      drawn = next;
    },
    end: () => {},
  };
}

function dressed(block: Element, options: MarkdownOptions): Element {
  for (const link of block.querySelectorAll('a')) {
    const given = link.getAttribute('href') ?? '';
    const href = allowedHref(given);
    link.title = href ?? given;
    if (href === undefined) link.removeAttribute('href');
    const real = unmasked(link.textContent, given);
    if (real !== undefined) link.dataset['host'] = real;
  }
  const holder = document.createElement('div');
  holder.append(block);
  for (const pre of holder.querySelectorAll('pre')) {
    const frame = document.createElement('div');
    frame.className = 'code';
    pre.replaceWith(frame);
    frame.append(bar(pre, options), pre);
    pre.tabIndex = 0;
  }
  return holder.firstElementChild ?? block;
}

function bar(pre: Element, { labels = {} }: MarkdownOptions): HTMLElement {
  const made = document.createElement('div');
  made.className = 'bar';
  made.setAttribute('role', 'toolbar');
  made.setAttribute('aria-label', labels.codeActions ?? '');
  const name = document.createElement('span');
  name.setAttribute('aria-hidden', 'true');
  name.dataset['language'] = pre.querySelector('code')?.className.replace('language-', '') ?? '';
  made.append(name);
  for (const [action, label = ''] of [
    ['copy', labels.copyCode],
    ['insert', labels.insertAtCursor],
  ] as const) {
    const button = document.createElement('button');
    button.type = 'button';
    button.dataset['action'] = action;
    button.setAttribute('aria-label', label);
    button.title = label;
    made.append(button);
  }
  return made;
}
