import assert from 'node:assert/strict';
import { beforeFrame, inSlices } from '../../../src/webview/slices.ts';
import { until } from '../../support/until.ts';

describe('Work in slices', () => {
  /** Runs until nothing is left, and says in which order the steps came. */
  async function run(plan: (step: (name: string, count: number) => () => boolean) => void): Promise<string> {
    const seen: string[] = [];
    let running = 0;
    plan((name, count) => {
      running += 1;
      let left = count;
      return () => {
        seen.push(name);
        left -= 1;
        if (left === 0) running -= 1;
        return left > 0;
      };
    });
    await until('all is done', async () => assert.equal(running, 0));
    return seen.join(' ');
  }

  it('does nothing at once', () => {
    let done = false;
    inSlices(() => {
      done = true;
      return false;
    });
    assert.equal(done, false);
  });

  it('does what is near first, and each work to its end', async () => {
    const order = await run((step) => {
      inSlices(step('far', 2), 'far');
      inSlices(step('a', 2));
      inSlices(step('b', 1));
    });
    assert.equal(order, 'a a b far far');
  });

  it('does what comes meanwhile before what is far', async () => {
    const order = await run((step) => {
      const near = step('near', 1);
      const far = step('far', 3);
      let begun = false;
      inSlices(() => {
        if (!begun) inSlices(near);
        begun = true;
        return far();
      }, 'far');
    });
    assert.equal(order, 'far near far far');
  });

  it('lets others in between', async () => {
    let other = false;
    setTimeout(() => (other = true));
    await new Promise<void>((resolve) =>
      inSlices(() => {
        if (other) resolve();
        return !other;
      }),
    );
  });

  describe('before a frame', () => {
    const { requestAnimationFrame } = globalThis;
    let frames: FrameRequestCallback[];
    const drawFrame = (): void => {
      for (const prepare of frames.splice(0)) prepare(0);
    };

    beforeEach(() => {
      frames = [];
      globalThis.requestAnimationFrame = (prepare) => frames.push(prepare);
    });
    afterEach(() => {
      globalThis.requestAnimationFrame = requestAnimationFrame;
    });

    it('is done in the next one, all of it, in its order', () => {
      const seen: string[] = [];
      const note = (name: string) => () => void seen.push(name);
      beforeFrame(note('a'));
      beforeFrame(note('b'));
      assert.deepEqual([frames.length, seen], [1, []]);
      drawFrame();
      beforeFrame(note('c'));
      assert.deepEqual(seen, ['a', 'b']);
      drawFrame();
      assert.deepEqual(seen, ['a', 'b', 'c']);
    });

    it('leaves for later what would hold up the frame', async () => {
      const seen: string[] = [];
      const slow = (name: string) => () => {
        const begun = performance.now();
        while (performance.now() - begun < 10);
        seen.push(name);
      };
      beforeFrame(slow('a'));
      beforeFrame(slow('b'));
      drawFrame();
      assert.deepEqual(seen, ['a']);
      await until('the rest is done', async () => assert.deepEqual(seen, ['a', 'b']));
    });
  });
});
