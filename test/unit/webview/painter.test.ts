// The first of a frame at once, then one drawing per frame, whatever the pace of the stream, nothing lost or out of order.
import assert from 'node:assert/strict';
import { createPainter } from '../../../src/webview/painter.ts';
import type { Drawn } from '../../../src/webview/painter.ts';
import { state, user } from '../../support/panel/scenes.ts';

const delta = (seq: number, text: string, turnId = 'c1'): Drawn => ({
  seq,
  type: 'delta',
  turnId,
  channel: 'text',
  at: 0,
  text,
});

function harness() {
  const frames: (() => void)[] = [];
  const drawn: Drawn[] = [];
  const painter = createPainter(
    (run) => frames.push(run),
    (message) => drawn.push(message),
  );
  return { painter, frames, drawn, frame: () => frames.splice(0).forEach((run) => run()) };
}

describe('createPainter', () => {
  it('draws the first at once, joins the rest of the frame, and asks for one frame at a time', () => {
    const { painter, frames, drawn, frame } = harness();
    for (const [index, character] of 'Hello'.split('').entries()) painter.add(delta(index, character));
    assert.deepEqual(drawn, [delta(0, 'H')]);
    assert.equal(frames.length, 1);
    frame();
    assert.deepEqual(drawn, [delta(0, 'H'), delta(4, 'ello')]);
    assert.equal(frames.length, 1);
  });

  it('keeps the order around other messages', () => {
    const { painter, drawn, frame } = harness();
    painter.add(delta(1, 'a'));
    painter.add({ seq: 2, type: 'turn', turn: user('u2', 'x') });
    painter.add(delta(3, 'b'));
    painter.add(delta(4, 'c', 'c2'));
    frame();
    assert.deepEqual(
      drawn.map(({ seq }) => seq),
      [1, 2, 3, 4],
    );
  });

  it('drops what waits when a snapshot comes', () => {
    const { painter, drawn, frame } = harness();
    painter.add(delta(1, 'a'));
    painter.add(delta(2, 'b'));
    const event = state([]);
    if (event.type === 'state') painter.add({ seq: 3, ...event });
    frame();
    assert.deepEqual(
      drawn.map(({ type }) => type),
      ['delta', 'state'],
    );
  });

  it('draws at once again after a frame that brought nothing', () => {
    const { painter, frames, drawn, frame } = harness();
    painter.add(delta(1, 'a'));
    frame();
    assert.equal(frames.length, 0);
    painter.add(delta(2, 'b'));
    assert.deepEqual(drawn, [delta(1, 'a'), delta(2, 'b')]);
  });
});
