// How what the user says becomes a turn: at once, as another version of one, or after it has waited in the queue.
import type { Notice, QueuedView } from '../../panelState.ts';
import { failureNotice } from '../claude/failureWords.ts';
import type { Asking, Run } from './asking.ts';
import type { SentContext } from '../context/attachment.ts';
import { chipOf } from '../context/chips.ts';
import { newUserTurn, type ChatLog } from './chatLog.ts';
import type { ConversationPorts, ReadyToSend } from './conversationPorts.ts';
import type { Outbox } from './outbox.ts';
import type { Record } from './record.ts';

type UserRecord = Extract<Record, { type: 'user' }>;

/** A message on its way from the page: what to do once it is safe in the journal. */
export interface Sent {
  readonly sendId: string;
  readonly text: string;
  /** What goes along with it. */
  readonly context: readonly SentContext[];
  readonly taken?: () => void;
}

export class Intake {
  readonly #log: ChatLog;
  readonly #outbox: Outbox;
  readonly #asking: Asking;
  readonly #ports: ConversationPorts;
  /** Whether an answer is coming, here or in another window. */
  readonly #busy: () => boolean;
  #told = '[]';
  /** The last message that was taken. */
  acceptedSendId: string | undefined;

  constructor(log: ChatLog, outbox: Outbox, asking: Asking, ports: ConversationPorts, busy: () => boolean) {
    this.#log = log;
    this.#outbox = outbox;
    this.#asking = asking;
    this.#ports = ports;
    this.#busy = busy;
  }

  refuse(sendId: string, notice: Notice): void {
    this.#ports.post({ type: 'notAccepted', sendId, notice });
  }

  /** Sends it now, behind turn `after`. */
  async begin(run: Run, sent: Sent, after: () => string): Promise<void> {
    const ready = await this.#connect(sent.sendId);
    if (ready === undefined) return;
    const { newId, clock } = this.#ports;
    await this.#ask(run, ready, { type: 'user', id: newId(), at: clock.now(), ...said(sent), after: after() }, sent);
  }

  /** Sends what has waited: the message of that id, or the next that goes by itself. */
  async beginQueued(run: Run, id?: string): Promise<void> {
    const waiting = () => (id === undefined ? this.#log.queue.next : this.#log.queue.get(id))?.message;
    const first = waiting();
    const ready = first && (await this.#connect(first.id));
    if (ready === undefined) return;
    // What was taken out of the queue a moment ago must not go.
    await this.#outbox.flush();
    const message = waiting();
    if (message === undefined) return;
    const at = this.#ports.clock.now();
    await this.#ask(run, ready, { ...message, type: 'user', at, after: this.#log.tree.end });
  }

  queue(sent: Sent): Promise<void> {
    const { newId, clock } = this.#ports;
    const record: Record = { type: 'queue', id: newId(), at: clock.now(), ...said(sent) };
    this.#outbox.push(record, () => this.#accepted(sent));
    this.#tellLater();
    return this.#outbox.flush();
  }

  /** What was held goes by itself again, behind the answer that comes now. */
  queueAgain(id: string): Promise<void> {
    const queued = this.#log.queue.get(id);
    if (queued !== undefined) this.#outbox.push({ type: 'queue', ...queued.message });
    this.#tellLater();
    return this.#outbox.flush();
  }

  unqueue(id: string): Promise<void> {
    if (this.#log.queue.get(id) !== undefined) this.#outbox.push({ type: 'unqueue', id });
    this.#tellLater();
    return this.#outbox.flush();
  }

  view(): readonly QueuedView[] {
    const busy = this.#busy();
    const messages = this.#log.queue.messages.map(({ message, held }) => ({
      id: message.id,
      text: message.text,
      waits: busy && !held,
      ...(message.context !== undefined && { context: message.context.map(chipOf) }),
    }));
    this.#told = JSON.stringify(messages);
    return messages;
  }

  /** Tells the panel what waits, if that has changed. */
  tell(): void {
    const before = this.#told;
    const messages = this.view();
    if (this.#told !== before) this.#ports.post({ type: 'queue', messages });
  }

  #tellLater(): void {
    this.#outbox.push(undefined, () => {
      this.tell();
      return undefined;
    });
  }

  async #ask(run: Run, ready: ReadyToSend, record: UserRecord, sent?: Sent): Promise<void> {
    this.#outbox.push(record, () => sent && this.#accepted(sent));
    this.#tellLater();
    await this.#asking.ask(run, newUserTurn(record), this.#ports.newId(), ready);
  }

  #accepted({ sendId, taken }: Sent): { readonly type: 'accepted'; readonly sendId: string } {
    taken?.();
    this.acceptedSendId = sendId;
    return { type: 'accepted', sendId };
  }

  async #connect(sendId: string): Promise<ReadyToSend | undefined> {
    const ready = await this.#ports.connect();
    if (ready.ok) return ready;
    const notice = failureNotice(ready.failure, this.#ports.situation(), false, this.#ports.t);
    this.refuse(sendId, { ...notice, steps: notice.steps.filter((step) => !AT_THE_END.has(step)) });
    return undefined;
  }
}

const said = ({ text, context }: Sent): Pick<UserRecord, 'text' | 'context'> => ({
  text,
  ...(context.length > 0 && { context }),
});

/** Steps of a turn: a message that was not taken is still in the composer or the queue, and needs none of them. */
const AT_THE_END: ReadonlySet<string> = new Set(['tryAgain', 'tryWithout', 'edit', 'drop', 'continue']);
