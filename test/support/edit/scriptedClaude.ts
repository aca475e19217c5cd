// Claude at the other end of an inline edit, in the hands of a test: it says one piece when it is told to.
import type { ReadyToSend } from '../../../src/core/chat/conversationPorts.ts';
import type { AttemptEnd, AttemptListener } from '../../../src/core/claude/attempt.ts';
import { RefusedFields } from '../../../src/core/claude/refusedFields.ts';
import type { MessageCreateParamsStreaming } from '@anthropic-ai/sdk/resources/messages/messages';

export class ScriptedClaude {
  readonly requests: MessageCreateParamsStreaming[] = [];
  #listener: AttemptListener | undefined;
  #end: ((end: AttemptEnd) => void) | undefined;
  #asked = Promise.withResolvers<void>();
  maxInputTokens = 1_000_000;

  /** What the host's `connect` gives. */
  readonly ready: ReadyToSend = {
    ok: true,
    counts: () => true,
    count: () => Promise.resolve(undefined),
    maxRetries: 0,
    refused: new RefusedFields(),
    wishes: { thinking: 'off' },
    system: '',
    maxTurns: 0,
    model: () =>
      Promise.resolve({
        id: 'claude-test',
        name: 'Claude Test',
        lifecycle: 'active',
        createdAt: 0,
        maxTokens: 64_000,
        maxInputTokens: this.maxInputTokens,
      }),
    send: (params, signal, listener) => this.#begin(params, signal, listener),
  };

  /** Settles when the next request has come. */
  async asked(): Promise<MessageCreateParamsStreaming> {
    await this.#asked.promise;
    return this.requests.at(-1)!;
  }

  /** The tag of the current request's answer. */
  get tag(): string {
    const text = JSON.stringify(this.requests.at(-1)?.messages.at(-1)?.content ?? '');
    return /<\/(proposed[\w-]*?|sidestream-code)-file>/.exec(text)?.[1] ?? 'proposed';
  }

  say(text: string): void {
    this.#listener?.event({ type: 'content_block_delta', index: 0, delta: { type: 'text_delta', text } });
  }

  /** Opens the region's tag. */
  open(region?: number): void {
    this.say(`<${this.tag}${region === undefined ? '' : `-${region}`}>\n`);
  }

  close(region?: number): void {
    this.say(`</${this.tag}${region === undefined ? '' : `-${region}`}>\n`);
  }

  /** Ends the answer as the API does. */
  done(stopReason: 'end_turn' | 'max_tokens' | 'refusal' = 'end_turn'): void {
    this.#listener?.event({
      type: 'message_delta',
      delta: { stop_reason: stopReason, stop_sequence: null, stop_details: null, container: null },
      usage: { output_tokens: 1 },
    } as never);
    this.#listener?.event({ type: 'message_stop' });
    this.#finish({ kind: 'ended' });
  }

  /** The connection dies. */
  break(): void {
    this.#finish({ kind: 'failed', failure: { kind: 'connectionLost' } });
  }

  /** A whole answer for one region. */
  answer(code: string): void {
    this.open();
    this.say(code);
    this.close();
    this.done();
  }

  #finish(end: AttemptEnd): void {
    this.#asked = Promise.withResolvers();
    this.#end?.(end);
  }

  #begin(params: MessageCreateParamsStreaming, signal: AbortSignal, listener: AttemptListener): Promise<AttemptEnd> {
    this.requests.push(params);
    this.#listener = listener;
    listener.firstByte();
    listener.event({ type: 'message_start', message: { model: params.model, content: [], usage: null } } as never);
    listener.event({ type: 'content_block_start', index: 0, content_block: { type: 'text', text: '' } } as never);
    const ended = new Promise<AttemptEnd>((resolve) => (this.#end = resolve));
    signal.addEventListener('abort', () => this.#finish({ kind: 'aborted' }));
    this.#asked.resolve();
    return ended;
  }
}
