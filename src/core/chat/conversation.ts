// A chat that lives: takes what the user does, runs one exchange at a time, and tells the panel. All it shows goes
// through the outbox, so the log, the journal and the panel never disagree.
import type { HostEvent, NextStep, Notice, PanelState } from '../../protocol.ts';
import { failureNotice } from '../claude/failureWords.ts';
import type { Failure } from '../claude/failure.ts';
import { Asking, type Run } from './asking.ts';
import { Branches } from './branches.ts';
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
  readonly #branches: Branches;
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
    this.#branches = new Branches(log, this.#outbox, this.#face);
  }

  get running(): boolean {
    return this.#run !== undefined;
  }

  /** An answer is coming, here or in another window. */
  get #busy(): boolean {
    return this.running || this.#face.comesElsewhere() !== undefined;
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
  send(sendId: string, text: string): Promise<void> {
    return this.#take(
      sendId,
      text,
      () => this.log.tree.end,
      () => (this.draft = ''),
    );
  }

  /** Takes a user turn in other words, as a new version of it: a branch begins there. */
  async edit(sendId: string, turnId: string, text: string): Promise<void> {
    const after = this.log.userTurn(turnId) && this.log.tree.before(turnId);
    if (after !== undefined) await this.#take(sendId, text, () => after);
  }

  async #take(sendId: string, text: string, after: () => string, taken: () => void = () => {}): Promise<void> {
    const { post, connect, newId, clock, t } = this.#ports;
    const refuse = (notice: Notice) => post({ type: 'notAccepted', sendId, notice });
    const wrong = this.#ports.blocked() ?? refuseMessage(text, this.#busy, t);
    if (wrong !== undefined) return refuse(wrong);
    await this.#running(async (run) => {
      const ready = await connect();
      if (!ready.ok) {
        const notice = failureNotice(ready.failure, this.#ports.situation(), false, t);
        return refuse({ ...notice, steps: notice.steps.filter((step) => !AT_THE_END.has(step)) });
      }
      const asked: LoggedUserTurn = { role: 'user', id: newId(), at: clock.now(), text, answered: false };
      const { role: _, answered: __, ...record } = asked;
      this.#outbox.push({ type: 'user', ...record, after: after() }, () => {
        taken();
        this.#acceptedSendId = sendId;
        return { type: 'accepted', sendId };
      });
      await this.#asking.ask(run, asked, newId(), ready);
    });
  }

  /** Makes another version of an answer, of `model` if that is named. What followed the old one stays with it. */
  async regenerate(turnId: string, model?: string): Promise<void> {
    const turn = this.log.claudeTurn(turnId);
    const asked = turn && this.log.userTurn(turn.to);
    if (turn === undefined || asked === undefined || this.#busy || this.#ports.blocked() !== undefined) return;
    await this.#running(async (run) => {
      const ready = await this.#ports.connect(model);
      if (!ready.ok) return this.#ports.post(this.#failedToConnect(turn, ready.failure));
      this.#branches.dropEmpty(turn);
      return this.#asking.ask(run, asked, this.#ports.newId(), ready, { model });
    });
  }

  /** Shows another version of a turn, deletes one, or undoes that; not while an answer comes. */
  async change(how: 'show' | 'delete' | 'restore', turnId: string): Promise<void> {
    if (this.#busy || this.#ports.blocked() !== undefined) return;
    this.#branches[how](turnId);
    await this.flush();
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
        this.#face.pathEvent(),
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
    if (turn === undefined || asked === undefined || this.#busy || this.#ports.blocked() !== undefined) return;
    const last = this.log.turns.at(-1) === turn;
    if (step === 'tryAgain' && last) return this.regenerate(turnId);
    if (step === 'edit' && !asked.answered && this.draft.trim() === '') {
      // It goes back into the composer, and leaves the chat.
      this.draft = asked.text;
      this.#ports.post({ type: 'draft', text: asked.text });
      this.#branches.drop(turn, asked);
    }
    if (step === 'drop' && !asked.answered) this.#branches.drop(turn, asked);
    if (step !== 'continue' || !last || !this.canContinue) return this.flush();
    await this.#running(async (run) => {
      const ready = await this.#ports.connect();
      if (!ready.ok) return this.#ports.post(this.#failedToConnect(turn, ready.failure));
      return this.#asking.ask(run, asked, turn.id, ready, { kept: turn.text });
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

  #failedToConnect(turn: LoggedClaudeTurn, failure: Failure): HostEvent {
    const notice = failureNotice(failure, this.#ports.situation(), turn.text !== '', this.#ports.t);
    return { type: 'change', turnId: turn.id, change: { notice } };
  }
}

/** How soon the death of another window's process is noticed. */
const LIFE_CHECK_MS = 2000;

/** Steps of a turn: a message that was not taken is still in the composer, and needs none of them. */
const AT_THE_END: ReadonlySet<NextStep> = new Set(['tryAgain', 'edit', 'drop', 'continue']);
