// Draws one piece of context as a chip: its name, its size, and what can be done with it. Native buttons: no
// element of @vscode-elements/elements is a chip, and its lightest one brings 27 KB with Lit (2.5, minified).
import type { ContextChip } from '../../panelState.ts';
import { button, element } from '../element.ts';
import { icon } from '../icon.ts';
import type { VsCodeApi } from '../vscodeApi.ts';
import type { Words } from '../words.ts';

/** `1.2k` from a thousand on. */
export function shortCount(tokens: number, words: Words): string {
  return tokens < 1000 ? words.number(tokens) : `${words.number(tokens / 1000, tokens < 10_000 ? 1 : 0)}k`;
}

/** The button that opens a chip's content. */
function chipButton(chip: ContextChip, words: Words, open: () => void): HTMLButtonElement {
  const size = words('tokens', words.number(chip.tokens));
  const heard = [size, ...(chip.leftOut === true ? [words('leftOut')] : [])].join(', ');
  const made = button({ class: 'chip-open', title: `${chip.detail ?? chip.label} · ${size}` }, open);
  if (chip.thumb !== undefined) made.append(element('img', { src: chip.thumb, alt: '' }));
  made.append(
    element('span', { class: 'chip-label', dir: 'auto' }, chip.label),
    element('span', { class: 'unseen' }, ` ${heard}`),
    element('span', { class: 'chip-size', 'aria-hidden': 'true' }, shortCount(chip.tokens, words)),
  );
  return made;
}

/** What went along with a message, below it. */
export function drawSentChips(chips: readonly ContextChip[], words: Words, show: (id: string) => void): HTMLElement {
  const drawn = chips.map((chip) => {
    const open = chipButton(chip, words, () => show(chip.id));
    return element('span', { class: chip.leftOut === true ? 'chip left-out' : 'chip' }, open);
  });
  return element('div', { class: 'chips sent', role: 'group', 'aria-label': words('sentAlong') }, ...drawn);
}

/** One that can still be taken away, by its button, by Delete and by Backspace. */
export function waitingChip(chip: ContextChip, api: VsCodeApi, words: Words): HTMLElement {
  const remove = (): void => api.post({ type: 'detach', id: chip.id });
  const open = chipButton(chip, words, () => api.post({ type: 'openContext', id: chip.id }));
  open.setAttribute('aria-description', words('chipHelp'));
  open.addEventListener('keydown', (event) => {
    if (event.key !== 'Delete' && event.key !== 'Backspace') return;
    event.preventDefault();
    remove();
  });
  const root = element('span', { class: 'chip' }, open);
  root.dataset['id'] = chip.id;
  const small = (label: string, name: 'text' | 'close', act: () => void): void => {
    // Out of the way of Tab: the chip itself has the same by key.
    const made = button({ class: 'chip-act', 'aria-label': label, title: label, tabindex: '-1' }, act);
    made.append(icon(name));
    root.append(made);
  };
  if (chip.kind === 'paste') {
    small(words('asText', chip.label), 'text', () => api.post({ type: 'unpaste', id: chip.id }));
  }
  small(words('removeChip', chip.label), 'close', remove);
  return root;
}
