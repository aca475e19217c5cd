// Few redraws for many changes: four times a second at most, and none is forgotten.
import assert from 'node:assert/strict';
import { setImmediate } from 'node:timers/promises';
import { Throttle } from '../../../../src/core/usage/throttle.ts';
import { FakeClock } from '../../../support/fakeClock.ts';

describe('redraws', () => {
  it('come at most four times a second, however many changes come, the last one always', async () => {
    const clock = new FakeClock();
    let [changes, drawn, redraws] = [0, 0, 0];
    const throttle = new Throttle(clock, 250, () => {
      drawn = changes;
      redraws++;
      return Promise.resolve();
    });
    for (let ms = 0; ms < 10_000; ms += 5) {
      changes++;
      throttle.want();
      clock.advance(5);
      await setImmediate();
    }
    assert.ok(redraws <= 40 && redraws >= 38, `${redraws} in 10 s`);
    clock.advance(250);
    await setImmediate();
    assert.equal(drawn, changes);
    assert.deepEqual(clock.pending, [], 'and rest when nothing changes');
  });

  it('of which one takes long do not overlap, and what changed meanwhile is drawn', async () => {
    const clock = new FakeClock();
    const waiting: (() => void)[] = [];
    const throttle = new Throttle(clock, 250, () => new Promise<void>((resolve) => waiting.push(resolve)));
    throttle.want();
    clock.advance(250);
    throttle.want();
    clock.advance(1000);
    assert.equal(waiting.length, 1);
    waiting[0]?.();
    await setImmediate();
    clock.advance(250);
    assert.equal(waiting.length, 2);
  });

  it('go on behind one that failed', async () => {
    const clock = new FakeClock();
    let redraws = 0;
    const throttle = new Throttle(clock, 250, () =>
      ++redraws === 1 ? Promise.reject(new Error('no disk')) : Promise.resolve(),
    );
    for (let change = 1; change <= 2; change++) {
      throttle.want();
      clock.advance(250);
      await setImmediate();
    }
    assert.equal(redraws, 2);
  });

  it('end with their owner', async () => {
    const clock = new FakeClock();
    let redraws = 0;
    const throttle = new Throttle(clock, 250, () => Promise.resolve(void redraws++));
    throttle.want();
    throttle.dispose();
    throttle.want();
    clock.advance(1000);
    await setImmediate();
    assert.deepEqual([redraws, clock.pending], [0, []]);
  });
});
