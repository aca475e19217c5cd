// The worst that can happen to an extension.
import assert from 'node:assert/strict';
import { extensionHosts } from './processTree.ts';
import type { Session } from './session.ts';

/** No time for a last word; the editor itself lives on. */
export function killExtensionHost({ server }: Session): void {
  const hosts = extensionHosts(server.pid);
  for (const pid of hosts) process.kill(pid, 'SIGKILL');
  assert.ok(hosts.length > 0);
}
