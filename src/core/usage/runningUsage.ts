// What the replies that run now have cost so far: counted where the server has counted, estimated where it has not yet.
import type { RawMessageStreamEvent } from '@anthropic-ai/sdk/resources/messages/messages';
import { estimateTokens, readUsage, type MessageUsage } from '../claude/messageUsage.ts';
import { costOf } from './cost.ts';
import type { Prices } from './prices.ts';
import type { LedgerEntry } from './ledger.ts';

interface Running {
  readonly model: string;
  usage: MessageUsage;
  characters: number;
}

export class RunningUsage {
  readonly #turns = new Map<string, Running>();

  event(turnId: string, event: RawMessageStreamEvent): void {
    if (event.type === 'message_start') {
      const usage = readUsage(event.message.usage, undefined);
      if (usage !== undefined) this.#turns.set(turnId, { model: event.message.model, usage, characters: 0 });
      return;
    }
    const turn = this.#turns.get(turnId);
    if (turn === undefined) return;
    if (event.type === 'message_delta') turn.usage = readUsage(event.usage, turn.usage) ?? turn.usage;
    if (event.type !== 'content_block_delta') return;
    if (event.delta.type === 'text_delta') turn.characters += event.delta.text.length;
    if (event.delta.type === 'thinking_delta') turn.characters += event.delta.thinking.length;
    if (event.delta.type === 'input_json_delta') turn.characters += event.delta.partial_json.length;
  }

  /** The request has ended: its final figures are in the ledger. */
  end(turnId: string): void {
    this.#turns.delete(turnId);
  }

  /** All running replies together; undefined while none has begun. */
  sum(prices?: Prices): Pick<LedgerEntry, 'usage' | 'cost' | 'estimated'> | undefined {
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
    return { usage: sum, estimated: true, ...(cost !== undefined && { cost }) };
  }
}
