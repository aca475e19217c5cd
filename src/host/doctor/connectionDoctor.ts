// Test Connection: runs the test over what the next request would use, and shows its report.
import { randomUUID } from 'node:crypto';
import { ProgressLocation, Uri, env, l10n, version, window, workspace } from 'vscode';
import { failureNotice } from '../../core/claude/failureWords.ts';
import { reportOf, STATUS_PAGE, type Diagnosis } from '../../core/doctor/diagnosis.ts';
import { proxyFor } from '../../core/doctor/proxySetting.ts';
import { testConnection, type DoctorPorts, type Tested } from '../../core/doctor/testConnection.ts';
import type { TriedReply } from '../../core/doctor/tryReply.ts';
import { dollars } from '../../core/usage/totals.ts';
import { signalOf } from '../abortSignal.ts';
import type { Account } from '../claude/account.ts';
import type { Target } from '../claude/connections.ts';
import type { ModelList } from '../claude/modelList.ts';
import { sdk } from '../claude/sdk.ts';
import type { ReadOnlyTexts } from '../readOnlyTexts.ts';
import { readSettings } from '../settings.ts';
import { showNotice, type WayOn } from '../showNotice.ts';
import type { Accounts } from '../usage/accounts.ts';
import { network } from './network.ts';

export interface DoctorParts {
  readonly account: Account;
  readonly accounts: Accounts;
  readonly models: ModelList;
  readonly texts: ReadOnlyTexts;
}

/** The list of models has to come sooner than an answer: it is short and asks nothing of a model. */
const LIST_MS = 20_000;

export class ConnectionDoctor {
  readonly #parts: DoctorParts;
  #running = false;

  constructor(parts: DoctorParts) {
    this.#parts = parts;
  }

  async test(): Promise<void> {
    if (this.#running) return;
    this.#running = true;
    try {
      await this.#test();
    } finally {
      this.#running = false;
    }
  }

  async #test(): Promise<void> {
    const { account } = this.#parts;
    const target = await account.refresh();
    const { url } = target;
    if (url === undefined) {
      const failure = target.failure ?? { kind: 'badBaseUrl' };
      return showNotice(failureNotice(failure, account.situation(), false, l10n.t));
    }
    const tested = testedBy(target, url);
    const options = {
      location: ProgressLocation.Notification,
      title: l10n.t('Testing the connection'),
      cancellable: true,
    };
    const diagnosis = await window.withProgress(options, (progress, token) =>
      testConnection(
        tested,
        this.#ports((message) => progress.report({ message })),
        signalOf(token),
      ),
    );
    await this.#tell(diagnosis, target);
  }

  async #tell(diagnosis: Diagnosis, target: Target): Promise<void> {
    const settings = readSettings();
    const about = [
      `${new Date().toISOString()}, VS Code ${version}${env.remoteName === undefined ? '' : ` (${env.remoteName})`}`,
      l10n.t('Model {0}, header {1}', settings.model, settings.apiKeyHeader),
      ...customHeaders(settings.customHeaders),
    ];
    const secrets = [target.connection?.apiKey ?? '', ...Object.values(settings.customHeaders)];
    const report = reportOf(diagnosis, about, secrets, l10n.t);
    await this.#parts.texts.show(l10n.t('Sidestream Connection'), report);
    const ways: WayOn[] = [{ title: l10n.t('Copy Report'), run: () => env.clipboard.writeText(report) }];
    if (diagnosis.widespread) {
      const open = () => env.openExternal(Uri.parse(STATUS_PAGE));
      ways.push({ title: l10n.t('Open {0}', new URL(STATUS_PAGE).host), run: open });
    }
    showNotice(diagnosis.verdict, ways);
  }

  #ports(onStep: (name: string) => void): DoctorPorts {
    const { account, accounts, models } = this.#parts;
    return {
      network,
      send:
        (connection) =>
        async (...request) => {
          accounts.sent('test');
          return (await sdk()).attempt(connection, ...request);
        },
      list: (connection, signal) => models.fetch(connection, AbortSignal.any([signal, AbortSignal.timeout(LIST_MS)])),
      model: (connection, signal) => models.resolve(readSettings().model, connection, signal),
      listener: accounts.bill('test', randomUUID()),
      cost: (reply) => this.#cost(reply),
      situation: account.situation(),
      t: l10n.t,
      onStep,
    };
  }

  #cost({ usage, model }: TriedReply): string {
    if (usage === undefined) return l10n.t('not told by the server');
    const cost = this.#parts.accounts.price(usage, model);
    const tokens = l10n.t('{0} tokens in, {1} out', usage.input, usage.output);
    return cost === undefined ? tokens : `${tokens}, ${dollars(cost)}`;
  }
}

function testedBy({ key, insecure, connection }: Target, url: URL): Tested {
  const http = workspace.getConfiguration('http');
  const proxy = proxyFor(url, {
    proxy: http.get<string>('proxy') ?? '',
    support: http.get<string>('proxySupport') ?? 'override',
    noProxy: http.get<readonly string[]>('noProxy') ?? [],
    environment: process.env,
  });
  return { url, key, insecure, connection, proxy };
}

/** Their names only: values may be secrets. */
function customHeaders(headers: Readonly<Record<string, string>>): string[] {
  const names = Object.keys(headers);
  return names.length === 0 ? [] : [l10n.t('Custom headers: {0}', names.join(', '))];
}
