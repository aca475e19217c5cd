// What the chat panel shows: its turns, their usage and notices, the composer's context, the status. Host and page agree on
// these shapes; the messages of protocol.ts carry them.

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
  /** Of a long chat the last ones. */
  readonly turns: readonly Turn[];
  /** There are turns in front of these: the page asks for them (`earlier`) when it has drawn what it has. */
  readonly more?: boolean;
  readonly draft: string;
  readonly queue?: readonly QueuedView[];
  readonly context: PanelContext;
  readonly status: PanelStatus;
  /** The last message that was accepted: its `accepted` may have been lost with the page that had sent it. */
  readonly acceptedSendId?: string;
}
