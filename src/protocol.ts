// Every message between the extension host and the chat panel's page, and the guards for what the page sends.
// Imports nothing. The host owns the truth: the page gets one snapshot (`state`) on `ready`, then numbered one-way
// messages; a gap in the numbers makes it ask for a snapshot again (`ready` once more).

/** Raised whenever a message changes its meaning; a page that outlived an update of its host is reloaded. */
export const PROTOCOL_VERSION = 1;

/** How a turn of Claude ended. `cut`: by the token limit; `broken`: by the connection or the server. */
export type Outcome = 'done' | 'stopped' | 'cut' | 'broken' | 'refused';

/** What the user can do next about a notice. The page draws each as a button and sends it back as `step`. */
export const NEXT_STEPS = [
  'continue',
  'tryAgain',
  'tryWithout',
  'edit',
  'drop',
  'setApiKey',
  'selectModel',
  'openSettings',
  'newChat',
  'testConnection',
  'openWalkthrough',
  'startAnew',
  'dropOldest',
  'showUsage',
  'showLog',
] as const;
export type NextStep = (typeof NEXT_STEPS)[number];

/** Something to tell the user, in words that are ready to show. */
export interface Notice {
  readonly severity: 'error' | 'warning' | 'info';
  /** One sentence: what happened, whose fault it is. */
  readonly title: string;
  /** What to do next, or what the server said. */
  readonly detail?: string;
  readonly requestId?: string;
  readonly steps: readonly NextStep[];
}

/** Tokens and cost of one turn, all its requests added up. */
export interface TurnUsage {
  readonly input: number;
  readonly output: number;
  readonly cacheRead: number;
  readonly cacheWrite: number;
  readonly thinking: number;
  /** US dollars; absent when the model has no known price. */
  readonly cost?: number;
  /** True when a part of it is an estimate, because the final count never came. */
  readonly estimated: boolean;
}

/** Milliseconds from the sending of the request; rate in tokens per second of the time after the first token. */
export interface TurnTimings {
  readonly firstByte?: number;
  readonly firstToken?: number;
  readonly total: number;
  readonly tokensPerSecond?: number;
}

/** A wait before a request is sent again by itself. */
export interface RetryWait {
  /** When it will be sent, in milliseconds since the epoch. */
  readonly at: number;
  readonly attempt: number;
  readonly of: number;
  /** Why, as a sentence. */
  readonly reason: string;
}

/** Something that goes along with a message: its name, place and size. The content stays with the host. */
export interface ContextChip {
  readonly id: string;
  readonly kind: 'selection' | 'file' | 'folder' | 'symbol' | 'problems' | 'terminal' | 'diff' | 'paste' | 'image';
  readonly label: string;
  readonly detail?: string;
  /** Estimated. */
  readonly tokens: number;
  /** A small picture, as a data URL. */
  readonly thumb?: string;
  /** Was sent once, and refused; the message goes without it now. */
  readonly leftOut?: boolean;
}

/** What would go along with the message in the composer. */
export interface PanelContext {
  readonly chips: readonly ContextChip[];
  /** The file in the editor; it goes along only while `on`, which the user sets for the workspace. */
  readonly openFile?: {
    readonly label: string;
    readonly detail: string;
    readonly tokens: number;
    readonly on: boolean;
    /** What is selected in it: its name with lines. */
    readonly selection?: string;
  };
}

/** What an empty chat offers to do with the file in the editor: the slash commands of these names. */
export const IDEAS = ['explain', 'fix', 'tests'] as const;
export type Idea = (typeof IDEAS)[number];

/** A chat that an empty one offers to go on with. */
export interface RecentChat {
  readonly id: string;
  readonly title: string;
  /** When something was last said in it, in words. */
  readonly when: string;
}

/** One entry of the list under `@` or `/`. */
export interface Suggestion {
  /** Known to the host that offered it; it takes no other. */
  readonly id: string;
  readonly kind: ContextChip['kind'] | 'command' | 'prompt';
  readonly label: string;
  readonly detail?: string;
  /** Takes the place of what was typed. */
  readonly insert: string;
  /** Chosen, it asks on instead of being done. */
  readonly asksOn?: boolean;
}

export interface UserTurn {
  readonly role: 'user';
  readonly id: string;
  readonly text: string;
  /** Milliseconds since the epoch. */
  readonly at: number;
  /** `pending` until the API has begun to answer it, `failed` when it never did; only `sent` turns are history. */
  readonly state: 'pending' | 'sent' | 'failed';
  /** True where the model's memory begins: turns before the first one marked so are no longer sent. */
  readonly memoryStarts?: boolean;
  readonly versions?: Versions;
  readonly deleted?: Deleted;
  /** What went along with it. */
  readonly context?: readonly ContextChip[];
}

