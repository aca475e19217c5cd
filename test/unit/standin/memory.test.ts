/** What the stand-in remembers from request to request: kept prompt prefixes, and the thinking it signed. */
import assert from 'node:assert/strict';
import type { MessageParam } from '@anthropic-ai/sdk/resources/messages/messages';
import { answer } from '../../support/standin/answer.ts';
import { failure } from '../../support/standin/failure.ts';
import { HEADERS, post, refusal } from '../../support/standin/rawClient.ts';
import { ask, question, type Asked } from '../../support/standin/sdkClient.ts';
import { startStandIn, type StandIn } from '../../support/standin/standIn.ts';

const LONG = 'All the world is a stage, and this is its inventory. '.repeat(200);
const mark = { cache_control: { type: 'ephemeral' } } as const;
const system = [{ type: 'text' as const, text: LONG, ...mark }];
const prompt = ({ usage }: Asked): number[] =>
  ['input_tokens', 'cache_creation_input_tokens', 'cache_read_input_tokens'].map((name) => Number(usage[name]));

describe('the stand-in’s prompt cache', () => {
  let standIn: StandIn;
  beforeEach(async () => {
    standIn = await startStandIn();
  });
  afterEach(() => standIn.close());

  it('writes a marked prefix, reads it the next time, and counts every token once', async () => {
    const [fresh = 0, written = 0, none] = prompt(await ask(standIn.url, question('Hi', { system })));
    assert.ok(written > 2600 && fresh > 0);
    assert.equal(none, 0);
    assert.deepEqual(prompt(await ask(standIn.url, question('Hi', { system }))), [fresh, 0, written]);
  });

  it('follows a growing conversation by the top-level marker', async () => {
    const messages: MessageParam[] = [];
    let before = 0;
    for (let turn = 0; turn < 5; turn += 1) {
      messages.push({ role: 'user', content: `Turn ${turn}: ${'words '.repeat(40)}` });
      const [fresh, written = 0, read = 0] = prompt(
        await ask(standIn.url, question('', { system, messages, ...mark })),
      );
      assert.equal(fresh, 0);
      assert.equal(read, before);
      before = read + written;
      messages.push({ role: 'assistant', content: 'Hello from the stand-in.' });
    }
  });

  it('reads nothing after a change before the marker, by another model, or of a short or failed prefix', async () => {
    await ask(standIn.url, question('Hi', { system }));
    const changed = [{ type: 'text' as const, text: `!${LONG}`, ...mark }];
    for (const other of [{ system: changed }, { system, model: 'claude-opus-5-5' }]) {
      assert.equal(prompt(await ask(standIn.url, question('Hi', other)))[2], 0);
    }
    const short = [{ type: 'text' as const, text: 'short', ...mark }];
    await ask(standIn.url, question('Hi', { system: short }));
    assert.deepEqual(prompt(await ask(standIn.url, question('Hi', { system: short }))).slice(1), [0, 0]);
    const failed = [{ type: 'text' as const, text: `?${LONG}`, ...mark }];
    standIn.queue(failure(529));
    await assert.rejects(ask(standIn.url, question('Hi', { system: failed })));
    assert.equal(prompt(await ask(standIn.url, question('Hi', { system: failed })))[2], 0);
  });

  it('counts tokens as it bills them, without a limit on output', async () => {
    const body = { model: 'claude-sonnet-5-5', system, messages: [{ role: 'user', content: 'Hi' }] };
    const reply = await post(standIn.url, body, '/v1/messages/count_tokens', HEADERS);
    const { input_tokens: counted } = JSON.parse(reply.body.toString()) as { input_tokens: number };
    const billed = prompt(await ask(standIn.url, question('Hi', { system })));
    assert.equal(
      counted,
      billed.reduce((sum, part) => sum + part),
    );
  });
});

const shown = { thinking: { type: 'adaptive', display: 'summarized' } } as const;
const history = ({ thinking, signature, text }: Asked): object[] => [
  { role: 'user', content: 'Hello' },
  {
    role: 'assistant',
    content: [
      { type: 'thinking', thinking, signature },
      { type: 'text', text },
    ],
  },
  { role: 'user', content: 'And?' },
];

describe('the stand-in’s thinking', () => {
  let standIn: StandIn;
  beforeEach(async () => {
    standIn = await startStandIn({ respond: answer({ thinking: 'Hm.', text: 'Well.' }) });
  });
  afterEach(() => standIn.close());

  it('is taken back as it was given, shown or omitted', async () => {
    for (const asked of [shown, {}]) {
      const messages = history(await ask(standIn.url, question('Hello', asked)));
      assert.equal(await refusal(standIn.url, { messages }), 'accepted');
    }
  });

  it('is refused with another text, or behind another prefix', async () => {
    const got = await ask(standIn.url, question('Hello', shown));
    assert.match(await refusal(standIn.url, { messages: history({ ...got, thinking: 'Ha.' }) }), /Invalid `signature`/);
    const messages = history(got);
    assert.match(await refusal(standIn.url, { messages, system: 'New.' }), /content that precedes it/);
    assert.match(
      await refusal(standIn.url, { messages: [{ role: 'user', content: 'Before' }, ...messages] }),
      /precedes/,
    );
  });

  it('may stand behind another prefix where models do not check, other models made it, or dropping was asked for', async () => {
    const messages = history(await ask(standIn.url, question('Hello', shown)));
    const other = 'New.';
    assert.equal(await refusal(standIn.url, { messages, system: other, model: 'claude-opus-5-5' }), 'accepted');
    const drop = { type: 'adaptive', block_binding: { prefix_mismatch_behavior: 'drop_block' } };
    assert.equal(await refusal(standIn.url, { messages, system: other, thinking: drop }), 'accepted');
    const old = history(await ask(standIn.url, question('Hello', { ...shown, model: 'claude-sonnet-5' })));
    assert.equal(await refusal(standIn.url, { messages: old, system: other, model: 'claude-sonnet-5' }), 'accepted');
  });

  it('survives a new start of the stand-in', async () => {
    const messages = history(await ask(standIn.url, question('Hello', shown)));
    const later = await startStandIn();
    assert.equal(await refusal(later.url, { messages }), 'accepted');
    await later.close();
  });
});
