// Asks what to change, at the top of the window: nothing in the editor moves. Earlier instructions are the items.
import { l10n, QuickInputButtons, window, type Memento, type QuickPickItem } from 'vscode';

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
    pick.onDidTriggerButton((button) => void (button === QuickInputButtons.Back && pick.hide()));
    pick.show();
  });
}

function remembered(history: readonly string[], instruction: string): string[] {
  return [instruction, ...history.filter((each) => each !== instruction)].slice(0, MOST_KEPT);
}
