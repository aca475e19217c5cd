/** One request as the stand-in saw it, and what became of its socket. */
import type { IncomingHttpHeaders } from 'node:http';
import type { MessagesBody } from './requestShape.ts';

export interface RecordedRequest {
  readonly method: string;
  /** Without the query. */
  readonly path: string;
  readonly query: URLSearchParams;
  readonly headers: IncomingHttpHeaders;
  /** The body parsed as JSON, loosely typed; `{}` when it was empty or no JSON. */
  readonly body: MessagesBody;
  /** The body as it came. */
  readonly text: string;
  /** `performance.now()` at the moment the headers were read. */
  readonly at: number;
  /** The status that was answered; 0 before. */
  status: number;
  /** Bytes of the reply's body handed to the socket so far. */
  bytesSent: number;
  /** `performance.now()` of each event step, when it was handed to the socket. */
  readonly sentAt: number[];
  /** When the exchange was over, and by whom: `client` means it went away before the reply had ended. */
  closedAt?: number;
  closedBy?: 'client' | 'server';
  /** Settles with `closedAt`. */
  readonly closed: Promise<number>;
}
