// The tree of turns that a journal gives: one that knows no branches, and one that is damaged.
import assert from 'node:assert/strict';
import { ChatLog } from '../../../../src/core/chat/chatLog.ts';
import { randomFor } from '../../../support/seed.ts';

describe('a journal without branches', () => {
  it('reads as one branch; an answer that was tried again is a version of it', () => {
    const end = { type: 'end', at: 1, stopReason: null, timings: { total: 1 } } as const;
    const ask = { type: 'ask', at: 1, model: 'm', from: 'u1' } as const;
    const log = ChatLog.from([
      { type: 'user', id: 'u1', at: 1, text: 'Q1' },
      { ...ask, id: 't1', to: 'u1' },
      { ...end, id: 't1', outcome: 'broken' },
      { ...ask, id: 't2', to: 'u1' },
      { ...end, id: 't2', outcome: 'done' },
      { type: 'user', id: 'u2', at: 1, text: 'Failed' },
      { ...ask, id: 't3', to: 'u2' },
      { ...end, id: 't3', outcome: 'broken' },
      { type: 'drop', id: 't3' },
      { type: 'drop', id: 'u2' },
      { type: 'user', id: 'u3', at: 1, text: 'Q3' },
    ]);
    assert.deepEqual(
      log.turns.map(({ id }) => id),
      ['u1', 't2', 'u3'],
    );
    assert.deepEqual(log.tree.versions('t2'), ['t1', 't2']);
  });

  it('of any damage gives a tree without a cycle, in which each turn has its place', () => {
    const random = randomFor('tree');
    const ids = ['', 'a', 'b', 'c', 'd'];
    const id = () => ids[Math.floor(random() * ids.length)]!;
    for (let run = 0; run < 400; run++) {
      const log = new ChatLog();
      for (let step = 0; step < 12; step++) {
        const kind = Math.floor(random() * 6);
        if (kind < 2) log.apply({ type: 'user', id: id(), at: 1, text: 'x', ...(kind === 0 && { after: id() }) });
        else if (kind === 2) log.apply({ type: 'ask', id: id(), to: id(), at: 1, model: 'm', from: id() });
        else log.apply({ type: (['show', 'drop', 'delete'] as const)[kind - 3]!, id: id() });
        for (const turn of log.path) assert.ok(log.tree.versions(turn.id).includes(turn.id));
        for (const each of log.tree.nodes.keys()) log.tree.lineage(each);
      }
    }
  });
});
