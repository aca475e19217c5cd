// What is sent of a chat: the API's rules, and that nothing which was sent once ever changes its shape.
import assert from 'node:assert/strict';
import * as fc from 'fast-check';
import type { ContentBlockParam, MessageParam } from '@anthropic-ai/sdk/resources/messages/messages';
import { ChatLog } from '../../../../src/core/chat/chatLog.ts';
import { buildHistory, firstSent } from '../../../../src/core/chat/history.ts';
import type { Record } from '../../../../src/core/chat/record.ts';
import type { Outcome } from '../../../../src/panelState.ts';

type Flat = { readonly role: string; readonly block: ContentBlockParam };

/** By block, as the API reads it: neighbours of one role are one turn. */
const flat = (messages: readonly MessageParam[]): Flat[] =>
  messages.flatMap(({ role, content }) =>
    typeof content === 'string' ? [] : (content as ContentBlockParam[]).map((block) => ({ role, block })),
  );

/** A chat that is driven as a conversation drives it, without one. */
class Driver {
  readonly log = new ChatLog();
  readonly maxTurns: number;
  #ids = 0;

  constructor(maxTurns: number) {
    this.maxTurns = maxTurns;
  }

  ask(resume?: string): { messages: readonly MessageParam[]; from: string } {
    const last = this.log.turns.findLast((turn) => turn.role === 'claude');
    const going = resume !== undefined && last?.role === 'claude' && last.text !== '' ? last : undefined;
    const to = going?.to ?? `u${++this.#ids}`;
    if (going === undefined) this.log.apply({ type: 'user', id: to, at: 0, text: `Question ${to}` });
    const asked = this.log.userTurn(to);
    assert.ok(asked);
    const history = buildHistory(this.log, asked, this.maxTurns, going && resume);
    const id = going?.id ?? `t${to}`;
    this.log.apply({
      type: 'ask',
      id,
      to,
      at: 0,
      model: 'm',
      from: history.from,
      ...(going && { resume: resume ?? '' }),
    });
    return history;
  }

  reply(id: string, blocks: readonly string[], outcome: Outcome, whole: boolean): void {
    const apply = (record: Record) => this.log.apply(record);
    apply({ type: 'start', id, at: 0, model: 'm' });
    for (const [block, kind] of blocks.entries()) {
      const closes = whole || block < blocks.length - 1;
      if (kind === 'redacted') {
        apply({
          type: 'closed',
          id,
          block,
          kept: { type: 'other', fields: { type: 'redacted_thinking', data: `d${id}${block}` } },
        });
        continue;
      }
      const thinking = kind.startsWith('thinking');
      apply({ type: 'delta', id, block, channel: thinking ? 'thinking' : 'text', text: kind });
      if (closes)
        apply({
          type: 'closed',
          id,
          block,
          kept: thinking ? { type: 'thinking', signature: `s${id}${block}` } : { type: 'text' },
        });
    }
    apply({ type: 'end', id, at: 0, outcome, stopReason: null, timings: { total: 1 } });
  }
}

function assertRules(messages: readonly MessageParam[]): void {
  assert.equal(messages[0]?.role, 'user');
  assert.equal(messages.at(-1)?.role, 'user', 'current models take no prefill');
  for (const [at, { role, content }] of messages.entries()) {
    assert.notEqual(messages[at + 1]?.role, role, 'roles alternate');
    assert.ok(typeof content !== 'string' && content.length > 0);
    for (const block of content as ContentBlockParam[])
      if (block.type === 'text') assert.notEqual(block.text.trim(), '');
    const last = (content as ContentBlockParam[]).at(-1);
    if (role === 'assistant') assert.equal(last?.type, 'text', 'thinking is followed by what it was for');
  }
}

const event = fc.record({
  resume: fc.boolean(),
  starts: fc.boolean(),
  blocks: fc.array(fc.constantFrom('thinking a', 'thinking b', 'redacted', 'text\n\n', ' words and ', '  ', 'text'), {
    maxLength: 5,
  }),
  outcome: fc.constantFrom<Outcome>('done', 'done', 'done', 'stopped', 'cut', 'broken', 'refused'),
  whole: fc.boolean(),
  forget: fc.integer({ min: 0, max: 9 }),
});

