// Find in the open chat: over everything in it, whether it is drawn, folded or far away. Matches are painted by the CSS
// Custom Highlight API, so that nothing of the conversation changes by being looked through.
import type { Words } from '../words.ts';
import { createFindBar } from './findBar.ts';
import { Passages } from './passages.ts';
import { bringIntoView, isInView } from './place.ts';
import { pattern, spans } from './query.ts';
import type { Span } from './query.ts';

/** Counting goes on to here; the ranges of as many are painted. */
const MOST = 2_000;
/** Longest stretch of looking, in milliseconds, so that typing is never held up. */
const STRETCH = 12;
/** An answer that streams is looked through again at most this often. */
const AGAIN = 300;

interface Match extends Span {
  readonly root: HTMLElement;
}

export interface Find {
  /** Opens the bar, or goes to it; what is selected in the conversation is looked for. */
  open(): void;
  step(by: 1 | -1): void;
}

export interface FindPorts {
  readonly panel: HTMLElement;
  readonly viewport: HTMLElement;
  readonly conversation: HTMLElement;
  readonly words: Words;
  readonly announce: (text: string) => void;
  readonly messageOf: (turnId: string) => string | undefined;
}

export function createFind({ panel, viewport, conversation, words, announce, messageOf }: FindPorts): Find {
  const passages = new Passages(conversation, messageOf);
  const forced = matchMedia('(forced-colors: active)');
  let matches: Match[] = [];
  let current = -1;
  let before: Element | null = null;
  let search = 0;
  let again: ReturnType<typeof setTimeout> | undefined;
  let repaint: number | undefined;

  const paint = (): void => {
    const rangeOf = ({ root, start, end }: Match): StaticRange[] => {
      const range = passages.range(root, start, end);
      return range === undefined ? [] : [range];
    };
    const shown = matches[current];
    // Forced colours make all marks alike, whatever their style: there only the one that is meant is marked.
    const others = forced.matches ? [] : matches.filter((match) => match !== shown);
    CSS.highlights.set('found', new Highlight(...others.flatMap(rangeOf)));
    CSS.highlights.set('found-current', new Highlight(...(shown === undefined ? [] : rangeOf(shown))));
    const all = `${words.number(matches.length)}${matches.length >= MOST ? '+' : ''}`;
    const text = matches.length === 0 ? words('findNone') : words('findCount', words.number(current + 1), all);
    bar.say(bar.input.value === '' ? '' : text, bar.input.value !== '' && matches.length === 0);
  };

  const show = (index: number): void => {
    current = index;
    const match = matches[index];
    if (match === undefined) return paint();
    passages.reveal(match.root, match.end);
    paint();
    bringIntoView(() => passages.range(match.root, match.start, match.end), viewport);
  };

  const say = (): void => {
    if (bar.input.value === '') return;
    announce(
      matches.length === 0
        ? words('findNone')
        : words('findSaid', words.number(current + 1), words.number(matches.length)),
    );
  };

  /** `move`: goes to the first match that is in view or below; else the current one stays the current one. */
  const look = async (move: boolean): Promise<void> => {
    const own = ++search;
    const wanted = pattern(bar.input.value, bar.matchCase);
    const found: Match[] = [];
    let until = performance.now() + STRETCH;
    for (const root of wanted === undefined ? [] : passages.roots()) {
      if (performance.now() > until) {
        await new Promise((resolve) => setTimeout(resolve));
        if (own !== search) return;
        until = performance.now() + STRETCH;
      }
      if (wanted === undefined || found.length >= MOST) break;
      found.push(...spans(passages.textOf(root), wanted, MOST - found.length).map((span) => ({ root, ...span })));
    }
    const old = matches[current];
    matches = found;
    if (!move) {
      current = found.findIndex((match) => match.root === old?.root && match.start === old.start);
      if (current < 0 && found.length > 0) current = 0;
      return paint();
    }
    const first = found.findIndex(({ root, end, start }) => {
      if (root.getBoundingClientRect().bottom < 0) return false;
      const range = passages.range(root, start, end);
      return range === undefined || isInView(range, viewport) || rectTop(range) > 0;
    });
    show(found.length === 0 ? -1 : Math.max(0, first));
    say();
  };

  const close = (): void => {
    search++;
    clearTimeout(again);
    again = undefined;
    changes.disconnect();
    CSS.highlights.delete('found');
    CSS.highlights.delete('found-current');
    bar.root.remove();
    matches = [];
    if (before instanceof HTMLElement && before.isConnected) before.focus({ preventScroll: true });
    else conversation.focus({ preventScroll: true });
  };

  const step = (by: 1 | -1): void => {
    if (matches.length === 0) return say();
    show((current + by + matches.length) % matches.length);
    say();
  };

  const bar = createFindBar(words, { changed: () => void look(true), step, close });
  const changes = new MutationObserver((records) => {
    for (const { target } of records) passages.forget(target);
    if (records.every(isColoring)) {
      // Every match is where it was, in other nodes: its mark must not be gone until all is looked through.
      repaint ??= requestAnimationFrame(() => {
        repaint = undefined;
        if (bar.root.isConnected) paint();
      });
      return;
    }
    again ??= setTimeout(() => {
      again = undefined;
      void look(false);
    }, AGAIN);
  });

  return {
    step,
    open: () => {
      const selected = selectionIn(conversation);
      if (!bar.root.isConnected) {
        before = document.activeElement;
        passages.forgetAll();
        panel.append(bar.root);
        changes.observe(conversation, { childList: true, characterData: true, subtree: true });
      }
      if (selected !== '') bar.input.value = selected;
      bar.input.focus();
      bar.input.select();
      if (bar.input.value !== '') void look(true);
    },
  };
}

/** Code that has ended changes by its colours alone (markdown/blockColors.ts). */
function isColoring({ target }: MutationRecord): boolean {
  const code = (target instanceof Element ? target : target.parentElement)?.closest('.row')?.closest('.code');
  return code?.classList.contains('open') === false;
}

const rectTop = (range: StaticRange): number => range.startContainer.parentElement?.getBoundingClientRect().top ?? 0;

/** One line that is selected in the conversation. */
function selectionIn(conversation: HTMLElement): string {
  const selection = document.getSelection();
  if (selection === null || !conversation.contains(selection.anchorNode)) return '';
  const text = selection.toString().trim();
  return text.includes('\n') || text.length > 200 ? '' : text;
}
