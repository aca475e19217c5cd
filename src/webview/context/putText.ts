// Puts text where the cursor is, as if it had been typed: the text area's own undo takes it away again.

/** Above this, undo costs seconds to keep. */
const UNDOABLE = 200_000;

export function putText(area: HTMLTextAreaElement, text: string): void {
  area.focus();
  // Deprecated without a successor: nothing else keeps a text area's undo (https://github.com/whatwg/html/issues/5241).
  const done =
    text.length <= UNDOABLE &&
    (text === '' ? document.execCommand('delete') : document.execCommand('insertText', false, text));
  if (done) return;
  area.setRangeText(text, area.selectionStart, area.selectionEnd, 'end');
  area.dispatchEvent(new InputEvent('input', { bubbles: true }));
}
