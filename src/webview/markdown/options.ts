// What the panel gives the renderer: words in the user's language, and what the buttons of a code block do.

export interface MarkdownLabels {
  /** Name of the toolbar above a code block. */
  readonly codeActions: string;
  readonly copyCode: string;
  readonly insertAtCursor: string;
  readonly taskDone: string;
  readonly taskOpen: string;
}

export interface MarkdownOptions {
  readonly labels?: Partial<MarkdownLabels>;
  readonly onCopy?: (code: string) => void;
  readonly onInsert?: (code: string) => void;
  /** Colours code; `false` leaves it plain and loads no language. */
  readonly highlight?: boolean;
}

const DEFAULT_LABELS: MarkdownLabels = {
  codeActions: 'Code actions',
  copyCode: 'Copy code',
  insertAtCursor: 'Insert at cursor',
  taskDone: 'Done',
  taskOpen: 'To do',
};

/** The options with nothing left open. */
export interface Settings {
  readonly labels: MarkdownLabels;
  readonly highlight: boolean;
}

export const settingsOf = (options: MarkdownOptions): Settings => ({
  labels: { ...DEFAULT_LABELS, ...options.labels },
  highlight: options.highlight ?? true,
});
