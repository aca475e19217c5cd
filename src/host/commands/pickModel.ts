// Asks the user for a model: the lines first, each with what it stands for now, then every model of the API's list.
import { ProgressLocation, QuickPickItemKind, l10n, window, type QuickPickItem } from 'vscode';
import { failureNotice } from '../../core/claude/failureWords.ts';
import { abilities, priceWords } from '../../core/claude/modelFacts.ts';
import { LINES, replacementFor, resolveModel, type Model } from '../../core/claude/models.ts';
import { priceOf } from '../../core/usage/prices.ts';
import { signalOf } from '../abortSignal.ts';
import type { Account } from '../claude/account.ts';
import type { ModelList } from '../claude/modelList.ts';
import { readPrices, readSettings } from '../settings.ts';

/** What else may be chosen in the list. */
export interface OtherItem extends QuickPickItem {
  readonly run: () => Promise<void>;
}

interface ModelItem extends QuickPickItem {
  readonly run?: OtherItem['run'];
  readonly model?: string;
  readonly other?: true;
}

/** The name of a line or a full id; `undefined` if the user chose none. `others` are made for the model of the settings. */
export async function pickModel(
  account: Account,
  list: ModelList,
  title: string,
  others: (current: Model) => readonly OtherItem[] = () => [],
): Promise<string | undefined> {
  const { connection } = await account.refresh();
  const options = {
    location: ProgressLocation.Notification,
    title: l10n.t('Reading the list of models…'),
    cancellable: true,
  };
  const answer =
    connection === undefined
      ? undefined
      : await window.withProgress(options, async (_, token) => {
          const listed = await list.fetch(connection, AbortSignal.any([signalOf(token), AbortSignal.timeout(10_000)]));
          // Who does not want to wait needs no words about it.
          return token.isCancellationRequested ? undefined : listed;
        });
  const models =
    answer !== undefined && 'models' in answer && answer.models.length > 0
      ? answer.models
      : list.known(connection?.baseUrl ?? '');
  const trouble = answer === undefined ? undefined : troubleOf(answer, account);
  const chosen = await window.showQuickPick([...items(models, readSettings().model), ...otherItems(models, others)], {
    title,
    placeHolder:
      trouble === undefined
        ? l10n.t('A line follows its newest model')
        : `${trouble} ${lastKnown(list.knownSince(connection?.baseUrl ?? ''))}`,
    matchOnDescription: true,
    matchOnDetail: true,
  });
  await chosen?.run?.();
  const model = chosen?.other ? await typedModel() : chosen?.model;
  return model === '' ? undefined : model;
}

/** Why the list is not the address's own. */
function troubleOf(answer: Awaited<ReturnType<ModelList['fetch']>>, account: Account): string | undefined {
  const situation = account.situation();
  if ('models' in answer) {
    return answer.models.length > 0 ? undefined : l10n.t('{0} lists no models.', situation.host);
  }
  // Of a list that is missing the words for a missing model would say something else.
  if (answer.failure.kind === 'notFound') return l10n.t('{0} has no list of models.', situation.host);
  return failureNotice(answer.failure, situation, false, l10n.t).title;
}

function otherItems(models: readonly Model[], others: (current: Model) => readonly OtherItem[]): ModelItem[] {
  const current = resolveModel(readSettings().model, models);
  const offered = current === undefined ? [] : others(current);
  if (current === undefined || offered.length === 0) return [];
  return [{ label: l10n.t('Of {0}', current.name), kind: QuickPickItemKind.Separator }, ...offered];
}

function lastKnown(since: number | undefined): string {
  return since === undefined
    ? l10n.t('These are the models that Sidestream knows of itself.')
    : l10n.t('This is the list of {0}.', new Date(since).toLocaleString());
}

function items(models: readonly Model[], current: string): ModelItem[] {
  const retired = resolveModel(current, models);
  const replacement = retired && replacementFor(retired, models);
  const lines = LINES.flatMap((line): ModelItem[] => {
    const model = resolveModel(line, models);
    if (model === undefined) return [];
    const detail = [l10n.t('Now {0}', model.name), abilities(model, l10n.t)].filter((fact) => fact !== '');
    return [item(model, line, current, detail.join(' · '))];
  });
  const listed = models
    .filter(({ lifecycle }) => lifecycle !== 'retired')
    .toSorted((a, b) => b.createdAt - a.createdAt)
    .map((model) => item(model, model.id, current));
  const separator = (label: string): ModelItem => ({ label, kind: QuickPickItemKind.Separator });
  return [
    ...(retired === undefined || replacement === undefined
      ? []
      : [separator(l10n.t('In place of {0}', retired.name)), item(replacement, replacement.id, current)]),
    separator(l10n.t('Lines')),
    ...lines,
    separator(l10n.t('Models')),
    ...listed,
    separator(''),
    // Also while what was typed matches nothing: that is when it is wanted.
    { label: l10n.t('Another model…'), detail: l10n.t('Type its full id'), alwaysShow: true, other: true },
  ];
}

function item(model: Model, value: string, current: string, detail = abilities(model, l10n.t)): ModelItem {
  const id = value === model.id && model.name !== model.id ? model.id : '';
  const facts = [id, priceWords(priceOf(model.id, readPrices()), l10n.t)];
  return {
    label: `${value === current ? '$(check) ' : ''}${value === model.id ? model.name : value}`,
    description: facts.filter((fact) => fact !== '').join(' · '),
    ...(detail !== '' && { detail }),
    model: value,
  };
}

async function typedModel(): Promise<string | undefined> {
  const typed = await window.showInputBox({
    title: l10n.t('Model id'),
    prompt: l10n.t('As your API or gateway names it, such as claude-sonnet-5-5'),
    validateInput: (text) => (/\s/.test(text.trim()) ? l10n.t('A model id has no spaces.') : undefined),
  });
  return typed?.trim();
}
