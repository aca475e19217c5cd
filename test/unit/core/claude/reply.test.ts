// The events of a stream and the reply they make: all kinds, unknown ones, any interleaving, and what must be sent back.
import assert from 'node:assert/strict';
import * as fc from 'fast-check';
import type { RawMessageStreamEvent } from '@anthropic-ai/sdk/resources/messages/messages';
import { Reply, type KeptBlock, type ReplyChange } from '../../../../src/core/claude/reply.ts';

type Loose = Record<string, unknown>;
const made = (event: Loose): RawMessageStreamEvent => event as unknown as RawMessageStreamEvent;
const start = (usage: unknown = { input_tokens: 5, output_tokens: 1 }) =>
  made({ type: 'message_start', message: { id: 'msg_1', model: 'claude-opus-5-5', content: [], usage } });
const open = (index: number, content_block: Loose) => made({ type: 'content_block_start', index, content_block });
const delta = (index: number, type: string, fields: Loose) =>
  made({ type: 'content_block_delta', index, delta: { type, ...fields } });
const close = (index: number) => made({ type: 'content_block_stop', index });
const end = (stop_reason: unknown, more: Loose = {}, usage?: unknown) =>
  made({ type: 'message_delta', delta: { stop_reason, ...more }, usage });
const stop = made({ type: 'message_stop' });
const text = (index: number, value: string) => delta(index, 'text_delta', { text: value });

function push(...events: RawMessageStreamEvent[]): { reply: Reply; changes: ReplyChange[] } {
  const reply = new Reply();
  return { reply, changes: events.flatMap((event) => reply.push(event) ?? []) };
}
const keptOf = (...events: RawMessageStreamEvent[]): KeptBlock | undefined => {
  const closed = push(...events).changes.find((change) => change.type === 'closed');
  return closed?.type === 'closed' ? closed.kept : undefined;
};

