// A connection to a stand-in, with the real fetch over a real socket.
import type { Clock } from '../../src/core/clock.ts';
import type { Connection } from '../../src/core/claude/connection.ts';
import { systemClock } from '../../src/host/systemClock.ts';

/** Recognisable, so that a test can look for it where it must not be. */
export const TEST_KEY = 'sk-ant-test-RECOGNISABLE-0123456789';

export function testConnection(url: string, more: Partial<Connection> & { readonly clock?: Clock } = {}): Connection {
  return {
    baseUrl: url,
    apiKey: TEST_KEY,
    apiKeyHeader: 'authorization',
    customHeaders: {},
    limits: { firstByteMs: 120_000, idleMs: 90_000 },
    fetch: (input, init) => globalThis.fetch(input, init),
    clock: systemClock,
    ...more,
  };
}