describe('the history of a chat', () => {
  it('keeps the rules, and the shape of all that was sent before, for any sequence of events', () => {
    fc.assert(
      fc.property(fc.array(event, { maxLength: 14 }), fc.constantFrom(0, 1, 2, 3, 5), (events, maxTurns) => {
        const driver = new Driver(maxTurns);
        let before: { flat: Flat[]; from: string; kept: boolean; past: number } | undefined;
        for (const one of events) {
          const history = driver.ask(one.resume ? 'Go on' : undefined);
          assertRules(history.messages);
          const now = flat(history.messages);
          if (before !== undefined && before.from === history.from) {
            // What did not become history (refused, failed, nothing came of it) was the end of the request only.
            const length = before.kept ? before.flat.length : before.past;
            assert.deepEqual(now.slice(0, length), before.flat.slice(0, length));
          }
          const turn = driver.log.turns.findLast((known) => known.role === 'claude');
          assert.ok(turn?.role === 'claude');
          const exchange = now.findLastIndex(
            ({ block }) => block.type === 'text' && block.text === `Question ${turn.to}`,
          );
          const broken = one.outcome === 'done' || one.whole;
          if (one.starts) driver.reply(turn.id, one.blocks, one.outcome, broken);
          const content = turn.parts.at(-1)?.blocks ?? new Map();
          const text = [...content.values()].some(
            (block: { shown: string[] }) =>
              block.shown.join('').startsWith('t') || block.shown.join('').includes('words'),
          );
          const said = one.starts && one.outcome !== 'refused' && text;
          before = {
            flat: now,
            from: history.from,
            kept: said && one.blocks.some((kind) => /^text| words/.test(kind)),
            past: Math.max(0, exchange),
          };
          if (one.forget === 0) {
            driver.log.apply({ type: 'forgetThinking' });
            before = undefined;
          }
        }
      }),
      { numRuns: 400 },
    );
  });

  it('sends thinking back verbatim, but only over the beginning that it was made for', () => {
    const driver = new Driver(2);
    const thinking = (messages: readonly MessageParam[]) =>
      flat(messages).filter(({ block }) => block.type === 'thinking').length;
    const counts: number[] = [];
    for (let n = 0; n < 6; n++) {
      const { messages } = driver.ask();
      counts.push(thinking(messages));
      const id = driver.log.turns.at(-1)?.id ?? '';
      driver.reply(id, ['thinking a', 'text'], 'done', true);
    }
    // With at most two exchanges the beginning moves each turn: only what was thought over the same one may go back.
    assert.deepEqual(counts, [0, 1, 0, 0, 0, 0]);
    const free = new Driver(0);
    for (let n = 0; n < 3; n++) {
      free.ask();
      free.reply(free.log.turns.at(-1)?.id ?? '', ['thinking a', 'redacted', 'text'], 'done', true);
    }
    const { messages } = free.ask();
    assert.equal(thinking(messages), 3);
    assert.deepEqual(messages[1], {
      role: 'assistant',
      content: [
        { type: 'thinking', thinking: 'thinking a', signature: 'stu10' },
        { type: 'redacted_thinking', data: 'dtu11' },
        { type: 'text', text: 'text' },
      ],
    });
  });

  it('keeps of a partial answer what is whole, without white space at its end', () => {
    const content = (blocks: string[], outcome: Outcome, whole = false) => {
      const driver = new Driver(0);
      driver.ask();
      driver.reply('tu1', blocks, outcome, whole);
      const asked = driver.log.userTurn('u1');
      assert.ok(asked);
      return buildHistory(driver.log, asked, 0, 'Go on').messages[1]?.content;
    };
    assert.deepEqual(content(['text\n\n'], 'stopped'), [{ type: 'text', text: 'text' }]);
    assert.deepEqual(content(['text\n\n'], 'done', true), [{ type: 'text', text: 'text\n\n' }]);
    assert.deepEqual(content(['text', 'thinking a'], 'broken'), [{ type: 'text', text: 'text' }]);
    assert.deepEqual(content(['text', 'thinking a'], 'broken', true), [{ type: 'text', text: 'text' }]);
    assert.deepEqual(content(['text', '  '], 'cut'), [{ type: 'text', text: 'text' }]);
    // Nothing is left of it: the questions stand together.
    const nothing = content(['thinking a'], 'stopped');
    assert.equal(nothing, undefined);
  });

  it('begins at whole exchanges and moves in steps of half the cap', () => {
    const firsts = Array.from({ length: 13 }, (_, count) => firstSent(count, 4));
    assert.deepEqual(firsts, [0, 0, 0, 0, 0, 2, 2, 4, 4, 6, 6, 8, 8]);
    for (const cap of [1, 2, 3, 7, 20]) {
      for (let count = 0; count < 200; count++) {
        const sent = count - firstSent(count, cap);
        assert.ok(sent <= cap && (count === 0 || sent >= 1), `${count} ${cap}`);
      }
    }
    assert.equal(firstSent(1000, 0), 0);
  });
});
