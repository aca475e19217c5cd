/** Debian's nginx as a reverse proxy, with `proxy_buffering` on or off; undefined where it is not installed. */
import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { freePort } from './freePort.ts';
import type { Proxy, ProxyOptions } from './proxies.ts';

/** An interactive shell's PATH may lack it, Debian puts it there all the same. */
const CANDIDATES = ['nginx', '/usr/sbin/nginx'];

export async function startNginx({ target, buffer }: ProxyOptions): Promise<Proxy | undefined> {
  const program = CANDIDATES.find((candidate) => spawnSync(candidate, ['-v']).status === 0);
  if (program === undefined) return undefined;
  const directory = await mkdtemp(join(tmpdir(), 'sidestream-nginx-'));
  const port = await freePort();
  const file = join(directory, 'nginx.conf');
  await writeFile(file, configuration(directory, port, target, buffer));
  const server = spawn(program, ['-p', directory, '-c', file, '-e', 'stderr'], { stdio: ['ignore', 'ignore', 'pipe'] });
  const complaints: string[] = [];
  server.stderr.on('data', (data: Buffer) => complaints.push(data.toString()));
  await listening(port, server, complaints);
  return {
    url: `http://127.0.0.1:${port}`,
    close: async () => {
      const exited = once(server, 'exit');
      if (server.exitCode === null && server.kill('SIGTERM')) await exited;
      await rm(directory, { recursive: true, force: true });
    },
  };
}

/**
 * What nginx does when nothing is configured. `proxy_buffering on` alone would not delay anything: over HTTP/1.1 it passes
 * each chunk of a chunked reply on at once (measured, 1.22). Its default 1.0 has no chunks, so it waits for full buffers,
 * and cannot tell a reply that was cut from one that ended.
 */
const BUFFERED = 'proxy_http_version 1.0; proxy_buffering on;';
const STREAMED = 'proxy_http_version 1.1; proxy_set_header Connection ""; proxy_buffering off;';

/** No user, no log outside its own directory, one process: it runs as whoever runs the tests. */
function configuration(directory: string, port: number, target: string, buffer: boolean): string {
  const kinds = ['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi'];
  const temporary = kinds.map((kind) => `  ${kind}_temp_path ${join(directory, kind)};`).join('\n');
  return `daemon off;
master_process off;
pid ${join(directory, 'nginx.pid')};
error_log stderr error;
events { worker_connections 64; }
http {
  access_log off;
${temporary}
  server {
    listen 127.0.0.1:${port};
    client_max_body_size 32m;
    location / {
      proxy_pass ${target};
      ${buffer ? BUFFERED : STREAMED}
      proxy_read_timeout 600s;
    }
  }
}
`;
}

/** It has no way to say that it is ready: knock, as often as the loop turns, until it opens or has died. */
async function listening(port: number, server: ChildProcess, complaints: readonly string[]): Promise<void> {
  for (;;) {
    if (server.exitCode !== null) throw new Error(`nginx ended: ${complaints.join('')}`);
    const socket = connect(port, '127.0.0.1');
    const opened = await once(socket, 'connect').then(
      () => true,
      () => false,
    );
    socket.destroy();
    if (opened) return;
  }
}
