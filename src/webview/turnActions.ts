// What the buttons of a turn do: most of it is the host's to carry out, and waits until Claude has answered.
import type { NextStep, UserTurn } from '../panelState.ts';
import type { VsCodeApi } from './vscodeApi.ts';

export interface TurnActions {
  copy(text: string): void;
  /** Shows what went along with a message. */
  openContext(id: string, turnId: string): void;
  show(id: string): void;
  regenerate(turnId: string, pick: boolean): void;
  delete(turnId: string): void;
  restore(turnId: string): void;
  /** A button of the notice below an answer. */
  step(step: NextStep, turnId: string): void;
}

export interface ActionsPorts {
  readonly streaming: () => boolean;
  /** Says that it has to wait. */
  readonly onBusy: () => void;
  /** The reader has asked for what stands elsewhere now: the view shall not move to the end. */
  readonly onLook: () => void;
  /** An answer will come at the end. */
  readonly onAsk: () => void;
  /** The question that an answer belongs to. */
  readonly questionOf: (turnId: string) => UserTurn | undefined;
  /** Text stands in the composer, which must not be replaced. */
  readonly composing: () => boolean;
  readonly edit: (turnId: string) => void;
}

export function createTurnActions(api: VsCodeApi, ports: ActionsPorts): TurnActions {
  const idle = (act: () => void): void => {
    if (ports.streaming()) ports.onBusy();
    else act();
  };

  return {
    copy: (text) => api.post({ type: 'copy', text }),
    openContext: (id, turnId) => api.post({ type: 'openContext', id, turnId }),
    show: (turnId) =>
      idle(() => {
        ports.onLook();
        api.post({ type: 'showVersion', turnId });
      }),
    regenerate: (turnId, pick) =>
      idle(() => {
        if (!pick) ports.onAsk();
        api.post({ type: 'regenerate', turnId, pick });
      }),
    delete: (turnId) => idle(() => api.post({ type: 'delete', turnId })),
    restore: (turnId) => idle(() => api.post({ type: 'restore', turnId })),
    step: (step, turnId) => {
      const question = ports.questionOf(turnId);
      // A message that never reached Claude goes back where it came from, if there is room for it.
      const inPlace = step === 'edit' && (question?.state !== 'failed' || ports.composing());
      if (inPlace && question !== undefined) ports.edit(question.id);
      else api.post({ type: 'step', step, turnId });
    },
  };
}
