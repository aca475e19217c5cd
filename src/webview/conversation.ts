// The list of turns on the page: gives each its place, hands on what streams into it, and draws first what is nearest to
// the reader's eye, the rest when there is time.
import type { ClaudeTurn, PanelState, Turn } from '../panelState.ts';
import { afterFrame } from './afterFrame.ts';
import { drawClaudeTurn } from './claudeTurn.ts';
import type { ClaudeTurnView } from './claudeTurn.ts';
import { drawDeleted } from './deletedTurn.ts';
import { inSlices } from './slices.ts';
import { createTurnGroups } from './turnGroups.ts';
import type { Put } from './turnGroups.ts';
import { guessOf, turnPlace } from './turnPlace.ts';
import type { TurnView } from './turnView.ts';
import { drawUserTurn } from './userTurn.ts';
import type { UserTurnActions, UserTurnView } from './userTurn.ts';
import { focusVersion } from './versionSwitch.ts';
import type { VsCodeApi } from './vscodeApi.ts';
import type { Words } from './words.ts';

/** Milliseconds of drawing at once, before the rest goes in slices. */
const AT_ONCE = 24;
/** Heights of the view that are drawn of a long chat before the first frame: the heights of turns are guesses. */
const VIEWS = 2;

export interface Conversation {
  /** `at` is the turn that the reader was at; absent: the end. */
  show(state: PanelState, at: string | undefined): void;
  /** Turns in front of all that are there. */
  earlier(turns: readonly Turn[]): void;
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
  /** What scrolls around it. */
  readonly viewport: HTMLElement;
  readonly api: VsCodeApi;
  readonly actions: UserTurnActions;
  readonly words: Words;
  /** The element that had the focus was taken away. */
  readonly onFocusLost: () => void;
}

