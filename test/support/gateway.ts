// A team's gateway to the API, as small as one can be that is fit for work: the company's key stays on the server, each
// member has a key of their own, nobody sends more often than agreed, and answers stream. The README shows how to use it.
//
//   ANTHROPIC_API_KEY=… TEAM_KEYS='{"ann-key": "Ann"}' PORT=8787 npx node test/support/gateway.ts
import express, { type Express, type Request } from 'express';
import { request as forward } from 'node:http';
import { request as forwardEncrypted } from 'node:https';

export interface GatewayOptions {
  /** The API's address and the company's key for it. */
  upstream: string;
  upstreamKey: string;
  /** Who may come in: name by key. */
  members: Readonly<Record<string, string>>;
  /** Messages in a window, for each member. */
  limit: number;
  windowMs: number;
}

/** What the gateway passes on of a request; the member's key and headers of theirs stay here. */
const PASSED = ['content-type', 'accept', 'anthropic-version', 'anthropic-beta'];

export function teamGateway({ upstream, upstreamKey, members, limit, windowMs }: GatewayOptions): Express {
  const app = express();
  const sent = new Map<string, number[]>();

  app.use('/v1', (request, response, next) => {
    if (members[keyOf(request)] !== undefined) return next();
    response.status(401).json({ error: 'Unknown team key. Ask the platform team for one.' });
  });

  app.post('/v1/messages', (request, response, next) => {
    const now = Date.now();
    const recent = (sent.get(keyOf(request)) ?? []).filter((at) => now - at < windowMs);
    sent.set(keyOf(request), recent);
    const [oldest] = recent;
    if (recent.length < limit || oldest === undefined) {
      recent.push(now);
      return next();
    }
    const retryAfter = Math.ceil((oldest + windowMs - now) / 1000);
    const name = members[keyOf(request)];
    response.status(429).json({ error: `${name} has sent ${limit} messages in this session already.`, retryAfter });
  });

  app.all(['/v1/messages', '/v1/messages/count_tokens', '/v1/models'], (request, response) => {
    const url = new URL(request.originalUrl, upstream);
    const passed = PASSED.flatMap((name) => {
      const value = request.get(name);
      return value === undefined ? [] : [[name, value] as const];
    });
    const headers = { ...Object.fromEntries(passed), authorization: `Bearer ${upstreamKey}`, host: url.host };
    const ask = url.protocol === 'https:' ? forwardEncrypted : forward;
    const asked = ask(url, { method: request.method, headers });
    asked.once('response', (reply) => {
      const { connection: _, 'transfer-encoding': __, ...kept } = reply.headers;
      // `no`: nginx in front of this shall not gather the stream. Then each piece goes out as it comes.
      response.writeHead(reply.statusCode ?? 502, { ...kept, 'x-accel-buffering': 'no' });
      response.flushHeaders();
      reply.pipe(response);
      // `pipe` says nothing of an answer that broke off: a cut must stay a cut.
      reply.once('error', () => response.destroy());
    });
    asked.once('error', () => {
      if (response.headersSent) response.destroy();
      else response.status(502).json({ error: 'The API cannot be reached from the gateway.' });
    });
    // A member who stops ends the request at the API, and with it its cost.
    response.once('close', () => asked.destroy());
    request.pipe(asked);
  });
  return app;
}

function keyOf(request: Request): string {
  return request.get('x-api-key') ?? request.get('authorization')?.replace(/^Bearer /, '') ?? '';
}

if (import.meta.main) {
  const { ANTHROPIC_API_KEY: upstreamKey = '', TEAM_KEYS = '{}', PORT = '8787' } = process.env;
  const members = JSON.parse(TEAM_KEYS) as Record<string, string>;
  const upstream = 'https://api.anthropic.com';
  const options = { upstream, upstreamKey, members, limit: 30, windowMs: 60_000 };
  teamGateway(options).listen(Number(PORT), '127.0.0.1', () => console.log(`http://127.0.0.1:${PORT}`));
}
