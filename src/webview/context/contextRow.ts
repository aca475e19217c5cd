// The row above the composer's text: what goes along with the message, and whether the open file does.
import type { PanelContext } from '../../panelState.ts';
import { button, element } from '../element.ts';
import type { Frame } from '../frame.ts';
import { icon } from '../icon.ts';
import type { VsCodeApi } from '../vscodeApi.ts';
import type { Words } from '../words.ts';
import { shortCount, waitingChip } from './chip.ts';

export interface ContextRow {
  show(context: PanelContext): void;
}

export function createContextRow(frame: Frame, api: VsCodeApi, words: Words): ContextRow {
  const { context: row, message, attach, request } = frame;
  attach.append(icon('attach'));
  attach.addEventListener('click', () => api.post({ type: 'addContext' }));
  request.append(icon('eye'));
  request.addEventListener('click', () => api.post({ type: 'showRequest', text: message.value }));

  // Arrows go along the row, and down from its end into the text.
  row.addEventListener('keydown', (event) => {
    const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    if (step === undefined) return;
    const stops = [...row.querySelectorAll<HTMLElement>('.chip-open, .open-file')];
    const at = stops.findIndex((stop) => stop === document.activeElement);
    event.preventDefault();
    (stops[at + step] ?? (step > 0 ? message : stops[at]))?.focus();
  });

  const openFile = ({ label, detail, tokens, on }: NonNullable<PanelContext['openFile']>): HTMLElement => {
    const size = words('tokens', words.number(tokens));
    const made = button({ class: 'chip open-file', 'aria-pressed': String(on) }, () =>
      api.post({ type: 'withOpenFile', on: !on }),
    );
    made.title = `${detail} · ${size}`;
    made.append(
      icon(on ? 'done' : 'add'),
      element('span', { class: 'unseen' }, `${words('openFile')} `),
      element('span', { class: 'chip-label', dir: 'auto' }, label),
      ...(on ? [element('span', { class: 'chip-size', 'aria-hidden': 'true' }, shortCount(tokens, words))] : []),
    );
    return made;
  };

  return {
    show: ({ chips, openFile: file }) => {
      const stops = [...row.querySelectorAll('.chip-open, .open-file')];
      const focused = stops.findIndex((stop) => stop === document.activeElement);
      row.replaceChildren(
        ...(file === undefined ? [] : [openFile(file)]),
        ...chips.map((chip) => waitingChip(chip, api, words)),
      );
      row.hidden = row.childElementCount === 0;
      // A chip that goes away under the focus hands it to its neighbour, the last one to the text.
      if (focused === -1) return;
      const left = [...row.querySelectorAll<HTMLElement>('.chip-open, .open-file')];
      (left[Math.min(focused, left.length - 1)] ?? message).focus();
    },
  };
}
