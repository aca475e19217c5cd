/** Plays a reply on a socket, step by step, and notes what was sent. It ends early, in silence, when the client has gone. */
import type { ServerResponse } from 'node:http';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { encodeEvent } from './encode.ts';
import type { RecordedRequest } from './recordedRequest.ts';
import type { Reply, Step } from './script.ts';

class Over extends Error {}

export async function play(reply: Reply, response: ServerResponse, record: RecordedRequest): Promise<void> {
  try {
    await new Player(reply, response, record).play();
  } catch (error) {
    if (!(error instanceof Over)) throw error;
  }
}

class Player {
  readonly #reply: Reply;
  readonly #response: ServerResponse;
  readonly #record: RecordedRequest;
  readonly #gone: Promise<void>;
  #held: Buffer = Buffer.alloc(0);
  #position = 0;
  #due = performance.now();

  constructor(reply: Reply, response: ServerResponse, record: RecordedRequest) {
    this.#reply = reply;
    this.#response = response;
    this.#record = record;
    const gone = Promise.withResolvers<void>();
    this.#gone = gone.promise;
    if (response.destroyed) gone.resolve();
    else response.once('close', gone.resolve);
  }

  async play(): Promise<void> {
    for (const step of this.#reply.before) await this.#step(step);
    this.#record.status = this.#reply.status;
    this.#response.writeHead(this.#reply.status, this.#reply.headers);
    this.#response.flushHeaders();
    this.#due = performance.now();
    if (this.#reply.cut?.at === 0) await this.#cut(this.#reply.cut.how);
    for (const step of this.#reply.steps) await this.#step(step);
    await this.#end();
  }

  async #step(step: Step): Promise<void> {
    if (this.#response.destroyed) throw new Over();
    switch (step.do) {
      case 'event':
        await this.#send(Buffer.from(encodeEvent(step.name, step.data, this.#reply.lineEnd)));
        this.#record.sentAt.push(performance.now());
        return;
      case 'bytes':
        return this.#send(Buffer.from(step.bytes));
      case 'wait':
        await this.#flush();
        return this.#wait(step.ms);
      case 'gate':
        await this.#flush();
        await Promise.race([step.gate.pass(), this.#gone]);
        this.#due = performance.now();
        return;
      case 'stall':
        await this.#flush();
        await this.#gone;
        throw new Over();
      case 'destroy':
        return this.#destroy(step.reset ?? false);
      case 'end':
        return this.#end();
    }
  }

  /** Counts from when the step before was due: timers that fire late are made up for, so 0.5 ms a delta is possible. */
  async #wait(ms: number): Promise<void> {
    this.#due += ms;
    const rest = this.#due - performance.now();
    if (rest < 1) return;
    const timer = Promise.withResolvers<void>();
    const handle = setTimeout(timer.resolve, rest);
    await Promise.race([timer.promise, this.#gone]);
    clearTimeout(handle);
  }

  async #send(data: Buffer): Promise<void> {
    const { cut } = this.#reply;
    if (!cut || this.#position + data.length < cut.at) return this.#pieces(data);
    await this.#pieces(data.subarray(0, cut.at - this.#position));
    return this.#cut(cut.how);
  }

  async #cut(how: 'destroy' | 'end' | 'stall'): Promise<void> {
    await this.#step({ do: how });
  }

  async #pieces(data: Buffer): Promise<void> {
    const plan = this.#reply.writes;
    const from = this.#position;
    this.#position += data.length;
    if (plan?.size) {
      this.#held = this.#held.length > 0 ? Buffer.concat([this.#held, data]) : data;
      while (this.#held.length >= plan.size) {
        const piece = this.#held.subarray(0, plan.size);
        this.#held = this.#held.subarray(plan.size);
        await this.#piece(piece);
      }
      return;
    }
    if (!plan?.at) return this.#write(data);
    let done = 0;
    for (const offset of plan.at) {
      if (offset <= from + done || offset >= from + data.length) continue;
      await this.#piece(data.subarray(done, offset - from));
      done = offset - from;
    }
    await this.#piece(data.subarray(done));
  }

  /** A piece of its own on the wire: a turn of the loop lets a reader in this process see it alone. */
  async #piece(piece: Buffer): Promise<void> {
    await this.#write(piece);
    if (this.#reply.writes?.gapMs) await this.#wait(this.#reply.writes.gapMs);
    else await nextTurn();
  }

  async #flush(): Promise<void> {
    const held = this.#held;
    this.#held = Buffer.alloc(0);
    await this.#write(held);
  }

  async #write(data: Buffer): Promise<void> {
    if (data.length === 0) return;
    if (this.#response.destroyed) throw new Over();
    this.#record.bytesSent += data.length;
    if (this.#response.write(data)) return;
    const drained = Promise.withResolvers<void>();
    this.#response.once('drain', drained.resolve);
    await Promise.race([drained.promise, this.#gone]);
    this.#response.off('drain', drained.resolve);
  }

  async #end(): Promise<never> {
    await this.#flush();
    const ended = Promise.withResolvers<void>();
    this.#response.end(ended.resolve);
    await Promise.race([ended.promise, this.#gone]);
    throw new Over();
  }

  /** What was written before must arrive: the socket may die only when the kernel has it. */
  async #destroy(reset: boolean): Promise<never> {
    await this.#flush();
    const { socket } = this.#response;
    const written = Promise.withResolvers<void>();
    if (socket && socket.writableLength > 0) socket.write('', () => written.resolve());
    else written.resolve();
    await Promise.race([written.promise, this.#gone]);
    this.#record.closedBy ??= 'server';
    if (reset) socket?.resetAndDestroy();
    else socket?.destroy();
    throw new Over();
  }
}
