// The door to the SDK: loaded on first use, from its own chunk, so that starting the editor costs nothing.
import type * as Attempt from '../../core/claude/attempt.ts';

let loading: Promise<typeof Attempt> | undefined;

export function sdk(): Promise<typeof Attempt> {
  loading ??= import('../../core/claude/attempt.ts');
  return loading;
}
