// How a chat looks to its panel: the snapshot, and the messages that tell of a change, made of the log as it is then.
import type { HostEvent, PanelContext, PanelState } from '../../protocol.ts';
import type { ChatLog, LoggedClaudeTurn } from './chatLog.ts';
import type { ConversationPorts } from './conversationPorts.ts';
import { chatTitle } from './title.ts';
import { viewFields, viewTurn, type LiveTurn, type ViewContext } from './turnView.ts';

export class ChatFace {
  readonly #log: ChatLog;
  readonly #ports: ConversationPorts;
  readonly #live: () => LiveTurn | undefined;
  /** The turns that the panel has, in their order. */
  #told: readonly string[] = [];

  /** `live` is the turn that this window runs just now. */
  constructor(log: ChatLog, ports: ConversationPorts, live: () => LiveTurn | undefined) {
    this.#log = log;
    this.#ports = ports;
    this.#live = live;
  }

  state(draft: string, panelContext: PanelContext, acceptedSendId: string | undefined): PanelState {
    const context = this.#context();
    this.#told = this.#log.path.map(({ id }) => id);
    return {
      chatId: this.#log.id,
      title: chatTitle(this.#log),
      turns: this.#log.path.map((turn) => viewTurn(turn, context)),
      draft,
      context: panelContext,
      status: this.#ports.status(),
      ...(acceptedSendId !== undefined && { acceptedSendId }),
    };
  }

  /** A turn as a whole. */
  turnEvent(id: string): HostEvent | undefined {
    const turn = this.#log.path.find((known) => known.id === id);
    return turn && { type: 'turn', turn: viewTurn(turn, this.#context()) };
  }

  changeEvent(id: string): HostEvent | undefined {
    const turn = this.#log.path.find((known) => known.id === id);
    return turn?.role === 'claude'
      ? { type: 'change', turnId: id, change: viewFields(turn, this.#context()) }
      : undefined;
  }

  /** What the panel must hear when other turns are shown than it has been told. */
  pathEvent(): HostEvent | undefined {
    const { path } = this.#log;
    const told = this.#told;
    const other = path.findIndex(({ id }, at) => told[at] !== id);
    const same = other < 0 ? path.length : other;
    if (same === path.length && same === told.length) return undefined;
    this.#told = path.map(({ id }) => id);
    const context = this.#context();
    const turns = path.slice(same).map((turn) => viewTurn(turn, context));
    const [first] = turns;
    // One more at the end is the most frequent case by far.
    if (same === told.length && turns.length === 1 && first !== undefined) return { type: 'turn', turn: first };
    return { type: 'branch', after: path[same - 1]?.id ?? null, turns };
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
    const { path, turns } = this.#log;
    // Nothing that is still there was left out before either of them.
    const whole = from === path[0]?.id || from === turns[0]?.id;
    return {
      log: this.#log,
      live: this.#live(),
      elsewhere: (turn) => this.elsewhere(turn),
      memoryFrom: whole ? undefined : from,
      situation: situation(),
      t,
    };
  }
}
