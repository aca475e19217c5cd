/** The stand-in refuses what the API refuses, in the API's error shape, and nothing else. */
import assert from 'node:assert/strict';
import { failure } from '../../support/standin/failure.ts';
import { HEADERS, post, refusal } from '../../support/standin/rawClient.ts';
import { startStandIn, type StandIn } from '../../support/standin/standIn.ts';

const user = (content: unknown): object => ({ role: 'user', content });
const claude = (content: unknown): object => ({ role: 'assistant', content });
const call = (id: string): object => ({ type: 'tool_use', id, name: 'go', input: {} });
const result = (id: string): object => ({ type: 'tool_result', tool_use_id: id, content: 'ok' });
const text = (words: string, more: object = {}): object => ({ type: 'text', text: words, ...more });
const mark = { cache_control: { type: 'ephemeral' } };
const tools = [{ name: 'go', input_schema: { type: 'object' } }];
const haiku = { model: 'claude-haiku-4-5' };

/** What is refused, with a part of the message; `accepted` where it must pass. */
const RULES: readonly (readonly [string, object, RegExp])[] = [
  ['a plain question', {}, /accepted/],
  ['no model', { model: undefined }, /400 invalid_request_error: model: Field required/],
  ['an unknown model', { model: 'claude-nobody' }, /404 not_found_error: model: claude-nobody/],
  ['a retired model', { model: 'claude-3-7-sonnet-20250219' }, /404 not_found_error/],
  ['a deprecated model', { model: 'claude-sonnet-4-5' }, /accepted/],
  ['no max_tokens', { max_tokens: undefined }, /max_tokens: Field required/],
  ['max_tokens above the limit', { max_tokens: 128_001 }, /max_tokens: 128001 > 128000/],
  ['max_tokens above the limit of a small model', { ...haiku, max_tokens: 64_001 }, /64001 > 64000/],
  ['a temperature', { temperature: 1 }, /temperature: Extra inputs/],
  ['a field of our own', { turnId: 1 }, /turnId: Extra inputs/],
  ['no messages', { messages: undefined }, /messages: Field required/],
  ['no turn', { messages: [] }, /at least one message/],
  ['an empty string', { messages: [user('')] }, /non-empty content/],
  ['an empty list', { messages: [user([])] }, /non-empty content/],
  ['an empty text block', { messages: [user([text('')])] }, /text content blocks must be non-empty/],
  ['a blank text block', { messages: [user([text(' \n')])] }, /non-whitespace/],
  ['a block with a field of our own', { messages: [user([text('a', { chip: 1 })])] }, /chip: Extra inputs/],
  ['an empty system block', { system: [text('')] }, /system.0.text: text content blocks must be non-empty/],
  ['two user turns in a row', { messages: [user('a'), user('b')] }, /accepted/],
  ['an assistant first', { messages: [claude('a'), user('b')] }, /first message must use the "user" role/],
  ['a prefill', { messages: [user('a'), claude('b')] }, /does not support assistant message prefill/],
  ['a prefill of an old model', { ...haiku, messages: [user('a'), claude('b')] }, /accepted/],
  [
    'a document of the assistant',
    { messages: [user('a'), claude([{ type: 'document', source: {} }]), user('b')] },
    /document blocks/,
  ],
  ['citations of the user', { messages: [user([text('a', { citations: [{}] })])] }, /citations: not allowed/],
  ['a call without result', { messages: [user('a'), claude([call('t1')]), user('b')] }, /without `tool_result` blocks/],
  ['one of two results', { messages: [user('a'), claude([call('t1'), call('t2')]), user([result('t1')])] }, /t2/],
  ['a result without call', { messages: [user('a'), claude('b'), user([result('t1')])] }, /unexpected `tool_use_id`/],
  [
    'text before a result',
    { messages: [user('a'), claude([call('t')]), user([text('b'), result('t')])] },
    /must come first/,
  ],
  [
    'a round of tools',
    { messages: [user('a'), claude([call('t')]), user([result('t'), text('b')])], tools },
    /accepted/,
  ],
  [
    'five cache markers',
    { system: [1, 2, 3, 4].map(() => text('a', mark)), ...mark },
    /maximum of 4 blocks .* Found 5/,
  ],
  ['four cache markers', { system: [1, 2, 3].map(() => text('a', mark)), ...mark }, /accepted/],
  [
    'a marker on thinking',
    { messages: [user('a'), claude([{ type: 'thinking', ...mark }]), user('b')] },
    /Extra inputs/,
  ],
  ['thinking off where it is always on', { model: 'claude-opus-5-5', thinking: { type: 'disabled' } }, /not supported/],
  ['thinking between tools', { thinking: { type: 'between_tools' } }, /accepted/],
  [
    'a thinking budget on a new model',
    { thinking: { type: 'enabled', budget_tokens: 1024 }, max_tokens: 2000 },
    /not supported/,
  ],
  ['a thinking budget', { ...haiku, thinking: { type: 'enabled', budget_tokens: 1024 }, max_tokens: 2000 }, /accepted/],
  [
    'a budget as large as max_tokens',
    { ...haiku, thinking: { type: 'enabled', budget_tokens: 1024 } },
    /must be greater/,
  ],
  ['an effort', { output_config: { effort: 'xhigh' } }, /accepted/],
  ['an unknown effort', { output_config: { effort: 'heroic' } }, /supported effort level/],
  ['an effort where there is none', { ...haiku, output_config: { effort: 'low' } }, /does not support the effort/],
  [
    'no thinking at high effort',
    { model: 'claude-opus-5', thinking: { type: 'disabled' }, output_config: { effort: 'max' } },
    /with effort 'max'/,
  ],
  ['a forced tool', { tools, tool_choice: { type: 'any' } }, /'any' is not supported/],
  [
    'a forced tool with thinking',
    { model: 'claude-sonnet-5', tools, tool_choice: { type: 'any' } },
    /Thinking may not be enabled/,
  ],
  ['a forced tool of an old model', { ...haiku, tools, tool_choice: { type: 'tool', name: 'go' } }, /accepted/],
  ['a choice without tools', { tool_choice: { type: 'auto' } }, /while providing tools/],
  ['two tools of a name', { tools: [...tools, ...tools] }, /names must be unique/],
  ['a tool without schema', { tools: [{ name: 'go' }] }, /input_schema/],
  [
    'too long a prompt',
    { ...haiku, messages: [user('x'.repeat(804_000))] },
    /prompt is too long: 2\d+ tokens > 200000/,
  ],
  [
    'a foreign signature',
    { messages: [user('a'), claude([{ type: 'thinking', thinking: 'b', signature: 'c' }, text('d')]), user('e')] },
    /Invalid `signature`/,
  ],
];