/** Ids of all versions of a turn, itself among them, in the order in which they came; absent where it is the only one. */
export type Versions = readonly string[];

/** Deleted, which can be undone, or not shown and not sent because its question was deleted. */
export type Deleted = 'self' | 'question';

export interface ClaudeTurn {
  readonly role: 'claude';
  readonly id: string;
  readonly at: number;
  readonly phase: 'waiting' | 'thinking' | 'writing' | 'retrying' | 'ended';
  /** Thinking of all blocks, joined; empty where the model shows none. */
  readonly thinking: string;
  /** How long the model thought, in milliseconds, once it has begun to write. */
  readonly thinkingMs?: number;
  /** The answer, as Markdown: whole, also after Continue. */
  readonly text: string;
  /** The model that answered, as named in `message_start`. */
  readonly model?: string;
  /** The effort that was asked for; absent where it was left to the model. */
  readonly effort?: string;
  readonly outcome?: Outcome;
  readonly notice?: Notice;
  readonly retry?: RetryWait;
  readonly usage?: TurnUsage;
  readonly timings?: TurnTimings;
  readonly versions?: Versions;
  readonly deleted?: Deleted;
}

export type Turn = UserTurn | ClaudeTurn;

/** Fields of a Claude turn that change while it runs; its texts travel as `delta` only. `null` takes a field away. */
export type ClaudeTurnChange = {
  readonly [
    K in
      | 'phase'
      | 'thinkingMs'
      | 'model'
      | 'effort'
      | 'outcome'
      | 'notice'
      | 'retry'
      | 'usage'
      | 'timings'
      | 'versions'
      | 'deleted'
  ]?: ClaudeTurn[K] | null;
};

/** What the panel shows around the turns. */
export interface PanelStatus {
  /** Where requests would get their key from; `rehearsal`: there is none, and the local stand-in answers. */
  readonly key: 'stored' | 'environment' | 'rehearsal' | 'none';
  /** Where keys are made, while there is none for Anthropic's own API. */
  readonly keysAt?: string;
  /** What the user chose (`sonnet`, or a full id) and what it stands for now, where that is known. */
  readonly model: {
    readonly chosen: string;
    readonly name?: string;
    /** How many tokens it can read, where that is known. */
    readonly window?: number;
  };
  /** How many tokens the chat's next request has at least, without what stands in the composer. */
  readonly context?: number;
  readonly sendWith: 'enter' | 'ctrlEnter';
  readonly autoScroll: boolean;
  /** Said above the composer, such as: this host forgets keys; the chat is read-only here. */
  readonly notice?: Notice;
}

/** A message that the user has sent while an answer was coming. */
export interface QueuedView {
  readonly id: string;
  readonly text: string;
  /** It goes by itself when the answer has ended; else only when the user says so. */
  readonly waits: boolean;
  /** What goes along with it. */
  readonly context?: readonly ContextChip[];
}

export interface PanelState {
  readonly chatId: string;
  readonly title: string;
  readonly turns: readonly Turn[];
  readonly draft: string;
  readonly queue?: readonly QueuedView[];
  readonly context: PanelContext;
  readonly status: PanelStatus;
  /** The last message that was accepted: its `accepted` may have been lost with the page that had sent it. */
  readonly acceptedSendId?: string;
}

/** What the host sends. Each carries `seq`, which rises by one from the snapshot's on. */
export type HostMessage = { readonly seq: number } & HostEvent;

export type HostEvent =
  | { readonly type: 'state'; readonly version: number; readonly state: PanelState }
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
  | { readonly type: 'ready'; readonly version: number }
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

const isRecord = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null;
const isText = (value: unknown): value is string => typeof value === 'string' && value.length <= MAX_TEXT;
const isId = (value: unknown): value is string => typeof value === 'string' && /^[\w-]{1,64}$/.test(value);

const isShort = (value: unknown, most: number): value is string => typeof value === 'string' && value.length <= most;
const isPixels = (value: unknown): value is number =>
  Number.isInteger(value) && Number(value) > 0 && Number(value) <= 8000;
const BASE64 = /^[A-Za-z0-9+/]+={0,2}$/;

function parseImage(value: unknown): PageImage | undefined {
  if (!isRecord(value)) return undefined;
  const { label, data, width, height, thumb } = value;
  const mediaType = (['image/png', 'image/jpeg', 'image/webp'] as const).find((known) => known === value['mediaType']);
  if (mediaType === undefined || !isShort(label, 200) || !isPixels(width) || !isPixels(height)) return undefined;
  if (!isShort(data, MAX_IMAGE) || !BASE64.test(data)) return undefined;
  if (!isShort(thumb, 60_000) || !/^data:image\/(png|jpeg|webp);base64,[A-Za-z0-9+/]+={0,2}$/.test(thumb))
    return undefined;
  return { label, mediaType, data, width, height, thumb };
}

