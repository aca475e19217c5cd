// Text goes to the page while it does not draw: the beat of an answer finds the time between the page's frames.
import assert from 'node:assert/strict';
import { ChatLog } from '../../../../src/core/chat/chatLog.ts';
import { FramePace } from '../../../../src/core/chat/framePace.ts';
import { Outbox } from '../../../../src/core/chat/outbox.ts';
import { PageFlow } from '../../../../src/core/chat/pageFlow.ts';
import { FakeClock } from '../../../support/fakeClock.ts';
import { seeded } from '../../../support/standin/random.ts';

/** Milliseconds on the way to a page that has nothing else to do. */
const WAY = 4;
const turn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

/**
 * An answer of 400 beats to a page that draws what has come, for `draws` of each `frame` milliseconds: the part of the beats
 * that waits for it by more than 3. Ways differ, and the page has other things to do now and then.
 */
async function waiting(frame: number, draws: number, pace: FramePace, heard = pace): Promise<number> {
  const clock = new FakeClock(0);
  const log = ChatLog.from([{ type: 'ask', id: 't1', to: 'u1', at: 1, model: 'm', from: 'u1' }]);
  const random = seeded(1);
  const waited: boolean[] = [];
  let drawn = 0;
  const flow = new PageFlow(
    () => {
      const arrives = clock.now() + WAY + random() + (random() < 0.1 ? 8 * random() : 0);
      const now = Math.floor(arrives / frame);
      const waits = drawn < now ? Math.max(0, draws - (arrives % frame)) : 0;
      drawn = now;
      waited.push(waits > 3);
      return new Promise<void>((resolve) => clock.after(arrives + waits - clock.now(), resolve));
    },
    clock,
    heard,
  );
  const outbox = new Outbox(log, { append: async () => {} }, clock, (event) => flow.post(event), pace);
  while (waited.length < 400) {
    outbox.delta({ type: 'delta', id: 't1', block: 0, channel: 'text', text: 'x' });
    clock.advance(1);
    await turn();
  }
  return waited.filter(Boolean).length / waited.length;
}

describe('the beat of an answer', () => {
  for (const [frame, draws] of [
    [16.67, 8],
    [16.67, 11],
    [16.4, 8],
  ] as const)
    it(`keeps out of the ${draws} of ${frame} ms in which the page draws`, async () => {
      const deaf = await waiting(frame, draws, new FramePace(), new FramePace());
      const part = await waiting(frame, draws, new FramePace());
      assert.ok(part < 0.15, `${part} of it still waits`);
      assert.ok(deaf > 0.25, `only ${deaf} of it would wait`);
    });

  it('is a frame long for a page that is not in the way', async () => {
    const pace = new FramePace();
    await waiting(16.67, 0, pace);
    assert.equal(pace.more(), 0);
  });

  it('is never much longer than a frame, however late the page is', () => {
    const pace = new FramePace();
    for (let beat = 0; beat < 5; beat++) {
      pace.arrived(5000);
      assert.equal(pace.more(), beat === 0 ? 0 : 2);
    }
  });
});
