// The network below HTTP, by Node: to look at the way that a request takes, without sending anything over it.
import { lookup } from 'node:dns/promises';
import { connect as connectSocket, isIP, type Socket } from 'node:net';
import { connect as connectTls } from 'node:tls';
import type { Handshake, Network } from '../../core/doctor/wayThere.ts';

const PATIENCE_MS = 5000;

export const network: Network = {
  lookup: async (host) => (await lookup(host, { all: true })).map(({ address }) => address),
  connect: (host, port) => {
    const socket = connectSocket({ host, port });
    return opened(socket, 'connect', () => undefined);
  },
  handshake: (host, port) => {
    // It only looks: whether a certificate is good enough for a request is decided where requests are made.
    const name = isIP(host) === 0 ? { servername: host } : {};
    const socket = connectTls({ host, port, rejectUnauthorized: false, ...name });
    return opened(socket, 'secureConnect', (): Handshake => {
      const { O, CN } = socket.getPeerCertificate().issuer;
      const error: Error | null = socket.authorizationError;
      return {
        protocol: socket.getProtocol() ?? 'TLS',
        issuer: [O ?? CN].flat()[0] ?? '?',
        distrust: socket.authorized ? undefined : String(error ?? ''),
      };
    });
  },
};

function opened<T>(socket: Socket, event: string, read: () => T): Promise<T> {
  return new Promise<T>((resolve, reject) => {
    socket.setTimeout(PATIENCE_MS, () => socket.destroy(Object.assign(new Error('no answer'), { code: 'ETIMEDOUT' })));
    socket.once('error', reject);
    socket.once(event, () => {
      resolve(read());
      socket.destroy();
    });
  });
}
