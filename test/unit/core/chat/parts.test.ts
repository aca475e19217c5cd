// A chat in parts: joined again they are the whole, each is as large as it should be, and no question loses its answer.
import assert from 'node:assert/strict';
import { firstPart, partBefore, type Measured } from '../../../../src/core/chat/parts.ts';
import { randomFor } from '../../../support/seed.ts';

const turn = (id: string, length: number, thinking = 0): Measured =>
  id.startsWith('u')
    ? { role: 'user', id, text: 'x'.repeat(length) }
    : { role: 'claude', id, text: 'x'.repeat(length), thinking: 'x'.repeat(thinking) };

const chat = (count: number, answer: number, question = 10): Measured[] =>
  Array.from({ length: count }, (_, index) => [turn(`u${index}`, question), turn(`c${index}`, answer)]).flat();

const sizeOf = (turns: readonly Measured[]): number =>
  turns.reduce((sum, { text, thinking = '' }) => sum + text.length + thinking.length, 0);

/** The parts in the order in which they are sent. */
function parts(turns: readonly Measured[], at?: string): Measured[][] {
  let end = firstPart(turns, at);
  const cut = [turns.slice(end)];
  while (end > 0) {
    const begin = partBefore(turns, end);
    cut.push(turns.slice(begin, end));
    end = begin;
  }
  return cut;
}

describe('the parts of a chat', () => {
  it('are one where the chat is short', () => {
    assert.equal(firstPart([], undefined), 0);
    assert.equal(firstPart(chat(9, 10_000), undefined), 0);
    assert.equal(firstPart([turn('u0', 10), turn('c0', 2_000_000)], undefined), 0);
  });

  it('begin with what fills the view, however large what is in front', () => {
    const turns = chat(100, 10_000);
    const first = turns.slice(firstPart(turns, undefined));
    assert.equal(first.length, 8);
    assert.equal(first[0]?.id, 'u96');
  });

  it('count what is to be seen: no thinking, and the beginning of a long message', () => {
    const thought = [...chat(50, 10_000), turn('u', 10), turn('c', 100, 500_000)];
    assert.ok(firstPart(thought, undefined) < thought.length - 2);
    const pasted = [...chat(50, 10_000), turn('u', 5_000_000), turn('c', 100)];
    assert.ok(firstPart(pasted, undefined) < pasted.length - 2);
  });

  it('begin in front of where the reader was', () => {
    const turns = chat(100, 10_000);
    assert.equal(turns[firstPart(turns, 'c50')]?.id, 'u50');
    assert.equal(turns[firstPart(turns, 'u50')]?.id, 'u50');
    assert.equal(firstPart(turns, 'c2'), 0);
    assert.equal(firstPart(turns, 'c99'), firstPart(turns, undefined));
    assert.equal(firstPart(turns, 'of another chat'), firstPart(turns, undefined));
  });

  it('are the whole again when they are joined, whatever the turns', () => {
    const random = randomFor('parts');
    const below = (count: number): number => Math.floor(random() * count);
    for (let run = 0; run < 300; run++) {
      const turns = Array.from({ length: below(120) }, (_, index) =>
        turn(`${random() < 0.4 ? 'u' : 'c'}${index}`, below(10 ** (1 + below(6))), random() < 0.1 ? below(90_000) : 0),
      );
      const at = random() < 0.5 ? turns[below(turns.length)]?.id : undefined;
      const cut = parts(turns, at);
      assert.deepEqual(cut.toReversed().flat(), turns, `run ${run}`);
      assert.ok(at === undefined || cut[0]?.some(({ id }) => id === at), `run ${run}: ${at} comes first`);
      for (const part of cut.slice(0, -1)) assert.equal(part[0]?.role, 'user', `run ${run}: begins with a question`);
      const [first = [], ...rest] = cut;
      // Without its first question and that one's answers it would not do.
      const again = first.findIndex(({ role }, index) => index > 0 && role === 'user');
      if (rest.length > 0) assert.ok(sizeOf(first) >= 40_000, `run ${run}: fills the view`);
      if (rest.length > 0 && again > 0 && at === undefined) {
        const less = first.slice(again).map(({ id, text }) => (id.startsWith('u') ? text.slice(0, 6_000) : text));
        assert.ok(less.join('').length < 40_000, `run ${run}: and no more`);
      }
      assert.ok(rest.length <= Math.ceil(sizeOf(turns) / 250_000), `run ${run}: ${rest.length} messages`);
    }
  });
});
