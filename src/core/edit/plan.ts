// Changes that have been worked out but are not in the document yet: an editor may refuse them.
import type { DocumentChange } from './documentChange.ts';

export interface Plan {
  /** In rising order, without overlap. */
  readonly changes: readonly DocumentChange[];
  /**
   * They are in the document: to be called when the editor tells of that change, since others may follow before its
   * call returns. Throws if the document was changed by others since the plan was made: then the editor
   * must have refused it, and a new one is due.
   */
  readonly confirm: () => void;
}
