// Set API Key and Clear API Key: a key is tried before it is kept, and kept for the origin it was tried at.
import { ProgressLocation, l10n, window } from 'vscode';
import { parseApiKey, parseBaseUrl } from '../../core/claude/connection.ts';
import type { Failure } from '../../core/claude/failure.ts';
import { failureNotice } from '../../core/claude/failureWords.ts';
import { signalOf } from '../abortSignal.ts';
import type { Account } from '../claude/account.ts';
import type { ApiKeys } from '../claude/apiKeys.ts';
import { connectionFor } from '../claude/connections.ts';
import type { ModelList } from '../claude/modelList.ts';
import { readSettings } from '../settings.ts';

export interface KeyParts {
  readonly keys: ApiKeys;
  readonly account: Account;
  readonly models: ModelList;
}

export async function setApiKey({ keys, account, models }: KeyParts): Promise<void> {
  const settings = readSettings();
  const base = parseBaseUrl(settings.baseUrl);
  if (!base.ok) {
    void window.showErrorMessage(
      l10n.t('The setting sidestream.baseUrl is no http(s) address. Correct it before setting a key for it.'),
    );
    return;
  }
  const host = new URL(base.url).host;
  for (let typed = ''; ;) {
    const input = await askForKey(host, typed);
    if (input === undefined) return;
    const parsed = parseApiKey(input);
    if (!parsed.ok) continue; // empty; of anything else the input box has said why, and does not take it
    const failure = await tryKey(models, connectionFor(settings, base.url, parsed.key));
    if (failure === undefined) return keep(parsed.key);
    const again = l10n.t('Enter Again');
    const anyway = l10n.t('Keep It Anyway');
    const { title, detail } =
      failure === 'cancelled' ? { title: '' } : failureNotice(failure, account.situation(), false, l10n.t);
    const sentence = l10n.t('The key was not kept: it could not be verified.');
    const words = [title, detail, sentence].filter(Boolean).join(' ');
    const answer = await window.showWarningMessage(words, again, anyway);
    if (answer === anyway) return keep(parsed.key);
    if (answer !== again) return;
    typed = input;
  }

  async function keep(key: string): Promise<void> {
    if (!base.ok) return;
    await account.remember(base.origin, true);
    await keys.store(base.origin, key);
    await account.refresh();
    void window.showInformationMessage(l10n.t('The API key for {0} is set.', host));
  }
}

async function askForKey(host: string, value: string): Promise<string | undefined> {
  return window.showInputBox({
    title: l10n.t('Set API Key'),
    prompt: l10n.t('The key for {0}. It is kept in the editor’s secret storage and sent nowhere else.', host),
    placeHolder: 'sk-ant-…',
    password: true,
    ignoreFocusOut: true,
    value,
    validateInput: (text) => {
      const parsed = parseApiKey(text);
      if (parsed.ok || text === '') return undefined;
      switch (parsed.wrong) {
        case 'empty':
          return l10n.t('Paste the key, or press Escape to leave it as it is.');
        case 'space':
          return l10n.t('A key has no spaces or line breaks inside: copy it anew.');
        case 'characters':
          return l10n.t('This holds characters that no key has: copy it anew.');
      }
    },
  });
}

/** The models list costs nothing and needs a valid key. A gateway without such a list cannot say: the key is taken. */
async function tryKey(
  models: ModelList,
  connection: Parameters<ModelList['fetch']>[0],
): Promise<Failure | 'cancelled' | undefined> {
  const options = {
    location: ProgressLocation.Notification,
    title: l10n.t('Checking the API key…'),
    cancellable: true,
  };
  return window.withProgress(options, async (_, token) => {
    const answer = await models.fetch(connection, AbortSignal.any([signalOf(token), AbortSignal.timeout(20_000)]));
    if (!('failure' in answer) || answer.failure.kind === 'notFound') return undefined;
    return token.isCancellationRequested ? 'cancelled' : answer.failure;
  });
}

export async function clearApiKey({ keys, account }: KeyParts, stopAll: () => Promise<void>): Promise<void> {
  const base = parseBaseUrl(readSettings().baseUrl);
  if (!base.ok) return;
  await stopAll();
  await account.remember(base.origin, false);
  await keys.clear(base.origin);
  const { key } = await account.refresh();
  const host = new URL(base.url).host;
  void window.showInformationMessage(
    key === 'environment'
      ? l10n.t('The stored API key for {0} is gone; ANTHROPIC_API_KEY of the environment is used now.', host)
      : l10n.t('The API key for {0} is gone.', host),
  );
}
