// How full the model's window is: what the chat's next request will hold, and what to do before it overflows.
import type { Notice } from '../../panelState.ts';
import type { Translate } from '../claude/failureWords.ts';
import { estimateTokens, promptTokens } from '../claude/messageUsage.ts';
import type { ChatLog } from './chatLog.ts';

/** From this part of the window on the user is told: there must be room for the summary. */
export const NEARLY = 0.8;

/** Tokens of the next request without the message to come: counted by the last answer, else estimated. */
export function contextTokens(log: ChatLog): number | undefined {
  const last = log.turns.at(-1);
  const spent = last?.role === 'claude' ? last.spent.at(-1)?.usage : undefined;
  if (spent !== undefined && !log.memoryMoved) return promptTokens(spent) + spent.output - spent.thinking;
  const turns = log.turns;
  if (turns.length === 0) return undefined;
  const from = Math.max(
    0,
    turns.findIndex(({ id }) => id === log.memoryStart),
  );
  return estimateTokens(turns.slice(from).reduce((length, { text }) => length + text.length, log.system?.length ?? 0));
}

/** The user turn with which the younger half of what is remembered begins; undefined where there is but one. */
export function middleOfMemory(log: ChatLog): string | undefined {
  const asked = log.turns.filter((turn) => turn.role === 'user').map(({ id }) => id);
  const last = log.turns.findLast((turn) => turn.role === 'claude');
  const sent = last?.role === 'claude' ? last.parts.at(-1)?.ask.from : undefined;
  const from = Math.max(0, asked.indexOf(sent ?? ''), asked.indexOf(log.memoryStart ?? ''));
  const remembered = asked.slice(from);
  return remembered.length < 2 ? undefined : (remembered[Math.ceil(remembered.length / 2)] ?? remembered.at(-1));
}

/** `mayForget`: there is an older half that Claude could forget. */
export function nearlyFull(
  tokens: number,
  window: number | undefined,
  mayForget: boolean,
  t: Translate,
): Notice | undefined {
  if (window === undefined || tokens < window * NEARLY) return undefined;
  return {
    severity: 'warning',
    title: t('This chat fills {0} % of what the model can read.', Math.floor((tokens / window) * 100)),
    detail: mayForget
      ? t('Go on in a new chat that begins with a summary, or have Claude forget the oldest turns.')
      : t('Go on in a new chat that begins with a summary.'),
    steps: mayForget ? ['startAnew', 'dropOldest'] : ['startAnew'],
  };
}