describe('the stand-in’s rules', () => {
  let standIn: StandIn;
  let other: StandIn | undefined;
  afterEach(() => other?.close());
  before(async () => {
    standIn = await startStandIn();
  });
  after(() => standIn.close());

  for (const [what, request, expected] of RULES) {
    it(`${/accepted/.test(expected.source) ? 'accepts' : 'refuses'} ${what}`, async () => {
      assert.match(await refusal(standIn.url, request), expected);
    });
  }

  it('refuses requests without key, with a wrong key, without version, and without JSON', async () => {
    const strict = (other = await startStandIn({ keys: ['right'] }));
    const { authorization, ...keyless } = HEADERS;
    const status = async (headers: Record<string, string>): Promise<number> =>
      (await post(strict.url, {}, '/v1/messages', headers)).status;
    assert.equal(await status(keyless), 401);
    assert.equal((await post(standIn.url, {}, '/v1/messages', keyless)).status, 401);
    assert.equal(await status({ ...keyless, authorization }), 401);
    assert.equal(await status({ ...keyless, authorization: 'Bearer right' }), 200);
    assert.equal(await status({ ...keyless, 'x-api-key': 'right' }), 200);
    assert.equal(await status({ authorization: 'Bearer right' }), 400);
    const init = { method: 'POST', headers: { ...HEADERS, authorization: 'Bearer right' }, body: '{"model":' };
    const half = await fetch(`${strict.url}/v1/messages`, init);
    assert.match(await half.text(), /invalid_request_error.*not valid JSON/);
  });

  it('refuses a request that is too large, and an unknown endpoint', async () => {
    assert.match(await refusal(standIn.url, { system: 'x'.repeat(33 * 1024 * 1024) }), /413 request_too_large/);
    assert.equal((await post(standIn.url, {}, '/v1/completions')).status, 404);
    assert.equal((await post(standIn.url, {}, '/v1/v1/messages')).status, 404);
  });

  it('has the API’s error body and request id', async () => {
    const reply = await post(standIn.url, { max_tokens: undefined });
    assert.deepEqual(JSON.parse(reply.body.toString()), {
      type: 'error',
      error: { type: 'invalid_request_error', message: 'max_tokens: Field required', details: null },
      request_id: reply.headers.get('request-id'),
    });
  });

  it('leaves a queued answer for the next good request', async () => {
    standIn.queue(failure(529));
    assert.match(await refusal(standIn.url, { max_tokens: undefined }), /^400/);
    assert.match(await refusal(standIn.url, {}), /^529/);
  });

  it('takes anything when told not to look', async () => {
    const careless = (other = await startStandIn({ validate: false }));
    assert.equal(await refusal(careless.url, { max_tokens: undefined, temperature: 3, model: 'llama' }), 'accepted');
  });
});
