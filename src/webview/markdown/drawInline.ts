// Builds the nodes of inline tokens with createElement alone. Nothing on the way from the model to the page is parsed as
// HTML, so no sanitiser is needed: what is not named here cannot come to be.
import type { InlineToken } from './inlineParser.ts';
import { createLink, unmask } from './link.ts';
import type { DrawMath } from './options.ts';
import { appendText } from './plainText.ts';

const ELEMENTS: Readonly<Record<string, 'strong' | 'em' | 's'>> = { strong_open: 'strong', em_open: 'em', s_open: 's' };

/** Draws the tokens into `parent`; returns the text node at its very end, where plain text may go on. */
export function drawInline(parent: HTMLElement, tokens: readonly InlineToken[], drawMath?: DrawMath): Text | undefined {
  const stack: HTMLElement[] = [parent];
  let top: HTMLElement = parent;
  let text = '';
  let links = 0;
  const flush = (): Text | undefined => {
    const node = appendText(top, text);
    text = '';
    return node;
  };
  const open = (element: HTMLElement): void => {
    flush();
    top.append(element);
    stack.push(element);
    top = element;
  };
  for (const token of tokens) {
    switch (token.type) {
      case 'text':
        text += token.content;
        break;
      case 'softbreak':
        text += '\n';
        break;
      case 'hardbreak':
        flush();
        top.append(document.createElement('br'));
        text = '\n';
        break;
      case 'code_inline': {
        flush();
        const code = document.createElement('code');
        appendText(code, token.content);
        top.append(code);
        break;
      }
      case 'math':
        if (drawMath) {
          flush();
          top.append(drawMath(token.content, token.block));
        } else text += token.content;
        break;
      case 'link_open':
        open(createLink(String(token.attrGet('href') ?? ''), String(token.attrGet('title') ?? ''), links++ > 0));
        break;
      case 'image': {
        // Never loaded: an address can carry the chat away. The alternative text is the link to it.
        const image = createLink(String(token.attrGet('src') ?? ''), String(token.attrGet('title') ?? ''), links > 0);
        image.classList.add('image');
        flush();
        appendText(image, plain(token.children ?? []));
        unmask(image);
        top.append(image);
        break;
      }
      case 'strong_open':
      case 'em_open':
      case 's_open':
        open(document.createElement(ELEMENTS[token.type] ?? 's'));
        break;
      case 'link_close':
      case 'strong_close':
      case 'em_close':
      case 's_close':
        flush();
        if (token.type === 'link_close') {
          unmask(top);
          links--;
        }
        stack.pop();
        top = stack.at(-1) ?? parent;
        break;
      default:
        text += token.content;
    }
  }
  return flush();
}

/** Text of an image's alternative: its formatting is dropped. */
function plain(tokens: readonly InlineToken[]): string {
  return tokens
    .map((token) => {
      if (token.type === 'image') return plain(token.children ?? []);
      return token.type === 'softbreak' || token.type === 'hardbreak' ? '\n' : token.content;
    })
    .join('');
}
