// The editor of an earlier message, in the place of its bubble: sends as the composer does, and Escape leaves it.
import type { PanelStatus } from '../panelState.ts';
import { MAX_TEXT } from '../protocol.ts';
import { button, element } from './element.ts';
import { layOut } from './longText.ts';
import { isComposing, isSendKey } from './sendKey.ts';
import type { Words } from './words.ts';

export interface TurnEditor {
  readonly root: HTMLElement;
  readonly text: string;
  /** On its way to the host: it can be read, and not sent twice. */
  hold(on: boolean): void;
  focus(): void;
}

export interface EditorPorts {
  /** What went along speaks for itself. */
  readonly mayBeBlank: boolean;
  readonly sendWith: () => PanelStatus['sendWith'];
  readonly onChange: (text: string) => void;
  readonly onSend: (text: string) => void;
  readonly onTooLong: () => void;
  readonly onLeave: () => void;
}

export function createTurnEditor(text: string, words: Words, ports: EditorPorts): TurnEditor {
  const area = element('textarea', { 'aria-label': words('step_edit'), dir: 'auto', rows: '1', autocomplete: 'off' });
  layOut(area, text.length);
  area.value = text;
  const send = button({ label: words('send'), 'aria-label': words('sendEdited'), class: 'primary' }, () => trySend());
  const cancel = button({ label: words('cancelEdit') }, () => ports.onLeave());
  const root = element('div', { class: 'editor' }, area, element('div', { class: 'steps' }, send, cancel));
  let held = false;

  const maySend = (): boolean => !held && (ports.mayBeBlank || /\S/.test(area.value));

  const refresh = (): void => {
    layOut(area);
    send.disabled = !maySend();
  };

  const trySend = (): void => {
    if (!maySend()) return;
    if (area.value.length > MAX_TEXT) ports.onTooLong();
    else ports.onSend(area.value);
  };

  area.addEventListener('paste', ({ clipboardData }) => layOut(area, clipboardData?.getData('text/plain').length));
  area.addEventListener('input', () => {
    refresh();
    ports.onChange(area.value);
  });
  root.addEventListener('keydown', (event) => {
    if (event.key === 'Escape' && !isComposing(event)) {
      // Not the answer that may be coming is meant, but the editor.
      event.preventDefault();
      ports.onLeave();
    } else if (event.target === area && isSendKey(event, ports.sendWith())) {
      event.preventDefault();
      trySend();
    }
  });

  refresh();
  return {
    root,
    get text() {
      return area.value;
    },
    hold: (on) => {
      held = on;
      area.readOnly = on;
      refresh();
    },
    focus: () => {
      area.focus();
      area.setSelectionRange(area.value.length, area.value.length);
    },
  };
}
