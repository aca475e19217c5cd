// A request refused with 400 goes once more where the refusal names what can be left out, and never otherwise.
import assert from 'node:assert/strict';
import type { MessageCreateParamsStreaming } from '@anthropic-ai/sdk/resources/messages/messages';
import { cureFor } from '../../../../src/core/claude/cure.ts';
import { withoutThinking } from '../../../../src/core/claude/withoutThinking.ts';
import { answer } from '../../../support/standin/answer.ts';
import { failure } from '../../../support/standin/failure.ts';
import { startStandIn, type StandIn } from '../../../support/standin/standIn.ts';
import { TestChat } from '../../../support/testChat.ts';

const thought = { type: 'thinking' as const, thinking: 'Hm', signature: 's' };
const hidden = { type: 'redacted_thinking' as const, data: 'd' };
const said = { type: 'text' as const, text: 'Hi' };
const params: MessageCreateParamsStreaming = {
  model: 'm',
  max_tokens: 1,
  stream: true,
  thinking: { type: 'adaptive' },
  output_config: { effort: 'high' },
  cache_control: { type: 'ephemeral' },
  messages: [
    { role: 'user', content: 'Q' },
    { role: 'assistant', content: [hidden, thought, said] },
    { role: 'user', content: 'Q2' },
  ],
};
const cure = (words: string, of = params) => cureFor({ kind: 'badRequest', said: words }, of);

describe('the cure of a refused request', () => {
  it('takes out all thinking where a block of it is refused', () => {
    const cured = cure('messages.1.content.0: Invalid `signature` in `thinking` block');
    assert.equal(cured?.forgetsThinking, true);
    assert.deepEqual(cured?.params, {
      ...params,
      messages: [params.messages[0], { role: 'assistant', content: [said] }, params.messages[2]],
    });
  });
  it('leaves out the field that the model does not know, and only that', () => {
    const { thinking, output_config: effort, cache_control: cache, ...rest } = params;
    const no = { forgetsThinking: false };
    assert.deepEqual(cure("thinking.type: 'adaptive' is not supported"), {
      params: { ...rest, output_config: effort, cache_control: cache },
      ...no,
    });
    assert.deepEqual(cure('output_config.effort: unknown'), {
      params: { ...rest, thinking, cache_control: cache },
      ...no,
    });
    assert.deepEqual(cure('cache_control: Extra inputs are not permitted'), {
      params: { ...rest, thinking, output_config: effort },
      ...no,
    });
  });
  it('is none for anything else', () => {
    assert.equal(cure('prompt is too long'), undefined);
    assert.equal(cureFor({ kind: 'badRequest' }, params), undefined);
    assert.equal(cureFor({ kind: 'server', said: 'thinking' }, params), undefined);
    assert.equal(cure('effort', { model: 'm', max_tokens: 1, stream: true, messages: [] }), undefined);
  });
});

describe('a history without thinking', () => {
  it('has none at all, and no turn that held nothing else', () => {
    const messages = [{ role: 'assistant' as const, content: [thought] }, ...params.messages];
    assert.deepEqual(withoutThinking(messages), [
      params.messages[0],
      { role: 'assistant', content: [said] },
      params.messages[2],
    ]);
    assert.equal(withoutThinking([{ role: 'user', content: 'Q' }]), undefined);
  });
});

describe('a chat whose thinking is refused', () => {
  let standIn: StandIn;
  beforeEach(async () => {
    standIn = await startStandIn();
  });
  afterEach(() => standIn.close());
  const refusal = failure(400, {
    message: 'messages.1.content.0: `thinking` block is not valid after the content that precedes it',
  });
  const thinkingSent = () => JSON.stringify(standIn.messages.at(-1)?.body.messages).includes('"thinking"');

  it('sends it once more without, and none of it ever again', async () => {
    const chat = new TestChat(standIn.url);
    standIn.respond(answer({ thinking: 'Hm', text: 'A' }));
    await chat.send('Q1');
    standIn.queue(refusal);
    await chat.send('Q2');
    assert.equal(chat.page.claude.outcome, 'done');
    assert.equal(standIn.messages.length, 3);
    assert.equal(thinkingSent(), false);
    await chat.settled();
    await chat.send('Q3');
    assert.deepEqual([standIn.messages.length, thinkingSent()], [4, false]);
    await chat.send('Q4');
    // What was thought since then is over the same beginning, and goes back.
    assert.deepEqual([standIn.messages.length, thinkingSent()], [5, true]);
    await chat.restarted().send('Q5');
    assert.equal(standIn.messages.length, 6);
  });

  it('sends it once more only, and another refusal never', async () => {
    const chat = new TestChat(standIn.url);
    await chat.send('Q1');
    standIn.respond(failure(400, { message: 'thinking, effort and cache_control are not for you' }));
    await chat.send('Q2');
    assert.equal(standIn.messages.length, 3);
    assert.equal(chat.page.claude.outcome, 'broken');
    standIn.respond(failure(400, { message: 'messages: something else' }));
    await chat.send('Q3');
    assert.equal(standIn.messages.length, 4);
    await chat.settled();
  });
});
