// The page's guard: forged, broken and foreign messages are refused whole.
import assert from 'node:assert/strict';
import { PROTOCOL_VERSION } from '../../../src/protocol.ts';
import { isHostMessage, isOtherVersion, isOwnOrigin, tagOf } from '../../../src/webview/hostMessage.ts';
import { SCENES, claude, state, user } from '../../support/panel/scenes.ts';

const change = (fields: unknown): unknown => ({ seq: 1, type: 'change', turnId: 'c1', change: fields });
const snapshot = (turn: unknown): unknown => {
  const event = state([]);
  return event.type === 'state' ? { seq: 1, ...event, state: { ...event.state, turns: [turn] } } : undefined;
};

describe('isHostMessage', () => {
  for (const [name, events] of Object.entries(SCENES)) {
    it(`takes the scene ${name}`, () => assert.ok(events.every((event, seq) => isHostMessage({ seq, ...event }))));
  }

  it('takes changes of every field, and null for all but the phase', () => {
    assert.ok(isHostMessage(change({ phase: 'ended', outcome: 'done', model: 'm', thinkingMs: 3, retry: null })));
    assert.equal(isHostMessage(change({ phase: null })), false);
  });

  it('refuses a change of the texts, which travel as deltas', () => {
    assert.equal(isHostMessage(change({ text: 'forged' })), false);
    assert.equal(isHostMessage(change({ thinking: '' })), false);
    assert.equal(isHostMessage(change({ constructor: 1 })), false);
  });

  const refused: Readonly<Record<string, unknown>> = {
    nothing: undefined,
    text: 'state',
    'no number': { type: 'focus' },
    'a number that is none': { seq: Number.NaN, type: 'focus' },
    'unknown type': { seq: 1, type: 'run' },
    'type of an object': { seq: 1, type: 'toString' },
    'state without a state': { seq: 1, type: 'state', version: 1 },
    'delta on another channel': { seq: 1, type: 'delta', turnId: 'c', channel: 'html', at: 0, text: 'x' },
    'delta without a place': { seq: 1, type: 'delta', turnId: 'c', channel: 'text', text: 'x' },
    'turn of a stranger': snapshot({ ...user('u', 'x'), role: 'system' }),
    'turn without a text': snapshot({ ...claude('c'), text: undefined }),
    'turn with a bad outcome': snapshot(claude('c', { outcome: 'fine' as 'done' })),
    'turn with an unknown step': snapshot(
      claude('c', { notice: { severity: 'error', title: 't', steps: ['format' as 'edit'] } }),
    ),
    'usage with a text as cost': snapshot(
      claude('c', {
        usage: {
          input: 1,
          output: 1,
          cacheRead: 0,
          cacheWrite: 0,
          thinking: 0,
          cost: '1' as unknown as number,
          estimated: false,
        },
      }),
    ),
    'earlier turns in front of nothing': { seq: 1, type: 'earlier', turns: [], more: false },
    'earlier turns of a stranger': { seq: 1, type: 'earlier', before: 'u1', turns: [{ id: 'x' }], more: false },
    'earlier turns with more of a text': { seq: 1, type: 'earlier', before: 'u1', turns: [], more: 'yes' },
    'accepted without an id': { seq: 1, type: 'accepted' },
    'notAccepted without a notice': { seq: 1, type: 'notAccepted', sendId: 'x' },
    'draft of a number': { seq: 1, type: 'draft', text: 5 },
    'status without a model': {
      seq: 1,
      type: 'status',
      status: { key: 'stored', sendWith: 'enter', autoScroll: true },
    },
  };
  for (const [name, message] of Object.entries(refused)) {
    it(`refuses: ${name}`, () => assert.equal(isHostMessage(message), false));
  }
});

describe('where a message comes from', () => {
  it('must be the page’s own origin, and a real one', () => {
    assert.ok(isOwnOrigin('vscode-webview://abc', 'vscode-webview://abc'));
    assert.equal(isOwnOrigin('https://evil.example', 'vscode-webview://abc'), false);
    assert.equal(isOwnOrigin('null', 'null'), false);
  });
});

describe('what is said of a message that is refused', () => {
  it('is its tag, never its content', () => {
    assert.equal(tagOf({ type: 'delta', text: 'secret' }), 'delta');
    assert.equal(tagOf({ type: 'a secret' }), 'nothing-known');
    assert.equal(tagOf('secret'), 'nothing-known');
  });

  it('tells a snapshot of another version, however it looks', () => {
    assert.ok(isOtherVersion({ type: 'state', version: PROTOCOL_VERSION + 1, turns: 'gone' }, PROTOCOL_VERSION));
    assert.equal(isOtherVersion({ type: 'state', version: PROTOCOL_VERSION }, PROTOCOL_VERSION), false);
    assert.equal(isOtherVersion({ type: 'state' }, PROTOCOL_VERSION), false);
  });
});
