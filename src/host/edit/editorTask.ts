// What the user means to edit: made of the selections, or of the line that the cursor stands on.
import { DiagnosticSeverity, languages, type TextDocument, type TextEditor } from 'vscode';
import type { Problem } from '../../core/edit/editRequest.ts';
import { wholeLines } from '../../core/edit/lines.ts';
import type { EditTask } from './editTask.ts';

type Place = Pick<EditTask, 'kind' | 'regions' | 'indent'>;

/** Selections that touch after they were widened to whole lines are one. */
export function placeOf({ document, selections }: TextEditor): Place {
  const text = document.getText();
  const chosen = selections.filter((selection) => !selection.isEmpty);
  if (chosen.length === 0 && selections.length === 1) {
    const { line } = selections[0]?.active ?? document.positionAt(0);
    if (document.lineAt(line).isEmptyOrWhitespace) return generateAt(document, line);
  }
  const used = chosen.length > 0 ? chosen : selections;
  const regions: { start: number; end: number }[] = [];
  for (const { start, end } of used.toSorted((a, b) => a.start.compareTo(b.start))) {
    const region = wholeLines(text, document.offsetAt(start), document.offsetAt(end));
    const last = regions.at(-1);
    if (last !== undefined && region.start <= last.end) last.end = Math.max(last.end, region.end);
    else regions.push({ ...region });
  }
  const [only] = regions;
  const all = regions.length === 1 && only?.start === 0 && only.end === text.length;
  return { kind: regions.length > 1 ? 'several' : all ? 'file' : 'edit', regions };
}

/** Code for a line of its own: the blank line that is there, else one below the cursor's. */
export function generatePlace({ document, selection }: TextEditor): Place {
  const { line } = selection.active;
  if (document.lineAt(line).isEmptyOrWhitespace) return generateAt(document, line);
  const { range, text } = document.lineAt(line);
  const indent = /^\s*/.exec(text)?.[0] ?? '';
  const end = document.offsetAt(document.lineAt(line).rangeIncludingLineBreak.end);
  // Behind a last line without an end nothing can be put: that line is written with it.
  const start = line === document.lineCount - 1 ? document.offsetAt(range.start) : end;
  return { kind: 'generate', regions: [{ start, end }], indent };
}

/** A blank line is replaced, with its end; white space on it is the indentation, else the code around tells. */
function generateAt(document: TextDocument, line: number): Place {
  const { range, rangeIncludingLineBreak, text } = document.lineAt(line);
  const regions = [{ start: document.offsetAt(range.start), end: document.offsetAt(rangeIncludingLineBreak.end) }];
  return { kind: 'generate', regions, ...(text !== '' && { indent: text }) };
}

const SEVERITY: Record<DiagnosticSeverity, Problem['severity']> = {
  [DiagnosticSeverity.Error]: 'error',
  [DiagnosticSeverity.Warning]: 'warning',
  [DiagnosticSeverity.Information]: 'info',
  [DiagnosticSeverity.Hint]: 'hint',
};

/** What compilers and linters say of the document; the prompt takes what lies in the regions. */
export function problemsOf(document: TextDocument): Problem[] {
  return languages.getDiagnostics(document.uri).map(({ range, severity, message, source, code }) => {
    const name = typeof code === 'object' ? code.value : code;
    const from = [source, name].filter((part) => part !== undefined && part !== '').join(' ');
    return { line: range.start.line, severity: SEVERITY[severity], message, ...(from !== '' && { source: from }) };
  });
}
