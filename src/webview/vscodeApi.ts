// The page's only way out: messages to the host, and the small state that VS Code keeps for a page it throws away.
import type { PageMessage } from '../protocol.ts';
import { isBoolean, isNumber, isRecord, isString, maybe, record } from './shape.ts';

/** Where the reader was: a turn and how far its top stood from the top of the view. Absent: at the end. */
export interface Place {
  readonly turnId: string;
  readonly offset: number;
}

/** A message on its way: sent under this id, not yet known to be safe. */
export interface Held {
  readonly sendId: string;
  readonly text: string;
}

/** An earlier message that is being edited. */
export interface Edit {
  readonly turnId: string;
  readonly text: string;
}

export interface Saved {
  readonly chatId?: string;
  readonly draft?: string | undefined;
  /** False while the host has not been told of this draft. */
  readonly posted?: boolean;
  readonly held?: Held | undefined;
  readonly place?: Place | undefined;
  readonly edit?: Edit | undefined;
  /** What stood in the composer before an earlier prompt was recalled there. */
  readonly kept?: string | undefined;
}

export interface VsCodeApi {
  post(message: PageMessage): void;
  saved(): Saved;
  save(changes: Saved): void;
}

declare function acquireVsCodeApi(): {
  postMessage(message: unknown): void;
  getState(): unknown;
  setState(state: unknown): void;
};

const isSaved = record<Saved>({
  chatId: maybe(isString),
  draft: maybe(isString),
  posted: maybe(isBoolean),
  held: maybe(record<Held>({ sendId: isString, text: isString })),
  place: maybe(record<Place>({ turnId: isString, offset: isNumber })),
  kept: maybe(isString),
  edit: maybe(record<Edit>({ turnId: isString, text: isString })),
});

export function connect(): VsCodeApi {
  const api = acquireVsCodeApi();
  const kept = api.getState();
  let saved: Saved = isRecord(kept) && isSaved(kept) ? kept : {};
  return {
    post: (message) => api.postMessage(message),
    saved: () => saved,
    save: (changes) => {
      saved = { ...saved, ...changes };
      api.setState(saved);
    },
  };
}
