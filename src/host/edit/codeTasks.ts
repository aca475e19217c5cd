// Edits that need no words: Fix, Add Documentation, Add Tests. Each finds out what it is about by itself.
import {
  commands,
  l10n,
  Uri,
  window,
  workspace,
  type DocumentSymbol,
  type Range,
  type TextDocument,
  type TextEditor,
} from 'vscode';
import { enclosingBlock } from '../../core/edit/enclosingBlock.ts';
import type { Problem } from '../../core/edit/editRequest.ts';
import { wholeLines } from '../../core/edit/lines.ts';
import { TEST_GLOB, testFileFor } from '../../core/edit/testFile.ts';
import type { EditRunner } from './editRunner.ts';
import { problemsOf } from './editorTask.ts';

/** A larger symbol is not taken as a whole: only what the problem, or the cursor, is in. */
const LARGEST_SYMBOL = 200;

/** Test files that are looked at to learn the project's habit. */
const MOST_TESTS = 2000;

interface Lines {
  readonly start: number;
  readonly end: number;
}

/** Sends the problems at the cursor, in the selection, or at the line that a light bulb names. */
export async function fix(runner: EditRunner, editor: TextEditor, at?: number): Promise<void> {
  const { document, selection } = editor;
  const [first, last] = at === undefined ? [selection.start.line, selection.end.line] : [at, at];
  const problems = problemsOf(document);
  const meant = problems.filter(({ line }) => line >= first && line <= last);
  if (meant.length === 0) {
    void window.showInformationMessage(l10n.t('No problem is reported at the cursor. Select lines that have one.'));
    return;
  }
  const lines = await blockAround(document, spanOf(meant));
  await runner.start(document, { kind: 'fix', regions: [offsetsOf(document, lines)], instruction: '', problems });
}

/** Of what is selected, else of the function or class around the cursor. */
export async function addDocs(runner: EditRunner, editor: TextEditor): Promise<void> {
  const { document } = editor;
  const regions = [offsetsOf(document, await meantLines(editor))];
  await runner.start(document, { kind: 'docs', regions, instruction: '', problems: [] });
}

/** For what is selected, else for the whole file; at the end of the test file, which is made where there is none. */
export async function addTests(runner: EditRunner, editor: TextEditor): Promise<void> {
  const { document, selection } = editor;
  const source = workspace.asRelativePath(document.uri, false);
  const text = selection.isEmpty ? document.getText() : document.getText(selection);
  const subject = { uri: document.uri.toString(), path: source, languageId: document.languageId, text };
  const tests = await testDocument(document, source);
  if (tests === undefined) return;
  const end = tests.getText().length;
  // Behind a last line without an end nothing can be put: that line is rewritten with it.
  const region =
    end > 0 && !/[\r\n]$/.test(tests.getText()) ? wholeLines(tests.getText(), end, end) : { start: end, end };
  await window.showTextDocument(tests, { preview: false });
  await runner.start(tests, { kind: 'tests', regions: [region], instruction: '', problems: [], subject });
}

/** What Explain and Add Documentation are about: the selection, else the symbol around the cursor. */
export async function meantLines({ document, selection }: TextEditor): Promise<Lines> {
  if (!selection.isEmpty) {
    const last = selection.end.character === 0 ? selection.end.line - 1 : selection.end.line;
    return { start: selection.start.line, end: last + 1 };
  }
  const { line } = selection.active;
  return blockAround(document, { start: line, end: line + 1 });
}

async function blockAround(document: TextDocument, lines: Lines): Promise<Lines> {
  const symbols = await commands.executeCommand('vscode.executeDocumentSymbolProvider', document.uri);
  const found = smallest(Array.isArray(symbols) ? symbols.filter(isSymbol) : [], lines);
  if (found !== undefined) return found;
  const texts = Array.from({ length: document.lineCount }, (_, line) => document.lineAt(line).text);
  const block = enclosingBlock(texts, lines.start);
  return block.end - block.start > LARGEST_SYMBOL || block.end < lines.end ? lines : block;
}

function smallest(symbols: readonly DocumentSymbol[], lines: Lines): Lines | undefined {
  for (const { range, children } of symbols) {
    const span = linesOf(range);
    if (span.start > lines.start || span.end < lines.end) continue;
    const within = smallest(children, lines);
    if (within !== undefined) return within;
    // A line alone is a variable or a field: what is around it tells more.
    if (span.end - span.start > 1 && span.end - span.start <= LARGEST_SYMBOL) return span;
  }
  return undefined;
}

function isSymbol(value: unknown): value is DocumentSymbol {
  return typeof value === 'object' && value !== null && 'range' in value && 'children' in value;
}

const linesOf = ({ start, end }: Range): Lines => ({ start: start.line, end: end.line + 1 });

function spanOf(problems: readonly Problem[]): Lines {
  const lines = problems.map(({ line }) => line);
  return { start: Math.min(...lines), end: Math.max(...lines) + 1 };
}

function offsetsOf(document: TextDocument, { start, end }: Lines): { start: number; end: number } {
  const last = document.lineAt(Math.min(end, document.lineCount) - 1);
  return {
    start: document.offsetAt(document.lineAt(start).range.start),
    end: document.offsetAt(last.rangeIncludingLineBreak.end),
  };
}

async function testDocument(document: TextDocument, source: string): Promise<TextDocument | undefined> {
  const folder = workspace.getWorkspaceFolder(document.uri);
  if (folder === undefined) {
    void window.showInformationMessage(
      l10n.t('Open the folder of this file: the tests go where the project keeps its tests.'),
    );
    return undefined;
  }
  const found = await workspace.findFiles(TEST_GLOB, '**/{node_modules,dist,out,build,target,.venv}/**', MOST_TESTS);
  const path = testFileFor(
    source,
    found.map((uri) => workspace.asRelativePath(uri, false)),
  );
  const uri = Uri.joinPath(folder.uri, path);
  try {
    return await workspace.openTextDocument(uri);
  } catch {
    // Not there yet: it comes to be when the user saves it.
    return workspace.openTextDocument(uri.with({ scheme: 'untitled' }));
  }
}
