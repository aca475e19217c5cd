// Goes on with an undo or redo that the user began, to the edge of the edit: the editor cuts one edit into several steps.
import { commands, window, type TextDocument } from 'vscode';

/** Steps of undo that one edit may have been cut into. */
const MOST_STEPS = 500;

export class UndoJourney {
  #going = false;

  /** `between` says whether the edge has not been reached. */
  async go(document: TextDocument, how: 'undo' | 'redo', between: () => boolean): Promise<void> {
    if (this.#going) return;
    this.#going = true;
    try {
      for (let step = 0; step < MOST_STEPS; step++) {
        if (window.activeTextEditor?.document !== document || !between()) return;
        const { version } = document;
        await commands.executeCommand(how);
        if (document.version === version) return;
      }
    } finally {
      this.#going = false;
    }
  }
}
