// What a conversation needs of the world around it: handed in by the host, replaced by tests.
import type { MessageCreateParamsStreaming } from '@anthropic-ai/sdk/resources/messages/messages';
import type { Notice, PanelContext, PanelStatus } from '../../panelState.ts';
import type { HostEvent } from '../../protocol.ts';
import type { ExchangePorts } from '../claude/exchange.ts';
import type { Failure } from '../claude/failure.ts';
import type { Situation, Translate } from '../claude/failureWords.ts';
import type { Model } from '../claude/models.ts';
import type { RequestWishes } from '../claude/request.ts';
import type { Clock } from '../clock.ts';
import type { Attached } from '../context/attached.ts';
import type { Images } from '../context/contextBlocks.ts';
import type { FramePace } from './framePace.ts';
import type { Journal } from './outbox.ts';
import type { ReporterPorts } from './reporter.ts';

/** All that a request needs of the world, read when it leaves. */
export interface ReadyToSend {
  readonly ok: true;
  readonly send: ExchangePorts['send'];
  readonly holdBack?: ExchangePorts['holdBack'];
  /** The API's count of a request's tokens; `undefined` where it gave none. */
  readonly count: (params: MessageCreateParamsStreaming, signal: AbortSignal) => Promise<number | undefined>;
  /** False once the address has shown that it counts nothing, or nothing in time: nobody should wait for it again. */
  readonly counts: () => boolean;
  readonly maxRetries: number;
  readonly refused: ExchangePorts['refused'];
  readonly wishes: RequestWishes;
  readonly system: string;
  readonly maxTurns: number;
  /** Asks the API's list where it must; never fails, but may give what is known without it. */
  readonly model: (signal: AbortSignal) => Promise<Model>;
}

/** Stops one action; the host makes it of the editor's own cancellation. */
export interface Stop {
  readonly signal: AbortSignal;
  stop(): void;
  dispose(): void;
}

export interface ConversationPorts {
  readonly journal: Journal;
  readonly clock: Clock;
  /** Of the page that `post` reaches. */
  readonly pace: FramePace;
  readonly random: () => number;
  readonly newId: () => string;
  readonly newStop: () => Stop;
  /** This process, and whether another one still lives: an answer without its end may be coming in another window. */
  readonly pid: number;
  readonly alive: (pid: number) => boolean;
  /** Why nothing may be added to this chat, such as a journal of a later version; undefined where it may. */
  readonly blocked: () => Notice | undefined;
  readonly t: Translate;
  /** `model` is the line or id for one request alone, where it is not that of the settings. */
  readonly connect: (model?: string) => Promise<ReadyToSend | { readonly ok: false; readonly failure: Failure }>;
  /** What is attached to the composer; it keeps itself. */
  readonly attached: Attached;
  /** The same as the panel shows it, and the file in the editor. */
  readonly context: () => PanelContext;
  /** Bytes of images by their files; one that is gone is left out. */
  readonly readImages: (files: readonly string[]) => Promise<Images>;
  /** Of a request to `model`, where it is not the one of the settings. */
  readonly situation: (model?: string) => Situation;
  readonly status: () => PanelStatus;
  readonly price: ReporterPorts['price'];
  readonly onSpent: (turnId: string, ...spent: Parameters<ReporterPorts['onSpent']>) => void;
  readonly onEvent: (turnId: string, event: Parameters<ReporterPorts['onEvent']>[0]) => void;
  readonly onHeaders: ReporterPorts['onHeaders'];
  readonly post: (event: HostEvent) => void;
  /** The chat has begun or ended to stream. */
  readonly onRunning: (running: boolean) => void;
}
