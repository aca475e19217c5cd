// Asks what to change, at the top of the window: nothing in the editor moves. Earlier instructions are the items.
import { l10n, window, type Memento, type QuickPickItem, type TextEditor } from 'vscode';
import { placeOf } from './editorTask.ts';

const HISTORY = 'sidestream.editInstructions';
const MOST_KEPT = 50;

/** `where` says what will be edited. Undefined where the user went away; what is empty is told by who asks. */
export function askInstruction(where: string, hint: string, memento: Memento): Promise<string | undefined> {
  const history = memento.get<readonly string[]>(HISTORY, []);
  const pick = window.createQuickPick<QuickPickItem>();
  pick.title = where;
  pick.placeholder = hint;
  pick.matchOnDescription = false;
  const show = (): void => {
    const typed = pick.value.trim();
    // What was typed stands first, so that Enter takes it and not an earlier one that looks like it.
    const own = typed === '' ? [] : [{ label: typed, description: l10n.t('Enter sends'), alwaysShow: true }];
    pick.items = [...own, ...history.filter((each) => each !== typed).map((label) => ({ label }))];
    if (own[0] !== undefined) pick.activeItems = [own[0]];
    // Enter in an empty field takes nothing: an earlier instruction is chosen by the arrow keys.
    else pick.activeItems = [];
  };
  pick.onDidChangeValue(show);
  show();
  return new Promise((resolve) => {
    pick.onDidAccept(() => {
      const instruction = pick.activeItems[0]?.label ?? pick.value.trim();
      resolve(instruction);
      pick.hide();
      if (instruction !== '') void memento.update(HISTORY, remembered(history, instruction));
    });
    pick.onDidHide(() => {
      resolve(undefined);
      pick.dispose();
    });
    pick.show();
  });
}

function remembered(history: readonly string[], instruction: string): string[] {
  return [instruction, ...history.filter((each) => each !== instruction)].slice(0, MOST_KEPT);
}

/** What the instruction will be about, above the field that it is typed in. */
export function whereWords(editor: TextEditor): string {
  const { document } = editor;
  const { kind, regions } = placeOf(editor);
  const line = (offset: number): number => document.positionAt(offset).line + 1;
  const [first] = regions;
  const from = line(first?.start ?? 0);
  const to = line(Math.max(first?.start ?? 0, (first?.end ?? 0) - 1));
  if (kind === 'several') return l10n.t('Edit {0} selections', regions.length);
  if (kind === 'generate') return l10n.t('Generate at line {0}', from);
  if (kind === 'file') return l10n.t('Edit the whole file');
  return from === to ? l10n.t('Edit line {0}', from) : l10n.t('Edit lines {0} to {1}', from, to);
}
