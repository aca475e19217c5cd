// A chat that lives: takes what the user does, runs one exchange at a time, and tells the panel. All it shows goes
// through the outbox, so the log, the journal and the panel never disagree.
import type { HostEvent, NextStep, Notice, PanelState } from '../../protocol.ts';
import { failureNotice } from '../claude/failureWords.ts';
import type { Failure } from '../claude/failure.ts';
import { Asking, type Run } from './asking.ts';
import { ChatFace } from './chatFace.ts';
import type { ChatLog, LoggedClaudeTurn, LoggedUserTurn } from './chatLog.ts';
import type { ConversationPorts } from './conversationPorts.ts';
import { hear } from './hear.ts';
import type { Record } from './record.ts';
import { refuseMessage } from './refuseMessage.ts';
import { Outbox } from './outbox.ts';
import { chatTitle } from './title.ts';

export class Conversation {
  readonly log: ChatLog;
  readonly #ports: ConversationPorts;
  readonly #outbox: Outbox;
  readonly #face: ChatFace;
  readonly #asking: Asking;
  #run: Run | undefined;
  #acceptedSendId: string | undefined;
  #watch: (() => void) | undefined;
  draft: string;

  constructor(log: ChatLog, draft: string, ports: ConversationPorts) {
    this.log = log;
    this.draft = draft;
    this.#ports = ports;
    this.#face = new ChatFace(log, ports, () => this.#run?.live);
    this.#outbox = new Outbox(log, ports.journal, ports.clock, ports.post);
    this.#asking = new Asking(log, this.#outbox, this.#face, ports);
  }

  get running(): boolean {
    return this.#run !== undefined;
  }

  /** The turn that waits to be sent again. */
  get retryingTurn(): string | undefined {
    return this.#run?.live?.phase === 'retrying' ? this.#run.live.turnId : undefined;
  }

  /** The last turn has text that an interrupted answer left. */
  get canContinue(): boolean {
    const last = this.log.turns.at(-1);
    const outcome = last?.role === 'claude' ? (last.parts.at(-1)?.end?.outcome ?? 'broken') : 'done';
    const kept = last?.role === 'claude' && last.text !== '';
    return (
      kept &&
      !this.running &&
      !this.#face.elsewhere(last) &&
      (outcome === 'cut' || outcome === 'stopped' || outcome === 'broken')
    );
  }

  /** What a page needs that knows nothing. Call it right before posting: it holds what was posted up to now. */
  state(): PanelState {
    this.#watchOthers();
    return this.#face.state(this.draft, this.#acceptedSendId);
  }

