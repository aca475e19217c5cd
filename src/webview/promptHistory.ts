// Earlier prompts in the composer by the arrow keys. What stood there before is kept aside: Down brings it back, and so
// does sending what was recalled.
import type { Frame } from './frame.ts';
import { isComposing } from './sendKey.ts';
import type { VsCodeApi } from './vscodeApi.ts';

export interface PromptHistory {
  /** The host's answer: the newest first. */
  show(prompts: readonly string[]): void;
  /** What stood in the composer has left it. */
  sent(): void;
  /** Another chat may be shown next: this one gets its own draft back. */
  leave(chatId: string): void;
}

export function createPromptHistory(frame: Frame, api: VsCodeApi): PromptHistory {
  const { message } = frame;
  let prompts: readonly string[] = [];
  /** Which prompt stands in the composer; none of them at -1. */
  let at = -1;
  /** Up was pressed, and the prompts have not come yet. */
  let asked = false;

  const kept = (): string | undefined => api.saved().kept;

  const put = (text: string, caret: 'start' | 'end'): void => {
    message.value = text;
    message.dispatchEvent(new Event('input'));
    const place = caret === 'start' ? 0 : text.length;
    message.setSelectionRange(place, place);
  };

  /** Nobody has changed the prompt that was put there. */
  const recalled = (): boolean => at >= 0 && message.value === prompts[at];

  const goTo = (next: number, caret: 'start' | 'end'): void => {
    at = next;
    put(prompts[at] ?? '', caret);
  };

  const backToDraft = (): void => {
    const draft = kept() ?? '';
    at = -1;
    api.save({ kept: undefined });
    put(draft, 'end');
  };

  const older = (event: KeyboardEvent): void => {
    const before = message.value.slice(0, message.selectionStart);
    if (recalled()) {
      if (before.includes('\n')) return;
      event.preventDefault();
      if (at + 1 < prompts.length) goTo(at + 1, 'start');
      return;
    }
    // A prompt that was changed is a text of the user's own; only one can be kept aside.
    if (before !== '' || asked || kept() !== undefined) return;
    asked = true;
    api.post({ type: 'prompts' });
  };

  const newer = (event: KeyboardEvent): void => {
    if (message.value === '' && kept() !== undefined) {
      event.preventDefault();
      return backToDraft();
    }
    if (!recalled() || message.value.slice(message.selectionEnd).includes('\n')) return;
    event.preventDefault();
    if (at > 0) goTo(at - 1, 'end');
    else backToDraft();
  };

  message.addEventListener('keydown', (event) => {
    const plain = !event.shiftKey && !event.altKey && !event.ctrlKey && !event.metaKey;
    // Another part of the composer, such as a list of completions, may have taken the key.
    if (!plain || event.defaultPrevented || isComposing(event)) return;
    if (message.selectionStart !== message.selectionEnd) return;
    if (event.key === 'ArrowUp') older(event);
    if (event.key === 'ArrowDown') newer(event);
  });

  return {
    show: (list) => {
      const { value } = message;
      const wanted = asked && message.selectionStart === 0;
      asked = false;
      if (!wanted || list.length === 0) return;
      // The draft itself may be the newest prompt, where that was not taken.
      prompts = list.filter((text) => text !== value);
      if (prompts.length === 0) return;
      if (/\S/.test(value)) api.save({ kept: value });
      goTo(0, 'start');
    },
    sent: () => {
      if (message.value !== '') return;
      at = -1;
      if (kept() !== undefined) backToDraft();
    },
    leave: (chatId) => {
      if (api.saved().chatId === chatId) return;
      const draft = kept();
      if (recalled()) backToDraft();
      // Both are the user's own, and the chat has one draft.
      else if (draft !== undefined) put([draft, message.value].filter((text) => /\S/.test(text)).join('\n\n'), 'end');
      at = -1;
      api.save({ kept: undefined });
    },
  };
}
