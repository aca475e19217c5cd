// One request of a chat on its way: from the history that is made for it to the end of its exchange. All of it is
// journalled and shown through the outbox.
import type { MessageParam } from '@anthropic-ai/sdk/resources/messages/messages';
import type { Outcome } from '../../panelState.ts';
import { resumePrompt } from '../claude/continuation.ts';
import { Exchange, type ExchangePorts } from '../claude/exchange.ts';
import { endedBy, type ExchangeEnd } from '../claude/exchangeEnd.ts';
import { retryReason } from '../claude/failureWords.ts';
import { buildRequest } from '../claude/request.ts';
import type { ChatFace } from './chatFace.ts';
import type { ChatLog, LoggedUserTurn } from './chatLog.ts';
import type { ConversationPorts, ReadyToSend, Stop } from './conversationPorts.ts';
import { buildHistory, imagesOf } from './history.ts';
import type { Outbox } from './outbox.ts';
import { Reporter } from './reporter.ts';
import type { LiveTurn } from './turnView.ts';

/** One action of the user on its way, from the click to the outcome; `live` once its turn is in the chat. */
export interface Run {
  readonly stop: Stop;
  live: LiveTurn | undefined;
  exchange: Exchange | undefined;
  /** How its exchange has ended, once it has. */
  outcome: Outcome | undefined;
}

export interface Wish {
  /** The text that stands there, to go on with. */
  readonly kept?: string;
  /** For this request alone; else the one of the settings. */
  readonly model?: string | undefined;
}

export class Asking {
  readonly #log: ChatLog;
  readonly #outbox: Outbox;
  readonly #face: ChatFace;
  readonly #ports: ConversationPorts;

  constructor(log: ChatLog, outbox: Outbox, face: ChatFace, ports: ConversationPorts) {
    this.#log = log;
    this.#outbox = outbox;
    this.#face = face;
    this.#ports = ports;
  }

  /** Asks for turn `id` in answer to `asked`. */
  async ask(run: Run, asked: LoggedUserTurn, id: string, ready: ReadyToSend, wish: Wish = {}): Promise<void> {
    const { clock } = this.#ports;
    const { kept, model } = wish;
    const live: LiveTurn = { turnId: id, phase: 'waiting', retry: undefined, thinkingMs: undefined };
    run.live = live;
    const resume = kept === undefined ? undefined : resumePrompt(kept);
    const reporter = this.#reporter(asked, live, kept);
    // The user's turn must stand in the log before the history is made of it.
    await this.#outbox.flush();
    // In the log under its id, where a journal is read again it is another object.
    const inLog = this.#log.userTurn(asked.id) ?? asked;
    const images = await this.#ports.readImages(imagesOf(this.#log));
    const { messages, from } = buildHistory(this.#log, inLog, ready.maxTurns, resume, images);
    // Frozen at the first request of the chat, also when there are none.
    const system = this.#log.system ?? ready.system;
    this.#outbox.push(
      {
        type: 'ask',
        id,
        to: asked.id,
        at: clock.now(),
        model: model ?? this.#ports.status().model.chosen,
        from,
        pid: this.#ports.pid,
        ...(this.#log.system === undefined && { system }),
        ...(resume !== undefined && { resume }),
      },
      () => this.#face.pathEvent() ?? this.#face.turnEvent(id),
    );
    this.#outbox.push(undefined, () => this.#face.turnEvent(asked.id));
    this.#outbox.push(undefined, () => this.#face.aroundEvents());
    const end = await this.#exchange(run, live, reporter, ready, system, messages);
    reporter.end(end);
    this.#outbox.push(undefined, () => {
      run.live = undefined;
      run.outcome = end.outcome;
      return this.#face.turnEvent(asked.id);
    });
    this.#outbox.push(undefined, () => this.#face.changeEvent(id));
    await this.#outbox.flush();
  }

  /** Whatever goes wrong here, the turn comes to an end that the user sees. */
  async #exchange(
    run: Run,
    live: LiveTurn,
    reporter: Reporter,
    ready: ReadyToSend,
    system: string,
    messages: readonly MessageParam[],
  ): Promise<ExchangeEnd> {
    const { clock, random } = this.#ports;
    const at = clock.now();
    try {
      const model = await ready.model(run.stop.signal);
      const send: ExchangePorts['send'] = (params, ...rest) => {
        // A retry may go without it, if the API refused it.
        live.effort = params.output_config?.effort ?? undefined;
        return ready.send(params, ...rest);
      };
      const { holdBack, maxRetries, refused } = ready;
      run.exchange = new Exchange({ send, holdBack, clock, random, maxRetries, refused }, reporter);
      return await run.exchange.run(buildRequest(model, system, messages, ready.wishes), run.stop.signal);
    } catch (error) {
      return endedBy(error, clock.now() - at);
    }
  }

  #reporter(asked: LoggedUserTurn, live: LiveTurn, kept: string | undefined): Reporter {
    const { clock, price, onSpent, onHeaders, onEvent, t } = this.#ports;
    return new Reporter(live.turnId, kept, {
      outbox: this.#outbox,
      clock,
      live,
      price,
      onSpent: (...spent) => onSpent(live.turnId, ...spent),
      onHeaders,
      onEvent: (event) => onEvent(live.turnId, event),
      reason: ({ failure }) => retryReason(failure, this.#ports.situation(), t),
      changed: () => this.#face.changeEvent(live.turnId),
      userTurnChanged: () => this.#face.turnEvent(asked.id),
    });
  }
}
