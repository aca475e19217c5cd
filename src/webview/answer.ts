// The text of one Claude turn. An answer that has ended may go on after Continue: what was drawn as its end is then drawn
// anew, since the end of Markdown may mean something else with more text behind it.
import { createMarkdown, type Markdown, type MarkdownOptions } from './markdown/markdown.ts';

export function createAnswer(root: HTMLElement, options: MarkdownOptions): Markdown {
  let text = '';
  let drawing: Markdown | undefined;

  const begin = (): Markdown => {
    // An element of its own for each drawing, so that what listens to the old one goes with it.
    const ground = document.createElement('div');
    const markdown = createMarkdown(ground, options);
    if (text !== '') markdown.push(text);
    root.replaceChildren(ground);
    return markdown;
  };

  return {
    push(delta) {
      drawing ??= begin();
      text += delta;
      drawing.push(delta);
    },
    end() {
      drawing?.end();
      drawing = undefined;
    },
  };
}
