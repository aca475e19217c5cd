// Says that something is on its way, from the moment of sending to the first token.
import type { Turn } from '../panelState.ts';
import { element } from './element.ts';
import type { Words } from './words.ts';

/** True while a reply is awaited of which nothing can be seen yet. */
export function isAwaited(last: Turn | undefined): boolean {
  if (last === undefined) return false;
  if (last.role === 'user') return last.state === 'pending';
  return last.text === '' && last.thinking === '' && (last.phase === 'waiting' || last.phase === 'thinking');
}

export function isStreaming(last: Turn | undefined): boolean {
  return last?.role === 'claude' ? last.phase !== 'ended' : last?.state === 'pending';
}

export function showProgress(region: HTMLElement, words: Words, on: boolean): void {
  if (on === region.hasChildNodes()) return;
  region.replaceChildren(...(on ? [element('span', { class: 'pulse', 'aria-hidden': 'true' }), words('waiting')] : []));
}
