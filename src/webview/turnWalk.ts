// Going from turn to turn by keyboard: the focus moves to the turn before or after; after the last comes the composer.
import type { Frame } from './frame.ts';

/** Above the top of a turn that was gone to. */
const GAP = 8;

/** Moves by one turn; false where there is none. */
export function createTurnWalk({ conversation, viewport, message }: Frame): (by: 1 | -1) => boolean {
  const bring = (turn: HTMLElement): void => {
    const [box, view] = [turn.getBoundingClientRect(), viewport.getBoundingClientRect()];
    const above = box.top - view.top - GAP;
    const below = box.bottom - view.bottom;
    if (above < 0) viewport.scrollTop += above;
    else if (below > 0) viewport.scrollTop += Math.min(above, below);
  };

  return (by) => {
    const turns = [...conversation.querySelectorAll<HTMLElement>(':scope > .group > article')];
    const focused = document.activeElement;
    const at = turns.findIndex((turn) => turn.contains(focused));
    // From outside of the conversation the way up leads to the last turn; from its own element, too.
    const next = at >= 0 ? at + by : turns.length - 1;
    if (at < 0 && by > 0) return false;
    const turn = turns[next];
    if (turn === undefined) {
      if (by > 0) message.focus();
      return true;
    }
    turn.tabIndex = -1;
    turn.focus({ preventScroll: true });
    bring(turn);
    // Turns around it come into view and take their real heights.
    requestAnimationFrame(() => bring(turn));
    return true;
  };
}
