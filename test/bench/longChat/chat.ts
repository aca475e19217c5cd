// A chat of 200 turns and 1 MB of text, as the log of a long day would have it: questions, and answers of prose, code,
// tables, lists and formulas, most of them short and a few very long.
import { JOURNAL_VERSION, writeRecord, type Record } from '../../../src/core/chat/record.ts';
import { makeAnswer } from '../answers.ts';

export const TURNS = 200;
const BYTES = 1_000_000;
/** Lengths of answers to one another: three of forty are very long. */
const LENGTHS = [1, 1, 2, 1, 3, 1, 1, 12, 2, 1, 1, 4, 1, 2, 1, 1, 30, 1, 2, 1];
const FORMULAS = String.raw`
The cost is $O(n \log n)$, since $\sum_{k=1}^{n} \frac{1}{k} \approx \ln n$:

$$
\int_0^\infty e^{-x^2}\,dx = \frac{\sqrt{\pi}}{2}, \qquad A = \begin{pmatrix} a & b \\ c & d \end{pmatrix}
$$

`;

export interface Exchange {
  readonly question: string;
  readonly answer: string;
}

export function longChat(): Exchange[] {
  const count = TURNS / 2;
  const shares = Array.from({ length: count }, (_, index) => LENGTHS[index % LENGTHS.length] ?? 1);
  const unit = BYTES / shares.reduce((sum, share) => sum + share, 0);
  return shares.map((share, index) => ({
    question: `What about case ${index}?`,
    answer: `${makeAnswer('answer', Math.round(share * unit), index + 1)}${FORMULAS}That was answer ${index}.`,
  }));
}

/** Its journal, each answer in the deltas of a batch. */
export function journalOf(id: string, chat: readonly Exchange[]): string {
  const at = Date.now() - 3_600_000;
  const records: Record[] = [{ type: 'chat', v: JOURNAL_VERSION, id, at, workspace: [] }];
  const usage = { input: 2000, output: 3000, cacheRead: 1000, cacheWrite5m: 0, cacheWrite1h: 0, thinking: 0 };
  const model = 'claude-sonnet-5-5';
  for (const [index, { question, answer }] of chat.entries()) {
    const [asked, reply] = [`u${index}`, `c${index}`];
    records.push(
      { type: 'user', id: asked, at: at + index, text: question },
      { type: 'ask', id: reply, to: asked, at: at + index, model: 'sonnet', from: 'u0' },
      { type: 'start', id: reply, at: at + index, model },
    );
    for (let from = 0; from < answer.length; from += 90)
      records.push({ type: 'delta', id: reply, block: 0, channel: 'text', text: answer.slice(from, from + 90) });
    records.push(
      { type: 'closed', id: reply, block: 0, kept: { type: 'text' } },
      { type: 'spent', id: reply, usage, model, estimated: false, cost: 0.01 },
      { type: 'end', id: reply, at: at + index, outcome: 'done', stopReason: 'end_turn', timings: { total: 900 } },
    );
  }
  return records.map(writeRecord).join('');
}
