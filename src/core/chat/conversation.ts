// A chat that lives: takes what the user does, runs one exchange at a time, and tells the panel. All it shows goes
// through the outbox, so the log, the journal and the panel never disagree.
import type { NextStep, PanelState } from '../../panelState.ts';
import type { HostEvent } from '../../protocol.ts';
import { failureNotice } from '../claude/failureWords.ts';
import type { Failure } from '../claude/failure.ts';
import { Asking, type Run } from './asking.ts';
import { Branches } from './branches.ts';
import type { Attached } from '../context/attached.ts';
import type { SentContext } from '../context/attachment.ts';
import { ChatFace } from './chatFace.ts';
import type { ChatLog, LoggedClaudeTurn, LoggedUserTurn } from './chatLog.ts';
import type { ConversationPorts } from './conversationPorts.ts';
import { hear } from './hear.ts';
import { Intake, type Sent } from './intake.ts';
import { LifeWatch } from './lifeWatch.ts';
import type { Record } from './record.ts';
import { refuseMessage } from './refuseMessage.ts';
import { middleOfMemory } from './contextFill.ts';
import { Outbox } from './outbox.ts';
import { chatTitle } from './title.ts';

export class Conversation {
  readonly log: ChatLog;
  readonly #ports: ConversationPorts;
  readonly #outbox: Outbox;
  readonly #face: ChatFace;
  readonly #asking: Asking;
  readonly #branches: Branches;
  readonly #intake: Intake;
  readonly #watch: LifeWatch;
  #run: Run | undefined;
  draft: string;

