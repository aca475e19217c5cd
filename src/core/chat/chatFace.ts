// How a chat looks to its panel: the snapshot, and the messages that tell of a change, made of the log as it is then.
import type { HostEvent, PanelState } from '../../protocol.ts';
import type { ChatLog, LoggedClaudeTurn } from './chatLog.ts';
import type { ConversationPorts } from './conversationPorts.ts';
import { chatTitle } from './title.ts';
import { viewFields, viewTurn, type LiveTurn, type ViewContext } from './turnView.ts';

export class ChatFace {
  readonly #log: ChatLog;
  readonly #ports: ConversationPorts;
  readonly #live: () => LiveTurn | undefined;

  /** `live` is the turn that this window runs just now. */
  constructor(log: ChatLog, ports: ConversationPorts, live: () => LiveTurn | undefined) {
    this.#log = log;
    this.#ports = ports;
    this.#live = live;
  }

  state(draft: string, acceptedSendId: string | undefined): PanelState {
    const context = this.#context();
    return {
      chatId: this.#log.id,
      title: chatTitle(this.#log),
      turns: this.#log.turns.map((turn) => viewTurn(turn, context)),
      draft,
      status: this.#ports.status(),
      ...(acceptedSendId !== undefined && { acceptedSendId }),
    };
  }

  /** A turn as a whole. */
  turnEvent(id: string): HostEvent | undefined {
    const turn = this.#log.turns.find((known) => known.id === id);
    return turn && { type: 'turn', turn: viewTurn(turn, this.#context()) };
  }

  changeEvent(id: string): HostEvent | undefined {
    const turn = this.#log.claudeTurn(id);
    return turn && { type: 'change', turnId: id, change: viewFields(turn, this.#context()) };
  }

  lastReply(): LoggedClaudeTurn | undefined {
    return this.#log.turns.findLast((turn): turn is LoggedClaudeTurn => turn.role === 'claude');
  }

  /** The user turn with which the last request began. */
  memoryFrom(): string | undefined {
    return this.lastReply()?.parts.at(-1)?.ask.from;
  }

  /** Another window's process runs the turn: it has no end yet, and the process lives. */
  elsewhere(turn: LoggedClaudeTurn): boolean {
    const part = turn.parts.at(-1);
    if (part === undefined || part.end !== undefined) return false;
    const { pid } = part.ask;
    return pid !== undefined && pid !== this.#ports.pid && this.#ports.alive(pid);
  }

  comesElsewhere(): LoggedClaudeTurn | undefined {
    const last = this.lastReply();
    return last !== undefined && this.elsewhere(last) ? last : undefined;
  }

  #context(): ViewContext {
    const { situation, t } = this.#ports;
    const from = this.memoryFrom();
    const first = this.#log.turns[0]?.id;
    return {
      log: this.#log,
      live: this.#live(),
      elsewhere: (turn) => this.elsewhere(turn),
      memoryFrom: from === first ? undefined : from,
      situation: situation(),
      t,
    };
  }
}
