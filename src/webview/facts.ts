// The line below a reply that its hover shows: what can be done with it, which model, how many tokens, what it cost, how
// fast it was.
import type { ClaudeTurn, TurnTimings, TurnUsage } from '../panelState.ts';
import { element } from './element.ts';
import type { TurnActions } from './turnActions.ts';
import { drawToolbar, type ToolbarButton } from './turnToolbar.ts';
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
export function drawFacts(footer: HTMLElement, turn: ClaudeTurn, words: Words, actions: TurnActions): void {
  footer.replaceChildren();
  if (turn.phase !== 'ended') return;
  const { id, model, effort, usage, timings } = turn;
  const copy: ToolbarButton = {
    icon: 'copy',
    label: words('copyAnswer'),
    action: 'copy',
    run: () => actions.copy(turn.text),
  };
  footer.append(
    drawToolbar(words('answerActions'), [
      ...(turn.text === '' ? [] : [copy]),
      { icon: 'again', label: words('regenerate'), action: 'regenerate', run: () => actions.regenerate(id, false) },
      { icon: 'more', label: words('regenerateWith'), action: 'with', run: () => actions.regenerate(id, true) },
      { icon: 'delete', label: words('deleteAnswer'), action: 'delete', run: () => actions.delete(id) },
    ]),
  );
  const add = (text: string, title = ''): void => {
    footer.append(element('span', title === '' ? {} : { title }, text));
  };
  if (model !== undefined) add(effort === undefined ? model : `${model} · ${effort}`);
  if (usage !== undefined) {
    const cached = words('cachedTokens', words.number(usage.cacheRead), words.number(usage.cacheWrite));
    add(usageText(usage, words), usage.cacheRead + usage.cacheWrite > 0 ? cached : '');
  }
  if (timings !== undefined) {
    for (const text of timingTexts(timings, words)) add(text, words('totalTime', seconds(timings.total, words)));
  }
}

/** What sets one version of an answer apart from another. */
export function versionFacts(turn: ClaudeTurn, words: Words): string {
  const { model, effort, usage } = turn;
  const name = model?.replace(/^claude-/, '').replace(/-\d{8}$/, '');
  return [name, effort, usage && costText(usage, words)].filter((fact) => fact !== undefined).join(' · ');
}
