// One drawing per frame, whatever the pace of the stream, with nothing lost or out of order.
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
  it('joins the deltas of one text, and asks for one frame', () => {
    const { painter, frames, drawn, frame } = harness();
    for (const [index, character] of 'Hello'.split('').entries()) painter.add(delta(index, character));
    assert.equal(frames.length, 1);
    frame();
    assert.deepEqual(drawn, [delta(4, 'Hello')]);
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
    const { painter, frames, drawn, frame } = harness();
    painter.add(delta(1, 'a'));
    const event = state([]);
    if (event.type === 'state') painter.add({ seq: 2, ...event });
    assert.equal(frames.length, 1);
    frame();
    assert.deepEqual(
      drawn.map(({ type }) => type),
      ['state'],
    );
  });

  it('begins anew after a frame', () => {
    const { painter, frames, frame } = harness();
    painter.add(delta(1, 'a'));
    frame();
    painter.add(delta(2, 'b'));
    assert.equal(frames.length, 1);
  });
});
