/** The conversation as the API sees it: neighbouring turns of the same role are one, strings are text blocks. */
import { blocksOf, turnsOf, type Block, type MessagesBody } from './requestShape.ts';

export interface MergedTurn {
  role: string;
  blocks: readonly Block[];
  /** Index of its first part in `messages`, for the error texts. */
  index: number;
}

export function mergedTurns(body: MessagesBody): MergedTurn[] {
  const merged: MergedTurn[] = [];
  for (const [index, turn] of turnsOf(body).entries()) {
    const role = String(turn.role);
    const last = merged.at(-1);
    if (last?.role === role) last.blocks = [...last.blocks, ...blocksOf(turn.content)];
    else merged.push({ role, blocks: blocksOf(turn.content), index });
  }
  return merged;
}
