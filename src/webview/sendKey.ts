// Which key sends what was typed, in the composer as in the editor of an earlier message.
import type { PanelStatus } from '../panelState.ts';

/** True while the key belongs to an input method (IME), which uses Enter, Escape and the arrows for itself. */
export function isComposing(event: KeyboardEvent): boolean {
  // 229: Safari ends a composition before the Enter that ended it, which then is no Enter for us
  // (https://bugs.webkit.org/show_bug.cgi?id=165004).
  return event.isComposing || event.keyCode === 229;
}

export function isSendKey(event: KeyboardEvent, sendWith: PanelStatus['sendWith']): boolean {
  if (event.key !== 'Enter' || isComposing(event) || event.shiftKey || event.altKey) return false;
  return sendWith === 'enter' || event.ctrlKey || event.metaKey;
}