export function createConversation({
  log,
  viewport,
  api,
  actions,
  words,
  onFocusLost,
}: ConversationPorts): Conversation {
  const views = new Map<string, TurnView>();
  const replies = new Map<string, ClaudeTurnView>();
  const questions = new Map<string, UserTurnView>();
  /** Turns that have only their place so far. */
  const undrawn = new Map<string, Turn>();
  /** What is drawn next, the last one first. */
  let order: string[] = [];
  let drawing = false;
  const groups = createTurnGroups(log, viewport);

  const remove = (id: string): void => {
    const view = views.get(id);
    view?.mark?.remove();
    view?.dispose();
    if (view !== undefined) groups.remove(view.root);
    for (const known of [views, replies, questions, undrawn]) known.delete(id);
  };

  const draw = (turn: Turn, root: HTMLElement, fresh: boolean): TurnView => {
    if (turn.role === 'user') {
      const question = drawUserTurn(root, turn, actions, words);
      questions.set(turn.id, question);
      return question;
    }
    const reply = drawClaudeTurn(root, turn, api, actions, words, fresh);
    replies.set(turn.id, reply);
    return reply;
  };

  /** Draws the turn, but not all of its text yet; `put` is for a new one. */
  const place = (turn: Turn, put = groups.atEnd()): void => {
    const question = questions.get(turn.id);
    if (question !== undefined && turn.role === 'user' && turn.deleted === undefined) {
      question.mark?.remove();
      question.update(turn);
      if (question.mark !== undefined) question.root.before(question.mark);
      return;
    }
    const old = views.get(turn.id);
    for (const known of [replies, questions, undrawn]) known.delete(turn.id);
    const view =
      turn.deleted === undefined
        ? draw(turn, turnPlace(turn, log.clientWidth, words), true)
        : drawDeleted(turn, actions, words);
    const nodes = [...(view.mark === undefined ? [] : [view.mark]), view.root];
    if (old === undefined) put(...nodes);
    else {
      old.mark?.remove();
      old.dispose();
      old.root.replaceWith(...nodes);
    }
    views.set(turn.id, view);
  };

  /** Gives the turns their places. */
  const putPlaces = (turns: readonly Turn[], width: number, put: Put): void => {
    for (const turn of turns) {
      if (turn.deleted !== undefined) {
        place(turn, put);
        continue;
      }
      const root = turnPlace(turn, width, words);
      root.classList.add('undrawn');
      put(root);
      views.set(turn.id, { root, dispose: () => {} });
      undrawn.set(turn.id, turn);
    }
  };

  const drawPlaced = (id: string): void => {
    const turn = undrawn.get(id);
    const root = views.get(id)?.root;
    if (turn === undefined || root === undefined) return;
    undrawn.delete(id);
    root.classList.remove('undrawn');
    const view = draw(turn, root, groups.isLast(root));
    if (view.mark !== undefined) root.before(view.mark);
    views.set(id, view);
  };

  const drawStep = (): boolean => {
    const id = order.at(-1);
    if (id === undefined) return false;
    drawPlaced(id);
    // Text may come in front of it meanwhile, never between its pieces.
    if (replies.get(id)?.fill() !== true) order.pop();
    return true;
  };

  const drawLater = (): void => {
    if (drawing || order.length === 0) return;
    drawing = true;
    // A slice would hold up the frame with what the reader waits for.
    afterFrame(() => inSlices(() => (drawing = drawStep()), 'far'));
  };

  /** `room` is the height that there is for it. */
  const drawNext = (room = Infinity): void => {
    const until = performance.now() + AT_ONCE;
    for (let left = room; left > 0 && performance.now() < until;) {
      const id = order.at(-1);
      const root = id === undefined ? undefined : views.get(id)?.root;
      if (!drawStep()) break;
      if (root !== undefined && order.at(-1) !== id) left -= guessOf(root);
    }
    drawLater();
  };

  return {
    show: (state, at) => {
      const width = log.clientWidth;
      const height = viewport.clientHeight;
      for (const id of views.keys()) remove(id);
      putPlaces(state.turns, width, groups.atEnd());
      const ids = state.turns.map(({ id }) => id);
      const middle = at === undefined ? -1 : ids.indexOf(at);
      order = farthestFirst(ids, middle);
      // In the middle there is no telling how much of a turn is above the view.
      drawNext(middle < 0 && state.more === true ? VIEWS * height : Infinity);
    },
    earlier: (turns) => {
      const behind = [...views];
      views.clear();
      putPlaces(turns, log.clientWidth, groups.inFront());
      // In the order of the conversation, which `branch` goes by.
      for (const [id, view] of behind) views.set(id, view);
      order.unshift(...turns.map(({ id }) => id));
      drawLater();
    },
    turn: (turn) => {
      const focused = views.get(turn.id)?.root.contains(document.activeElement) === true;
      place(turn);
      order.push(turn.id);
      drawNext();
      if (focused && document.activeElement === document.body) onFocusLost();
    },
    branch: (after, turns) => {
      const ids = [...views.keys()];
      const gone = ids.slice(after === null ? 0 : ids.indexOf(after) + 1);
      const focused = document.activeElement;
      const had = gone.some((id) => views.get(id)?.root.contains(focused) === true);
      // Asked before anything goes: a layout in between would move the view, since the chat is shorter then.
      const width = log.clientWidth;
      for (const id of gone) remove(id);
      putPlaces(turns, width, groups.atEnd());
      // The reader looks at the fork: what stands there comes first.
      order.push(...turns.map(({ id }) => id).toReversed());
      drawNext();
      if (!had) return;
      const way = focused instanceof HTMLElement ? focused.dataset['way'] : undefined;
      const first = turns[0] && views.get(turns[0].id)?.root;
      if (way === undefined || first === undefined || !focusVersion(first, way)) onFocusLost();
    },
    push: (id, channel, delta) => {
      const turn = undrawn.get(id);
      if (turn?.role === 'claude') undrawn.set(id, { ...turn, [channel]: turn[channel] + delta });
      else replies.get(id)?.push(channel, delta);
    },
    update: (turn, mayFold) => {
      const own = undrawn.get(turn.id);
      // What it has of the texts is told by `push` alone.
      if (own?.role === 'claude') undrawn.set(turn.id, { ...turn, text: own.text, thinking: own.thinking });
      else replies.get(turn.id)?.update(turn, mayFold);
    },
    userTurn: (id) => {
      drawPlaced(id);
      return questions.get(id)?.root;
    },
  };
}

/** Sorted by how far they are from one of them (-1: the last); of two, what is below it is nearer. */
function farthestFirst(ids: readonly string[], at: number): string[] {
  const middle = at < 0 ? ids.length - 1 : at;
  const distance = (index: number): number => (index < middle ? middle - index : index - middle - 0.5);
  return ids
    .map((id, index) => ({ id, far: distance(index) }))
    .toSorted((a, b) => b.far - a.far)
    .map(({ id }) => id);
}
