// What an inline edit is asked for, in plain data: what the host gathers from the editor.

/** `several` regions are edited as one, each with a block of its own. */
export type EditKind = 'edit' | 'generate' | 'file' | 'several' | 'fix' | 'docs' | 'tests';

/** A problem that a compiler or linter reports. Lines count from 0, in the whole file. */
export interface Problem {
  readonly line: number;
  readonly severity: 'error' | 'warning' | 'info' | 'hint';
  readonly message: string;
  /** Who reports it, as `ts 2304`. */
  readonly source?: string;
}

export interface EditRequest {
  readonly kind: EditKind;
  /** Of the file, relative to its workspace. */
  readonly path: string;
  /** The editor's name of the language, as `typescript`; `plaintext` is not told. */
  readonly languageId: string;
  /** The whole file. */
  readonly text: string;
  /**
   * Offsets of the regions to rewrite, in rising order, whole lines (see `wholeLines`). One, unless `kind` is
   * `several`; for `generate` the blank line or the empty range where the code goes; for `file` all of it.
   */
  readonly regions: readonly { readonly start: number; readonly end: number }[];
  /** The indentation at the cursor, where code is generated. */
  readonly indent?: string;
  /** What the user typed; may be empty for fix, docs and tests. */
  readonly instruction: string;
  /** The setting `edit.instructions`. */
  readonly instructions: string;
  /** Of the file; those outside the regions are left out. */
  readonly problems: readonly Problem[];
  /** The code that tests are for: `text` is the file in which they go. */
  readonly subject?: {
    readonly uri: string;
    readonly path: string;
    readonly languageId: string;
    readonly text: string;
  };
  /** Characters of code around the regions that may be sent; the regions themselves are always sent whole. */
  readonly budget: number;
}