describe('a reply', () => {
  it('is what its events say', () => {
    const { reply, changes } = push(
      start(),
      open(0, { type: 'thinking', thinking: '', signature: '' }),
      delta(0, 'thinking_delta', { thinking: 'Hm.' }),
      delta(0, 'signature_delta', { signature: 'old' }),
      delta(0, 'signature_delta', { signature: 'EqQB' }),
      close(0),
      open(1, { type: 'text', text: '', citations: null }),
      text(1, 'Hello'),
      text(1, ''),
      text(1, ' you'),
      close(1),
      end('end_turn', {}, { output_tokens: 187, output_tokens_details: { thinking_tokens: 121 } }),
      stop,
    );
    assert.deepEqual(changes, [
      { type: 'started', messageId: 'msg_1', model: 'claude-opus-5-5' },
      { type: 'delta', block: 0, channel: 'thinking', text: 'Hm.' },
      { type: 'closed', block: 0, kept: { type: 'thinking', signature: 'EqQB' } },
      { type: 'delta', block: 1, channel: 'text', text: 'Hello' },
      { type: 'delta', block: 1, channel: 'text', text: ' you' },
      { type: 'closed', block: 1, kept: { type: 'text' } },
    ]);
    assert.deepEqual(
      [reply.complete, reply.outcome, reply.shown, reply.started, reply.counted],
      [true, 'done', true, true, true],
    );
    assert.deepEqual([reply.usage?.input, reply.usage?.output, reply.usage?.thinking], [5, 187, 121]);
  });

  it('is not complete, nor shown, before its time', () => {
    const { reply } = push(start(), open(0, { type: 'text', text: '' }));
    assert.deepEqual([reply.complete, reply.shown, reply.started, reply.counted], [false, false, true, false]);
    reply.push(text(0, 'x'));
    reply.push(end('end_turn'));
    assert.deepEqual([reply.complete, reply.shown, reply.counted], [false, true, true]);
  });

  it('passes over unknown events, blocks and deltas, and deltas of blocks that are not open', () => {
    const { changes } = push(
      made({ type: 'weather_report', sky: 'clear' }),
      open(0, { type: 'hologram', size: 3 }),
      delta(0, 'hologram_delta', { light: 1 }),
      text(7, 'nowhere'),
      close(7),
      close(0),
      text(0, 'too late'),
    );
    assert.deepEqual(changes, [
      { type: 'closed', block: 0, kept: { type: 'other', fields: { type: 'hologram', size: 3 } } },
    ]);
  });

  it('takes text that comes with the start of its block', () => {
    const { changes } = push(open(0, { type: 'text', text: 'At once' }), open(1, { type: 'thinking', thinking: 'Hm' }));
    assert.deepEqual(
      changes.map((change) => change.type === 'delta' && [change.channel, change.text]),
      [
        ['text', 'At once'],
        ['thinking', 'Hm'],
      ],
    );
    assert.deepEqual(keptOf(open(0, { type: 'thinking', thinking: '', signature: 'given' }), close(0)), {
      type: 'thinking',
      signature: 'given',
    });
  });

  it('joins a tool’s input and parses it when the block stops, whatever the pieces', () => {
    fc.assert(
      fc.property(fc.json(), fc.array(fc.nat(60), { maxLength: 8 }), (json, cuts) => {
        const at = [0, ...cuts.map((cut) => Math.min(cut, json.length)).sort((a, b) => a - b), json.length];
        const parts = at.slice(1).map((to, index) => json.slice(at[index], to));
        const kept = keptOf(
          open(0, { type: 'tool_use', id: 'toolu_1', name: 'read', input: {} }),
          ...parts.map((part) => delta(0, 'input_json_delta', { partial_json: part })),
          close(0),
        );
        const fields = { type: 'tool_use', id: 'toolu_1', name: 'read' };
        assert.deepEqual(kept, { type: 'tool_use', fields, input: JSON.parse(json) as unknown });
      }),
      { numRuns: 200 },
    );
  });

  it('gives no input to a call whose JSON came to no end, and {} to one without any', () => {
    const call = (...parts: string[]) =>
      keptOf(
        open(0, { type: 'tool_use', id: 'toolu_1', name: 'x', input: {} }),
        ...parts.map((part) => delta(0, 'input_json_delta', { partial_json: part })),
        close(0),
      );
    const fields = { type: 'tool_use', id: 'toolu_1', name: 'x' };
    assert.deepEqual(call('{"path":"src'), { type: 'tool_use', fields });
    assert.deepEqual(call(), { type: 'tool_use', fields, input: {} });
    assert.deepEqual(call(''), { type: 'tool_use', fields, input: {} });
    assert.deepEqual(call('null'), { type: 'tool_use', fields, input: null });
  });

  it('keeps what it does not know as it came, with its input', () => {
    const redacted = { type: 'redacted_thinking', data: 'EmwK' };
    assert.deepEqual(keptOf(open(0, redacted), close(0)), { type: 'other', fields: redacted });
    const kept = keptOf(
      open(0, { type: 'server_tool_use', id: 's', name: 'web_search', input: {} }),
      delta(0, 'input_json_delta', { partial_json: '{"query":"x"}' }),
      close(0),
    );
    const fields = { type: 'server_tool_use', id: 's', name: 'web_search', input: { query: 'x' } };
    assert.deepEqual(kept, { type: 'other', fields });
  });

  it('keeps citations in order', () => {
    const kept = keptOf(
      open(0, { type: 'text', text: '', citations: [] }),
      text(0, 'x'),
      delta(0, 'citations_delta', { citation: { n: 1 } }),
      delta(0, 'citations_delta', { citation: { n: 2 } }),
      close(0),
    );
    assert.deepEqual(kept, { type: 'text', citations: [{ n: 1 }, { n: 2 }] });
  });

  it('keeps blocks apart by their index, however they interleave', () => {
    fc.assert(
      fc.property(
        fc.array(fc.tuple(fc.nat(3), fc.string({ minLength: 1, maxLength: 5 })), { maxLength: 40 }),
        (pieces) => {
          const { changes, reply } = push(
            ...[3, 1, 0, 2].map((n) => open(n, { type: n % 2 ? 'text' : 'thinking' })),
            ...pieces.map(([n, s]) => (n % 2 ? text(n, s) : delta(n, 'thinking_delta', { thinking: s }))),
          );
          for (const n of [0, 1, 2, 3]) {
            const got = changes.flatMap((change) =>
              change.type === 'delta' && change.block === n ? [change.text] : [],
            );
            assert.equal(got.join(''), pieces.flatMap(([m, s]) => (m === n ? [s] : [])).join(''));
          }
          assert.equal(
            reply.characters,
            pieces.reduce((sum, [, s]) => sum + s.length, 0),
          );
        },
      ),
      { numRuns: 100 },
    );
  });

  const reasons: [unknown, string][] = [
    ['end_turn', 'done'],
    ['stop_sequence', 'done'],
    ['tool_use', 'done'],
    ['pause_turn', 'done'],
    ['of_tomorrow', 'done'],
    ['max_tokens', 'cut'],
    ['model_context_window_exceeded', 'cut'],
    ['refusal', 'refused'],
    [null, 'cut'],
  ];
  for (const [reason, outcome] of reasons) {
    it(`that ends with ${String(reason)} is ${outcome}`, () => {
      assert.equal(push(start(), end(reason), stop).reply.outcome, outcome);
    });
  }

  it('tells why it was refused, also under versions that do not say', () => {
    const details = { stop_details: { type: 'refusal', category: 'cyber', explanation: 'No.' } };
    assert.deepEqual(push(end('refusal', details)).reply.refusal, { category: 'cyber', explanation: 'No.' });
    assert.deepEqual(push(end('refusal')).reply.refusal, { category: null, explanation: null });
    assert.deepEqual(push(end('refusal', { stop_details: null })).reply.refusal, { category: null, explanation: null });
    assert.equal(push(end('end_turn')).reply.refusal, undefined);
  });

  it('lives without any usage', () => {
    const { reply } = push(start(null), end('end_turn', {}, null), stop);
    assert.deepEqual([reply.usage, reply.outcome], [undefined, 'done']);
  });
});
