import { createElement } from 'react';
import { flushSync } from 'react-dom';
import { createRoot } from 'react-dom/client';
import Markdown from 'react-markdown';
import remarkGfm from 'remark-gfm';

export function start(root) {
  const react = createRoot(root);
  let text = '';
  return {
    push(delta) {
      text += delta;
      flushSync(() => react.render(createElement(Markdown, { remarkPlugins: [remarkGfm] }, text)));
    },
    end() {},
  };
}