  constructor(log: ChatLog, draft: string, ports: ConversationPorts) {
    this.log = log;
    this.draft = draft;
    this.#ports = ports;
    this.#face = new ChatFace(log, ports, () => this.#run?.live);
    this.#outbox = new Outbox(log, ports.journal, ports.clock, ports.post, ports.pace);
    this.#asking = new Asking(log, this.#outbox, this.#face, ports);
    this.#branches = new Branches(log, this.#outbox, this.#face);
    this.#intake = new Intake(log, this.#outbox, this.#asking, ports, () => this.#busy);
    this.#watch = new LifeWatch(this.#face, ports.clock, (turn) => {
      for (const event of [this.#face.turnEvent(turn.to), this.#face.changeEvent(turn.id)]) {
        if (event !== undefined) ports.post(event);
      }
      this.#intake.tell();
    });
  }

  get attached(): Attached {
    return this.#ports.attached;
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

  /**
   * What a page needs that knows nothing: of a long chat the last turns, and those from `at` on. Call it right before
   * posting: it holds what was posted up to now.
   */
  state(at?: string): PanelState {
    this.#watch.look();
    return {
      ...this.#face.state(this.draft, this.#ports.context(), this.#intake.acceptedSendId, at),
      queue: this.#intake.view(),
    };
  }

  /** The next turns in front of those that the page has, if there are any. */
  earlier(): HostEvent | undefined {
    return this.#face.earlierEvent();
  }

  /**
   * Takes a message and what goes along with it, or tells why not; what is not taken stays in the composer. While an
   * answer comes it waits in the queue. Resolves when its exchange is over, or when it waits.
   */
  async send(sendId: string, text: string, context: readonly SentContext[] = []): Promise<void> {
    const taken = (): void => {
      this.draft = '';
      this.attached.remove(...context.map(({ id }) => id));
    };
    await this.#take({ sendId, text, context, taken });
  }

  /** As {@link send}, with a message that is none of the composer's: what stands there stays. */
  ask(text: string): Promise<void> {
    return this.#take({ sendId: this.#ports.newId(), text, context: [] });
  }

  /** Takes a user turn in other words, as a new version of it: a branch begins there. What went along goes along again. */
  async edit(sendId: string, turnId: string, text: string): Promise<void> {
    const turn = this.log.userTurn(turnId);
    const after = turn && this.log.tree.before(turnId);
    if (turn === undefined || after === undefined) return;
    const context = turn.contextLeftOut ? [] : turn.context;
    const wrong = this.#ports.blocked() ?? refuseMessage(text, context, this.#busy, this.#ports.t);
    if (wrong !== undefined) return this.#intake.refuse(sendId, wrong);
    await this.#running((run) => this.#intake.begin(run, { sendId, text, context }, () => after));
  }

  /** Sends a message that waits for the user's word; while an answer comes, behind that. */
  async sendQueued(id: string): Promise<void> {
    if (this.#ports.blocked() !== undefined || this.log.queue.get(id) === undefined) return;
    if (this.#busy) return this.#intake.queueAgain(id);
    await this.#running((run) => this.#intake.beginQueued(run, id));
  }

  /** Takes a message out of the queue, unless it has left already; `back`: what is attached to it into the composer. */
  async unqueue(id: string, back = false): Promise<void> {
    if (this.#ports.blocked() !== undefined) return;
    if (back) this.attached.restore(this.log.queue.get(id)?.message.context ?? []);
    await this.#intake.unqueue(id);
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

  /** Has Claude forget the older half of what it remembers. The turns stay in the chat; the last one is kept in any case. */
  async dropOldest(): Promise<void> {
    if (this.#busy || this.#ports.blocked() !== undefined) return;
    const from = middleOfMemory(this.log);
    if (from === undefined) return;
    this.#outbox.push({ type: 'forgetBefore', id: from });
    await this.flush();
  }

  /** Ends the running exchange at once; what came stays. One of another window is asked to end. False where none runs. */
  stop(): boolean {
    const stops = this.#busy;
    this.#run?.stop.stop();
    const elsewhere = this.#face.comesElsewhere();
    if (elsewhere !== undefined) this.#outbox.push({ type: 'stop', id: elsewhere.id });
    return stops;
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
        // Text changes nothing but its own turn.
        ...(record.type === 'delta' ? [] : this.#face.aroundEvents()),
      ];
      for (const each of told) if (each !== undefined) this.#ports.post(each);
    }
    this.#watch.look();
    this.#intake.tell();
  }

  /** A name that the user gives; an empty one gives the chat the title of its first message again. */
  rename(title: string): Promise<void> {
    this.#outbox.push({ type: 'title', title }, () => ({ type: 'title', title: chatTitle(this.log) }));
    return this.flush();
  }

  /** Ends what this window runs; an answer that another window runs goes on. */
  dispose(): void {
    this.#run?.stop.stop();
    this.#watch.dispose();
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
    if (step === 'tryWithout' && last) this.#leaveOut(asked);
    if ((step === 'tryAgain' || step === 'tryWithout') && last) return this.regenerate(turnId);
    if (step === 'edit' && !asked.answered && this.draft.trim() === '') {
      // It goes back into the composer, and leaves the chat.
      this.draft = asked.text;
      this.#ports.post({ type: 'draft', text: asked.text });
      this.attached.restore(asked.context);
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

  async #take(sent: Sent): Promise<void> {
    const wrong = this.#ports.blocked() ?? refuseMessage(sent.text, sent.context, false, this.#ports.t);
    if (wrong !== undefined) return this.#intake.refuse(sent.sendId, wrong);
    if (this.#busy) return this.#intake.queue(sent);
    await this.#running((run) => this.#intake.begin(run, sent, () => this.log.tree.end));
  }

  /** Runs one action, and behind an answer that came whole what has been queued meanwhile. */
  async #running(action: (run: Run) => Promise<void>): Promise<void> {
    this.#ports.onRunning(true);
    try {
      for (let next = action; ; next = (run) => this.#intake.beginQueued(run)) {
        const run: Run = { stop: this.#ports.newStop(), live: undefined, exchange: undefined, outcome: undefined };
        this.#run = run;
        try {
          await next(run);
        } finally {
          run.stop.dispose();
        }
        const goesOn = run.outcome === 'done' && this.#ports.blocked() === undefined;
        if (!goesOn || this.log.queue.next === undefined) return;
      }
    } finally {
      this.#run = undefined;
      this.#ports.onRunning(false);
      this.#intake.tell();
    }
  }

  /** What went along with the refused message, or, if it had nothing, with the ones before, is not sent any more. */
  #leaveOut(asked: LoggedUserTurn): void {
    const before = this.log.turns.filter((turn) => turn.role === 'user');
    for (const { id, context } of asked.context.length > 0 ? [asked] : before) {
      if (context.length > 0) this.#outbox.push({ type: 'leaveOut', id }, () => this.#face.turnEvent(id));
    }
    // Thinking vouches for all that stood before it.
    if (asked.context.length === 0) this.#outbox.push({ type: 'forgetThinking' });
  }

  #failedToConnect(turn: LoggedClaudeTurn, failure: Failure): HostEvent {
    const notice = failureNotice(failure, this.#ports.situation(), turn.text !== '', this.#ports.t);
    return { type: 'change', turnId: turn.id, change: { notice } };
  }
}
