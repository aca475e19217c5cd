// A long chat whose panel has only its last turns yet: whatever happens to it meanwhile, what the page has is right, and
// is the whole chat once it has asked for the rest.
import assert from 'node:assert/strict';
import { JOURNAL_VERSION, writeRecord, type Record } from '../../../../src/core/chat/record.ts';
import type { PanelState, Turn } from '../../../../src/panelState.ts';
import { PROTOCOL_VERSION, type HostEvent } from '../../../../src/protocol.ts';
import { Mirror } from '../../../../src/webview/mirror.ts';
import { randomFor } from '../../../support/seed.ts';
import { TestChat } from '../../../support/testChat.ts';

const COUNT = 60;
const timings = { total: 1 };

const exchange = (name: string, after: string | undefined, text: string): Record[] => [
  { type: 'user', id: `u${name}`, at: 1, text: `Question ${name}`, ...(after !== undefined && { after }) },
  { type: 'ask', id: `c${name}`, to: `u${name}`, at: 1, model: 'sonnet', from: 'u0' },
  { type: 'start', id: `c${name}`, at: 1, model: 'claude-sonnet-5-5' },
  { type: 'delta', id: `c${name}`, block: 0, channel: 'text', text },
  { type: 'end', id: `c${name}`, at: 1, outcome: 'done', stopReason: 'end_turn', timings },
];

const LONG: readonly Record[] = [
  { type: 'chat', v: JOURNAL_VERSION, id: 'long', at: 1, workspace: [] },
  ...Array.from({ length: COUNT }, (_, index) => exchange(`${index}`, undefined, `${index} `.repeat(4_000))).flat(),
];

/** A chat and its page; the page refuses what a real one would ask about. */
function opened() {
  const mirror = new Mirror();
  let seq = 0;
  const asked: string[] = [];
  const take = (event: HostEvent): void => {
    if (mirror.take({ seq: ++seq, ...structuredClone(event) }) === 'ask') asked.push(event.type);
  };
  const { conversation } = new TestChat('http://unused', {
    journal: LONG.map(writeRecord).join(''),
    onPost: (event) => take(event),
  });
  const show = (state: PanelState): void => take({ type: 'state', version: PROTOCOL_VERSION, state });
  /** False when there is no more. */
  const pull = (): boolean => {
    const event = conversation.earlier();
    if (event !== undefined) take(event);
    return event?.type === 'earlier' && event.more;
  };
  return { conversation, mirror, asked, show, pull };
}

type Opened = ReturnType<typeof opened>;

/** All turns as a page would get them that asks now. */
function whole({ conversation }: Opened): Turn[] {
  const state = conversation.state();
  const parts = [state.turns];
  for (let more = state.more === true; more;) {
    const event = conversation.earlier();
    if (event?.type !== 'earlier') throw new Error('there is more');
    parts.unshift(event.turns);
    ({ more } = event);
  }
  return structuredClone(parts.flat());
}

const ids = (turns: readonly { readonly id: string }[]): string[] => turns.map(({ id }) => id);

describe('the earlier turns of a long chat', () => {
  it('come behind the last ones, until the page has all', () => {
    const chat = opened();
    const state = chat.conversation.state();
    chat.show(state);
    assert.equal(state.more, true);
    assert.ok(state.turns.length < 20, `${state.turns.length}`);
    while (chat.pull());
    assert.deepEqual(chat.mirror.turns(), whole(chat));
    assert.equal(chat.mirror.turns().length, 2 * COUNT);
    chat.conversation.state('c0');
    assert.equal(chat.conversation.earlier(), undefined, 'a page that has all gets nothing');
    assert.deepEqual(chat.asked, []);
  });

  it('are not told of before the page has them, and then as they are', () => {
    const chat = opened();
    chat.show(chat.conversation.state());
    const before = ids(chat.mirror.turns());
    chat.conversation.hear([
      { type: 'delete', id: 'u3' },
      { type: 'forgetBefore', id: 'u5' },
    ]);
    assert.deepEqual(ids(chat.mirror.turns()), before);
    while (chat.pull());
    assert.equal(chat.mirror.turns().find(({ id }) => id === 'u3')?.deleted, 'self');
    assert.deepEqual(chat.mirror.turns(), whole(chat));
  });

  it('come all at once with a fork in front of what the page has', () => {
    const chat = opened();
    chat.show(chat.conversation.state());
    chat.conversation.hear(exchange('new', 'c2', 'Another way'));
    assert.deepEqual(ids(chat.mirror.turns()), ['u0', 'c0', 'u1', 'c1', 'u2', 'c2', 'unew', 'cnew']);
    assert.equal(chat.conversation.earlier(), undefined);
    assert.deepEqual(chat.asked, []);
  });

  it('come all at once with a fork right in front of what the page has', () => {
    const chat = opened();
    const state = chat.conversation.state();
    chat.show(state);
    const first = Number(state.turns[0]?.id.slice(1));
    chat.conversation.hear(exchange('new', `c${first - 1}`, 'Another way'));
    assert.deepEqual(ids(chat.mirror.turns()), [
      ...Array.from({ length: first }, (_, index) => [`u${index}`, `c${index}`]).flat(),
      'unew',
      'cnew',
    ]);
    assert.deepEqual(chat.asked, []);
  });

  it('are right in the end whatever happens while they come', () => {
    const random = randomFor('earlier');
    const below = (count: number): number => Math.floor(random() * count);
    for (let run = 0; run < 60; run++) {
      const chat = opened();
      const { log } = chat.conversation;
      chat.show(chat.conversation.state(random() < 0.3 ? `c${below(COUNT)}` : undefined));
      for (let step = 0; step < 12; step++) {
        const turn = log.path[below(log.path.length)];
        const id = turn?.id ?? '';
        const [version = id] = log.tree.versions(id);
        const acts: (() => Record[])[] = [
          () => exchange(`${run}-${step}`, log.tree.end, 'More. '.repeat(below(3_000))),
          () => exchange(`${run}-${step}`, log.tree.before(turn?.role === 'user' ? id : log.tree.end), 'Other'),
          () => [{ type: 'delete', id }],
          () => [{ type: 'restore', id }],
          () => [{ type: 'show', id: version }],
          () => [{ type: 'drop', id }],
          () => (turn?.role === 'user' ? [{ type: 'forgetBefore', id }] : []),
          () => (turn?.role === 'user' ? [{ type: 'leaveOut', id }] : []),
        ];
        // Most often what leaves the fork where it is.
        const act = acts[random() < 0.5 ? 2 + below(2) : below(acts.length)];
        chat.conversation.hear(act?.() ?? []);
        if (random() < 0.2) chat.pull();
        const { path } = log;
        const known = ids(chat.mirror.turns());
        assert.deepEqual(known, ids(path.slice(path.length - known.length)), `run ${run}, step ${step}: no gap`);
      }
      while (chat.pull());
      assert.deepEqual(chat.asked, [], `run ${run}`);
      assert.deepEqual(chat.mirror.turns(), whole(chat), `run ${run}`);
    }
  });
});
