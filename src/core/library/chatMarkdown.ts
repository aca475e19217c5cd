// A chat as a Markdown file that can be read on its own: who said what and when, which model, what it cost. What was said
// stands there letter for letter.
import type { ChatLog, LoggedClaudeTurn, LoggedTurn, LoggedUserTurn } from '../chat/chatLog.ts';
import { PANEL_STRINGS } from '../chat/panelStrings.ts';
import { chatTitle } from '../chat/title.ts';
import { usageOf } from '../chat/turnView.ts';
import type { Translate } from '../claude/failureWords.ts';
import type { SentContext } from '../context/attachment.ts';
import { chipOf } from '../context/chips.ts';
import { withBlocksClosed } from './closeBlocks.ts';

export interface MarkdownWords {
  readonly t: Translate;
  /** A time (milliseconds since the epoch) as the user writes it. */
  readonly date: (at: number) => string;
  /** Bytes of images by their files; one that is gone is not in it. */
  readonly sizes: ReadonlyMap<string, number>;
}

/** The chat as it is shown: of messages with several versions the one that is. */
export function chatMarkdown(log: ChatLog, words: MarkdownWords): string {
  const parts = [`# ${escaped(chatTitle(log))}`, facts(log, words)];
  for (const turn of log.turns) parts.push(turn.role === 'user' ? question(turn, words) : reply(turn, words));
  return `${parts.join('\n\n')}\n`;
}

function facts(log: ChatLog, { t, date }: MarkdownWords): string {
  const replies = log.turns.filter(isReply);
  const models = new Set(replies.flatMap(({ model }) => model ?? []));
  const costs = replies.flatMap((turn) => usageOf(turn) ?? []).map(({ cost }) => cost);
  const cost = costs.reduce((sum, each) => (sum === undefined || each === undefined ? undefined : sum + each), 0);
  return [
    t('Exported from Sidestream'),
    t('begun {0}', date(log.at)),
    ...models,
    ...(cost === undefined || costs.length === 0 ? [] : [dollars(cost)]),
  ]
    .map(escaped)
    .join(' · ');
}

function question(turn: LoggedUserTurn, words: MarkdownWords): string {
  const { t, date } = words;
  const when = turn.answered ? date(turn.at) : `${date(turn.at)} · ${t(PANEL_STRINGS.notSent)}`;
  const parts = ['---', `## ${t(PANEL_STRINGS.you)}`, `_${escaped(when)}_`];
  if (turn.context.length > 0) parts.push(sentAlong(turn, words));
  if (turn.text.trim() !== '') parts.push(withBlocksClosed(turn.text));
  return parts.join('\n\n');
}

/** Names alone: what stood in it would bury what was said. */
function sentAlong({ context, contextLeftOut }: LoggedUserTurn, words: MarkdownWords): string {
  const { t } = words;
  const lines = context.map((item) => `- ${escaped(attachmentWords(item, words).replaceAll(/\s+/g, ' '))}`);
  const heading = t(PANEL_STRINGS.sentAlong) + (contextLeftOut ? ` (${t(PANEL_STRINGS.leftOut)})` : '');
  return `_${escaped(heading)}:_\n\n${lines.join('\n')}`;
}

function attachmentWords(item: SentContext, { t, sizes }: MarkdownWords): string {
  const { label, detail } = chipOf(item);
  if (item.kind === 'image') {
    const { width, height, file } = item.image;
    const size = sizes.get(file);
    return size === undefined
      ? t('Image {0}, {1} × {2} pixels, which is no longer there', label, width, height)
      : t('Image {0}, {1} × {2} pixels, {3} KB, in the JSON export', label, width, height, Math.ceil(size / 1000));
  }
  if (detail === undefined) return label;
  // Of what lies in a file the place says all.
  return item.kind === 'file' || item.kind === 'folder' || item.kind === 'selection' ? detail : `${label} (${detail})`;
}

function reply(turn: LoggedClaudeTurn, words: MarkdownWords): string {
  const { t } = words;
  const parts = [`## ${t(PANEL_STRINGS.claude)}`];
  if (turn.thinking.trim() !== '') {
    // In a quote nothing that is left open runs on to what follows.
    const quoted = turn.thinking.trim().replaceAll(/^/gm, '> ');
    parts.push(`<details><summary>${t(PANEL_STRINGS.thinking)}</summary>\n\n${quoted}\n\n</details>`);
  }
  if (turn.text.trim() !== '') parts.push(withBlocksClosed(turn.text));
  const below = belowReply(turn, words);
  if (below !== '') parts.push(`_${escaped(below)}_`);
  return parts.join('\n\n');
}

function belowReply(turn: LoggedClaudeTurn, { t }: MarkdownWords): string {
  const usage = usageOf(turn);
  const outcome = turn.parts.at(-1)?.end?.outcome ?? 'broken';
  const known = [
    turn.model,
    usage && t('{0} tokens in', usage.input + usage.cacheRead + usage.cacheWrite),
    usage && t('{0} out', usage.output),
    usage?.cost === undefined ? undefined : dollars(usage.cost),
    outcome === 'done' ? undefined : t(PANEL_STRINGS[`outcome_${outcome}`]),
  ];
  return known.filter((fact) => fact !== undefined).join(' · ');
}

const isReply = (turn: LoggedTurn): turn is LoggedClaudeTurn => turn.role === 'claude';
const dollars = (cost: number): string => `$${cost.toFixed(4)}`;
/** Words that are no Markdown. */
const escaped = (text: string): string => text.replaceAll(/[\\`*_[\]<>#|~$]/g, String.raw`\$&`);
