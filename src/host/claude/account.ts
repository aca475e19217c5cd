// Who pays and who answers: the key, the address and the model that the next request will use, for all that show it.
import {
  EventEmitter,
  l10n,
  workspace,
  type ConfigurationChangeEvent,
  type Disposable,
  type Event,
  type Memento,
} from 'vscode';
import type { ReadyToSend } from '../../core/chat/conversationPorts.ts';
import type { Failure } from '../../core/claude/failure.ts';
import type { Situation } from '../../core/claude/failureWords.ts';
import { resolveModel } from '../../core/claude/models.ts';
import { noModel } from '../../core/claude/noModel.ts';
import { modelEndNotice, retiredOf } from '../../core/claude/retiredWords.ts';
import { RefusedFields } from '../../core/claude/refusedFields.ts';
import type { Notice, PanelStatus } from '../../panelState.ts';
import { Disposables } from '../disposables.ts';
import type { SettingName } from '../names.ts';
import { readSettings } from '../settings.ts';
import { systemClock } from '../systemClock.ts';
import type { ApiKeys } from './apiKeys.ts';
import { findTarget, type Target } from './connections.ts';
import type { ModelList } from './modelList.ts';
import { targetNotice } from './targetNotice.ts';
import { sdk } from './sdk.ts';

/** Longest that the words about an unknown model wait for a new list. */
const LIST_PATIENCE_MS = 5000;

const ANTHROPIC = 'api.anthropic.com';
const KEYS_AT = 'https://platform.claude.com/settings/keys';

/** Settings that may ask a model for what it does not have. */
const ABOUT_ANSWERS = ['model', 'effort', 'thinking'] as const satisfies readonly SettingName[];

const REMEMBERED = 'sidestream.keyStoredFor';

export class Account implements Disposable {
  readonly #keys: ApiKeys;
  readonly #models: ModelList;
  readonly #memento: Memento;
  readonly #environment: NodeJS.ProcessEnv;
  readonly #disposables = new Disposables();
  readonly #changed = new EventEmitter<void>();
  readonly #refused = new Map<string, RefusedFields>();
  /** Base URLs that count nothing: each large request would wait for a count in vain. */
  readonly #countless = new Set<string>();
  #target: Target | undefined;
  /** Key, address, model or a setting of the panel has changed. */
  readonly onDidChange: Event<void> = this.#changed.event;

