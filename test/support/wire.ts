// An answer as its events stand on the wire, each as bytes, so that a test can break it in any place and knows what had
// come whole before.
import type { Gate } from './standin/gate.ts';
import { answer, SSE_HEADERS, type AnswerOptions } from './standin/answer.ts';
import { encodeEvent } from './standin/encode.ts';
import { bytes, gate, type Reply, type Step } from './standin/script.ts';

export interface WireEvent {
  readonly bytes: Buffer;
  readonly text: string;
  readonly thinking: string;
  readonly type: string;
}

export interface Received {
  readonly text: string;
  readonly thinking: string;
  /** The end mark was there. */
  readonly complete: boolean;
}

export class Wire {
  readonly events: readonly WireEvent[];
  readonly body: Buffer;

  constructor(options: AnswerOptions, lineEnd: '\n' | '\r\n' = '\n') {
    const whole = {
      id: 'msg_wire',
      model: 'claude-sonnet-5-5',
      usage: { input_tokens: 9, output_tokens: 7 },
      ...options,
    };
    this.events = answer(whole).steps.flatMap((step) => {
      if (step.do !== 'event') return [];
      const { type, delta } = step.data as { type: string; delta?: { text?: string; thinking?: string } };
      const encoded = Buffer.from(encodeEvent(step.name, step.data, lineEnd));
      return [{ bytes: encoded, type, text: delta?.text ?? '', thinking: delta?.thinking ?? '' }];
    });
    this.body = Buffer.concat(this.events.map((event) => event.bytes));
  }

  /** What the first `count` events bring. */
  received(count: number): Received {
    const come = this.events.slice(0, count);
    return {
      text: come.map(({ text }) => text).join(''),
      thinking: come.map(({ thinking }) => thinking).join(''),
      complete: come.some(({ type }) => type === 'message_stop'),
    };
  }

  /** What the first bytes bring: whole events only. */
  receivedAt(length: number): Received {
    let at = 0;
    const count = this.events.findIndex((event) => (at += event.bytes.length) > length);
    return this.received(count < 0 ? this.events.length : count);
  }

  /** Events before `index`, then these steps; `reached` opens the way from the one to the other. */
  broken(index: number, reached: Gate | undefined, ...last: readonly Step[]): Reply {
    const come = bytes(Buffer.concat(this.events.slice(0, index).map((event) => event.bytes)));
    return this.#reply([come, ...(reached ? [gate(reached)] : []), ...last]);
  }

  /** The whole of it, in pieces that begin at these bytes. */
  split(at: readonly number[]): Reply {
    return { ...this.#reply([bytes(this.body)]), writes: { at } };
  }

  cut(at: number, how: 'destroy' | 'end'): Reply {
    return { ...this.#reply([bytes(this.body)]), cut: { at, how } };
  }

  #reply(steps: Step[]): Reply {
    return { status: 200, headers: SSE_HEADERS, before: [], steps, lineEnd: '\n' };
  }
}
