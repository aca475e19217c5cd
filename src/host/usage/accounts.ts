// The accounts of all that is sent: asks before a request leaves, and joins what it reports to what shows it: the raw
// events, the live figures, the ledger. A rehearsal costs nothing and leaves no trace in the accounts.
import { randomUUID } from 'node:crypto';
import type { RawMessageStreamEvent } from '@anthropic-ai/sdk/resources/messages/messages';
import type { ReadyToSend } from '../../core/chat/conversationPorts.ts';
import type { EventRing } from '../../core/claude/eventRing.ts';
import type { ExchangeListener } from '../../core/claude/exchange.ts';
import type { Failure } from '../../core/claude/failure.ts';
import { readUsage, type MessageUsage } from '../../core/claude/messageUsage.ts';
import { Admission } from '../../core/usage/admission.ts';
import { cacheSaving, costOf } from '../../core/usage/cost.ts';
import { paceOf, type Kind, type LedgerEntry } from '../../core/usage/ledger.ts';
import { RunningUsage, type RunningSum } from '../../core/usage/runningUsage.ts';
import type { SharedPorts } from '../chat/liveChat.ts';
import type { Account } from '../claude/account.ts';
import { readPrices, readSettings } from '../settings.ts';
import { systemClock } from '../systemClock.ts';
import { EventEmitter, type Disposable, type Event } from 'vscode';
import { readRateLimits, type RateLimit } from '../../core/claude/rateLimits.ts';
import type { LedgerFile } from './ledgerFile.ts';

export interface AccountsParts {
  readonly account: Account;
  readonly events: EventRing;
  readonly ledger: LedgerFile;
  /** Something could not be kept. */
  readonly onTrouble: (error: unknown) => void;
}

export class Accounts implements Disposable {
  readonly #parts: AccountsParts;
  readonly #admission: Admission;
  readonly #begun = new Map<string, Begun>();
  readonly #running = new RunningUsage();
  readonly #changed = new EventEmitter<void>();
  readonly #listening: { dispose(): void };
  #folded = false;
  /** What was spent, what is running or a limit has changed. */
  readonly onDidChange: Event<void> = this.#changed.event;
  /** What the last answer told of the account's limits. */
  limits: readonly RateLimit[] = [];

