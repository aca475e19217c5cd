// One request of an inline edit, from its sending to its outcome: what comes is written into the document in batches.
import type { MessageParam } from '@anthropic-ai/sdk/resources/messages/messages';
import { EndOfLine } from 'vscode';
import type { ReadyToSend, Stop } from '../../core/chat/conversationPorts.ts';
import { Exchange, type ExchangeListener } from '../../core/claude/exchange.ts';
import { endedBy, type ExchangeEnd } from '../../core/claude/exchangeEnd.ts';
import { estimateTokens } from '../../core/claude/messageUsage.ts';
import type { Model } from '../../core/claude/models.ts';
import { buildRequest } from '../../core/claude/request.ts';
import { EditAnswer } from '../../core/edit/editAnswer.ts';
import type { EditPrompt } from '../../core/edit/editPrompt.ts';
import type { EditRequest } from '../../core/edit/editRequest.ts';
import type { OutputResult } from '../../core/edit/taggedOutput.ts';
import { systemClock } from '../systemClock.ts';
import type { OpenEdit } from './openEdit.ts';

/** From one write to the next: 30 ms keeps a line's way short, and an editor that is typed in takes no less anyway. */
const PACE_MS = 30;

/** What is asked, kept for Continue, Try Again and a further instruction. */
export interface Asked {
  readonly request: EditRequest;
  readonly prompt: EditPrompt;
  readonly messages: readonly MessageParam[];
}

/** How a request ended, and what came of it. */
export type StreamEnd =
  | { readonly kind: 'ended'; readonly end: ExchangeEnd; readonly result: OutputResult; readonly answer: string }
  /** The document takes no change, which only the first write could tell. */
  | { readonly kind: 'readOnly' }
  /** Not sent: the model's window, of so many tokens, is too small. */
  | { readonly kind: 'tooLarge'; readonly tokens: number; readonly window: number; readonly model: string };

/** What the accounts, the raw view and the progress hear of a request. */
export interface StreamListener {
  readonly event: (...event: Parameters<ExchangeListener['event']>) => void;
  readonly headers: (...headers: Parameters<ExchangeListener['headers']>) => void;
  readonly retry: (...plan: Parameters<ExchangeListener['retry']>) => void;
  readonly spent: (...spent: Parameters<ExchangeListener['spent']>) => void;
}

export class EditStream {
  readonly #edit: OpenEdit;
  readonly #stop: Stop;
  readonly #listener: StreamListener;
  #answer: EditAnswer | undefined;
  #exchange: Exchange | undefined;
  #timer: (() => void) | undefined;
  #writing = false;
  #last = 0;
  #refused = false;
  #retrying = false;

  constructor(edit: OpenEdit, stop: Stop, listener: StreamListener) {
    this.#edit = edit;
    this.#stop = stop;
    this.#listener = listener;
  }

  stop(): void {
    this.#stop.stop();
  }

  /** It waits to be sent again. */
  get retrying(): boolean {
    return this.#retrying;
  }

  retryNow(): void {
    this.#exchange?.retryNow();
  }

  /** Writes what has been gathered, now that an editor shows the document. */
  wake(): void {
    if (this.#answer !== undefined) this.#schedule();
  }

  /** Never throws. `kept` is the answer so far, where it goes on. */
  async run(ready: ReadyToSend, asked: Asked, kept = ''): Promise<StreamEnd> {
    const edit = this.#edit;
    const { signal } = this.#stop;
    try {
      const model = await ready.model(signal);
      const tooLarge = overWindow(model, asked, kept);
      if (tooLarge !== undefined) {
        edit.settle();
        return tooLarge;
      }
      const end = edit.document.eol === EndOfLine.CRLF ? '\r\n' : '\n';
      const answer = new EditAnswer(asked.prompt, end, edit.group, kept);
      this.#answer = answer;
      const params = buildRequest(model, asked.prompt.system, asked.messages, ready.wishes);
      const { send, holdBack, maxRetries, refused } = ready;
      const ports = { send, holdBack, maxRetries, refused, clock: systemClock, random: Math.random };
      this.#exchange = new Exchange(ports, this.#hear(answer));
      const ended = await this.#exchange.run(params, signal);
      const result = answer.end(ended.outcome === 'done' ? 'whole' : 'cut');
      this.#timer?.();
      const wrote = await edit.write(true);
      edit.settle();
      if (this.#refused || wrote === 'readOnly') return { kind: 'readOnly' };
      return { kind: 'ended', end: ended, result, answer: answer.text };
    } catch (error) {
      edit.settle();
      return {
        kind: 'ended',
        end: endedBy(error, 0),
        result: { kind: 'prose', text: '' },
        answer: this.#answer?.text ?? kept,
      };
    } finally {
      this.#timer?.();
      this.#stop.dispose();
    }
  }

  #hear(answer: EditAnswer): ExchangeListener {
    const { event, headers, retry, spent } = this.#listener;
    return {
      event,
      headers,
      spent,
      retry: (plan) => {
        this.#retrying = plan !== undefined;
        retry(plan);
      },
      forgetThinking: () => {},
      change: (change) => {
        if (change.type !== 'delta' || change.channel !== 'text') return;
        answer.push(change.text);
        this.#schedule();
      },
    };
  }

  /** The first of a burst goes at once, what comes meanwhile goes together. */
  #schedule(): void {
    if (this.#timer !== undefined || this.#writing || this.#edit.phase !== 'streaming') return;
    const wait = Math.max(0, this.#last + PACE_MS - systemClock.now());
    this.#timer = systemClock.after(wait, () => void this.#write());
  }

  async #write(): Promise<void> {
    this.#timer = undefined;
    this.#writing = true;
    this.#last = systemClock.now();
    const end = await this.#edit.write(false);
    this.#writing = false;
    if (end === 'readOnly') {
      this.#refused = true;
      this.stop();
    }
    if (end === 'written' && this.#edit.group.plan().changes.length > 0) this.#schedule();
  }
}

/** Prompt and answer must fit: the answer is about as long as what is to be rewritten. */
function overWindow(model: Model, { prompt, messages, request }: Asked, kept: string): StreamEnd | undefined {
  const sent = prompt.system.length + messages.reduce((sum, { content }) => sum + lengthOf(content), 0) + kept.length;
  const rewritten = request.regions.reduce((sum, { start, end }) => sum + end - start, 0);
  const tokens = estimateTokens(sent + rewritten);
  const window = model.maxInputTokens ?? Infinity;
  return tokens > window ? { kind: 'tooLarge', tokens, window, model: model.name } : undefined;
}

function lengthOf(content: MessageParam['content']): number {
  return typeof content === 'string' ? content.length : 0;
}
