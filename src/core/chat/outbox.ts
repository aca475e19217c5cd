// The way of everything that a chat shows: into the journal first, then into the log, then to the panel. Gathers deltas
// by time: the first of a burst goes at once, then at most one batch a frame.
import type { HostEvent } from '../../protocol.ts';
import type { Clock } from '../clock.ts';
import type { ChatLog } from './chatLog.ts';
import { FRAME_MS, type FramePace } from './framePace.ts';
import { writeRecord, type Record } from './record.ts';

export interface Journal {
  /** Resolves when `lines` are written, or when it is known that they cannot be; never rejects. */
  append(lines: string): Promise<void>;
}

/** What to tell the panel, made of the log as it is when it is told. */
type Tell = (log: ChatLog) => HostEvent | readonly HostEvent[] | undefined;

/** A record and what to tell the panel once it stands in the journal; either may be missing. */
interface Item {
  record: Record | undefined;
  readonly event: Tell | undefined;
}

export class Outbox {
  readonly #log: ChatLog;
  readonly #journal: Journal;
  readonly #clock: Clock;
  readonly #post: (event: HostEvent) => void;
  readonly #pace: FramePace;
  #items: Item[] = [];
  /** Text that goes on the last item, a delta. */
  #more: string[] = [];
  /** A batch is being written, or the frame after it lasts. */
  #busy = false;
  #endFrame: () => void = () => {};

  constructor(log: ChatLog, journal: Journal, clock: Clock, post: (event: HostEvent) => void, pace: FramePace) {
    this.#log = log;
    this.#journal = journal;
    this.#clock = clock;
    this.#post = post;
    this.#pace = pace;
  }

  /** Text of a reply. Neighbours of one block become one record and one message. */
  delta(record: Extract<Record, { type: 'delta' }>): void {
    const last = this.#items.at(-1)?.record;
    if (
      last?.type === 'delta' &&
      last.id === record.id &&
      last.block === record.block &&
      last.channel === record.channel
    ) {
      this.#more.push(record.text);
    } else {
      this.#gather();
      this.#items.push({ record, event: undefined });
    }
    this.#start();
  }

  /** Any other change. `event` is asked after the record was applied. */
  push(record: Record | undefined, event?: Tell): void {
    this.#gather();
    this.#items.push({ record, event });
    this.#start();
  }

  /** Resolves when all that was pushed before has been written and posted. Does not wait for the frame to end. */
  async flush(): Promise<void> {
    if (!this.#busy) return;
    await new Promise<void>((resolve) => {
      this.push(undefined, () => {
        resolve();
        return undefined;
      });
      this.#endFrame();
    });
  }

  /** Joins what came to the last delta, once for all of it. */
  #gather(): void {
    if (this.#more.length === 0) return;
    const item = this.#items.at(-1);
    if (item?.record?.type === 'delta') {
      item.record = { ...item.record, text: item.record.text + this.#more.join('') };
    }
    this.#more = [];
  }

  #start(): void {
    if (this.#busy) return;
    this.#busy = true;
    void this.#run();
  }

  async #run(): Promise<void> {
    while (this.#items.length > 0) {
      this.#gather();
      const batch = this.#items;
      this.#items = [];
      const frame = this.#frame();
      const lines = batch.map(({ record }) => (record === undefined ? '' : writeRecord(record))).join('');
      if (lines !== '') await this.#append(lines);
      for (const item of batch) this.#show(item);
      await frame;
    }
    this.#busy = false;
  }

  /** A journal that breaks its promise and rejects must not end the chat. */
  async #append(lines: string): Promise<void> {
    try {
      await this.#journal.append(lines);
    } catch {
      // The journal itself tells the user what is wrong with it.
    }
  }

  #frame(): Promise<void> {
    return new Promise((resolve) => {
      let cancel = this.#clock.after(FRAME_MS, () => {
        const more = this.#pace.more();
        if (more > 0) cancel = this.#clock.after(more, resolve);
        else resolve();
      });
      this.#endFrame = () => {
        cancel();
        resolve();
      };
    });
  }

  #show({ record, event }: Item): void {
    if (record?.type === 'delta') {
      const turn = this.#log.claudeTurn(record.id);
      const at = turn?.[record.channel].length ?? 0;
      this.#log.apply(record);
      this.#post({ type: 'delta', turnId: record.id, channel: record.channel, at, text: record.text });
      return;
    }
    if (record !== undefined) this.#log.apply(record);
    for (const told of [event?.(this.#log)].flat()) if (told !== undefined) this.#post(told);
  }
}
