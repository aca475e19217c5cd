// Keeps the view at the end of the conversation while the reader is there, and leaves it alone once they have moved up
// by any means: wheel, keys, touch, scroll bar, selection, or a screen reader's focus.
import { setHidden } from './element.ts';
import type { Frame } from './frame.ts';
import type { Place, VsCodeApi } from './vscodeApi.ts';

/** Nearer to the end, or to where it is held, than this many pixels counts as there (zoom and rounding leave fractions). */
const NEAR = 6;
/** The button appears only when there is something to jump to. */
const FAR = 48;
const SAVE_DELAY = 250;

export interface Follow {
  readonly following: boolean;
  /** Goes to the end and stays there: the reader asked for it, or has just sent something. */
  toEnd(): void;
  /** The reader looks at something else now, and stays there. */
  leave(): void;
  /** Does what puts something in above what the reader sees, and leaves that where it is. */
  above(put: () => void): void;
  /** Back to where the reader was before the page was thrown away. */
  restore(): void;
  allowed(on: boolean): void;
}

export function createFollow(frame: Frame, api: VsCodeApi): Follow {
  const { viewport, conversation, progress, jump } = frame;
  let following = true;
  let automatic = true;
  let top = 0;
  let height = 0;
  /** Where the reader was is held until they move: turns come into view and take their real heights around it. */
  let pin: Place | undefined;
  /** What the reader has set off goes on after their last wheel or touch. */
  let moving = false;
  /** The pointer holds the scroll bar. */
  let pulling = false;
  let saving: ReturnType<typeof setTimeout> | undefined;

  const isFollowing = (): boolean => following && automatic;

  /**
   * What is held at the end needs no place to be held at: the browser would look for one in each frame, and a move of its own,
   * when what is above shrinks by as much as what is below grows, looks like the reader’s.
   */
  const anchor = (): void => {
    viewport.classList.toggle('following', isFollowing());
  };

  const distance = (): number => viewport.scrollHeight - viewport.clientHeight - viewport.scrollTop;

  const showJump = (): void => {
    const hidden = following || distance() < FAR;
    if (hidden && document.activeElement === jump) conversation.focus({ preventScroll: true });
    setHidden(jump, hidden);
  };

  const leave = (): void => {
    pin = undefined;
    if (!following || viewport.scrollHeight <= viewport.clientHeight) return;
    following = false;
    anchor();
    showJump();
  };

  /** How far the turn that is held has gone from its place. */
  const drift = (): number => {
    const turn = pin === undefined ? null : document.getElementById(pin.turnId);
    if (pin === undefined || turn === null) return 0;
    return turn.getBoundingClientRect().top - viewport.getBoundingClientRect().top - pin.offset;
  };

  const settle = (): void => {
    if (isFollowing()) viewport.scrollTop = viewport.scrollHeight;
    else {
      const gone = drift();
      // Scrolling by nothing would end what a wheel has set off.
      if (gone !== 0) viewport.scrollTop += gone;
    }
    top = viewport.scrollTop;
    height = viewport.scrollHeight;
    showJump();
  };

  const inView = (): Place | undefined => {
    const edge = viewport.getBoundingClientRect().top;
    for (const group of conversation.children) {
      // To ask of a turn in a group that waits would lay all of that out.
      if (group.getBoundingClientRect().bottom <= edge) continue;
      for (const turn of group.children) {
        const box = turn.getBoundingClientRect();
        // What marks where memory begins is no turn.
        if (box.bottom > edge && turn.id !== '') return { turnId: turn.id, offset: box.top - edge };
      }
    }
    return undefined;
  };

  const toEnd = (): void => {
    following = true;
    pin = undefined;
    anchor();
    viewport.scrollTop = viewport.scrollHeight;
    settle();
  };

  /**
   * Whether it is the reader who has moved the view up, and further than the content has got shorter. What gets shorter and
   * longer again within a frame moves it too, and so does the browser where something above gets shorter: what is held has not
   * gone from its place then. Who scrolls without a sign of their own, as by a screen reader, goes on in a frame without change.
   */
  const isReaders = (changed: boolean): boolean => (following ? pulling || !changed : Math.abs(drift()) > NEAR);

  const save = (): void => {
    saving = undefined;
    if (following) return api.save({ place: undefined });
    const place = inView();
    if (place !== undefined) api.save({ place });
  };

  viewport.addEventListener('scroll', () => {
    const moved = viewport.scrollTop - top;
    const grown = viewport.scrollHeight - height;
    top = viewport.scrollTop;
    height = viewport.scrollHeight;
    if (moved < Math.min(0, grown) - 1 && isReaders(grown !== 0)) leave();
    if (distance() <= NEAR) following = true;
    anchor();
    showJump();
    saving ??= setTimeout(save, SAVE_DELAY);
  });
  // These come before the scrolling they cause, so that no frame drawn between pulls the reader back.
  viewport.addEventListener('wheel', (event) => event.deltaY < 0 && leave(), { passive: true });
  viewport.addEventListener('keydown', ({ key, shiftKey }) => {
    if (['PageUp', 'ArrowUp', 'Home'].includes(key) || (key === ' ' && shiftKey)) leave();
  });
  viewport.addEventListener('touchmove', leave, { passive: true });
  for (const type of ['wheel', 'touchmove']) viewport.addEventListener(type, () => (moving = true), { passive: true });
  viewport.addEventListener('scrollend', () => (moving = false));
  for (const type of ['wheel', 'pointerdown', 'keydown']) {
    viewport.addEventListener(type, () => (pin = undefined), { passive: true });
  }
  // While the bar is held no other move is told of, and its end only sometimes.
  for (const type of ['pointerdown', 'pointermove'] as const) {
    const look = ({ target, buttons }: PointerEvent) => (pulling = target === viewport && buttons !== 0);
    document.addEventListener(type, look, { passive: true });
  }
  conversation.addEventListener('focusin', (event) => {
    if (event.target !== conversation && event.target instanceof Element && event.target.matches(':focus-visible'))
      leave();
  });
  document.addEventListener('selectionchange', () => {
    const selection = document.getSelection();
    if (selection !== null && !selection.isCollapsed && conversation.contains(selection.anchorNode)) leave();
  });
  jump.addEventListener('click', toEnd);
  // Runs after layout and before paint, so that following costs no layout of its own.
  const sizes = new ResizeObserver(settle);
  for (const each of [viewport, conversation, progress]) sizes.observe(each);
  anchor();

  return {
    get following() {
      return following;
    },
    toEnd,
    leave,
    above: (put) => {
      const held = pin;
      // The browser would not do it by itself: not at the very top, nor where what was put in is drawn later.
      if (!isFollowing()) pin ??= inView();
      put();
      settle();
      if (moving) pin = held;
    },
    restore: () => {
      const { place } = api.saved();
      if (place === undefined || document.getElementById(place.turnId) === null) return toEnd();
      following = false;
      anchor();
      pin = place;
      settle();
    },
    allowed: (on) => {
      automatic = on;
      anchor();
    },
  };
}
