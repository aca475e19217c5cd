// The Usage view, a tab of its own: gives its page a report of the accounts, and a new one when any window has spent
// something; exports them as CSV.
import { randomBytes } from 'node:crypto';
import {
  Uri,
  ViewColumn,
  commands,
  env,
  l10n,
  window,
  workspace,
  type Disposable,
  type LogOutputChannel,
  type WebviewPanel,
} from 'vscode';
import { ChatLog } from '../../core/chat/chatLog.ts';
import { chatTitle } from '../../core/chat/title.ts';
import { csvOf } from '../../core/usage/csv.ts';
import { Throttle } from '../../core/usage/throttle.ts';
import { parseUsagePageMessage, type UsageHostMessage, type UsagePageMessage } from '../../core/usage/usageMessages.ts';
import { entriesOf, reportOf, type Period, type UsageReport } from '../../core/usage/usageReport.ts';
import { USAGE_STRINGS } from '../../core/usage/usageStrings.ts';
import type { ChatFiles } from '../chat/chatFiles.ts';
import { Disposables } from '../disposables.ts';
import { USAGE_VIEW } from '../names.ts';
import { readSettings } from '../settings.ts';
import { systemClock } from '../systemClock.ts';
import type { Accounts } from './accounts.ts';
import { usageHtml } from './usageHtml.ts';

export interface UsageViewParts {
  readonly accounts: Accounts;
  readonly extensionUri: Uri;
  /** Where chats tell their titles. */
  readonly files: () => Promise<ChatFiles>;
  readonly log: LogOutputChannel;
}

/** Figures that change while one looks at them more often than that are hard to read. */
const REDRAW_MS = 1000;

export class UsageView implements Disposable {
  readonly #parts: UsageViewParts;
  readonly #titles = new Map<string, Promise<string>>();
  #panel: WebviewPanel | undefined;
  /** What serves the open tab. */
  #owned: Disposables | undefined;
  #period: Period = 30;

  constructor(parts: UsageViewParts) {
    this.#parts = parts;
  }

  show(): void {
    if (this.#panel === undefined) {
      this.adopt(window.createWebviewPanel(USAGE_VIEW, l10n.t('Usage'), ViewColumn.Active));
    } else this.#panel.reveal();
  }

  /** Fills a tab that is empty yet: a new one, or the one that was open when the window was reloaded. */
  adopt(panel: WebviewPanel): void {
    const { accounts, extensionUri } = this.#parts;
    const { webview } = panel;
    webview.options = { enableScripts: true, localResourceRoots: [this.#uri('dist', 'page'), this.#uri('media')] };
    panel.iconPath = Uri.joinPath(extensionUri, 'media', 'sidestream.svg');
    this.#panel?.dispose();
    const owned = new Disposables();
    const redraw = owned.add(new Throttle(systemClock, REDRAW_MS, () => this.#send()));
    owned.add(accounts.onDidChange(() => redraw.want()));
    owned.add(webview.onDidReceiveMessage((message) => this.#receive(message)));
    owned.add(
      panel.onDidDispose(() => {
        if (this.#panel === panel) this.#panel = undefined;
        owned.dispose();
      }),
    );
    this.#panel = panel;
    this.#owned = owned;
    webview.html = this.#html(panel);
  }

  /** The tab stays: it is filled again when the window, or the extension, comes back. */
  dispose(): void {
    this.#owned?.dispose();
  }

  #receive(raw: unknown): void {
    const message = parseUsagePageMessage(raw);
    if (message === undefined) {
      this.#parts.log.warn('Dropped a message of the Usage view that is none of its protocol.');
      return;
    }
    this.#handle(message).catch((error: unknown) =>
      this.#parts.log.error(error instanceof Error ? error : String(error)),
    );
  }

  async #handle(message: UsagePageMessage): Promise<void> {
    switch (message.type) {
      case 'ready':
      case 'period':
        this.#period = message.period ?? this.#period;
        return this.#send();
      case 'exportCsv':
        return this.#exportCsv();
      case 'changeBudgets':
        await commands.executeCommand('workbench.action.openSettings', 'sidestream.budget');
    }
  }

  async #send(): Promise<void> {
    const { accounts } = this.#parts;
    const now = systemClock.now();
    const { entries } = await accounts.ledger.read(0);
    const { limits, rehearsing } = accounts;
    const report = reportOf(entries, this.#period, now, { limits, rehearsing, budgets: readSettings().budgets });
    const named = await this.#named(report);
    await this.#panel?.webview.postMessage({ type: 'report', report: named } satisfies UsageHostMessage);
  }

  async #named(report: UsageReport): Promise<UsageReport> {
    const chats = report.chats.map(async (row) => {
      const name = await this.#titleOf(row.key);
      return name === '' ? row : { ...row, name };
    });
    return { ...report, chats: await Promise.all(chats) };
  }

  /** Empty for a chat that was deleted. */
  #titleOf(chat: string): Promise<string> {
    const known = this.#titles.get(chat) ?? this.#readTitle(chat);
    this.#titles.set(chat, known);
    return known;
  }

  async #readTitle(chat: string): Promise<string> {
    const journal = await (await this.#parts.files()).read(chat);
    return journal === undefined ? '' : chatTitle(ChatLog.from(journal.records));
  }

  async #exportCsv(): Promise<void> {
    const folder = workspace.workspaceFolders?.[0]?.uri;
    const uri = await window.showSaveDialog({
      title: l10n.t('Export usage'),
      filters: { CSV: ['csv'] },
      ...(folder !== undefined && { defaultUri: Uri.joinPath(folder, 'sidestream-usage.csv') }),
    });
    if (uri === undefined) return;
    const { entries } = await this.#parts.accounts.ledger.read(0);
    const csv = csvOf(entriesOf(entries, this.#period, systemClock.now()));
    try {
      await workspace.fs.writeFile(uri, new TextEncoder().encode(csv));
    } catch (error) {
      this.#parts.log.error(error instanceof Error ? error : String(error));
      void window.showErrorMessage(l10n.t('The file could not be written; the log has more.'));
    }
  }

  #uri(...path: string[]): Uri {
    return Uri.joinPath(this.#parts.extensionUri, ...path);
  }

  #html({ webview }: WebviewPanel): string {
    const strings = Object.entries(USAGE_STRINGS).map(([name, english]) => [name, l10n.t(english)]);
    return usageHtml({
      cspSource: webview.cspSource,
      nonce: randomBytes(18).toString('base64'),
      scriptUri: webview.asWebviewUri(this.#uri('dist', 'page', 'usage.js')).toString(),
      styleUris: [webview.asWebviewUri(this.#uri('media', 'usage.css')).toString()],
      strings: { ...USAGE_STRINGS, ...Object.fromEntries(strings) },
      language: env.language,
    });
  }
}