/** Messages about what goes along with a message. */
function parseContextMessage(value: Record<string, unknown>): PageMessage | undefined {
  const { type, id, text, request } = value;
  switch (type) {
    case 'addContext':
      return { type };
    case 'begin': {
      const idea = IDEAS.find((known) => known === value['idea']);
      return idea && { type, idea };
    }
    case 'attach':
      return isShort(id, 64) ? { type, id } : undefined;
    case 'detach':
    case 'unpaste':
      return isId(id) ? { type, id } : undefined;
    case 'openContext': {
      const turnId = value['turnId'];
      if (!isId(id)) return undefined;
      if (turnId === undefined) return { type, id };
      return isId(turnId) ? { type, id, turnId } : undefined;
    }
    case 'paste':
      return isId(id) && isText(text) && text !== '' ? { type, id, text } : undefined;
    case 'image': {
      const image = parseImage(value['image']);
      return image && { type, image };
    }
    case 'drop': {
      const uris: unknown = value['uris'];
      if (!Array.isArray(uris) || uris.length > 100) return undefined;
      return uris.every((uri) => isShort(uri, 4096)) ? { type, uris } : undefined;
    }
    case 'withOpenFile':
      return typeof value['on'] === 'boolean' ? { type, on: value['on'] } : undefined;
    case 'suggest':
      if (!Number.isInteger(request) || !isShort(text, 200)) return undefined;
      return { type, request: Number(request), text };
    case 'showRequest':
      return isText(text) ? { type, text } : undefined;
    default:
      return undefined;
  }
}

/** Checks one message of the page, whatever it is; `undefined` for anything that is not exactly such a message. */
export function parsePageMessage(value: unknown): PageMessage | undefined {
  if (!isRecord(value)) return undefined;
  const { type, id, text, turnId } = value;
  switch (type) {
    case 'ready':
      return typeof value['version'] === 'number' ? { type, version: value['version'] } : undefined;
    case 'send': {
      const sendId = value['sendId'];
      return isId(sendId) && isText(text) ? { type, sendId, text } : undefined;
    }
    case 'draft': {
      const chatId = value['chatId'];
      if (!isText(text)) return undefined;
      if (chatId === undefined) return { type, text };
      return isId(chatId) ? { type, text, chatId } : undefined;
    }
    case 'edit': {
      const sendId = value['sendId'];
      return isId(sendId) && isId(turnId) && isText(text) ? { type, sendId, turnId, text } : undefined;
    }
    case 'regenerate': {
      const pick = value['pick'];
      return isId(turnId) && typeof pick === 'boolean' ? { type, turnId, pick } : undefined;
    }
    case 'unqueue': {
      const back = value['back'];
      return isId(turnId) && typeof back === 'boolean' ? { type, turnId, back } : undefined;
    }
    case 'showVersion':
    case 'delete':
    case 'restore':
    case 'sendQueued':
      return isId(turnId) ? { type, turnId } : undefined;
    case 'copy':
    case 'insertAtCursor':
      return isText(text) ? { type, text } : undefined;
    case 'newFile':
    case 'putInTerminal': {
      const language = value['language'];
      return isText(text) && typeof language === 'string' && language.length <= 64
        ? { type, text, language }
        : undefined;
    }
    case 'applyToFile': {
      const language = value['language'];
      if (!isText(text) || (language !== undefined && (typeof language !== 'string' || language.length > 64)))
        return undefined;
      return { type, text, ...(language !== undefined && { language }) };
    }
    case 'prompts':
    case 'recentChats':
    case 'stop':
    case 'newChat':
      return { type };
    case 'openChat':
      if (id === undefined) return { type };
      return isId(id) ? { type, id } : undefined;
    case 'retryNow':
    case 'cancelRetry':
      return isId(turnId) ? { type, turnId } : undefined;
    case 'step': {
      const step = NEXT_STEPS.find((known) => known === value['step']);
      if (step === undefined) return undefined;
      if (turnId === undefined) return { type, step };
      return isId(turnId) ? { type, step, turnId } : undefined;
    }
    case 'openLink': {
      const href = value['href'];
      return typeof href === 'string' && href.length <= 4096 ? { type, href } : undefined;
    }
    case 'confused': {
      const about = value['about'];
      return isId(about) ? { type, about } : undefined;
    }
    default:
      return parseContextMessage(value);
  }
}
