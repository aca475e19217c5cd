// The user's budgets: how near the money of a day or of a chat comes to them.

/** US dollars; 0 is no budget. */
export interface Budgets {
  readonly perDayUsd: number;
  readonly perChatUsd: number;
}

export interface BudgetState {
  readonly of: 'day' | 'chat';
  readonly spent: number;
  readonly budget: number;
  /** What a request would cost at least, where it is that which would use the budget up. */
  readonly toCome?: number;
}

/** From this part of a budget on the user is warned; from the whole on they are asked. */
const NEAR = 0.8;

/** `spent` may be a sum of many small costs: a billionth of a dollar below the budget has reached it. */
export function levelOf(spent: number, budget: number): 'free' | 'near' | 'reached' {
  if (budget <= 0) return 'free';
  const part = (spent + 1e-9) / budget;
  return part >= 1 ? 'reached' : part >= NEAR ? 'near' : 'free';
}
