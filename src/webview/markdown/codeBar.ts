// The bar above a code block: its language and what can be done with the code. Words and icons come from media/codeBar.css
// and from attributes, so that the text of the block is the code alone.
import { languageNamed } from './languages.ts';
import type { MarkdownLabels } from './options.ts';

/** What the panel does with the code of a block, in the order of the buttons. */
export const CODE_ACTIONS = ['copy', 'insert', 'apply', 'newFile', 'terminal'] as const;
export type CodeAction = (typeof CODE_ACTIONS)[number];

/** Done with half of the code, these could do harm: they wait for the end of the block. */
const NEEDS_WHOLE: ReadonlySet<CodeAction> = new Set(['apply', 'newFile', 'terminal']);

const SHELLS: ReadonlySet<string | undefined> = new Set(['bash', 'shell', 'powershell']);
const WINDOWS_SHELLS = /^(?:bat|batch|cmd)$/i;

const isShell = (language: string): boolean => SHELLS.has(languageNamed(language)) || WINDOWS_SHELLS.test(language);

export class CodeBar {
  readonly element = document.createElement('div');
  private readonly waiting: HTMLButtonElement[] = [];

  constructor(language: string, labels: MarkdownLabels) {
    const bar = this.element;
    bar.className = 'bar';
    bar.setAttribute('role', 'toolbar');
    bar.setAttribute('aria-label', labels.codeActions);
    const name = document.createElement('span');
    name.setAttribute('aria-hidden', 'true');
    name.dataset['language'] = language;
    bar.append(name, ...this.actions(language, labels), wrapButton(labels.wrapLines));
    // One stop of the Tab key for all of them; the arrows go on from there (codeButtons.ts).
    for (const each of bar.querySelectorAll('button')) each.tabIndex = -1;
    const first = bar.querySelector('button');
    if (first) first.tabIndex = 0;
  }

  /** The block has ended: everything can be done with it. */
  end(): void {
    for (const each of this.waiting) each.disabled = false;
  }

  private actions(language: string, { actions }: MarkdownLabels): HTMLButtonElement[] {
    return CODE_ACTIONS.flatMap((action) => {
      const label = actions[action];
      if (label === undefined || (action === 'terminal' && !isShell(language))) return [];
      const made = button(action, label);
      if (NEEDS_WHOLE.has(action)) {
        made.disabled = true;
        this.waiting.push(made);
      }
      return [made];
    });
  }
}

function wrapButton(label: string): HTMLButtonElement {
  const wrap = button('wrap', label);
  wrap.setAttribute('aria-pressed', 'false');
  return wrap;
}

function button(action: string, label: string): HTMLButtonElement {
  const element = document.createElement('button');
  element.type = 'button';
  element.dataset['action'] = action;
  element.setAttribute('aria-label', label);
  element.title = label;
  return element;
}
