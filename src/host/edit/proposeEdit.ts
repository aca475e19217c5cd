// An edit whose lines are known already: a chat's code, that nothing is asked for.
import { randomUUID } from 'node:crypto';
import { EndOfLine, type TextDocument } from 'vscode';
import { EditGroup } from '../../core/edit/editGroup.ts';
import { PendingEdit } from '../../core/edit/pendingEdit.ts';
import { systemClock } from '../systemClock.ts';
import { refuseTask, type EditTask } from './editTask.ts';
import { sayRefusal } from './editWords.ts';
import type { InlineEdits } from './inlineEdits.ts';
import type { OpenEdit } from './openEdit.ts';

/** Lines, without ends, for a stretch of whole lines of a document. */
export interface Proposal {
  readonly start: number;
  readonly end: number;
  readonly lines: readonly string[];
}

/** Puts lines that are known already into the document, as an edit to be judged. */
export async function proposeEdit(
  edits: InlineEdits,
  document: TextDocument,
  proposals: readonly Proposal[],
  instruction: string,
): Promise<OpenEdit | undefined> {
  const task: EditTask = { kind: 'edit', regions: proposals, instruction, problems: [] };
  const refusal = await refuseTask(edits, document, task);
  if (refusal !== undefined) {
    sayRefusal(refusal);
    return undefined;
  }
  const text = document.getText();
  const group = new EditGroup(proposals.map(({ start, end }) => new PendingEdit(start, text.slice(start, end))));
  const facts = { id: randomUUID(), at: systemClock.now(), kind: task.kind, instruction };
  const edit = edits.add(document, group, facts);
  const end = document.eol === EndOfLine.CRLF ? '\r\n' : '\n';
  for (const [number, proposal] of proposals.entries()) {
    const ended = proposal.end < text.length || text === '' || /[\r\n]$/.test(text);
    group.push(
      number,
      proposal.lines.map((line, i) => (ended || i < proposal.lines.length - 1 ? line + end : line)),
    );
  }
  group.finish('whole');
  const wrote = await edit.write(true);
  edit.settle();
  if (wrote === 'readOnly') sayRefusal('readOnly');
  if (edit.group.hunks.length === 0) edits.drop(edit);
  return edit;
}
