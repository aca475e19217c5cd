// What the panel gives the renderer: words in the user's language, and what the buttons of a code block do.
import type { IsNear, Soon } from './blockColors.ts';
import type { CodeAction } from './codeBar.ts';

export interface MarkdownLabels {
  /** Name of the toolbar above a code block. */
  readonly codeActions: string;
  /** Names of what can be done with code; what has none is not offered. */
  readonly actions: Readonly<Partial<Record<CodeAction, string>>>;
  readonly wrapLines: string;
  readonly taskDone: string;
  readonly taskOpen: string;
}

/** Makes the element of a formula; `display` ones stand in a line of their own. */
export type DrawMath = (tex: string, display: boolean) => HTMLElement;

export interface MarkdownOptions {
  readonly labels?: Partial<MarkdownLabels>;
  /** Does what a button of a code block says; `language` is what its fence says. */
  readonly onCode?: (action: CodeAction, code: string, language: string) => void;
  /** Without it formulas are shown as their source. */
  readonly drawMath?: DrawMath;
  /** Colours code; `false` leaves it plain and loads no language. */
  readonly highlight?: boolean;
  /** Only code of which this is true has colours; asked again by `updateColors`. Without it, all code has. */
  readonly isNear?: IsNear;
  /** When what has come of code gets its colours; without it, with its text. */
  readonly soon?: Soon;
}

const DEFAULT_LABELS: MarkdownLabels = {
  codeActions: 'Code actions',
  actions: { copy: 'Copy code' },
  wrapLines: 'Wrap lines',
  taskDone: 'Done',
  taskOpen: 'To do',
};

/** The options with nothing left open. */
export interface Settings {
  readonly labels: MarkdownLabels;
  readonly highlight: boolean;
  readonly isNear: IsNear;
  readonly soon: Soon;
}

export const settingsOf = (options: MarkdownOptions): Settings => ({
  labels: { ...DEFAULT_LABELS, ...options.labels },
  highlight: options.highlight ?? true,
  isNear: options.isNear ?? (() => true),
  soon: options.soon ?? ((color) => color()),
});
