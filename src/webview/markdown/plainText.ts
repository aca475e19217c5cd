// Puts text of the model on the page. Characters that turn the reading direction are shut in and shown by their number:
// with them, code can read otherwise than it runs (https://trojansource.codes). The text itself stays as it came.

const TURNS = /[\u061C\u200E\u200F\u202A-\u202E\u2066-\u2069]/;
const SPLIT = /([\u061C\u200E\u200F\u202A-\u202E\u2066-\u2069])/;

export const turnsDirection = (text: string): boolean => TURNS.test(text);

/** Appends the text; returns the text node at the end that may be appended to, if there is one. */
export function appendText(parent: Node, text: string): Text | undefined {
  if (text === '') return undefined;
  if (!turnsDirection(text)) return parent.appendChild(document.createTextNode(text));
  let last: Text | undefined;
  for (const part of text.split(SPLIT)) {
    if (part === '') continue;
    last = undefined;
    if (turnsDirection(part)) {
      // <bdi> isolates: whatever the character does ends with the element. media/markdown.css shows `data-char`.
      const shown = document.createElement('bdi');
      shown.className = 'bidi';
      shown.dataset['char'] = `U+${part.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0')}`;
      shown.textContent = part;
      parent.appendChild(shown);
    } else last = parent.appendChild(document.createTextNode(part));
  }
  return last;
}
