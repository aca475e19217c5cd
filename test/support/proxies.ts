/** Real reverse proxies in front of the stand-in, as companies have them: one that streams through, one that buffers. */
import { once } from 'node:events';
import { request as forward, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import express from 'express';

export interface Proxy {
  readonly url: string;
  close(): Promise<void>;
}

export interface ProxyOptions {
  /** Where it forwards to: the stand-in's `url`. */
  target: string;
  /** True collects the whole reply before it passes anything on. */
  buffer: boolean;
}

/** An Express server as a gateway: a buffering one reads the whole reply first, and so turns a cut one into a 502. */
export async function startExpressProxy({ target, buffer }: ProxyOptions): Promise<Proxy> {
  const app = express().disable('x-powered-by');
  app.use((request, response) => {
    const url = new URL(request.originalUrl, target);
    const headers = { ...request.headers, host: url.host };
    const upstream = forward(url, { method: request.method, headers });
    upstream.once('error', () => {
      if (!response.headersSent) response.status(502).send('<html><body><h1>502 Bad Gateway</h1></body></html>');
    });
    upstream.once('response', (reply) => {
      const { 'content-length': _, 'transfer-encoding': __, connection: ___, ...passed } = reply.headers;
      const head = (): void => {
        for (const [name, value] of Object.entries(passed)) if (value !== undefined) response.setHeader(name, value);
        response.status(reply.statusCode ?? 502);
      };
      if (buffer) {
        collect(reply).then(
          (body) => {
            head();
            // Not `send`, which would add a charset and an ETag of its own.
            response.end(body);
          },
          () => response.destroyed || response.status(502).send('upstream closed the connection'),
        );
        return;
      }
      head();
      response.flushHeaders();
      reply.pipe(response);
      // `pipe` says nothing of an upstream that died: a cut must stay a cut.
      reply.once('error', () => response.destroy());
    });
    response.once('close', () => upstream.destroy());
    request.pipe(upstream);
  });
  const server = app.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    close: async () => {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}

async function collect(reply: IncomingMessage): Promise<Buffer> {
  const pieces: Buffer[] = [];
  for await (const piece of reply) pieces.push(piece as Buffer);
  return Buffer.concat(pieces);
}
