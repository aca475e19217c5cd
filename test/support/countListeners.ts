// Counts who listens for the abort of a signal, so that a test can see whether all have let go.
export function countListeners(signal: AbortSignal): { readonly signal: AbortSignal; readonly count: () => number } {
  const listeners = new Set<unknown>();
  const add = signal.addEventListener.bind(signal);
  const remove = signal.removeEventListener.bind(signal);
  signal.addEventListener = (type: string, listener: unknown, options?: unknown) => {
    if (type === 'abort') listeners.add(listener);
    add(type as 'abort', listener as () => void, options as AddEventListenerOptions);
  };
  signal.removeEventListener = (type: string, listener: unknown, options?: unknown) => {
    listeners.delete(listener);
    remove(type as 'abort', listener as () => void, options as EventListenerOptions);
  };
  return { signal, count: () => listeners.size };
}
