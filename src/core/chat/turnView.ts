// A turn of the log as the panel shows it: phase, usage, and the words and next steps of its end.
import type {
  ClaudeTurn,
  ClaudeTurnChange,
  Deleted,
  NextStep,
  Notice,
  RetryWait,
  Turn,
  TurnUsage,
  UserTurn,
  Versions,
} from '../../panelState.ts';
import { endNotice } from '../claude/endWords.ts';
import type { FailureKind } from '../claude/failure.ts';
import { failureNotice, type Situation, type Translate } from '../claude/failureWords.ts';
import { chipOf } from '../context/chips.ts';
import type { ChatLog, LoggedClaudeTurn, LoggedTurn, LoggedUserTurn } from './chatLog.ts';
import { middleOfMemory } from './contextFill.ts';
import type { Record } from './record.ts';

/** What only the running turn has: none of it is in the log. */
export interface LiveTurn {
  readonly turnId: string;
  phase: 'waiting' | 'thinking' | 'writing' | 'retrying';
  retry: RetryWait | undefined;
  thinkingMs: number | undefined;
  /** As the last request was sent. */
  effort?: string | undefined;
}

export interface ViewContext {
  readonly log: ChatLog;
  readonly live: LiveTurn | undefined;
  /** The user turn with which the sent history begins, if it is not the first. */
  readonly memoryFrom: string | undefined;
  /** Of a request to the model. */
  readonly situation: (model?: string) => Situation;
  readonly t: Translate;
  /** Whether another window runs the turn right now. */
  readonly elsewhere: (turn: LoggedClaudeTurn) => boolean;
}

export function viewTurn(turn: LoggedTurn, context: ViewContext): Turn {
  return turn.role === 'user' ? viewUserTurn(turn, context) : viewClaudeTurn(turn, context);
}

function viewUserTurn(turn: LoggedUserTurn, { log, live, memoryFrom, elsewhere }: ViewContext): UserTurn {
  const reply = log.shownReply(turn.id);
  const running = reply !== undefined && (reply.id === live?.turnId || elsewhere(reply));
  return {
    role: 'user',
    id: turn.id,
    text: turn.text,
    at: turn.at,
    state: turn.answered ? 'sent' : running ? 'pending' : 'failed',
    ...(memoryFrom === turn.id && { memoryStarts: true }),
    ...(turn.context.length > 0 && {
      context: turn.context.map((item) => ({ ...chipOf(item), ...(turn.contextLeftOut && { leftOut: true }) })),
    }),
    ...placeOf(turn, log),
  };
}

/** What the tree says of a turn. */
function placeOf(turn: LoggedTurn, log: ChatLog): { readonly versions?: Versions; readonly deleted?: Deleted } {
  const versions = log.tree.versions(turn.id);
  const deleted = log.deleted(turn);
  return { ...(versions.length > 1 && { versions }), ...(deleted !== undefined && { deleted }) };
}

function viewClaudeTurn(turn: LoggedClaudeTurn, context: ViewContext): ClaudeTurn {
  const { id, at, text, thinking } = turn;
  const fields: ClaudeTurnChange = viewFields(turn, context);
  const set = Object.entries(fields).filter(([, value]) => value !== null && value !== undefined);
  return { role: 'claude', id, at, phase: 'ended', text, thinking, ...Object.fromEntries(set) };
}

/** All fields of a Claude turn that may change, absent ones as null: a whole `change` message. */
export function viewFields(turn: LoggedClaudeTurn, context: ViewContext): Required<ClaudeTurnChange> {
  const live = context.live?.turnId === turn.id ? context.live : undefined;
  const elsewhere = live === undefined && context.elsewhere(turn);
  const end = turn.parts.at(-1)?.end;
  return {
    phase: live?.phase ?? (elsewhere ? (turn.text === '' ? 'waiting' : 'writing') : 'ended'),
    model: turn.model ?? null,
    effort: turn.effort ?? null,
    thinkingMs: live?.thinkingMs ?? end?.thinkingMs ?? null,
    retry: live?.retry ?? null,
    outcome: live !== undefined || elsewhere ? null : (end?.outcome ?? 'broken'),
    notice: live !== undefined || elsewhere ? null : (noticeOf(turn, end, context) ?? null),
    usage: usageOf(turn) ?? null,
    timings: end?.timings ?? null,
    versions: null,
    deleted: null,
    ...placeOf(turn, context.log),
  };
}

