// Which earlier message is being edited, and what was typed there: it outlives the editor, a redrawn page, and a message
// that the host did not take.
import { speaksAlone } from '../core/context/speaksAlone.ts';
import type { PanelStatus, Turn, UserTurn } from '../panelState.ts';
import { createTurnEditor, type TurnEditor } from './turnEditor.ts';
import type { VsCodeApi } from './vscodeApi.ts';
import type { Words } from './words.ts';

/** Longest text that is kept over a page: VS Code takes the whole state in anew with every key that is typed. */
const KEPT = 200_000;

export interface MessageEdits {
  status(status: PanelStatus): void;
  /** Puts the editor into the drawn turn, with what was typed there before. */
  open(turn: UserTurn, root: HTMLElement): void;
  /** These turns were drawn anew: what was open in one is open again. */
  restore(turns: readonly Turn[], find: (turnId: string) => HTMLElement | undefined): void;
  /** The host has the message, or has not taken it. */
  settled(sendId: string, accepted: boolean): void;
}

export interface EditsPorts {
  readonly streaming: () => boolean;
  readonly onBusy: () => void;
  readonly onSend: () => void;
  readonly onTooLong: () => void;
}

interface Open {
  readonly turn: UserTurn;
  readonly root: HTMLElement;
  readonly editor: TurnEditor;
  sendId: string | undefined;
}

export function createMessageEdits(api: VsCodeApi, words: Words, ports: EditsPorts): MessageEdits {
  /** By turn, what was typed and not sent. */
  const texts = new Map<string, string>();
  let sendWith: PanelStatus['sendWith'] = 'enter';
  let open: Open | undefined;

  const keep = (): void => {
    const text = open?.editor.text ?? '';
    const edit = open === undefined || text.length > KEPT ? undefined : { turnId: open.turn.id, text };
    api.save({ edit });
  };

  const close = (): void => {
    open?.editor.root.remove();
    open?.root.classList.remove('editing');
    open = undefined;
    keep();
  };

  const leave = (): void => {
    const back = open?.root.querySelector<HTMLElement>('[data-action="edit"]');
    close();
    back?.focus({ preventScroll: true });
  };

  const send = (text: string): void => {
    if (open === undefined) return;
    if (ports.streaming()) return ports.onBusy();
    open.sendId = crypto.randomUUID();
    open.editor.hold(true);
    api.post({ type: 'edit', sendId: open.sendId, turnId: open.turn.id, text });
    ports.onSend();
  };

  const begin = (turn: UserTurn, root: HTMLElement): TurnEditor => {
    if (open !== undefined) close();
    const editor = createTurnEditor(texts.get(turn.id) ?? turn.text, words, {
      mayBeBlank: speaksAlone((turn.context ?? []).filter(({ leftOut }) => leftOut !== true)),
      sendWith: () => sendWith,
      onChange: (text) => {
        texts.set(turn.id, text);
        keep();
      },
      onSend: send,
      onTooLong: ports.onTooLong,
      onLeave: leave,
    });
    open = { turn, root, editor, sendId: undefined };
    root.classList.add('editing');
    root.prepend(editor.root);
    keep();
    return editor;
  };

  return {
    status: (status) => (sendWith = status.sendWith),
    open: (turn, root) => begin(turn, root).focus(),
    restore: (turns, find) => {
      const { edit } = api.saved();
      if (edit === undefined) return;
      const turn = turns.find(({ id }) => id === edit.turnId);
      const root = find(edit.turnId);
      if (turn?.role !== 'user' || root === undefined) return;
      texts.set(turn.id, edit.text);
      begin(turn, root);
    },
    settled: (sendId, accepted) => {
      if (open?.sendId !== sendId) return;
      open.sendId = undefined;
      if (!accepted) return open.editor.hold(false);
      texts.delete(open.turn.id);
      close();
    },
  };
}
