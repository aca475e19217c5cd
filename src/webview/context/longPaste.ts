// A long text that is pasted becomes a chip: laid out in the text area it would hold the page up for seconds, and bury the
// question that is asked about it.
import { MAX_TEXT } from '../../protocol.ts';
import type { VsCodeApi } from '../vscodeApi.ts';

const LONG = 10_000;
const LONG_LINES = 200;

export function isLong(text: string): boolean {
  if (text.length >= LONG) return true;
  let lines = 1;
  for (let at = text.indexOf('\n'); at !== -1; at = text.indexOf('\n', at + 1)) lines++;
  return lines >= LONG_LINES;
}

/** `onKept` is told of each paste that became a chip, `onTooLong` of one that no message can hold. */
export function chipLongPastes(
  area: HTMLTextAreaElement,
  api: VsCodeApi,
  onKept: () => void,
  onTooLong: () => void,
): void {
  /** The paste that Ctrl+Z would undo: nothing was typed since. */
  let last: string | undefined;
  area.addEventListener('paste', (event) => {
    const text = event.clipboardData?.getData('text/plain') ?? '';
    if (!isLong(text)) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    if (text.length > MAX_TEXT) return onTooLong();
    last = crypto.randomUUID();
    api.post({ type: 'paste', id: last, text });
    onKept();
  });
  area.addEventListener('input', () => (last = undefined));
  area.addEventListener('keydown', (event) => {
    if (last === undefined || event.key.toLowerCase() !== 'z' || event.shiftKey || !(event.ctrlKey || event.metaKey))
      return;
    event.preventDefault();
    api.post({ type: 'unpaste', id: last });
    last = undefined;
  });
}
