// The turns lie in groups, each of which waits as a whole while it is very far from what is seen (media/panel.css): in each
// frame the browser asks of everything that may wait by itself where it is, which in a chat of hundreds of turns costs
// more than to draw what streams. A group waits from its second frame on, when the places of its turns have told the browser
// its height: turns that were once laid out would go on being asked, also while their group waits. What is drawn in it
// meanwhile takes its height while it is still far out of sight. Code has its colours in the other groups alone
// (markdown/blockColors.ts).
import { element } from './element.ts';
import { updateColors } from './markdown/blockColors.ts';

const TURNS = 10;
/** Around what is seen; far beyond the 1.5 views within which Chromium draws what may wait. */
const REACH = '400% 0px';

/** Puts a turn, and what stands before it, behind what the same `Put` has put before. */
export type Put = (...nodes: readonly Element[]) => void;

export interface TurnGroups {
  atEnd(): Put;
  /** In groups of their own, in front of all others. */
  inFront(): Put;
  remove(root: Element): void;
  isLast(root: Element): boolean;
}

/** Groups within reach of what is seen. */
const near = new WeakSet<Element>();

/** What is in no group is always near. */
export function isNear(inside: Element): boolean {
  const group = inside.closest('.group');
  return group === null || near.has(group);
}

export function createTurnGroups(log: Element, viewport: Element): TurnGroups {
  const place = (group: Element, isIn: boolean): void => {
    group.classList.toggle('far', !isIn);
    if (near.has(group) === isIn) return;
    if (isIn) near.add(group);
    else near.delete(group);
    updateColors(group);
  };

  const observer = new IntersectionObserver(
    (entries) => {
      for (const { target, isIntersecting } of entries) place(target, isIntersecting);
    },
    { root: viewport, rootMargin: REACH },
  );

  let top = viewport.scrollTop;
  // Who jumps would see nothing for two frames: one until it is known that the group is seen, one more for its turns.
  viewport.addEventListener('scroll', () => {
    const moved = Math.abs(viewport.scrollTop - top);
    const height = viewport.clientHeight;
    top = viewport.scrollTop;
    if (moved < height) return;
    for (const group of log.querySelectorAll('.far')) {
      const box = group.getBoundingClientRect();
      if (box.bottom > -height && box.top < 2 * height) place(group, true);
    }
  });

  const putInto = (group: Element | null, before: Element | null): Put => {
    let last = group;
    return (...nodes) => {
      if (last === null || last.childElementCount >= TURNS) {
        last = element('div', { class: 'group' });
        log.insertBefore(last, before);
        observer.observe(last);
      }
      last.append(...nodes);
    };
  };

  return {
    atEnd: () => putInto(log.lastElementChild, null),
    inFront: () => putInto(null, log.firstElementChild),
    remove: (root) => {
      const group = root.parentElement;
      root.remove();
      if (group?.childElementCount !== 0) return;
      observer.unobserve(group);
      group.remove();
    },
    isLast: (root) => root === log.lastElementChild?.lastElementChild,
  };
}
