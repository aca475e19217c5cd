// The status bar item: tokens and cost of today, over all windows of this machine or remote; live while a reply streams.
import { StatusBarAlignment, l10n, window, type Disposable, type StatusBarItem } from 'vscode';
import { midnight } from '../../core/usage/days.ts';
import type { LedgerEntry } from '../../core/usage/ledger.ts';
import { without, type RunningSum } from '../../core/usage/runningUsage.ts';
import { add, dollars, shortTokens, sum } from '../../core/usage/totals.ts';
import { Disposables } from '../disposables.ts';
import { USAGE_ITEM } from '../names.ts';
import type { LedgerFile } from './ledgerFile.ts';

/** Four times a second is live enough, and no burden. */
const REDRAW_MS = 250;

export interface LiveUsage {
  /** What the running replies have cost so far, as an estimate; undefined while none runs. */
  readonly running: () => RunningSum | undefined;
  readonly rehearsing: () => boolean;
}

export class UsageItem implements Disposable {
  readonly #ledger: LedgerFile;
  readonly #live: LiveUsage;
  readonly #item: StatusBarItem;
  readonly #disposables = new Disposables();
  #today: readonly LedgerEntry[] = [];
  #redraw: ReturnType<typeof setTimeout> | undefined;

  constructor(ledger: LedgerFile, live: LiveUsage) {
    this.#ledger = ledger;
    this.#live = live;
    this.#item = this.#disposables.add(window.createStatusBarItem(USAGE_ITEM, StatusBarAlignment.Right, 100));
    this.#item.name = l10n.t('Sidestream Usage');
    this.#item.command = 'sidestream.chat.focus';
    this.#disposables.add(ledger.onDidChange(() => this.update()));
    this.#disposables.add({ dispose: () => clearTimeout(this.#redraw) });
    this.#draw();
    this.#item.show();
    this.update();
  }

  /** Something changed: draws soon, gathering what changes meanwhile. */
  update(): void {
    this.#redraw ??= setTimeout(() => {
      this.#redraw = undefined;
      void this.#read().then(() => this.#draw());
    }, REDRAW_MS);
  }

  dispose(): void {
    this.#disposables.dispose();
  }

  async #read(): Promise<void> {
    const [from, to] = [midnight(Date.now()), midnight(Date.now(), 1)];
    const { entries } = await this.#ledger.read(from);
    this.#today = entries.filter(({ at }) => at >= from && at < to);
  }

  #draw(): void {
    const running = this.#live.running();
    const ended = sum(without(this.#today, running));
    const total = running === undefined ? ended : add(ended, running);
    const icon = running === undefined ? '$(sparkle)' : '$(sync~spin)';
    const cost = `${total.estimated ? '~' : ''}${dollars(total.cost)}`;
    const rehearsal = this.#live.rehearsing();
    this.#item.text = `${icon} ${shortTokens(total.tokens)} · ${cost}${rehearsal ? ` · ${l10n.t('Rehearsal')}` : ''}`;
    const words = l10n.t('Today: {0} tokens, {1}', total.tokens.toLocaleString(), cost);
    const notes = [
      total.unpriced ? l10n.t('Some models have no known price: the cost is at least this.') : '',
      total.estimated ? l10n.t('~ marks an estimate: a final count never came.') : '',
      rehearsal ? l10n.t('Rehearsal: answers come from this machine and cost nothing.') : '',
    ].filter((note) => note !== '');
    this.#item.tooltip = [words, ...notes].join('\n');
    this.#item.accessibilityInformation = { label: `Sidestream. ${words}`, role: 'status' };
  }
}