  constructor(keys: ApiKeys, models: ModelList, memento: Memento, environment: NodeJS.ProcessEnv) {
    this.#keys = keys;
    this.#models = models;
    this.#memento = memento;
    this.#environment = environment;
    this.#disposables.add(this.#changed);
    this.#disposables.add(keys.onDidChange(() => void this.refresh()));
    this.#disposables.add(
      workspace.onDidChangeConfiguration((event) => {
        if (!event.affectsConfiguration('sidestream')) return;
        this.#countless.clear();
        void this.#settingsChanged(event);
      }),
    );
  }

  async #settingsChanged(event: ConfigurationChangeEvent): Promise<void> {
    const { connection } = await this.refresh();
    const asked = ABOUT_ANSWERS.some((name) => event.affectsConfiguration(`sidestream.${name}`));
    if (!asked || connection === undefined) return;
    const { tellLacks } = await import('./tellLacks.ts');
    tellLacks(this.#models.known(connection.baseUrl));
  }

  /** Looks at settings and keys anew. */
  async refresh(): Promise<Target> {
    this.#target = await findTarget(readSettings(), this.#keys, this.#environment);
    this.#changed.fire();
    return this.#target;
  }

  /** Looks unless that was done before; changes are followed from then on. */
  async known(): Promise<void> {
    if (this.#target === undefined) await this.refresh();
  }

  get hasKey(): boolean {
    const key = this.#target?.key;
    return key === 'stored' || key === 'environment';
  }

  get rehearsing(): boolean {
    return this.#target?.key === 'rehearsal';
  }

  /** Remembers that a key was stored, so that a host which forgets it can be told from one that never had it. */
  async remember(origin: string, stored: boolean): Promise<void> {
    await this.#memento.update(REMEMBERED, stored ? origin : undefined);
  }

  /** `chosen` is the line or id of the model, where it is not that of the chats. */
  async connect(chosen?: string): Promise<ReadyToSend | { readonly ok: false; readonly failure: Failure }> {
    const settings = readSettings();
    const { connection, failure } = await this.refresh();
    if (connection === undefined) return { ok: false, failure: failure ?? { kind: 'noKey' } };
    return {
      ok: true,
      send: async (params, signal, listener) => {
        const end = await (await sdk()).attempt(connection, params, signal, listener);
        // A model may have been retired since the list was read: with a new one the words say so, and a line goes on.
        if (end.kind === 'failed' && end.failure.kind === 'notFound') {
          await this.#models.fetch(connection, AbortSignal.any([signal, AbortSignal.timeout(LIST_PATIENCE_MS)]));
          this.#changed.fire();
        }
        return end;
      },
      counts: () => !this.#countless.has(connection.baseUrl),
      count: async (params, signal) => {
        const { countTokens } = await import('../../core/claude/countTokens.ts');
        return countTokens(connection, params, signal, this.#countless);
      },
      maxRetries: settings.maxRetries,
      refused: this.#refusedBy(connection.baseUrl),
      wishes: { maxTokens: settings.maxTokens, effort: settings.effort, thinking: settings.thinking },
      system: settings.systemPrompt,
      maxTurns: settings.maxTurns,
      model: async (signal) => {
        const model = await this.#models.resolve(chosen ?? settings.model, connection, signal);
        this.#changed.fire();
        return model;
      },
    };
  }

  /** `model` is the line or id of the request, where it is not that of the settings. */
  situation({ task, model }: { task?: Situation['task']; model?: string | undefined } = {}): Situation {
    const { firstByteSeconds, idleSeconds, baseUrl, model: chosen } = readSettings();
    const asked = model ?? chosen;
    const retired = retiredOf(asked, this.#models.known(this.#baseUrl));
    return {
      host: this.#target?.url?.host ?? baseUrl,
      model: asked,
      firstByteSeconds,
      idleSeconds,
      ...(task !== undefined && { task }),
      ...(retired !== undefined && { retired }),
    };
  }

  status(): PanelStatus {
    const { model, sendWith, autoScroll } = readSettings();
    const known = this.#target?.connection;
    const resolved = known && resolveModel(model, this.#models.known(known.baseUrl));
    const notice = this.#targetNotice() ?? this.#modelNotice(model);
    return {
      key: this.#target?.key ?? 'none',
      ...(this.#target?.key === 'none' && this.#target.url?.host === ANTHROPIC && { keysAt: KEYS_AT }),
      model: {
        chosen: model,
        ...(resolved !== undefined && {
          name: resolved.name,
          ...(resolved.maxInputTokens !== undefined && { window: resolved.maxInputTokens }),
        }),
      },
      sendWith,
      autoScroll,
      ...(notice !== undefined && { notice }),
    };
  }

  #targetNotice(): Notice | undefined {
    const remembered = this.#memento.get<string>(REMEMBERED);
    return (
      this.#target && targetNotice(this.#target, remembered !== undefined && remembered === this.#target.url?.origin)
    );
  }

  /** What the user should know of the chosen model before it is asked. */
  #modelNotice(chosen: string): Notice | undefined {
    const listed = this.#models.knownSince(this.#baseUrl) === undefined ? undefined : this.#models.known(this.#baseUrl);
    return (
      modelEndNotice(chosen, this.#models.known(this.#baseUrl), systemClock.now(), l10n.t) ??
      noModel(chosen, listed, this.#target?.url?.host ?? '', l10n.t)
    );
  }

  get #baseUrl(): string {
    return this.#target?.connection?.baseUrl ?? '';
  }

  #refusedBy(baseUrl: string): RefusedFields {
    const known = this.#refused.get(baseUrl) ?? new RefusedFields();
    this.#refused.set(baseUrl, known);
    return known;
  }

  dispose(): void {
    this.#disposables.dispose();
  }
}
