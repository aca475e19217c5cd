// Tells of budgets: a word when one is nearly used up, a question when it is.
import { commands, l10n, window } from 'vscode';
import type { BudgetState } from '../../core/usage/budget.ts';
import { dollars } from '../../core/usage/totals.ts';

/** Cancelling the question sends nothing. */
export async function askToGoOver({ of, spent, budget, toCome }: BudgetState): Promise<'once' | 'on' | 'no'> {
  const [once, on] =
    of === 'day'
      ? [l10n.t('Send Anyway'), l10n.t('Send, and Ask Tomorrow')]
      : [l10n.t('Send Anyway'), l10n.t('Send, and Ask No More in This Chat')];
  const detail =
    toCome === undefined
      ? l10n.t('{0} are spent. Nothing has been sent yet.', dollars(spent))
      : l10n.t('{0} are spent. Reading it costs about {1}, its answer not counted.', dollars(spent), dollars(toCome));
  const question = questionOf(of, dollars(budget), toCome !== undefined);
  const answer = await window.showWarningMessage(question, { modal: true, detail }, once, on);
  return answer === once ? 'once' : answer === on ? 'on' : 'no';
}

function questionOf(of: BudgetState['of'], budget: string, before: boolean): string {
  if (of === 'day') {
    return before
      ? l10n.t('This large request would use up today’s budget of {0}.', budget)
      : l10n.t('Today’s budget of {0} is used up.', budget);
  }
  return before
    ? l10n.t('This large request would use up the budget of this chat, {0}.', budget)
    : l10n.t('The budget of this chat, {0}, is used up.', budget);
}

export function warnOfBudget({ of, spent, budget }: BudgetState): void {
  const settings = l10n.t('Change Budget…');
  const words =
    of === 'day'
      ? l10n.t('{0} of today’s budget of {1} are spent.', dollars(spent), dollars(budget))
      : l10n.t('{0} of this chat’s budget of {1} are spent.', dollars(spent), dollars(budget));
  void window.showWarningMessage(words, settings).then((answer) => {
    if (answer === settings) void commands.executeCommand('workbench.action.openSettings', 'sidestream.budget');
  });
}
