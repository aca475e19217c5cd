// The list of turns on the page: puts each in its place, hands on what streams into it, and draws older ones when
// there is time.
import type { ClaudeTurn, PanelState, Turn } from '../protocol.ts';
import { drawClaudeTurn } from './claudeTurn.ts';
import type { ClaudeTurnView } from './claudeTurn.ts';
import { drawUserTurn } from './userTurn.ts';
import type { TurnView } from './userTurn.ts';
import type { VsCodeApi } from './vscodeApi.ts';
import type { Words } from './words.ts';

/** Turns of a snapshot that are drawn at once: more than a screen holds. */
const AT_ONCE = 6;
/** Longest stretch of drawing older turns, in milliseconds, so that typing is never held up. */
const STRETCH = 12;

export interface Conversation {
  show(state: PanelState): void;
  turn(turn: Turn): void;
  push(turnId: string, channel: 'text' | 'thinking', delta: string): void;
  update(turn: ClaudeTurn, mayFold: boolean): void;
  remove(turnId: string): void;
}

export function createConversation(log: HTMLElement, api: VsCodeApi, words: Words): Conversation {
  const views = new Map<string, TurnView>();
  const replies = new Map<string, ClaudeTurnView>();
  let later: ClaudeTurnView[] = [];
  let task: ReturnType<typeof setTimeout> | undefined;

  const remove = (id: string): void => {
    const view = views.get(id);
    view?.dispose();
    view?.mark?.remove();
    view?.root.remove();
    views.delete(id);
    replies.delete(id);
  };

  const place = (turn: Turn, fresh: boolean): void => {
    const old = views.get(turn.id);
    let view: TurnView;
    if (turn.role === 'user') view = drawUserTurn(turn, words);
    else {
      const reply = drawClaudeTurn(turn, api, words, fresh);
      replies.set(turn.id, reply);
      view = reply;
    }
    const nodes = [...(view.mark === undefined ? [] : [view.mark]), view.root];
    if (old === undefined) log.append(...nodes);
    else {
      old.dispose();
      old.mark?.remove();
      old.root.replaceWith(...nodes);
    }
    views.set(turn.id, view);
  };

  /** From the newest back, so that what is nearest to the eye comes first. */
  const drawLater = (): void => {
    const until = performance.now() + STRETCH;
    while (later.length > 0 && performance.now() < until) later.pop()?.fill();
    task = later.length > 0 ? setTimeout(drawLater) : undefined;
  };

  return {
    show: (state) => {
      clearTimeout(task);
      for (const id of views.keys()) remove(id);
      for (const [index, turn] of state.turns.entries()) place(turn, index === state.turns.length - 1);
      later = [...replies.values()];
      for (let count = 0; count < AT_ONCE; count += 1) later.pop()?.fill();
      drawLater();
    },
    turn: (turn) => {
      place(turn, true);
      replies.get(turn.id)?.fill();
    },
    push: (id, channel, delta) => replies.get(id)?.push(channel, delta),
    update: (turn, mayFold) => replies.get(turn.id)?.update(turn, mayFold),
    remove,
  };
}
