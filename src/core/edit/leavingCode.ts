// The code that an edit sends, as context for the guard: looked at as if it were attached to a message.
import type { SentContext } from '../context/attachment.ts';
import type { EditPrompt } from './editPrompt.ts';
import type { EditRequest } from './editRequest.ts';
import { lineContent, splitLines } from './lines.ts';

/**
 * The file, in which lines that are not sent are blank, so that the others keep their numbers; and what tests are written
 * for. `uri` is the file's, absent where it has no name yet.
 */
export function leavingCode(request: EditRequest, { sent }: EditPrompt, uri: string | undefined): SentContext[] {
  const { path, subject } = request;
  const leaves = (line: number): boolean => sent.some(({ start, end }) => line >= start && line < end);
  const lines = splitLines(request.text).map((line, number) => (leaves(number) ? lineContent(line) : ''));
  const file = quoted(path, lines.join('\n'), uri);
  return subject === undefined ? [file] : [file, quoted(subject.path, subject.text, subject.uri)];
}

function quoted(path: string, text: string, uri: string | undefined): SentContext {
  return { id: path, kind: 'selection', label: path, path, text, ...(uri !== undefined && { uri }) };
}
