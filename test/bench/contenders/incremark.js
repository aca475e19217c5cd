import { createIncremarkParser } from '@incremark/core';
import { toHtml } from 'hast-util-to-html';
import { toHast } from 'mdast-util-to-hast';

const htmlOf = (blocks) => toHtml(toHast({ type: 'root', children: blocks.map((block) => block.node) }));

// Finished blocks are put before the place of the pending ones, which is filled anew each time.
export function start(root) {
  const incremark = createIncremarkParser({ gfm: true });
  const pending = root.appendChild(document.createElement('div'));
  const show = (update) => {
    if (update.completed.length > 0) pending.insertAdjacentHTML('beforebegin', htmlOf(update.completed));
    pending.innerHTML = htmlOf(update.pending);
  };
  return { push: (delta) => show(incremark.append(delta)), end: () => show(incremark.finalize()) };
}
