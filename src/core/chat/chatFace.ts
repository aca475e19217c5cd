// How a chat looks to its panel: the snapshot, and the messages that tell of a change, made of the log as it is then.
import type { ClaudeTurnChange, PanelContext, PanelState } from '../../panelState.ts';
import type { HostEvent } from '../../protocol.ts';
import type { ChatLog, LoggedClaudeTurn } from './chatLog.ts';
import type { ConversationPorts } from './conversationPorts.ts';
import { firstPart, partBefore } from './parts.ts';
import { chatTitle } from './title.ts';
import { viewFields, viewTurn, type LiveTurn, type ViewContext } from './turnView.ts';

/** The turns that look otherwise because of others. */
interface Around {
  /** The one with the mark that memory begins there. */
  readonly memory: string | undefined;
  /** The last one, which alone can go on, and the steps that it offers. */
  readonly last: string | undefined;
  readonly steps: string;
}

export class ChatFace {
  readonly #log: ChatLog;
  readonly #ports: ConversationPorts;
  readonly #live: () => LiveTurn | undefined;
  /** The turns that the panel has, in their order, behind those that it has yet to ask for. */
  #told: readonly string[] = [];
  /** How many of these it has yet to ask for: nothing is told of them before. */
  #untold = 0;
  /** How it has these: what they show hangs on other turns, also on ones far from them. */
  #toldAround: Around = { memory: undefined, last: undefined, steps: '' };

  /** `live` is the turn that this window runs just now. */
  constructor(log: ChatLog, ports: ConversationPorts, live: () => LiveTurn | undefined) {
    this.#log = log;
    this.#ports = ports;
    this.#live = live;
  }

  /** `at` is the turn that the reader was at, where that is known. */
  state(
    draft: string,
    panelContext: PanelContext,
    acceptedSendId: string | undefined,
    at: string | undefined,
  ): PanelState {
    const context = this.#context();
    const { path } = this.#log;
    this.#told = path.map(({ id }) => id);
    this.#untold = firstPart(path, at);
    this.#toldAround = this.#around();
    return {
      chatId: this.#log.id,
      title: chatTitle(this.#log),
      turns: path.slice(this.#untold).map((turn) => viewTurn(turn, context)),
      ...(this.#untold > 0 && { more: true }),
      draft,
      context: panelContext,
      status: this.#ports.status(),
      ...(acceptedSendId !== undefined && { acceptedSendId }),
    };
  }

  /** The next turns in front of those that the panel has, as they are now; `undefined` where it has all. */
  earlierEvent(): HostEvent | undefined {
    const end = this.#untold;
    const before = this.#told[end];
    if (end === 0 || before === undefined) return undefined;
    const { path } = this.#log;
    const context = this.#context();
    this.#untold = partBefore(path, end);
    const turns = path.slice(this.#untold, end).map((turn) => viewTurn(turn, context));
    return { type: 'earlier', before, turns, more: this.#untold > 0 };
  }

  /** A turn as a whole. */
  turnEvent(id: string): HostEvent | undefined {
    if (this.#told.slice(0, this.#untold).includes(id)) return undefined;
    const turn = this.#log.path.find((known) => known.id === id);
    return turn && { type: 'turn', turn: viewTurn(turn, this.#context()) };
  }

  changeEvent(id: string): HostEvent | undefined {
    const turn = this.#log.path.find((known) => known.id === id);
    if (turn?.role !== 'claude') return undefined;
    const change = viewFields(turn, this.#context());
    if (id === this.#toldAround.last) this.#toldAround = { ...this.#toldAround, steps: stepsOf(change) };
    return { type: 'change', turnId: id, change };
  }

  /** What the panel must hear when other turns are shown than it has been told. */
  pathEvent(): HostEvent | undefined {
    const { path } = this.#log;
    const told = this.#told;
    const other = path.findIndex(({ id }, at) => told[at] !== id);
    const first = other < 0 ? path.length : other;
    if (first === path.length && first === told.length) return undefined;
    // A fork in front of all that the panel has: it gets the whole chat.
    const same = first > this.#untold ? first : 0;
    if (same === 0) this.#untold = 0;
    this.#told = path.map(({ id }) => id);
    const context = this.#context();
    const turns = path.slice(same).map((turn) => viewTurn(turn, context));
    const [next] = turns;
    // One more at the end is the most frequent case by far.
    if (same === told.length && turns.length === 1 && next !== undefined) return { type: 'turn', turn: next };
    return { type: 'branch', after: path[same - 1]?.id ?? null, turns };
  }

  /** What the panel must hear of turns that look otherwise now because of what happened to others. After `pathEvent`. */
  aroundEvents(): readonly HostEvent[] {
    const told = this.#toldAround;
    const now = this.#around();
    this.#toldAround = now;
    const memory = told.memory === now.memory ? [] : [told.memory, now.memory];
    const same = told.last === now.last && told.steps === now.steps;
    const last = same ? [] : [...new Set([told.last, now.last])];
    return [
      ...memory.flatMap((id) => (id === undefined ? [] : (this.turnEvent(id) ?? []))),
      ...last.flatMap((id) => (id === undefined ? [] : (this.changeEvent(id) ?? []))),
    ];
  }

  lastReply(): LoggedClaudeTurn | undefined {
    return this.#log.turns.findLast((turn): turn is LoggedClaudeTurn => turn.role === 'claude');
  }

  /** The user turn with which the last request began, unless nothing that is still there was left out before it. */
  #memoryFrom(): string | undefined {
    const from = this.lastReply()?.parts.at(-1)?.ask.from;
    const { path, turns } = this.#log;
    return from === path[0]?.id || from === turns[0]?.id ? undefined : from;
  }

  #around(): Around {
    const context = this.#context();
    const last = this.#log.turns.at(-1);
    const steps = last?.role === 'claude' ? stepsOf(viewFields(last, context)) : '';
    return { memory: context.memoryFrom, last: last?.id, steps };
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
    return {
      log: this.#log,
      live: this.#live(),
      elsewhere: (turn) => this.elsewhere(turn),
      memoryFrom: this.#memoryFrom(),
      situation,
      t,
    };
  }
}

const stepsOf = ({ notice }: ClaudeTurnChange): string => notice?.steps.join(' ') ?? '';
