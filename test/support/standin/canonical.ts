/** Content without what may change from request to request (cache markers), so that equal prefixes have equal hashes. */
import { createHash } from 'node:crypto';

export const canonical = (value: unknown): string =>
  JSON.stringify(value, (key, inner: unknown) => (key === 'cache_control' ? undefined : inner)) ?? '';

export const digest = (text: string): string => createHash('sha256').update(text).digest('base64url').slice(0, 22);
