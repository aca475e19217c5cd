// What is to be done in a document: as a request, and why it cannot be done.
import { workspace, type TextDocument } from 'vscode';
import type { EditRequest } from '../../core/edit/editRequest.ts';
import { touches } from '../../core/edit/movedRange.ts';
import { refuseText, type EditRefusal } from '../../core/edit/refuseEdit.ts';
import type { InlineEdits } from './inlineEdits.ts';
import type { OpenEdit } from './openEdit.ts';
import { isWritable } from './writable.ts';

/** What is to be done in a document; the rest of the request is gathered from the document itself. */
export type EditTask = Pick<EditRequest, 'kind' | 'regions' | 'instruction' | 'indent' | 'problems' | 'subject'>;

/** Characters around the regions that are sent along. */
const BUDGET = 60_000;

/** Kinds that need no instruction. */
const SPEAKS_FOR_ITSELF: ReadonlySet<string> = new Set(['fix', 'docs', 'tests']);

export function requestOf(document: TextDocument, text: string, task: EditTask, instructions: string): EditRequest {
  return {
    ...task,
    path: workspace.asRelativePath(document.uri),
    languageId: document.languageId,
    text,
    instructions,
    budget: BUDGET,
  };
}

/** Why it cannot be done; `own` is the edit that it goes on with. */
export async function refuseTask(
  edits: InlineEdits,
  document: TextDocument,
  task: EditTask,
  own?: OpenEdit,
): Promise<EditRefusal | undefined> {
  if (task.instruction.trim() === '' && !SPEAKS_FOR_ITSELF.has(task.kind)) return 'emptyInstruction';
  const writable = await isWritable(document);
  if (writable !== 'yes') return writable;
  const regions = task.regions.map(({ start, end }) => ({ offset: start, length: end - start }));
  const busy = edits
    .of(document)
    .filter((edit) => edit !== own && edit.phase === 'streaming')
    .flatMap((edit) => edit.group.ranges);
  const meets = busy.some((range) =>
    regions.some((region) => touches(range, { ...region, text: '' }) || range.offset === region.offset),
  );
  return meets ? 'running' : refuseText(document.getText(), regions);
}
