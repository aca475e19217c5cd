// Brings a place of the conversation into view, whatever scrolls around it: the view, a thought, a wide table or a long
// line of code.
import { letCodeScroll } from '../markdown/codeScroll.ts';

/** What the bar at the top covers. */
const COVERED = 44;

/** `find` is asked anew in each frame: colours that come to code put its text into other nodes. */
export function bringIntoView(find: () => StaticRange | undefined, viewport: HTMLElement): void {
  const place = find();
  if (place === undefined) return;
  const node = place.startContainer;
  letCodeScroll(node);
  for (let each = node.parentElement; each !== null && each !== viewport; each = each.parentElement) {
    if (each.scrollWidth > each.clientWidth || each.scrollHeight > each.clientHeight) within(place, each);
  }
  settle(find, viewport, 3);
}

export function isInView(place: StaticRange, viewport: HTMLElement): boolean {
  const [box, view] = [rectOf(place), viewport.getBoundingClientRect()];
  return box.height > 0 && box.top >= view.top + COVERED && box.bottom <= view.bottom;
}

/** Turns that come into view take their real heights: so it is looked at again in the frames that follow. */
function settle(find: () => StaticRange | undefined, viewport: HTMLElement, times: number): void {
  const place = find();
  if (place === undefined) return;
  if (!isInView(place, viewport)) {
    const [box, view] = [rectOf(place), viewport.getBoundingClientRect()];
    viewport.scrollTop += box.top - view.top - view.height / 3;
  }
  if (times > 0) requestAnimationFrame(() => settle(find, viewport, times - 1));
}

/** Scrolls a box inside the conversation as far as needed. */
function within(place: StaticRange, scroller: HTMLElement): void {
  const style = getComputedStyle(scroller);
  const scrolls = (value: string): boolean => value === 'auto' || value === 'scroll';
  const [box, view] = [rectOf(place), scroller.getBoundingClientRect()];
  if (scrolls(style.overflowX) && (box.left < view.left || box.right > view.right)) {
    scroller.scrollLeft += box.left - view.left - view.width / 3;
  }
  if (scrolls(style.overflowY) && (box.top < view.top || box.bottom > view.bottom)) {
    scroller.scrollTop += box.top - view.top - view.height / 3;
  }
}

function rectOf({ startContainer, startOffset, endContainer, endOffset }: StaticRange): DOMRect {
  const range = document.createRange();
  range.setStart(startContainer, startOffset);
  range.setEnd(endContainer, endOffset);
  return range.getBoundingClientRect();
}
