// The page's copy of the host's state: order, gaps, repeats and everything that can come out of turn.
import assert from 'node:assert/strict';
import type { ClaudeTurnChange } from '../../../src/panelState.ts';
import type { HostEvent, HostMessage } from '../../../src/protocol.ts';
import { Mirror } from '../../../src/webview/mirror.ts';
import { claude, state, user } from '../../support/panel/scenes.ts';

const at = (seq: number, event: HostEvent): HostMessage => ({ seq, ...event });
const delta = (position: number, text: string, turnId = 'c1', channel: 'text' | 'thinking' = 'text'): HostEvent => ({
  type: 'delta',
  turnId,
  channel,
  at: position,
  text,
});

function started(): Mirror {
  const mirror = new Mirror();
  assert.equal(mirror.take(at(10, state([user('u1', 'Hi'), claude('c1', { phase: 'writing', text: 'He' })]))), 'draw');
  return mirror;
}

describe('Mirror', () => {
  it('applies deltas of both channels in order', () => {
    const mirror = started();
    assert.equal(mirror.take(at(11, delta(2, 'llo'))), 'draw');
    assert.equal(mirror.take(at(12, delta(0, 'Hm', 'c1', 'thinking'))), 'draw');
    assert.equal(mirror.claudeTurn('c1')?.text, 'Hello');
    assert.equal(mirror.claudeTurn('c1')?.thinking, 'Hm');
  });

  it('drops everything before the first snapshot', () => {
    assert.equal(new Mirror().take(at(1, { type: 'focus' })), 'drop');
  });

  it('asks once after a gap, and waits for the snapshot', () => {
    const mirror = started();
    assert.equal(mirror.take(at(12, delta(2, 'llo'))), 'ask');
    assert.equal(mirror.take(at(13, delta(5, '!'))), 'drop');
    assert.equal(mirror.take(at(14, state([claude('c1', { text: 'Hello!' })]))), 'draw');
    assert.equal(mirror.claudeTurn('c1')?.text, 'Hello!');
    assert.equal(mirror.take(at(15, { type: 'title', title: 'x' })), 'draw');
  });

  it('drops a repeat without harm', () => {
    const mirror = started();
    mirror.take(at(11, delta(2, 'llo')));
    assert.equal(mirror.take(at(11, delta(2, 'llo'))), 'drop');
    assert.equal(mirror.claudeTurn('c1')?.text, 'Hello');
  });

  it('asks when a delta does not join on', () => {
    assert.equal(started().take(at(11, delta(3, 'lo'))), 'ask');
    assert.equal(started().take(at(11, delta(1, 'ello'))), 'ask');
  });

  it('drops what concerns turns that are unknown, or of the user', () => {
    const mirror = started();
    assert.equal(mirror.take(at(11, delta(0, 'x', 'c9'))), 'drop');
    assert.equal(mirror.take(at(12, delta(2, 'x', 'u1'))), 'drop');
    assert.equal(mirror.take(at(13, { type: 'change', turnId: 'c9', change: { phase: 'ended' } })), 'drop');
    assert.equal(mirror.take(at(14, delta(2, 'y'))), 'draw');
  });

  it('takes a field away by null, and leaves the others', () => {
    const mirror = started();
    const retry = { at: 1, attempt: 1, of: 3, reason: 'Overloaded.' };
    const changes: ClaudeTurnChange[] = [
      { phase: 'retrying', retry },
      { phase: 'waiting', retry: null },
    ];
    for (const [index, change] of changes.entries())
      mirror.take(at(11 + index, { type: 'change', turnId: 'c1', change }));
    const turn = mirror.claudeTurn('c1');
    assert.equal(turn?.phase, 'waiting');
    assert.equal(turn !== undefined && 'retry' in turn, false);
    assert.equal(turn?.text, 'He');
  });

  it('puts a new turn last, and replaces one in its place', () => {
    const mirror = started();
    mirror.take(at(11, { type: 'turn', turn: user('u2', 'More') }));
    mirror.take(at(12, { type: 'turn', turn: user('u1', 'Hi!') }));
    assert.deepEqual(
      mirror.turns().map(({ id }) => id),
      ['u1', 'c1', 'u2'],
    );
    assert.equal(mirror.last?.id, 'u2');
  });

  it('takes another branch in the place of what stood behind a turn, and asks where it does not know that turn', () => {
    const mirror = started();
    const ids = () => mirror.turns().map(({ id }) => id);
    assert.equal(mirror.take(at(11, { type: 'branch', after: 'u1', turns: [claude('c2'), user('u2', 'M')] })), 'draw');
    assert.deepEqual(ids(), ['u1', 'c2', 'u2']);
    assert.equal(mirror.take(at(12, { type: 'branch', after: null, turns: [user('u3', 'Other')] })), 'draw');
    assert.deepEqual(ids(), ['u3']);
    assert.equal(mirror.take(at(13, { type: 'branch', after: 'u1', turns: [] })), 'ask');
  });

  describe('of a long chat, whose earlier turns come behind', () => {
    const ids = (mirror: Mirror) => mirror.turns().map(({ id }) => id);
    const earlier = (before: string, ...names: readonly string[]): HostEvent => ({
      type: 'earlier',
      before,
      turns: names.map((name) => user(name, name)),
      more: true,
    });

    it('puts them in front, part by part', () => {
      const mirror = started();
      assert.equal(mirror.take(at(11, earlier('u1', 'b', 'c'))), 'draw');
      assert.equal(mirror.take(at(12, earlier('b', 'a'))), 'draw');
      assert.deepEqual(ids(mirror), ['a', 'b', 'c', 'u1', 'c1']);
      assert.equal(mirror.last?.id, 'c1');
      assert.equal(mirror.userText('a'), 'a');
    });

    it('takes what happens at the end meanwhile', () => {
      const mirror = started();
      mirror.take(at(11, delta(2, 'llo')));
      mirror.take(at(12, { type: 'turn', turn: user('u2', 'More') }));
      mirror.take(at(13, earlier('u1', 'a')));
      assert.equal(mirror.take(at(14, delta(5, '!'))), 'draw');
      assert.deepEqual(ids(mirror), ['a', 'u1', 'c1', 'u2']);
      assert.equal(mirror.claudeTurn('c1')?.text, 'Hello!');
      assert.equal(mirror.take(at(15, { type: 'branch', after: 'a', turns: [user('b', 'b')] })), 'draw');
      assert.deepEqual(ids(mirror), ['a', 'b']);
    });

    it('asks where they are missing, and drops them where they come twice', () => {
      const mirror = started();
      mirror.take(at(11, earlier('u1', 'a')));
      assert.equal(mirror.take(at(11, earlier('u1', 'a'))), 'drop');
      assert.deepEqual(ids(mirror), ['a', 'u1', 'c1']);
      assert.equal(started().take(at(12, earlier('u0', 'a'))), 'ask');
    });

    it('asks where they join to nothing, as those of another chat', () => {
      const mirror = started();
      mirror.take(at(11, state([user('u7', 'Other')], { chatId: 'chat-2' })));
      assert.equal(mirror.take(at(12, earlier('u1', 'a'))), 'ask');
      assert.deepEqual(ids(mirror), ['u7']);
      assert.equal(mirror.take(at(13, earlier('u7', 'a'))), 'drop', 'until the snapshot comes');
    });
  });

  it('starts anew from any snapshot', () => {
    const mirror = started();
    assert.equal(mirror.take(at(3, state([user('u7', 'Other')], { chatId: 'chat-2' }))), 'draw');
    assert.deepEqual(
      mirror.turns().map(({ id }) => id),
      ['u7'],
    );
    assert.equal(mirror.take(at(4, { type: 'focus' })), 'draw');
  });
});
