// The messages that wait above the composer while an answer comes: each can be taken back for editing, or removed; one
// that no longer goes by itself can be sent.
import type { QueuedView } from '../panelState.ts';
import { drawSentChips } from './context/chip.ts';
import { element } from './element.ts';
import type { Frame } from './frame.ts';
import { drawToolbar } from './turnToolbar.ts';
import type { VsCodeApi } from './vscodeApi.ts';
import type { Words } from './words.ts';

/** More of a message is not needed to know it again, and megabytes would have to be laid out. */
const SHOWN = 300;

export interface QueueList {
  /** `fresh`: it has just changed, so what is new is announced. */
  show(messages: readonly QueuedView[], fresh: boolean): void;
}

export function createQueueList(frame: Frame, api: VsCodeApi, words: Words, say: (text: string) => void): QueueList {
  const { queue, message } = frame;
  let count = 0;

  /** In front of what stands in the composer, and only then out of the queue: it is in both for a moment, never in none. */
  const takeBack = ({ id, text }: QueuedView): void => {
    message.value = [text, message.value].filter((each) => /\S/.test(each)).join('\n\n');
    message.dispatchEvent(new Event('input'));
    message.focus();
    message.setSelectionRange(text.length, text.length);
    // The composer tells the host of its text when it is left, or a moment later; here it must be at once.
    message.dispatchEvent(new Event('blur'));
    api.post({ type: 'unqueue', turnId: id, back: true });
  };

  const draw = (each: QueuedView): HTMLElement => {
    const text = each.text.length > SHOWN ? `${each.text.slice(0, SHOWN)}…` : each.text;
    const { id, waits } = each;
    const buttons = drawToolbar(words('queuedActions'), [
      ...(waits
        ? []
        : [
            {
              icon: 'send',
              label: words('sendQueued'),
              action: 'sendQueued',
              run: () => api.post({ type: 'sendQueued', turnId: id }),
            } as const,
          ]),
      { icon: 'edit', label: words('editQueued'), action: 'editQueued', run: () => takeBack(each) },
      {
        icon: 'delete',
        label: words('removeQueued'),
        action: 'unqueue',
        run: () => api.post({ type: 'unqueue', turnId: id, back: false }),
      },
    ]);
    return element(
      'li',
      { class: waits ? 'waits' : '' },
      element('span', { class: 'state' }, words(waits ? 'queued' : 'queueHeld')),
      ...(/\S/.test(text) ? [element('span', { class: 'text', dir: 'auto' }, text)] : []),
      buttons,
      ...(each.context === undefined
        ? []
        : [drawSentChips(each.context, words, (chip) => api.post({ type: 'openContext', id: chip, turnId: id }))]),
    );
  };

  return {
    show: (messages, fresh) => {
      const focused = queue.contains(document.activeElement);
      queue.replaceChildren(...messages.map((each) => draw(each)));
      queue.hidden = messages.length === 0;
      if (fresh && messages.length > count) say(words('queued'));
      count = messages.length;
      if (focused) message.focus({ preventScroll: true });
    },
  };
}
