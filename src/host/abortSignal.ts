// VS Code's cancellation, as the rest of the world knows it: tokens end here, below there are only signals.
import { CancellationTokenSource, type CancellationToken } from 'vscode';
import type { Stop } from '../core/chat/conversationPorts.ts';

/** Aborts when the token is cancelled. Dispose the token's source when the work is over: that lets go of the signal. */
export function signalOf(token: CancellationToken): AbortSignal {
  const controller = new AbortController();
  if (token.isCancellationRequested) controller.abort();
  else token.onCancellationRequested(() => controller.abort());
  return controller.signal;
}

/** A way to stop one action of the user. */
export function newStop(): Stop {
  const source = new CancellationTokenSource();
  return { signal: signalOf(source.token), stop: () => source.cancel(), dispose: () => source.dispose() };
}
