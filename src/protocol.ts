// Every message between the extension host and the chat panel's page. The host owns the truth: the page gets one snapshot
// (`state`) on `ready`, then numbered one-way messages; a gap in the numbers makes it ask for a snapshot again (`ready`
// once more).
import type {
  ClaudeTurnChange,
  Idea,
  NextStep,
  Notice,
  PanelContext,
  PanelState,
  PanelStatus,
  QueuedView,
  RecentChat,
  Suggestion,
  Turn,
} from './panelState.ts';

/** Raised whenever a message changes its meaning; a page that outlived an update of its host is reloaded. */
export const PROTOCOL_VERSION = 2;

/** What the host sends. Each carries `seq`, which rises by one from the snapshot's on. */
export type HostMessage = { readonly seq: number } & HostEvent;

export type HostEvent =
  | { readonly type: 'state'; readonly version: number; readonly state: PanelState }
  /** Turns in front of `before`, the first one that the page has; `more`: there are others in front of these. */
  | { readonly type: 'earlier'; readonly before: string; readonly turns: readonly Turn[]; readonly more: boolean }
  /** A turn is new, or replaces the one with the same id. */
  | { readonly type: 'turn'; readonly turn: Turn }
  /** Text to append; `at` is the length (UTF-16 units) that the page must already have, else it asks for a snapshot. */
  | {
      readonly type: 'delta';
      readonly turnId: string;
      readonly channel: 'text' | 'thinking';
      readonly at: number;
      readonly text: string;
    }
  | { readonly type: 'change'; readonly turnId: string; readonly change: ClaudeTurnChange }
  /** Another branch is shown: all turns behind `after` (null = from the beginning) are these now. */
  | { readonly type: 'branch'; readonly after: string | null; readonly turns: readonly Turn[] }
  /** The user's earlier prompts in this workspace, the newest first. */
  | { readonly type: 'prompts'; readonly prompts: readonly string[] }
  /** All messages that wait, in their order. */
  | { readonly type: 'queue'; readonly messages: readonly QueuedView[] }
  | { readonly type: 'status'; readonly status: PanelStatus }
  | { readonly type: 'title'; readonly title: string }
  /** The message sent under `sendId` is safe in the journal: only now the composer may be emptied. */
  | { readonly type: 'accepted'; readonly sendId: string }
  /** The message was not taken, and stays in the composer; the notice says why. */
  | { readonly type: 'notAccepted'; readonly sendId: string; readonly notice: Notice }
  /** Puts text into the composer, unless the user has typed there meanwhile. */
  | { readonly type: 'draft'; readonly text: string }
  | { readonly type: 'context'; readonly context: PanelContext }
  /** The answer to `suggest` number `request`. */
  | { readonly type: 'suggestions'; readonly request: number; readonly items: readonly Suggestion[] }
  /** The chats of before, the newest first. */
  | { readonly type: 'recentChats'; readonly chats: readonly RecentChat[] }
  /** Puts text where the cursor is in the composer. */
  | { readonly type: 'insert'; readonly text: string }
  /** An image (base64) that the host has read: the page shrinks it and sends it back as `image`. */
  | { readonly type: 'shrink'; readonly label: string; readonly data: string }
  /** Puts the focus into the composer; sent only on the user's explicit command. */
  | { readonly type: 'focus' };

