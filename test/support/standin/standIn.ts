/** A stand-in of the Messages API over a real socket: it validates as the API does, answers as scripted, and records. */
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { answer } from './answer.ts';
import { Api, type ApiOptions } from './api.ts';
import { readExchange } from './exchange.ts';
import type { ModelInfo } from './models.ts';
import { play } from './player.ts';
import type { RecordedRequest } from './recordedRequest.ts';
import type { Reply, Script } from './script.ts';

export interface StandInOptions extends ApiOptions {
  port?: number;
  host?: string;
  /** What POST /v1/messages answers when nothing is queued. */
  respond?: Script;
  /** False forgets requests once they are answered, for a process that runs for days. */
  keepRequests?: boolean;
}

export interface StandIn {
  readonly url: string;
  readonly port: number;
  /** Every request of every endpoint, refused ones too, in the order in which they came. */
  readonly requests: readonly RecordedRequest[];
  /** Only POST /v1/messages. */
  readonly messages: readonly RecordedRequest[];
  /** The models served; settable. */
  models: readonly ModelInfo[];
  /** The answer to every message request that finds the queue empty. */
  respond(script: Script): void;
  /** Answers for the next message requests, one each. */
  queue(...scripts: Script[]): void;
  /** Takes back the queued answers that no request has come for. */
  forgetQueue(): void;
  /** Replaces an endpoint, `'GET /v1/models'` for example, until called with `undefined`. */
  override(endpoint: string, script: Script | undefined): void;
  /** Settles when the message request of this number (from 0) has come; at once if it has. */
  arrived(index: number): Promise<RecordedRequest>;
  /** Ends all connections, the open ones too. */
  close(): Promise<void>;
}

export async function startStandIn(options: StandInOptions = {}): Promise<StandIn> {
  const requests: RecordedRequest[] = [];
  const messages: RecordedRequest[] = [];
  const waiting: { index: number; settle: (record: RecordedRequest) => void }[] = [];
  const queued: Script[] = [];
  const overrides = new Map<string, Script>();
  let respond: Script = options.respond ?? answer('Hello from the stand-in.');
  const api = new Api(options, () => queued.shift() ?? respond);

  const server = createServer((request, response) => {
    // A client may go away at any moment, and a test may make a script that throws: neither may end the process.
    serve(request, response).catch((error: unknown) => {
      if (response.headersSent || response.destroyed) response.destroy();
      else response.writeHead(500).end(String(error));
    });
  });
  server.on('connection', (socket) => socket.setNoDelay(true));

  async function serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const exchange = await readExchange(request, response);
    const { record } = exchange;
    if (options.keepRequests !== false) requests.push(record);
    if (options.keepRequests !== false && record.method === 'POST' && record.path === '/v1/messages') {
      messages.push(record);
      for (const { index, settle } of waiting) if (index === messages.length - 1) settle(record);
    }
    const override = overrides.get(`${record.method} ${record.path}`);
    await play(override ? await resolveScript(override, record) : await api.reply(exchange), response, record);
  }

  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(options.port ?? 0, options.host ?? '127.0.0.1', resolve);
  });
  const { port } = server.address() as AddressInfo;

  return {
    url: `http://${options.host ?? '127.0.0.1'}:${port}`,
    port,
    requests,
    messages,
    get models() {
      return api.models;
    },
    set models(models) {
      api.models = models;
    },
    respond: (script) => {
      respond = script;
    },
    queue: (...scripts) => {
      queued.push(...scripts);
    },
    forgetQueue: () => {
      queued.length = 0;
    },
    override: (endpoint, script) => {
      if (script) overrides.set(endpoint, script);
      else overrides.delete(endpoint);
    },
    arrived: (index) => {
      const record = messages[index];
      if (record) return Promise.resolve(record);
      return new Promise((settle) => {
        waiting.push({ index, settle });
      });
    },
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

const resolveScript = async (script: Script, record: RecordedRequest): Promise<Reply> =>
  typeof script === 'function' ? script(record) : script;
