// Over a hunk: the code that it replaces, coloured, and the decisions as links.
import {
  Hover,
  l10n,
  languages,
  MarkdownString,
  type Disposable,
  type HoverProvider,
  type Position,
  type TextDocument,
} from 'vscode';
import type { CommandName } from '../names.ts';
import { linesOf } from './editDecorations.ts';
import type { Chosen } from './editLenses.ts';
import type { InlineEdits } from './inlineEdits.ts';

/** Longer old code is cut: Show Changes shows all of it. */
const MOST_LINES = 30;

const LINKS: readonly CommandName[] = ['sidestream.acceptChange', 'sidestream.rejectChange', 'sidestream.showChanges'];

export class RemovedHover implements HoverProvider, Disposable {
  readonly #edits: InlineEdits;
  readonly #registered = languages.registerHoverProvider({ scheme: '*' }, this);

  constructor(edits: InlineEdits) {
    this.#edits = edits;
  }

  provideHover(document: TextDocument, position: Position): Hover | undefined {
    for (const edit of this.#edits.of(document)) {
      for (const hunk of edit.pending) {
        const range = linesOf(document, hunk.offset, hunk.text);
        const last = hunk.text === '' && range.start.line > 0 ? range.start.line - 1 : range.end.line;
        if (position.line < Math.min(range.start.line, last) || position.line > last) continue;
        const chosen: Chosen = { edit: edit.facts.id, hunk: edit.group.hunks.indexOf(hunk) };
        return new Hover(words(document, hunk.other, chosen));
      }
    }
    return undefined;
  }

  dispose(): void {
    this.#registered.dispose();
  }
}

function words({ languageId }: TextDocument, old: string, chosen: Chosen): MarkdownString {
  const markdown = new MarkdownString();
  // Only our own commands: the old code beside them is anybody's text.
  markdown.isTrusted = { enabledCommands: [...LINKS] };
  if (old === '') markdown.appendText(l10n.t('New lines by Claude'));
  else {
    const lines = old.split(/\r\n|\n|\r/);
    markdown
      .appendText(l10n.t('Before Claude’s edit'))
      .appendCodeblock(lines.slice(0, MOST_LINES).join('\n'), languageId);
    if (lines.length > MOST_LINES + 1) markdown.appendText('…');
  }
  const titles = [l10n.t('Accept'), l10n.t('Reject'), l10n.t('Show Changes')];
  const to = encodeURIComponent(JSON.stringify([chosen]));
  markdown.appendMarkdown(`\n\n${LINKS.map((command, i) => `[${titles[i]}](command:${command}?${to})`).join(' · ')}`);
  return markdown;
}
