// The composer: a plain text area that sends, keeps a draft safe while it is typed, and lets go of sent text only when
// the host has it in its journal.
import { speaksAlone } from '../core/context/speaksAlone.ts';
import type { PanelContext, PanelState, PanelStatus } from '../panelState.ts';
import { MAX_TEXT } from '../protocol.ts';
import { Draft } from './draft.ts';
import type { Frame } from './frame.ts';
import { putText } from './context/putText.ts';
import { icon } from './icon.ts';
import { layOut } from './longText.ts';
import { isSendKey } from './sendKey.ts';
import type { VsCodeApi } from './vscodeApi.ts';
import type { Words } from './words.ts';

const DRAFT_DELAY = 150;
/** What is worth keeping in VS Code's own small state; longer texts are left to the host. */
const small = (text: string): string | undefined => (text.length > 20_000 ? undefined : text);

export interface Composer {
  show(state: PanelState): void;
  status(status: PanelStatus): void;
  streaming(on: boolean): void;
  accepted(sendId: string): void;
  refused(sendId: string): void;
  fill(text: string): void;
  /** Puts text where the cursor is. */
  insert(text: string): void;
  /** What goes along with the message. */
  along(chips: PanelContext['chips']): void;
  /** Something that shall go along is not ready yet: Send waits. */
  waiting(on: boolean): void;
  focus(): void;
}

export function createComposer(
  frame: Frame,
  api: VsCodeApi,
  words: Words,
  onSend: () => void,
  onTooLong: () => void,
): Composer {
  const { message, send, stop, composer } = frame;
  const draft = new Draft();
  let chatId = api.saved().chatId;
  let sendWith: PanelStatus['sendWith'] = 'enter';
  let running = false;
  let waits = false;
  /** What goes along may be sent without a word. */
  let speaks = false;
  let timer: ReturnType<typeof setTimeout> | undefined;

  const maySend = (): boolean => !waits && draft.held === undefined && (speaks || /\S/.test(message.value));

  const refresh = (): void => {
    layOut(message);
    const blank = !maySend();
    // Neither button may vanish under the focus: it would fall to the body, and the next key to nobody.
    const lost = (blank && document.activeElement === send) || (!running && document.activeElement === stop);
    if (lost) message.focus({ preventScroll: true });
    send.disabled = blank;
    send.hidden = running && blank;
    stop.hidden = !running;
    composer.classList.toggle('held', draft.held !== undefined);
  };

  const flush = (): void => {
    if (timer === undefined) return;
    clearTimeout(timer);
    timer = undefined;
    if (draft.held !== undefined) return;
    api.save({ draft: small(message.value), posted: true });
    api.post({ type: 'draft', text: message.value, ...(chatId !== undefined && { chatId }) });
  };

  const changedByUser = (): void => {
    draft.changed = true;
    refresh();
    api.save({ draft: small(message.value), posted: false });
    timer ??= setTimeout(flush, small(message.value) === undefined ? DRAFT_DELAY : 0);
  };

  const put = (text: string): void => {
    layOut(message, text.length);
    message.value = text;
    draft.filledWith(text);
    api.save({ draft: small(text), posted: true });
    refresh();
  };

  const trySend = (): void => {
    const text = message.value;
    if (!maySend()) return;
    if (text.length > MAX_TEXT) return onTooLong();
    clearTimeout(timer);
    timer = undefined;
    const held = { sendId: crypto.randomUUID(), text };
    draft.hold(held);
    api.save({ draft: small(text), held: small(text) === undefined ? undefined : held });
    api.post({ type: 'send', ...held });
    refresh();
    onSend();
  };

  const accepted = (sendId: string): void => {
    const rest = draft.accepted(sendId, message.value);
    if (rest === undefined) return;
    api.save({ held: undefined });
    const { selectionEnd } = message;
    const removed = message.value.length - rest.length;
    put(rest);
    if (rest !== '') {
      message.setSelectionRange(Math.max(0, selectionEnd - removed), Math.max(0, selectionEnd - removed));
      changedByUser();
    }
  };

  const restored = api.saved();
  if (message.value === '' && restored.draft !== undefined) {
    message.value = restored.draft;
    // What the host had been told may have changed there since; what it never heard of lives here alone.
    if (restored.posted !== false) draft.filledWith(restored.draft);
  }
  if (restored.held !== undefined) draft.hold(restored.held);

  send.append(icon('send'));
  stop.append(icon('stop'));
  message.addEventListener('input', changedByUser);
  message.addEventListener('blur', flush);
  document.addEventListener('visibilitychange', flush);
  window.addEventListener('pagehide', flush);
  composer.addEventListener('submit', (event) => {
    event.preventDefault();
    trySend();
  });
  stop.addEventListener('click', () => api.post({ type: 'stop' }));
  // The buttons do not take the focus from the text by mouse; by keyboard they do.
  for (const each of [send, stop]) each.addEventListener('mousedown', (event) => event.preventDefault());
  message.addEventListener('keydown', (event) => {
    if (!isSendKey(event, sendWith)) return;
    event.preventDefault();
    trySend();
  });

  const status = (next: PanelStatus): void => {
    sendWith = next.sendWith;
    const apple = navigator.userAgent.includes('Mac');
    const chord = apple ? '⌘Enter' : 'Ctrl+Enter';
    message.placeholder = words('placeholder', sendWith === 'enter' ? 'Enter' : chord);
  };

  refresh();
  return {
    status,
    show: (state) => {
      status(state.status);
      const switched = chatId !== undefined && chatId !== state.chatId;
      if (switched) flush();
      chatId = state.chatId;
      api.save({ chatId });
      if (draft.held !== undefined) {
        if (state.acceptedSendId === draft.held.sendId) accepted(draft.held.sendId);
        else if (draft.release()) api.save({ held: undefined });
      }
      if (switched || (!draft.changed && draft.mayFill(message.value))) put(state.draft);
      else changedByUser();
    },
    streaming: (on) => {
      if (on === running) return;
      running = on;
      refresh();
    },
    accepted,
    refused: (sendId) => {
      if (!draft.release(sendId)) return;
      api.save({ held: undefined });
      changedByUser();
    },
    fill: (text) => {
      if (draft.mayFill(message.value)) put(text);
    },
    insert: (text) => putText(message, text),
    along: (chips) => {
      speaks = speaksAlone(chips);
      refresh();
    },
    waiting: (on) => {
      waits = on;
      refresh();
    },
    focus: () => message.focus(),
  };
}
