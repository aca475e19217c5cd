// What the replies that run now have cost so far: counted where the server has counted, estimated where it has not yet.
import type { RawMessageStreamEvent } from '@anthropic-ai/sdk/resources/messages/messages';
import { estimateTokens, readUsage, type MessageUsage } from '../claude/messageUsage.ts';
import { costOf } from './cost.ts';
import type { Prices } from './prices.ts';
import type { LedgerEntry } from './ledger.ts';

/** The requests that run, and what they have cost so far. */
export type RunningSum = Pick<LedgerEntry, 'usage' | 'cost' | 'estimated'> & { readonly ids: ReadonlySet<string> };

/** The entries of a ledger without those that `running` stands for. */
export function without(entries: readonly LedgerEntry[], running: RunningSum | undefined): readonly LedgerEntry[] {
  return running === undefined ? entries : entries.filter(({ id }) => id === undefined || !running.ids.has(id));
}

interface Running {
  /** Of its line in the ledger. */
  readonly id: string;
  readonly model: string;
  usage: MessageUsage;
  characters: number;
}

export class RunningUsage {
  readonly #turns = new Map<string, Running>();

  /** The API has begun to answer; `id` is that of the request's line in the ledger. */
  begin(turnId: string, id: string, model: string, usage: MessageUsage): void {
    this.#turns.set(turnId, { id, model, usage, characters: 0 });
  }

  event(turnId: string, event: RawMessageStreamEvent): void {
    const turn = this.#turns.get(turnId);
    if (turn === undefined) return;
    if (event.type === 'message_delta') turn.usage = readUsage(event.usage, turn.usage) ?? turn.usage;
    if (event.type !== 'content_block_delta') return;
    if (event.delta.type === 'text_delta') turn.characters += event.delta.text.length;
    if (event.delta.type === 'thinking_delta') turn.characters += event.delta.thinking.length;
    if (event.delta.type === 'input_json_delta') turn.characters += event.delta.partial_json.length;
  }

  /** The request has ended: its final figures are in the ledger. The turn may run another one by now. */
  end(turnId: string, id: string): void {
    if (this.#turns.get(turnId)?.id === id) this.#turns.delete(turnId);
  }

  /** All running replies together; undefined while none has begun. */
  sum(prices?: Prices): RunningSum | undefined {
    if (this.#turns.size === 0) return undefined;
    const sum = { input: 0, output: 0, cacheRead: 0, cacheWrite5m: 0, cacheWrite1h: 0, thinking: 0 };
    let cost: number | undefined = 0;
    for (const { model, usage, characters } of this.#turns.values()) {
      const output = Math.max(usage.output, estimateTokens(characters));
      const now = { ...usage, output };
      sum.input += now.input;
      sum.output += now.output;
      sum.cacheRead += now.cacheRead;
      sum.cacheWrite5m += now.cacheWrite5m;
      sum.cacheWrite1h += now.cacheWrite1h;
      sum.thinking += now.thinking;
      const part = costOf(now, model, prices);
      cost = cost === undefined || part === undefined ? undefined : cost + part;
    }
    const ids = new Set([...this.#turns.values()].map(({ id }) => id));
    return { ids, usage: sum, estimated: true, ...(cost !== undefined && { cost }) };
  }
}
