// Whether a request may leave: asks where a budget is used up, and holds back what the user's own rate limit does not
// allow yet. Counts what all windows have spent and sent. Nothing that runs is ever cut.
import type { Failure } from '../claude/failure.ts';
import { levelOf, type Budgets, type BudgetState } from './budget.ts';
import { dayName, midnight } from './days.ts';
import type { Ledger, LedgerEntry } from './ledger.ts';
import { nextAllowed } from './rateLimit.ts';
import { without, type RunningSum } from './runningUsage.ts';
import { sum } from './totals.ts';

export interface AdmissionPorts {
  readonly now: () => number;
  readonly limits: () => Budgets & { readonly requestsPerMinute: number };
  /** The ledger of all windows, at least from `from` on (milliseconds since the epoch). */
  readonly read: (from: number) => Promise<Pick<Ledger, 'entries' | 'sent'>>;
  /** What this window's running replies have cost so far. */
  readonly running: () => RunningSum | undefined;
  /** A budget is used up, or would be by what is to come: `once` lets this request go, `on` all until the day is over, or of this chat. */
  readonly ask: (state: BudgetState) => Promise<'once' | 'on' | 'no'>;
  /** A budget is nearly used up. */
  readonly warn: (state: BudgetState) => void;
}

export class Admission {
  readonly #ports: AdmissionPorts;
  /** Budgets that the user has said to go on over. */
  readonly #waived = new Set<string>();

  constructor(ports: AdmissionPorts) {
    this.#ports = ports;
  }

  /** `undefined` lets the request go; else the reason why it must not. */
  async admit(chat: string | undefined): Promise<Failure | undefined> {
    const { now, limits, read } = this.#ports;
    const { requestsPerMinute } = limits();
    if (requestsPerMinute > 0) {
      const at = now();
      const next = nextAllowed((await read(at - 60_000)).sent, requestsPerMinute, at);
      if (next !== undefined) return { kind: 'ownRateLimit', nextAt: next };
    }
    const used = (await this.#states(chat)).filter(({ spent, budget }) => levelOf(spent, budget) === 'reached');
    return (await this.#agreed(used, chat)) ? undefined : { kind: 'overBudget' };
  }

  /** The same for a request that was admitted, once it is known to cost at least `cost` US dollars. */
  async admitCost(cost: number, chat: string | undefined): Promise<Failure | undefined> {
    // About a budget that is used up already the user was asked just now.
    const passed = (await this.#states(chat)).filter(
      ({ spent, budget }) => levelOf(spent, budget) !== 'reached' && levelOf(spent + cost, budget) === 'reached',
    );
    const toCome = passed.map((state) => ({ ...state, toCome: cost }));
    return (await this.#agreed(toCome, chat)) ? undefined : { kind: 'wouldPassBudget' };
  }

  async #agreed(states: readonly BudgetState[], chat: string | undefined): Promise<boolean> {
    for (const state of states) {
      const name = this.#nameOf(state, chat);
      if (this.#waived.has(name)) continue;
      const answer = await this.#ports.ask(state);
      if (answer === 'no') return false;
      if (answer === 'on') this.#waived.add(name);
    }
    return true;
  }

  /** Warns if it was this request that came near a budget: so of all windows only one does. */
  async spent({ cost = 0, chat }: Pick<LedgerEntry, 'cost' | 'chat'>): Promise<void> {
    for (const state of await this.#states(chat)) {
      const before = levelOf(state.spent - cost, state.budget);
      if (before === 'free' && levelOf(state.spent, state.budget) !== 'free') this.#ports.warn(state);
    }
  }

  /** What has been spent of each budget that is set and that a request of `chat` counts for. */
  async #states(chat: string | undefined): Promise<BudgetState[]> {
    const { now, limits, read, running } = this.#ports;
    const { perDayUsd, perChatUsd } = limits();
    const states: BudgetState[] = [];
    const live = running();
    const spentOn = (entries: readonly LedgerEntry[]): number => sum(without(entries, live)).cost + (live?.cost ?? 0);
    if (perDayUsd > 0) {
      const from = midnight(now());
      const to = midnight(now(), 1);
      const today = (await read(from)).entries.filter(({ at }) => at >= from && at < to);
      states.push({ of: 'day', spent: spentOn(today), budget: perDayUsd });
    }
    if (perChatUsd > 0 && chat !== undefined) {
      // Of what runs, only the chat's own reply counts, and that is none while it sends.
      const spent = sum((await read(0)).entries.filter((entry) => entry.chat === chat)).cost;
      states.push({ of: 'chat', spent, budget: perChatUsd });
    }
    return states;
  }

  #nameOf({ of }: BudgetState, chat: string | undefined): string {
    return of === 'day' ? `day ${dayName(this.#ports.now())}` : `chat ${chat}`;
  }
}
