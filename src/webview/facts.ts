// The line below a reply that its hover shows: which model, how many tokens, what it cost, how fast it was.
import type { ClaudeTurn, TurnTimings, TurnUsage } from '../protocol.ts';
import { button, element } from './element.ts';
import { icon } from './icon.ts';
import type { Words } from './words.ts';

const seconds = (ms: number, words: Words): string => words.number(ms / 1000, ms < 10_000 ? 1 : 0);

export function costText(usage: TurnUsage, words: Words): string {
  if (usage.cost === undefined) return words('unknownPrice');
  const cost = `$${usage.cost.toFixed(4)}`;
  return usage.estimated ? words('estimated', cost) : cost;
}

export function usageText(usage: TurnUsage, words: Words): string {
  const input = usage.input + usage.cacheRead + usage.cacheWrite;
  return words('tooltipUsage', words.number(input), words.number(usage.output), costText(usage, words));
}

export function timingTexts(timings: TurnTimings, words: Words): string[] {
  const { firstToken, tokensPerSecond } = timings;
  return [
    ...(firstToken === undefined ? [] : [words('firstTokenAfter', seconds(firstToken, words))]),
    ...(tokensPerSecond === undefined ? [] : [words('tokensPerSecond', words.number(tokensPerSecond))]),
  ];
}

/** Fills the footer of a turn that has ended. */
export function drawFacts(footer: HTMLElement, turn: ClaudeTurn, words: Words, copy: () => void): void {
  footer.replaceChildren();
  if (turn.phase !== 'ended') return;
  if (turn.text !== '') {
    const label = words('copyAnswer');
    const copying = button({ class: 'quiet', 'data-action': 'copy', 'aria-label': label, title: label }, copy);
    copying.append(icon('copy'));
    footer.append(copying);
  }
  const { model, usage, timings } = turn;
  const add = (text: string, title = ''): void => {
    footer.append(element('span', title === '' ? {} : { title }, text));
  };
  if (model !== undefined) add(model);
  if (usage !== undefined) {
    const cached = words('cachedTokens', words.number(usage.cacheRead), words.number(usage.cacheWrite));
    add(usageText(usage, words), usage.cacheRead + usage.cacheWrite > 0 ? cached : '');
  }
  if (timings !== undefined) {
    for (const text of timingTexts(timings, words)) add(text, words('totalTime', seconds(timings.total, words)));
  }
}