/** What the page sends. */
export type PageMessage =
  /** Asks for a snapshot; `at` is the turn that the reader was at. */
  | { readonly type: 'ready'; readonly version: number; readonly at?: string }
  /** Asks for turns in front of those that the page has. */
  | { readonly type: 'earlier' }
  | { readonly type: 'send'; readonly sendId: string; readonly text: string }
  /** What stands in the composer; `chatId` because a chat may be switched before the page has heard of it. */
  | { readonly type: 'draft'; readonly text: string; readonly chatId?: string }
  /** Asks for the user's earlier prompts. */
  | { readonly type: 'prompts' }
  | { readonly type: 'stop' }
  | { readonly type: 'newChat' }
  /** The user turn in other words: a new version of it. Answered as `send` is. */
  | { readonly type: 'edit'; readonly sendId: string; readonly turnId: string; readonly text: string }
  /** A new version of an answer; `pick`: of a model that the user chooses for it. */
  | { readonly type: 'regenerate'; readonly turnId: string; readonly pick: boolean }
  | { readonly type: 'showVersion'; readonly turnId: string }
  | { readonly type: 'delete'; readonly turnId: string }
  | { readonly type: 'restore'; readonly turnId: string }
  /** Sends a message that waits for the user's word. */
  | { readonly type: 'sendQueued'; readonly turnId: string }
  /** Takes a message out of the queue; `back`: into the composer, where its text is already. */
  | { readonly type: 'unqueue'; readonly turnId: string; readonly back: boolean }
  | { readonly type: 'retryNow'; readonly turnId: string }
  | { readonly type: 'cancelRetry'; readonly turnId: string }
  /** A button of a notice; `turnId` is absent for the notice above the composer. */
  | { readonly type: 'step'; readonly step: NextStep; readonly turnId?: string }
  /** Asks for the chats of before. */
  | { readonly type: 'recentChats' }
  /** Opens one of these; without an id, the list of all chats. */
  | { readonly type: 'openChat'; readonly id?: string }
  /** Attaches the selection or the open file, and puts the prompt for it into the composer. */
  | { readonly type: 'begin'; readonly idea: Idea }
  /** Asks the user, in the editor's own list, what to attach. */
  | { readonly type: 'addContext' }
  /** A suggestion that the host has offered. */
  | { readonly type: 'attach'; readonly id: string }
  | { readonly type: 'detach'; readonly id: string }
  /** Shows the content of a chip; with `turnId` of one that was sent, or waits to be. */
  | { readonly type: 'openContext'; readonly id: string; readonly turnId?: string }
  /** A long text that was pasted, as a chip; `unpaste` puts it back into the text. */
  | { readonly type: 'paste'; readonly id: string; readonly text: string }
  | { readonly type: 'unpaste'; readonly id: string }
  /** An image that was pasted, dropped or chosen, shrunk to what the API takes. */
  | { readonly type: 'image'; readonly image: PageImage }
  /** Files and folders that were dropped. */
  | { readonly type: 'drop'; readonly uris: readonly string[] }
  | { readonly type: 'withOpenFile'; readonly on: boolean }
  /** What stands at the cursor, from its `@` or `/` on. */
  | { readonly type: 'suggest'; readonly request: number; readonly text: string }
  /** Shows the request that the composer's text would make. */
  | { readonly type: 'showRequest'; readonly text: string }
  | { readonly type: 'openLink'; readonly href: string }
  | { readonly type: 'copy'; readonly text: string }
  | { readonly type: 'insertAtCursor'; readonly text: string }
  /** Code for a new file, or for the prompt of a terminal; `language` is what the fence of the code said. */
  | { readonly type: 'newFile'; readonly text: string; readonly language: string }
  | { readonly type: 'putInTerminal'; readonly text: string; readonly language: string }
  /** Code of a block, for the lines of the open file that it is a version of. */
  | { readonly type: 'applyToFile'; readonly text: string; readonly language?: string }
  /** A message that the page could not make sense of, for the log: its tag only, never its content. */
  | { readonly type: 'confused'; readonly about: string };

/** Longest text that the page may send: above any model's window (about 4 characters a token, 1M tokens). */
export const MAX_TEXT = 8_000_000;

/** Longest image as base64: the API takes 5 MB of it. */
export const MAX_IMAGE = 5_000_000;

export interface PageImage {
  readonly label: string;
  readonly mediaType: 'image/png' | 'image/jpeg' | 'image/webp';
  /** Base64. */
  readonly data: string;
  readonly width: number;
  readonly height: number;
  readonly thumb: string;
}
