// Weighs a request before it leaves, by the settings, the prices and the accounts of this moment. Loaded with the first.
import type { MessageCreateParamsStreaming } from '@anthropic-ai/sdk/resources/messages/messages';
import type { ReadyToSend } from '../../core/chat/conversationPorts.ts';
import type { Failure } from '../../core/claude/failure.ts';
import type { Admission } from '../../core/usage/admission.ts';
import { cachedTokens, weigh } from '../../core/usage/weigh.ts';
import { readPrices, readSettings } from '../settings.ts';
import { systemClock } from '../systemClock.ts';
import type { LedgerFile } from './ledgerFile.ts';

export interface Weighed {
  readonly ready: Pick<ReadyToSend, 'count' | 'counts'>;
  readonly window: number | undefined;
  readonly chat: string | undefined;
  readonly admission: Admission;
  readonly ledger: LedgerFile;
  readonly rehearsing: boolean;
}

/** Why the request must not leave; a rehearsal costs nothing, so it has no budget. */
export function holdBack(
  params: MessageCreateParamsStreaming,
  signal: AbortSignal,
  { ready, window, chat, admission, ledger, rehearsing }: Weighed,
): Promise<Failure | undefined> {
  const { budgets, requestsPerMinute } = readSettings();
  return weigh(params, signal, {
    count: async (...request) => {
      if (!ready.counts()) return undefined;
      // It leaves like any other: the user's own rate limit counts it.
      if (requestsPerMinute > 0 && !rehearsing) void ledger.add({ at: systemClock.now(), sent: 'count' });
      return ready.count(...request);
    },
    window,
    budgets: rehearsing ? { perDayUsd: 0, perChatUsd: 0 } : budgets,
    prices: readPrices(),
    cached: async () => {
      const now = systemClock.now();
      const { entries } = await ledger.read(now - 5 * 60_000);
      return cachedTokens(entries, chat, params.model, now);
    },
    admit: (cost) => admission.admitCost(cost, chat),
  });
}
