// A real conversation for tests: the real SDK over a real socket to a stand-in, a journal in memory, a page that checks
// what it is told, and a clock that the test may turn.
import assert from 'node:assert/strict';
import { ChatLog } from '../../src/core/chat/chatLog.ts';
import { Conversation } from '../../src/core/chat/conversation.ts';
import type { ConversationPorts, ReadyToSend } from '../../src/core/chat/conversationPorts.ts';
import { FramePace } from '../../src/core/chat/framePace.ts';
import { JOURNAL_VERSION, readJournal, writeRecord } from '../../src/core/chat/record.ts';
import { attempt } from '../../src/core/claude/attempt.ts';
import { countTokens } from '../../src/core/claude/countTokens.ts';
import type { Connection } from '../../src/core/claude/connection.ts';
import type { Situation } from '../../src/core/claude/failureWords.ts';
import type { Failure } from '../../src/core/claude/failure.ts';
import { readModel, resolveModel, type Model } from '../../src/core/claude/models.ts';
import type { RequestWishes } from '../../src/core/claude/request.ts';
import { Attached } from '../../src/core/context/attached.ts';
import type { SentContext } from '../../src/core/context/attachment.ts';
import { chipOf } from '../../src/core/context/chips.ts';
import { RefusedFields } from '../../src/core/claude/refusedFields.ts';
import { costOf } from '../../src/core/usage/cost.ts';
import type { LedgerEntry } from '../../src/core/usage/ledger.ts';
import type { Notice, PanelStatus } from '../../src/panelState.ts';
import type { HostEvent } from '../../src/protocol.ts';
import { systemClock } from '../../src/host/systemClock.ts';
import type { FakeClock } from './fakeClock.ts';
import { MemoryJournal } from './memoryJournal.ts';
import { PageModel } from './pageModel.ts';
import { MODELS } from './standin/models.ts';
import { testConnection } from './testConnection.ts';
import { translate } from './translate.ts';

export interface TestChatOptions {
  readonly clock?: FakeClock;
  readonly model?: string;
  readonly system?: string;
  readonly maxTurns?: number;
  readonly maxRetries?: number;
  readonly wishes?: RequestWishes;
  readonly limits?: Connection['limits'];
  /** What the journal holds already, as after a restart. */
  readonly journal?: string;
  readonly send?: ReadyToSend['send'];
  readonly holdBack?: ReadyToSend['holdBack'];
  /** In a second window: the process of the first one lives. */
  readonly othersLive?: boolean;
  /** Hears in the page's place what the panel is told. */
  readonly onPost?: (event: HostEvent) => void;
  /** Why nothing may be added to the chat. */
  readonly blocked?: Notice;
}

export class TestChat {
  readonly conversation: Conversation;
  readonly page: PageModel;
  readonly journal: MemoryJournal;
  readonly attached = new Attached();
  /** Base64 by file. */
  readonly images = new Map<string, string>();
  readonly spent: Pick<LedgerEntry, 'usage' | 'model' | 'estimated' | 'cost'>[] = [];
  readonly running: boolean[] = [];
  /** The next connects fail with these. */
  readonly failures: Failure[] = [];
  options: TestChatOptions;
  readonly #url: string;
  readonly #refused = new RefusedFields();
  #ids = 0;
  #sends = 0;

  constructor(url: string, options: TestChatOptions = {}) {
    this.#url = url;
    this.options = options;
    const header = { type: 'chat', v: JOURNAL_VERSION, id: 'chat1', at: 1, workspace: [] } as const;
    this.journal = new MemoryJournal(options.journal ?? writeRecord(header));
    const log = ChatLog.from(readJournal(this.journal.text).records);
    this.#ids = log.turns.length * 10;
    this.conversation = new Conversation(log, '', this.#ports());
    this.page = new PageModel(this.conversation.state());
  }

  /** Sends a message; resolves when its exchange is over. */
  async send(text = 'Hello', context: readonly SentContext[] = []): Promise<void> {
    await this.conversation.send(`s${++this.#sends}`, text, context);
  }

  step(step: Parameters<Conversation['step']>[0], turnId = this.page.claude.id): Promise<void> {
    return this.conversation.step(step, turnId);
  }

  /** What holds at every quiet moment: page, host and journal tell the same. */
  async settled(): Promise<void> {
    await this.conversation.flush();
    assert.deepEqual(
      this.page.turns,
      structuredClone(this.conversation.state().turns),
      'the page shows what the host has',
    );
    assert.deepEqual(this.page.queue, structuredClone(this.conversation.state().queue));
    this.#journalIsTheLog();
  }

  /** The same chat in another process, after this one was killed: all it has is the journal. */
  restarted(options: TestChatOptions = this.options): TestChat {
    return new TestChat(this.#url, { ...options, journal: this.journal.text });
  }

  #journalIsTheLog(): void {
    const { records, unread, torn } = readJournal(this.journal.text);
    assert.deepEqual({ unread, torn }, { unread: 0, torn: false });
    assert.deepEqual(ChatLog.from(records), this.conversation.log, 'the journal gives the same log again');
  }

  #ports(): ConversationPorts {
    const clock = this.options.clock ?? systemClock;
    return {
      journal: this.journal,
      clock,
      pace: new FramePace(),
      random: () => 0.5,
      pid: this.options.othersLive === true ? 2 : 1,
      alive: () => this.options.othersLive === true,
      blocked: () => this.options.blocked,
      newId: () => `t${++this.#ids}`,
      newStop: () => {
        const controller = new AbortController();
        return { signal: controller.signal, stop: () => controller.abort(), dispose: () => {} };
      },
      t: translate,
      attached: this.attached,
      context: () => ({ chips: this.attached.items.map(chipOf) }),
      readImages: () => Promise.resolve(this.images),
      connect: (model) => {
        const failure = this.failures.shift();
        return Promise.resolve(failure === undefined ? this.#ready(clock, model) : { ok: false, failure });
      },
      situation: (model = 'sonnet'): Situation => ({ host: 'standin', model, firstByteSeconds: 120, idleSeconds: 90 }),
      status: (): PanelStatus => ({
        key: 'stored',
        model: { chosen: 'sonnet' },
        sendWith: 'enter',
        autoScroll: true,
      }),
      price: costOf,
      onSpent: (_, usage, model, estimated) => {
        const cost = costOf(usage, model);
        this.spent.push({ usage, model, estimated, ...(cost !== undefined && { cost }) });
      },
      onEvent: () => {},
      onHeaders: () => {},
      post: this.options.onPost ?? ((event) => this.page.post(event)),
      onRunning: (running) => this.running.push(running),
    };
  }

  #ready(clock: ConversationPorts['clock'], chosen?: string): ReadyToSend {
    const { limits, model = 'sonnet', system = '', maxTurns = 20, maxRetries = 3, wishes } = this.options;
    const connection = testConnection(this.#url, { clock, ...(limits && { limits }) });
    return {
      ok: true,
      send: this.options.send ?? ((params, signal, listener) => attempt(connection, params, signal, listener)),
      ...(this.options.holdBack && { holdBack: this.options.holdBack }),
      counts: () => true,
      count: (params, signal) => countTokens(connection, params, signal),
      maxRetries,
      refused: this.#refused,
      wishes: wishes ?? { thinking: 'auto' },
      system,
      maxTurns,
      model: () => Promise.resolve(modelOf(chosen ?? model)),
    };
  }
}

/** A model by the list that the stand-in serves. */
export function modelOf(name: string): Model {
  const models = MODELS.map(readModel).filter((model) => model !== undefined);
  const found = resolveModel(name, models);
  assert.ok(found, name);
  return found;
}
