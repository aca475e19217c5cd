// The page of the chat panel: asks the host for its state and draws what comes.
import { PROTOCOL_VERSION } from '../protocol.ts';

declare function acquireVsCodeApi(): { postMessage(message: unknown): void };

acquireVsCodeApi().postMessage({ type: 'ready', version: PROTOCOL_VERSION });
