// Apply to file: code of a chat becomes a pending edit in the file in front, over the lines that it is a version of.
// Nothing is asked of Claude for it, and where the place is not certain the user is.
import { l10n, window, type QuickPickItem, type TextEditor } from 'vscode';
import { placeCode, type Place } from '../../core/edit/placeCode.ts';
import { splitLines } from '../../core/edit/lines.ts';
import type { InlineEdits } from './inlineEdits.ts';
import { proposeEdit, type Proposal } from './proposeEdit.ts';

/** `language` is what the code block's fence names. */
export async function applyToFile(edits: InlineEdits, code: string, language?: string): Promise<void> {
  // The panel has the focus: the file in front is the one that had it last.
  const editor = window.activeTextEditor ?? window.visibleTextEditors[0];
  if (editor === undefined) {
    void window.showInformationMessage(l10n.t('Open the file that the code belongs to.'));
    return;
  }
  const { document } = editor;
  const text = document.getText();
  const placed = placeCode(text, code);
  if (placed.kind === 'there') {
    void window.showInformationMessage(l10n.t('This code stands in the file already.'));
    return;
  }
  const sure = placed.kind === 'sure' && (text === '' || mayBe(language, document.languageId));
  const places = sure ? placed.places : await choose(editor, placed.places, code);
  if (places === undefined) return;
  const lines = splitLines(text);
  const starts = [0];
  for (const line of lines) starts.push((starts.at(-1) ?? 0) + line.length);
  const proposals = places.map(({ start, end, lines: fresh }): Proposal => {
    return { start: starts[start] ?? text.length, end: starts[end] ?? text.length, lines: fresh };
  });
  const edit = await proposeEdit(edits, document, proposals, l10n.t('Code of a chat'));
  const first = edit?.pending[0];
  if (first === undefined) return;
  const shown = await window.showTextDocument(document, editor.viewColumn);
  const place = document.positionAt(first.offset);
  shown.revealRange(document.lineAt(place.line).range);
}

/** Names of a fence are many (`ts`, `typescript`); only a language that is plainly another one makes a question. */
function mayBe(fence: string | undefined, languageId: string): boolean {
  if (fence === undefined || fence === '') return true;
  const [a, b] = [fence.toLowerCase(), languageId.toLowerCase()];
  return a.charAt(0) === b.charAt(0) || a.includes(b) || b.includes(a) || languageId === 'plaintext';
}

interface Choice extends QuickPickItem {
  readonly places: readonly Place[];
}

async function choose(
  editor: TextEditor,
  guesses: readonly Place[],
  code: string,
): Promise<readonly Place[] | undefined> {
  const { document, selection } = editor;
  const lines = splitLines(code).map((line) => line.replace(/[\r\n]+$/, ''));
  const line = (number: number): string => document.lineAt(number).text.trim();
  const whole: Choice = { label: l10n.t('The whole file'), places: [{ start: 0, end: document.lineCount, lines }] };
  const cursor = selection.active.line + (document.lineAt(selection.active.line).isEmptyOrWhitespace ? 0 : 1);
  const last = selection.end.line + (selection.end.character === 0 ? 0 : 1);
  const items: Choice[] = [
    ...guesses.map((place) => ({
      label: l10n.t('Lines {0} to {1}', place.start + 1, place.end),
      description: line(place.start),
      places: [place],
    })),
    selection.isEmpty
      ? { label: l10n.t('New lines at the cursor'), places: [{ start: cursor, end: cursor, lines }] }
      : { label: l10n.t('The selection'), places: [{ start: selection.start.line, end: last, lines }] },
    whole,
  ];
  const title = l10n.t('Where does the code go in {0}?', document.uri.path.split('/').at(-1) ?? '');
  const choice = await window.showQuickPick(items, {
    title,
    placeHolder: l10n.t('What it replaces is yours to judge then'),
  });
  return choice?.places;
}
