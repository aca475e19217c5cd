/** The stand-in's stream, read by the API's own client: every event, block and count as on the real wire. */
import assert from 'node:assert/strict';
import type { RawMessageStreamEvent } from '@anthropic-ai/sdk/resources/messages/messages';
import { answer } from '../../support/standin/answer.ts';
import { failure } from '../../support/standin/failure.ts';
import { lastUserText } from '../../support/standin/requestShape.ts';
import { ask, question, sdk } from '../../support/standin/sdkClient.ts';
import { startStandIn, type StandIn } from '../../support/standin/standIn.ts';

describe('the stand-in’s wire', () => {
  let standIn: StandIn;
  beforeEach(async () => {
    standIn = await startStandIn();
  });
  afterEach(() => standIn.close());

  it('streams a plain answer that ends with message_stop', async () => {
    standIn.queue(answer({ text: 'Grüße aus der Probe 🎭, ganz ohne Schlüssel.', chunk: 5 }));
    const got = await ask(standIn.url);
    assert.equal(got.text, 'Grüße aus der Probe 🎭, ganz ohne Schlüssel.');
    assert.deepEqual(new Set(got.types), new Set(EVENTS));
    assert.equal(got.types.at(-1), 'message_stop');
    assert.equal(got.stopReason, 'end_turn');
    assert.equal(standIn.messages[0]?.status, 200);
  });

  it('streams thinking, citations and tool calls', async () => {
    const citation = { type: 'char_location', cited_text: 'x', document_index: 0, document_title: null };
    const tools = [{ name: 'read_file', input: { path: 'src/ä.ts', lines: [1, 2] } }];
    standIn.queue(answer({ thinking: 'Let me see the file first.', text: 'Reading.', citations: [citation], tools }));
    const got = await ask(standIn.url, question('Hi', { thinking: { type: 'adaptive', display: 'summarized' } }));
    assert.equal(got.thinking, 'Let me see the file first.');
    assert.notEqual(got.signature, '');
    assert.deepEqual(JSON.parse(got.json), { path: 'src/ä.ts', lines: [1, 2] });
    assert.equal(got.stopReason, 'tool_use');
    assert.equal(got.usage['output_tokens'], 17);
    assert.deepEqual(got.usage['output_tokens_details'], { thinking_tokens: 7 });
  });

  it('leaves the text of thinking out unless it is asked for, as the new models do', async () => {
    standIn.queue(answer({ thinking: 'Secret.', text: 'Open.' }));
    const got = await ask(standIn.url);
    assert.deepEqual([got.thinking, got.text], ['', 'Open.']);
    assert.notEqual(got.signature, '');
  });

  it('sends usage, model, id and stop reason as the script says', async () => {
    const usage = { input_tokens: 42, cache_read_input_tokens: 5200, output_tokens: 187, thinking_tokens: 121 };
    const stopDetails = { type: 'refusal', category: 'cyber', explanation: null };
    standIn.queue(
      answer({ text: 'No', usage, model: 'claude-opus-5-5', id: 'msg_1', stopReason: 'refusal', stopDetails }),
    );
    const got = await ask(standIn.url);
    assert.deepEqual([got.model, got.id, got.stopReason], ['claude-opus-5-5', 'msg_1', 'refusal']);
    assert.equal(got.usage['input_tokens'], 42);
    assert.equal(got.usage['cache_read_input_tokens'], 5200);
    assert.equal(got.usage['output_tokens'], 187);
  });

  it('answers without a stream when none is asked for', async () => {
    standIn.queue(answer({ text: 'All at once', tools: [{ name: 'go', input: { n: 1 } }], chunk: 3 }));
    const message = await sdk(standIn.url).messages.create({ ...question(), stream: false });
    const [text, call] = message.content;
    assert.equal(text?.type === 'text' && text.text, 'All at once');
    assert.deepEqual(call?.type === 'tool_use' && call.input, { n: 1 });
    assert.equal(message.stop_reason, 'tool_use');
    assert.equal(message.usage.output_tokens, 5);
  });

  it('varies delta sizes by the seed, and by nothing else', () => {
    assert.equal(made(1), made(1));
    assert.notEqual(made(1), made(2));
  });

  it('retrieves models by alias, filters by lifecycle, and knows no others', async () => {
    const { models } = sdk(standIn.url);
    assert.equal((await models.retrieve('claude-haiku-4-5')).id, 'claude-haiku-4-5-20251001');
    const retired = await models.list({ lifecycle: ['retired'] });
    assert.deepEqual(
      retired.data.map((model) => model.id),
      ['claude-3-7-sonnet-20250219'],
    );
    await assert.rejects(models.retrieve('claude-nobody'), { status: 404 });
    standIn.models = standIn.models.slice(0, 1);
    assert.equal((await models.list()).data.length, 1);
  });

  it('overrides an endpoint, and tells when a request has come', async () => {
    standIn.override('GET /v1/models', failure(404));
    await assert.rejects(async () => sdk(standIn.url).models.list(), { status: 404 });
    const arrival = standIn.arrived(0);
    await ask(standIn.url, question('Is it you?'));
    assert.equal(lastUserText((await arrival).body), 'Is it you?');
  });

  it('takes back what is queued', async () => {
    standIn.queue(answer('Nobody asks for this.'));
    standIn.forgetQueue();
    assert.equal((await ask(standIn.url)).text, 'Hello from the stand-in.');
  });

  it('runs a batch', async () => {
    const { batches } = sdk(standIn.url).messages;
    const { stream: _, ...params } = question('One');
    const bad = { ...params, model: 'claude-nobody' };
    const made = await batches.create({
      requests: [
        { custom_id: 'a', params },
        { custom_id: 'b', params: bad },
      ],
    });
    assert.equal((await batches.retrieve(made.id)).processing_status, 'in_progress');
    assert.equal((await batches.retrieve(made.id)).processing_status, 'ended');
    const results = new Map<string, string>();
    for await (const line of await batches.results(made.id)) results.set(line.custom_id, line.result.type);
    assert.deepEqual(
      results,
      new Map([
        ['b', 'errored'],
        ['a', 'succeeded'],
      ]),
    );
    const second = await batches.create({ requests: [{ custom_id: 'a', params }] });
    await batches.cancel(second.id);
    assert.equal((await batches.retrieve(second.id)).request_counts.canceled, 1);
    assert.equal((await batches.list()).data.length, 2);
    await batches.delete(second.id);
    assert.equal((await batches.list()).data.length, 1);
  });

  it('lists models through the client’s own paging', async () => {
    const ids: string[] = [];
    for await (const model of sdk(standIn.url).models.list({ limit: 2 })) ids.push(model.id);
    assert.deepEqual(
      ids,
      standIn.models.filter((model) => model.lifecycle !== 'retired').map((model) => model.id),
    );
  });
});

const made = (seed: number): string => JSON.stringify(answer({ text: 'abcdefghijklmnopqrstuvwxyz', chunk: 3, seed }));

const EVENTS: readonly RawMessageStreamEvent['type'][] = [
  'message_start',
  'content_block_start',
  'content_block_delta',
  'content_block_stop',
  'message_delta',
  'message_stop',
];
