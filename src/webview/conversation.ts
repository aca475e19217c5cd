// The list of turns on the page: puts each in its place, hands on what streams into it, and draws older ones when
// there is time.
import type { ClaudeTurn, PanelState, Turn } from '../protocol.ts';
import { drawClaudeTurn } from './claudeTurn.ts';
import type { ClaudeTurnView } from './claudeTurn.ts';
import { drawDeleted } from './deletedTurn.ts';
import type { TurnView } from './turnView.ts';
import { drawUserTurn } from './userTurn.ts';
import type { UserTurnActions, UserTurnView } from './userTurn.ts';
import { focusVersion } from './versionSwitch.ts';
import type { VsCodeApi } from './vscodeApi.ts';
import type { Words } from './words.ts';

/** Turns of a snapshot that are drawn at once: more than a screen holds. */
const AT_ONCE = 6;
/** Longest stretch of drawing older turns, in milliseconds, so that typing is never held up. */
const STRETCH = 12;

export interface Conversation {
  show(state: PanelState): void;
  turn(turn: Turn): void;
  /** All turns behind `after` (null = all) are these now. */
  branch(after: string | null, turns: readonly Turn[]): void;
  push(turnId: string, channel: 'text' | 'thinking', delta: string): void;
  update(turn: ClaudeTurn, mayFold: boolean): void;
  /** The drawn turn of the user. */
  userTurn(turnId: string): HTMLElement | undefined;
}

export interface ConversationPorts {
  readonly log: HTMLElement;
  readonly api: VsCodeApi;
  readonly actions: UserTurnActions;
  readonly words: Words;
  /** The element that had the focus was taken away. */
  readonly onFocusLost: () => void;
}

export function createConversation({ log, api, actions, words, onFocusLost }: ConversationPorts): Conversation {
  const views = new Map<string, TurnView>();
  const replies = new Map<string, ClaudeTurnView>();
  const questions = new Map<string, UserTurnView>();
  let later: ClaudeTurnView[] = [];
  let task: ReturnType<typeof setTimeout> | undefined;

  const remove = (id: string): void => {
    const view = views.get(id);
    view?.mark?.remove();
    view?.dispose();
    view?.root.remove();
    for (const known of [views, replies, questions]) known.delete(id);
  };

  const draw = (turn: Turn, fresh: boolean): TurnView => {
    replies.delete(turn.id);
    questions.delete(turn.id);
    if (turn.deleted !== undefined) return drawDeleted(turn, actions, words);
    if (turn.role === 'user') {
      const question = drawUserTurn(turn, actions, words);
      questions.set(turn.id, question);
      return question;
    }
    const reply = drawClaudeTurn(turn, api, actions, words, fresh);
    replies.set(turn.id, reply);
    return reply;
  };

  const place = (turn: Turn, fresh: boolean): void => {
    const old = views.get(turn.id);
    const question = questions.get(turn.id);
    if (question !== undefined && turn.role === 'user' && turn.deleted === undefined) {
      question.mark?.remove();
      question.update(turn);
      if (question.mark !== undefined) question.root.before(question.mark);
      return;
    }
    const view = draw(turn, fresh);
    const nodes = [...(view.mark === undefined ? [] : [view.mark]), view.root];
    if (old === undefined) log.append(...nodes);
    else {
      old.mark?.remove();
      old.dispose();
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
      const focused = views.get(turn.id)?.root.contains(document.activeElement) === true;
      place(turn, true);
      replies.get(turn.id)?.fill();
      if (focused && document.activeElement === document.body) onFocusLost();
    },
    branch: (after, turns) => {
      clearTimeout(task);
      const ids = [...views.keys()];
      const gone = ids.slice(after === null ? 0 : ids.indexOf(after) + 1);
      const focused = document.activeElement;
      const had = gone.some((id) => views.get(id)?.root.contains(focused) === true);
      for (const id of gone) remove(id);
      for (const turn of turns) place(turn, true);
      const fresh = turns.flatMap(({ id }) => replies.get(id) ?? []);
      // The reader looks at the fork: what stands there comes first.
      for (const reply of fresh.slice(0, AT_ONCE)) reply.fill();
      later = [...later.filter((view) => view.root.isConnected), ...fresh.slice(AT_ONCE).toReversed()];
      drawLater();
      if (!had) return;
      const way = focused instanceof HTMLElement ? focused.dataset['way'] : undefined;
      const first = turns[0] && views.get(turns[0].id)?.root;
      if (way === undefined || first === undefined || !focusVersion(first, way)) onFocusLost();
    },
    push: (id, channel, delta) => replies.get(id)?.push(channel, delta),
    update: (turn, mayFold) => replies.get(turn.id)?.update(turn, mayFold),
    userTurn: (id) => questions.get(id)?.root,
  };
}
