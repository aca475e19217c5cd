// A request refused with 400 goes once more where the refusal names what can be left out, and never otherwise.
import assert from 'node:assert/strict';
import type { MessageCreateParamsStreaming } from '@anthropic-ai/sdk/resources/messages/messages';
import { cureFor } from '../../../../src/core/claude/cure.ts';
import { RefusedFields } from '../../../../src/core/claude/refusedFields.ts';
import { withoutThinking } from '../../../../src/core/claude/withoutThinking.ts';
import { answer } from '../../../support/standin/answer.ts';
import { failure } from '../../../support/standin/failure.ts';
import type { Script } from '../../../support/standin/script.ts';
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
    assert.equal(cured?.took, 'history');
    assert.deepEqual(cured?.params, {
      ...params,
      messages: [params.messages[0], { role: 'assistant', content: [said] }, params.messages[2]],
    });
  });
  it('leaves out the field that the model does not know, and only that', () => {
    const { thinking, output_config: effort, cache_control: cache, ...rest } = params;
    assert.deepEqual(cure("thinking.type: 'adaptive' is not supported"), {
      params: { ...rest, output_config: effort, cache_control: cache },
      took: 'thinking',
    });
    assert.deepEqual(cure('output_config.effort: unknown'), {
      params: { ...rest, thinking, cache_control: cache },
      took: 'output_config',
    });
    assert.deepEqual(cure('cache_control: Extra inputs are not permitted'), {
      params: { ...rest, thinking, output_config: effort },
      took: 'cache_control',
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

  it('makes each change once only, and sends nothing again where there is none to make', async () => {
    const chat = new TestChat(standIn.url, { wishes: { thinking: 'on', effort: 'high' } });
    await chat.send('Q1');
    standIn.respond(failure(400, { message: 'thinking, effort and cache_control are not for you' }));
    await chat.send('Q2');
    assert.equal(standIn.messages.length, 1 + 4);
    assert.equal(chat.page.claude.outcome, 'broken');
    standIn.respond(failure(400, { message: 'messages: something else' }));
    await chat.send('Q3');
    assert.equal(standIn.messages.length, 1 + 4 + 1);
    await chat.settled();
  });
});

describe('a gateway that does not know every field', () => {
  let standIn: StandIn;
  beforeEach(async () => {
    standIn = await startStandIn();
  });
  afterEach(() => standIn.close());
  const FIELDS = ['thinking', 'output_config', 'cache_control'];
  /** Refuses one field after the other, as servers do that check by a schema. */
  const strict: Script = ({ body }) => {
    const field = FIELDS.find((name) => JSON.stringify(body).includes(`"${name}":`));
    return field === undefined
      ? answer('Taken.')
      : failure(400, { message: `${field}: Extra inputs are not permitted` });
  };
  const chatAt = (model: string) => new TestChat(standIn.url, { model, wishes: { thinking: 'on', effort: 'high' } });

  it('refuses each once in a session, and is not asked with it again', async () => {
    standIn.respond(strict);
    const chat = chatAt('sonnet');
    await chat.send('Q1');
    assert.deepEqual([chat.page.claude.outcome, standIn.messages.length], ['done', 4]);
    await chat.send('Q2');
    assert.deepEqual([chat.page.claude.outcome, standIn.messages.length], ['done', 5]);
    await chat.settled();
  });

  it('is asked with it for another model, and after a refusal that was about something else', async () => {
    const refused = new RefusedFields();
    refused.learn('m', 'thinking');
    assert.deepEqual(refused.without({ ...params, model: 'other' }), { ...params, model: 'other' });
    assert.equal(refused.without(params).thinking, undefined);
    const chat = chatAt('sonnet');
    // Left out in vain: the words named the field, but were not about it.
    standIn.queue(failure(400, { message: 'too much thinking about effort' }));
    standIn.queue(failure(400, { message: 'no' }));
    await chat.send('Q1');
    await chat.send('Q2');
    assert.notEqual(standIn.messages.at(-1)?.body.thinking, undefined);
  });
});
