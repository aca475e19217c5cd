// The status bar item: tokens and cost of today, over all windows of this machine or remote; live while a reply streams.
import {
  MarkdownString,
  StatusBarAlignment,
  ThemeColor,
  l10n,
  window,
  type Disposable,
  type StatusBarItem,
} from 'vscode';
import { midnight } from '../../core/usage/days.ts';
import { Throttle } from '../../core/usage/throttle.ts';
import type { UsageSummary } from '../../core/usage/usageSummary.ts';
import { Disposables } from '../disposables.ts';
import { USAGE_ITEM, type CommandName } from '../names.ts';
import { readSettings } from '../settings.ts';
import { systemClock } from '../systemClock.ts';
import type { Accounts } from './accounts.ts';

/** Twice a second is live enough. Each time costs VS Code's window some milliseconds, in which no text comes to the panel. */
const REDRAW_MS = 500;

export class UsageItem implements Disposable {
  readonly #accounts: Accounts;
  readonly #chat: () => string | undefined;
  readonly #item: StatusBarItem;
  readonly #disposables = new Disposables();
  readonly #redraw: Throttle;
  #midnight: (() => void) | undefined;

  /** `chat` is the open one. */
  constructor(accounts: Accounts, chat: () => string | undefined) {
    this.#accounts = accounts;
    this.#chat = chat;
    // Left is for what is of no one file: https://code.visualstudio.com/api/ux-guidelines/status-bar. Its icon also turns
    // near the panel there: what is drawn anew in a frame is one area around all that moves, and without a graphics
    // processor that area is what a frame costs.
    this.#item = this.#disposables.add(window.createStatusBarItem(USAGE_ITEM, StatusBarAlignment.Left, 100));
    this.#item.name = l10n.t('Sidestream Usage');
    this.#item.text = '$(sparkle) Sidestream';
    this.#item.command = 'sidestream.showUsage' satisfies CommandName;
    this.#item.show();
    this.#redraw = this.#disposables.add(new Throttle(systemClock, REDRAW_MS, () => this.#draw()));
    this.#disposables.add(accounts.onDidChange(() => this.update()));
    this.#disposables.add({ dispose: () => this.#midnight?.() });
    this.update();
  }

  /** Something changed: draws soon, gathering what changes meanwhile. */
  update(): void {
    this.#redraw.want();
  }

  dispose(): void {
    this.#disposables.dispose();
  }

  async #draw(): Promise<void> {
    const { summarize } = await import('../../core/usage/usageSummary.ts');
    const accounts = this.#accounts;
    const chat = this.#chat();
    const now = systemClock.now();
    const { entries } = await accounts.ledger.read(chat === undefined ? midnight(now) : 0);
    const { limits, rehearsing } = accounts;
    const facts = {
      now,
      entries,
      running: accounts.running(),
      chat,
      budgets: readSettings().budgets,
      limits,
      rehearsing,
    };
    const summary = summarize(facts, (message, ...values) => l10n.t(message, ...values));
    this.#item.text = summary.text;
    this.#item.tooltip = new MarkdownString(summary.tooltip);
    this.#item.backgroundColor = colorOf(summary.level);
    this.#item.accessibilityInformation = { label: summary.label, role: 'status' };
    // At midnight today's figures begin anew.
    this.#midnight?.();
    this.#midnight = systemClock.after(midnight(now, 1) - now, () => this.update());
  }
}

function colorOf(level: UsageSummary['level']): ThemeColor | undefined {
  if (level === 'free') return undefined;
  return new ThemeColor(level === 'near' ? 'statusBarItem.warningBackground' : 'statusBarItem.errorBackground');
}
