// What stands around the composer: the chosen model, where the key comes from, and the host's notice above it all.
import type { Notice, PanelStatus } from '../panelState.ts';
import { createContextMeter } from './contextMeter.ts';
import type { Frame } from './frame.ts';
import { icon } from './icon.ts';
import { drawNotice } from './notice.ts';
import type { VsCodeApi } from './vscodeApi.ts';
import type { Words } from './words.ts';

export interface StatusLine {
  show(status: PanelStatus): void;
  /** A notice about the message in the composer; `undefined` takes it away. */
  aboutMessage(notice: Notice | undefined): void;
}

export function createStatusLine(frame: Frame, api: VsCodeApi, words: Words): StatusLine {
  const { newChat, model, status, notices } = frame;
  const meter = createContextMeter(frame, api, words);
  let general: Notice | undefined;
  let special: Notice | undefined;

  const draw = (): void => {
    const shown = [general, special].filter((notice) => notice !== undefined);
    notices.replaceChildren(
      ...shown.map((notice) => drawNotice(notice, words, true, (step) => api.post({ type: 'step', step }))),
    );
  };

  newChat.append(icon('add'));
  newChat.addEventListener('click', () => api.post({ type: 'newChat' }));
  model.addEventListener('click', () => api.post({ type: 'step', step: 'selectModel' }));
  return {
    show: (next) => {
      const name = next.model.name ?? next.model.chosen;
      // All of them are Claude's.
      model.textContent = name.replace(/^Claude /, '');
      model.title = words('step_selectModel');
      model.setAttribute('aria-label', words('model', name));
      model.hidden = false;
      meter.show(next.model.window, next.context);
      const line = { rehearsal: words('rehearsal'), environment: words('environmentKey'), stored: '', none: '' }[
        next.key
      ];
      status.textContent = line;
      status.hidden = line === '';
      if (JSON.stringify(general) === JSON.stringify(next.notice)) return;
      general = next.notice;
      draw();
    },
    aboutMessage: (notice) => {
      if (notice === special) return;
      special = notice;
      draw();
    },
  };
}
