// The page's guard of what the host sends: a message is taken whole and well formed, or not at all. Beside a fault of
// ours it stops whatever else may reach the page's window by postMessage.
import { NEXT_STEPS } from '../panelState.ts';
import type {
  ClaudeTurn,
  ClaudeTurnChange,
  Notice,
  PanelState,
  PanelStatus,
  QueuedView,
  RecentChat,
  RetryWait,
  Turn,
  TurnTimings,
  TurnUsage,
  UserTurn,
} from '../panelState.ts';
import type { HostMessage } from '../protocol.ts';
import { isChips, isPanelContext, isSuggestions } from './context/contextGuards.ts';
import { isBoolean, isNumber, isRecord, isString, listOf, maybe, oneOf, record } from './shape.ts';
import type { Guard } from './shape.ts';

const isNotice = record<Notice>({
  severity: oneOf('error', 'warning', 'info'),
  title: isString,
  detail: maybe(isString),
  requestId: maybe(isString),
  steps: listOf(oneOf(...NEXT_STEPS)),
});

const isUsage = record<TurnUsage>({
  input: isNumber,
  output: isNumber,
  cacheRead: isNumber,
  cacheWrite: isNumber,
  thinking: isNumber,
  cost: maybe(isNumber),
  estimated: isBoolean,
});

const isTimings = record<TurnTimings>({
  firstByte: maybe(isNumber),
  firstToken: maybe(isNumber),
  total: isNumber,
  tokensPerSecond: maybe(isNumber),
});

const isRetry = record<RetryWait>({ at: isNumber, attempt: isNumber, of: isNumber, reason: isString });

/** What the tree of the chat says of a turn. */
const PLACE = { versions: maybe(listOf(isString)), deleted: maybe(oneOf('self', 'question')) };

const isUserTurn = record<UserTurn>({
  role: oneOf('user'),
  id: isString,
  text: isString,
  at: isNumber,
  state: oneOf('pending', 'sent', 'failed'),
  memoryStarts: maybe(isBoolean),
  ...PLACE,
  context: maybe(isChips),
});

/** The fields of a Claude turn that may change while it runs. */
const CHANGING = {
  phase: oneOf('waiting', 'thinking', 'writing', 'retrying', 'ended'),
  thinkingMs: maybe(isNumber),
  model: maybe(isString),
  effort: maybe(isString),
  outcome: maybe(oneOf('done', 'stopped', 'cut', 'broken', 'refused')),
  notice: maybe(isNotice),
  retry: maybe(isRetry),
  usage: maybe(isUsage),
  timings: maybe(isTimings),
  ...PLACE,
};

const isClaudeTurn = record<ClaudeTurn>({
  role: oneOf('claude'),
  id: isString,
  at: isNumber,
  thinking: isString,
  text: isString,
  ...CHANGING,
});

const isTurn: Guard<Turn> = (value): value is Turn => isUserTurn(value) || isClaudeTurn(value);

const CHANGE_GUARDS = new Map<string, Guard<unknown>>(Object.entries(CHANGING));

/** Other fields are refused: a change must never reach the texts, which travel as deltas only. */
const isChange: Guard<ClaudeTurnChange> = (value): value is ClaudeTurnChange =>
  isRecord(value) &&
  Object.entries(value).every(([name, field]) => {
    const guard = CHANGE_GUARDS.get(name);
    return guard !== undefined && ((field === null && name !== 'phase') || guard(field));
  });

const isStatus = record<PanelStatus>({
  key: oneOf('stored', 'environment', 'rehearsal', 'none'),
  keysAt: maybe(isString),
  model: record<PanelStatus['model']>({ chosen: isString, name: maybe(isString), window: maybe(isNumber) }),
  context: maybe(isNumber),
  sendWith: oneOf('enter', 'ctrlEnter'),
  autoScroll: isBoolean,
  notice: maybe(isNotice),
});

const isRecent = listOf(record<RecentChat>({ id: isString, title: isString, when: isString }));

const isQueue = listOf(record<QueuedView>({ id: isString, text: isString, waits: isBoolean, context: maybe(isChips) }));

const isState = record<PanelState>({
  chatId: isString,
  title: isString,
  turns: listOf(isTurn),
  more: maybe(isBoolean),
  draft: isString,
  queue: maybe(isQueue),
  context: isPanelContext,
  status: isStatus,
  acceptedSendId: maybe(isString),
});

const isStringOrNull: Guard<string | null> = (value): value is string | null => value === null || isString(value);

type Tag = HostMessage['type'];

const GUARDS: { readonly [K in Tag]: Guard<Omit<Extract<HostMessage, { type: K }>, 'type' | 'seq'>> } = {
  state: record({ version: isNumber, state: isState }),
  earlier: record({ before: isString, turns: listOf(isTurn), more: isBoolean }),
  turn: record({ turn: isTurn }),
  delta: record({ turnId: isString, channel: oneOf('text', 'thinking'), at: isNumber, text: isString }),
  change: record({ turnId: isString, change: isChange }),
  branch: record({ after: isStringOrNull, turns: listOf(isTurn) }),
  prompts: record({ prompts: listOf(isString) }),
  recentChats: record({ chats: isRecent }),
  queue: record({ messages: isQueue }),
  status: record({ status: isStatus }),
  title: record({ title: isString }),
  accepted: record({ sendId: isString }),
  notAccepted: record({ sendId: isString, notice: isNotice }),
  draft: record({ text: isString }),
  context: record({ context: isPanelContext }),
  suggestions: record({ request: isNumber, items: isSuggestions }),
  insert: record({ text: isString }),
  shrink: record({ label: isString, data: isString }),
  focus: record({}),
};

const isTag = (value: unknown): value is Tag => isString(value) && Object.hasOwn(GUARDS, value);

export const isHostMessage: Guard<HostMessage> = (value): value is HostMessage =>
  isRecord(value) && isNumber(value['seq']) && isTag(value['type']) && GUARDS[value['type']](value);

/** A snapshot of another version of the protocol is told by its number alone: the rest may look like anything. */
export const isOtherVersion = (value: unknown, version: number): boolean =>
  isRecord(value) && value['type'] === 'state' && isNumber(value['version']) && value['version'] !== version;

/** What a message that is refused called itself, cut down to what the host's log takes. */
export function tagOf(value: unknown): string {
  const type = isRecord(value) ? value['type'] : undefined;
  return isString(type) && /^[\w-]{1,64}$/.test(type) ? type : 'nothing-known';
}

/**
 * True for messages that come by way of VS Code's own frame, which shares the page's origin; an opaque origin tells
 * nothing apart and is refused. `event.source` is no help: VS Code replaces `window.parent` inside the page
 * (`main.js` of https://github.com/microsoft/vscode/tree/main/src/vs/workbench/contrib/webview/browser/pre).
 */
export const isOwnOrigin = (origin: string, own: string): boolean => own !== 'null' && origin === own;