function noticeOf(
  turn: LoggedClaudeTurn,
  end: Extract<Record, { type: 'end' }> | undefined,
  context: ViewContext,
): Notice | undefined {
  const { situation, t } = context;
  const kept = turn.text.length > 0;
  const notice =
    end === undefined
      ? interrupted(kept, t)
      : end.failure !== undefined
        ? failureNotice(
            end.failure,
            { ...situation(turn.parts.at(-1)?.ask.model), retryAfterMs: end.retryAfterMs },
            kept,
            t,
          )
        : endNotice(end.outcome, { stopReason: end.stopReason, empty: !kept, refusal: end.refusal }, t);
  if (notice === undefined) return undefined;
  const without = end?.failure !== undefined && REFUSED.has(end.failure.kind) && hasContext(turn, context.log);
  const steps: readonly NextStep[] = without ? ['tryWithout', ...notice.steps] : notice.steps;
  return { ...notice, steps: allowedSteps(steps, turn, context.log) };
}

/** The request itself was refused, perhaps for what went along with it. */
const REFUSED: ReadonlySet<string> = new Set<FailureKind>(['badRequest', 'tooLarge']);

function hasContext({ to }: LoggedClaudeTurn, log: ChatLog): boolean {
  const asked = log.userTurn(to);
  // Nothing would be left to send.
  if (asked?.text.trim() === '') return false;
  const own = asked !== undefined && asked.context.length > 0 ? [asked] : log.turns;
  return own.some((turn) => turn.role === 'user' && turn.context.length > 0 && !turn.contextLeftOut);
}

/** A turn that never got its end: the editor was closed, reloaded or killed while it came. */
function interrupted(kept: boolean, t: Translate): Notice {
  return {
    severity: 'warning',
    title: t('The editor was closed while this answer was coming.'),
    detail: t('All that had been shown is here.'),
    steps: kept ? ['continue', 'tryAgain'] : ['tryAgain', 'edit', 'drop'],
  };
}

/**
 * Going on and trying again make sense at the end of the chat only; a question that became history is not dropped, and a
 * single one has no older half to forget.
 */
function allowedSteps(steps: readonly NextStep[], turn: LoggedClaudeTurn, log: ChatLog): Notice['steps'] {
  const last = log.turns.at(-1)?.id === turn.id;
  const answered = log.userTurn(turn.to)?.answered === true;
  return steps.filter((step) => {
    if (step === 'continue' || step === 'tryAgain' || step === 'tryWithout') return last;
    if (step === 'dropOldest') return middleOfMemory(log) !== undefined;
    return step !== 'drop' || !answered;
  });
}

/** Of all its requests; undefined where none was counted. */
export function usageOf(turn: LoggedClaudeTurn): TurnUsage | undefined {
  if (turn.spent.length === 0) return undefined;
  const sum = { input: 0, output: 0, cacheRead: 0, cacheWrite: 0, thinking: 0, estimated: false };
  let cost: number | undefined = 0;
  for (const { usage, estimated, cost: part } of turn.spent) {
    sum.input += usage.input;
    sum.output += usage.output;
    sum.cacheRead += usage.cacheRead;
    sum.cacheWrite += usage.cacheWrite5m + usage.cacheWrite1h;
    sum.thinking += usage.thinking;
    sum.estimated ||= estimated;
    cost = cost === undefined || part === undefined ? undefined : cost + part;
  }
  return { ...sum, ...(cost !== undefined && { cost }) };
}