  /** Takes a message, or tells why not; what is not taken stays in the composer. Resolves when its exchange is over. */
  async send(sendId: string, text: string): Promise<void> {
    const { post, connect, newId, clock, t } = this.#ports;
    const refuse = (notice: Notice) => post({ type: 'notAccepted', sendId, notice });
    const wrong =
      this.#ports.blocked() ?? refuseMessage(text, this.running || this.#face.comesElsewhere() !== undefined, t);
    if (wrong !== undefined) return refuse(wrong);
    await this.#running(async (run) => {
      const ready = await connect();
      if (!ready.ok) {
        const notice = failureNotice(ready.failure, this.#ports.situation(), false, t);
        return refuse({ ...notice, steps: notice.steps.filter((step) => !AT_THE_END.has(step)) });
      }
      const asked: LoggedUserTurn = { role: 'user', id: newId(), at: clock.now(), text, answered: false };
      const { role: _, answered: __, ...record } = asked;
      this.#outbox.push({ type: 'user', ...record }, () => {
        this.draft = '';
        this.#acceptedSendId = sendId;
        return { type: 'accepted', sendId };
      });
      await this.#asking.ask(run, asked, newId(), ready);
    });
  }

  /** Ends the running exchange at once; what came stays. One of another window is asked to end. */
  stop(): void {
    this.#run?.stop.stop();
    const elsewhere = this.#face.comesElsewhere();
    if (elsewhere !== undefined) this.#outbox.push({ type: 'stop', id: elsewhere.id });
  }

  /** Takes in what another window has written into this chat's journal. */
  hear(records: readonly Record[]): void {
    for (const record of records) {
      if (record.type === 'stop' && record.id === this.#run?.live?.turnId) this.#run.stop.stop();
      const { event, turns, changed } = hear(this.log, record);
      const told = [
        event,
        ...turns.map((id) => this.#face.turnEvent(id)),
        ...changed.map((id) => this.#face.changeEvent(id)),
      ];
      for (const each of told) if (each !== undefined) this.#ports.post(each);
    }
    this.#watchOthers();
  }

  /** A name that the user gives; an empty one gives the chat the title of its first message again. */
  rename(title: string): Promise<void> {
    this.#outbox.push({ type: 'title', title }, () => ({ type: 'title', title: chatTitle(this.log) }));
    return this.flush();
  }

  /** Ends what this window runs; an answer that another window runs goes on. */
  dispose(): void {
    this.#run?.stop.stop();
    this.#watch?.();
  }

  retryNow(turnId: string): void {
    if (this.#run?.live?.turnId === turnId) this.#run.exchange?.retryNow();
  }

  cancelRetry(turnId: string): void {
    if (this.#run?.live?.turnId === turnId) this.#run.exchange?.cancelRetry();
  }

  /** Carries out the next step of a turn's notice, where it is one of the chat's own. */
  async step(step: NextStep, turnId: string): Promise<void> {
    const turn = this.log.claudeTurn(turnId);
    const asked = turn && this.log.userTurn(turn.to);
    if (turn === undefined || asked === undefined || this.running || this.#face.elsewhere(turn)) return;
    if (this.#ports.blocked() !== undefined) return;
    if (step === 'edit') this.#edit(turn, asked);
    if (step === 'drop' && !asked.answered) this.#drop(turn, asked);
    if (step === 'edit' || step === 'drop') return this.flush();
    if (this.log.turns.at(-1) !== turn || (step !== 'continue' && step !== 'tryAgain')) return;
    if (step === 'continue' && !this.canContinue) return;
    await this.#running(async (run) => {
      const ready = await this.#ports.connect();
      if (!ready.ok) return this.#ports.post(this.#failedToConnect(turn, ready.failure));
      if (step === 'continue') return this.#asking.ask(run, asked, turn.id, ready, turn.text);
      if (turn.text === '' && turn.thinking === '') this.#remove(turn.id);
      return this.#asking.ask(run, asked, this.#ports.newId(), ready);
    });
  }

  /** Resolves when all that was shown is written. */
  flush(): Promise<void> {
    return this.#outbox.flush();
  }

  async #running(action: (run: Run) => Promise<void>): Promise<void> {
    const run: Run = { stop: this.#ports.newStop(), live: undefined, exchange: undefined };
    this.#run = run;
    this.#ports.onRunning(true);
    try {
      await action(run);
    } finally {
      run.stop.dispose();
      this.#run = undefined;
      this.#ports.onRunning(false);
    }
  }

  /** A failed question goes back into the composer, if that is empty, and leaves the chat; an answered one stays. */
  #edit(turn: LoggedClaudeTurn, asked: LoggedUserTurn): void {
    if (this.draft.trim() !== '') return;
    this.draft = asked.text;
    this.#ports.post({ type: 'draft', text: asked.text });
    if (!asked.answered) this.#drop(turn, asked);
  }

  #drop(turn: LoggedClaudeTurn, asked: LoggedUserTurn): void {
    for (const { id } of [turn, asked]) this.#remove(id);
    // The turn before is the last one now, and can go on again.
    this.#outbox.push(undefined, () => {
      const last = this.#face.lastReply();
      return last && this.#face.changeEvent(last.id);
    });
    const memory = this.#face.memoryFrom();
    const other = this.log.turns.findLast(
      (known): known is LoggedClaudeTurn => known.role === 'claude' && known !== turn,
    );
    this.#asking.tellMemory(memory, other?.parts.at(-1)?.ask.from);
  }

  /** A process that dies writes no end: while a turn comes elsewhere, its life is looked at. */
  #watchOthers(): void {
    const turn = this.#face.comesElsewhere();
    if (turn === undefined || this.#watch !== undefined) return;
    this.#watch = this.#ports.clock.after(LIFE_CHECK_MS, () => {
      this.#watch = undefined;
      if (this.#face.elsewhere(turn)) return this.#watchOthers();
      for (const event of [this.#face.turnEvent(turn.to), this.#face.changeEvent(turn.id)]) {
        if (event !== undefined) this.#ports.post(event);
      }
    });
  }

  #remove(id: string): void {
    this.#outbox.push({ type: 'drop', id }, () => ({ type: 'removed', turnId: id }));
  }

  #failedToConnect(turn: LoggedClaudeTurn, failure: Failure): HostEvent {
    const notice = failureNotice(failure, this.#ports.situation(), turn.text !== '', this.#ports.t);
    return { type: 'change', turnId: turn.id, change: { notice } };
  }
}

/** How soon the death of another window's process is noticed. */
const LIFE_CHECK_MS = 2000;

/** Steps of a turn: a message that was not taken is still in the composer, and needs none of them. */
const AT_THE_END: ReadonlySet<NextStep> = new Set(['tryAgain', 'edit', 'drop', 'continue']);