  constructor(parts: AccountsParts) {
    this.#parts = parts;
    this.#listening = parts.ledger.onDidChange(() => this.#changed.fire());
    this.#admission = new Admission({
      now: () => systemClock.now(),
      limits: () => ({ ...readSettings().budgets, requestsPerMinute: readSettings().requestsPerMinute }),
      read: (from) => parts.ledger.read(from),
      running: () => this.running(),
      ask: async (state) => (await import('./budgetDialog.ts')).askToGoOver(state),
      warn: (state) => void import('./budgetDialog.ts').then(({ warnOfBudget }) => warnOfBudget(state)),
    });
  }

  get ledger(): LedgerFile {
    return this.#parts.ledger;
  }

  get rehearsing(): boolean {
    return this.#parts.account.rehearsing;
  }

  /** What this window's running replies have cost so far; undefined while none runs. */
  running(): RunningSum | undefined {
    return this.#running.sum(readPrices());
  }

  dispose(): void {
    this.#listening.dispose();
    this.#changed.dispose();
  }

  /**
   * Connects for one exchange of a kind, unless a budget or the user's own rate limit holds it back: then the failure has
   * the words. `model` is a line or an id, where it is not that of the chats.
   */
  async connect(
    kind: Kind,
    { chat, model }: { readonly chat?: string; readonly model?: string } = {},
  ): Promise<ReadyToSend | { readonly ok: false; readonly failure: Failure }> {
    const { account } = this.#parts;
    const ready = await account.connect(model);
    if (!ready.ok) return ready;
    if (account.rehearsing) return { ...ready, ...this.#weighing(ready, chat) };
    const failure = await this.#admission.admit(chat);
    if (failure !== undefined) return { ok: false, failure };
    return {
      ...ready,
      ...this.#weighing(ready, chat),
      send: (...request) => {
        // Each try counts, also one that is sent again by itself.
        this.sent(kind);
        return ready.send(...request);
      },
    };
  }

  /** A request leaves: the user's own rate limit counts it, whoever sends it. */
  sent(kind: Kind): void {
    if (this.rehearsing || readSettings().requestsPerMinute <= 0) return;
    void this.ledger.add({ at: systemClock.now(), sent: kind });
  }

  /** Large requests are counted before they leave, and held back where the model or a budget has no room for them. */
  #weighing(ready: ReadyToSend, chat: string | undefined): Pick<ReadyToSend, 'model' | 'holdBack'> {
    const { account, ledger } = this.#parts;
    let window: number | undefined;
    return {
      model: async (signal) => {
        const model = await ready.model(signal);
        window = model.maxInputTokens;
        return model;
      },
      holdBack: async (params, signal) => {
        const { holdBack } = await import('./holdBack.ts');
        const { rehearsing } = account;
        const admission = this.#admission;
        return holdBack(params, signal, { ready, window, chat, admission, ledger, rehearsing });
      },
    };
  }

  /** What an exchange reports to the accounts: to be spread into its listener. `id` is its own, for live figures. */
  bill(kind: Kind, id: string, chat?: string): Pick<ExchangeListener, 'event' | 'headers' | 'spent'> {
    return {
      event: (event) => this.#event({ kind, id, chat }, event),
      headers: (headers) => this.#headers(headers),
      spent: (...spent) => this.#spent({ kind, id, chat }, ...spent),
    };
  }

  /** US dollars; undefined for a model without a known price. */
  price(usage: MessageUsage, model: string): number | undefined {
    return this.#parts.account.rehearsing ? 0 : costOf(usage, model, readPrices());
  }

  /** What chats report, each under its own id. */
  chatPorts(): Pick<SharedPorts, 'connect' | 'price' | 'onEvent' | 'onHeaders' | 'onSpent'> {
    return {
      connect: (chat, model) => this.connect('chat', { chat, ...(model !== undefined && { model }) }),
      price: (usage, model) => this.price(usage, model),
      onEvent: (chat, id, event) => this.#event({ kind: 'chat', id, chat }, event),
      onHeaders: (headers) => this.#headers(headers),
      onSpent: (chat, id, ...spent) => this.#spent({ kind: 'chat', id, chat }, ...spent),
    };
  }

  #headers(headers: Headers): void {
    const limits = readRateLimits(headers);
    if (limits.length > 0) this.limits = limits;
  }

  #event(what: Billed, event: RawMessageStreamEvent): void {
    const { account, events } = this.#parts;
    events.push(what.id, systemClock.now(), event);
    if (account.rehearsing) return;
    const usage = event.type === 'message_start' ? readUsage(event.message.usage, undefined) : undefined;
    if (event.type === 'message_start' && usage !== undefined) {
      const begun = { id: randomUUID(), at: systemClock.now() };
      this.#begun.set(what.id, begun);
      this.#running.begin(what.id, begun.id, event.message.model, usage);
      void this.#parts.ledger.add(this.#entry(what, begun, usage, event.message.model, true));
    }
    this.#running.event(what.id, event);
    this.#changed.fire();
  }

  #spent(what: Billed, ...[usage, model, estimated, timings]: Parameters<ExchangeListener['spent']>): void {
    const { account, ledger, onTrouble } = this.#parts;
    const begun = this.#begun.get(what.id) ?? { id: randomUUID(), at: systemClock.now() };
    this.#begun.delete(what.id);
    if (account.rehearsing) return;
    const entry = { ...this.#entry(what, begun, usage, model, estimated), ...paceOf(timings) };
    // Until its last line is written, the running figures stand for it.
    void ledger.add(entry).then(() => {
      this.#running.end(what.id, entry.id);
      this.#changed.fire();
      void this.#admission.spent(entry);
      if (!this.#folded) void this.#foldMonths().catch(onTrouble);
      this.#folded = true;
    });
  }

  async #foldMonths(): Promise<void> {
    const { foldMonths } = await import('./foldMonths.ts');
    await foldMonths(this.ledger.folder, systemClock.now());
  }

  #entry(
    { kind, chat }: Billed,
    begun: Begun,
    usage: MessageUsage,
    model: string,
    estimated: boolean,
  ): LedgerEntry & { readonly id: string } {
    const prices = readPrices();
    const [cost, saved] = [costOf(usage, model, prices), cacheSaving(usage, model, prices)];
    return {
      at: begun.at,
      id: begun.id,
      kind,
      ...(chat !== undefined && { chat }),
      model,
      usage,
      ...(cost !== undefined && { cost }),
      ...(saved !== undefined && saved !== 0 && { saved }),
      estimated,
    };
  }
}

/** What a request is for: its kind, the exchange's id, and the chat it belongs to. */
interface Billed {
  readonly kind: Kind;
  readonly id: string;
  readonly chat: string | undefined;
}

/** Its line in the ledger. */
interface Begun {
  readonly id: string;
  readonly at: number;
}
