// The context meter beside the model: a ring that fills as the chat fills the model's window, with what is being typed.
import { NEARLY } from '../core/chat/contextFill.ts';
import { estimateTokens } from '../core/claude/messageUsage.ts';
import type { Frame } from './frame.ts';
import type { VsCodeApi } from './vscodeApi.ts';
import type { Words } from './words.ts';

const SVG = 'http://www.w3.org/2000/svg';
/** The ring's circumference, by its `pathLength`. */
const ROUND = 100;

export interface ContextMeter {
  /** `tokens` of the chat so far, in a window of that many; hidden where either is not known. */
  show(window: number | undefined, tokens: number | undefined): void;
}

export function createContextMeter(frame: Frame, api: VsCodeApi, words: Words): ContextMeter {
  const { meter, message } = frame;
  const filled = circle('filled');
  const ring = document.createElementNS(SVG, 'svg');
  ring.setAttribute('viewBox', '0 0 16 16');
  ring.setAttribute('aria-hidden', 'true');
  ring.append(circle('ring'), filled);
  meter.append(ring);
  let window: number | undefined;
  let tokens: number | undefined;

  const draw = (): void => {
    meter.hidden = window === undefined || tokens === undefined;
    if (window === undefined || tokens === undefined) return;
    const all = tokens + estimateTokens(message.value.length);
    const part = Math.min(1, all / window);
    filled.setAttribute('stroke-dasharray', `${part * ROUND} ${ROUND}`);
    const said = words('context', words.number(all), words.number(window), words.number(part * 100));
    meter.setAttribute('aria-label', said);
    meter.title = said;
    meter.classList.toggle('near', part >= NEARLY);
  };

  message.addEventListener('input', draw);
  meter.addEventListener('click', () => api.post({ type: 'step', step: 'showUsage' }));
  return {
    show: (nextWindow, nextTokens) => {
      [window, tokens] = [nextWindow, nextTokens];
      draw();
    },
  };
}

function circle(name: string): SVGCircleElement {
  const made = document.createElementNS(SVG, 'circle');
  for (const [attribute, value] of Object.entries({ cx: 8, cy: 8, r: 5.5, pathLength: ROUND })) {
    made.setAttribute(attribute, String(value));
  }
  made.setAttribute('class', name);
  return made;
}
