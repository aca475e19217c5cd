import { createElement } from 'react';
import { flushSync } from 'react-dom';
import { createRoot } from 'react-dom/client';
import { Streamdown } from 'streamdown';

export function start(root) {
  const react = createRoot(root);
  let text = '';
  return {
    push(delta) {
      text += delta;
      flushSync(() => react.render(createElement(Streamdown, { controls: false }, text)));
    },
    end() {},
  };
}
