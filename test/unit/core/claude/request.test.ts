// The parameters of a request by what each model can do; every one of them is taken by the stand-in, which refuses what
// the API refuses.
import assert from 'node:assert/strict';
import { EFFORTS, type Model } from '../../../../src/core/claude/models.ts';
import { buildRequest, type RequestWishes } from '../../../../src/core/claude/request.ts';
import { MODELS } from '../../../support/standin/models.ts';
import { post } from '../../../support/standin/rawClient.ts';
import { startStandIn } from '../../../support/standin/standIn.ts';
import { modelOf } from '../../../support/testChat.ts';

const HI = [{ role: 'user' as const, content: [{ type: 'text' as const, text: 'Hi' }] }];
const build = (model: Model, wishes: Partial<RequestWishes> = {}, system = '') =>
  buildRequest(model, system, HI, { thinking: 'auto', ...wishes });
const bare: Model = { id: 'gateway-model', name: 'x', lifecycle: 'active', createdAt: 0 };

describe('a request', () => {
  it('marks the system and the end of the chat for the cache, and streams', () => {
    assert.deepEqual(build(bare, {}, 'Be brief.'), {
      model: 'gateway-model',
      max_tokens: 32_000,
      stream: true,
      system: [{ type: 'text', text: 'Be brief.', cache_control: { type: 'ephemeral' } }],
      messages: HI,
      cache_control: { type: 'ephemeral' },
    });
    assert.equal('system' in build(bare), false);
  });

  it('has the model’s own limit, unless the user wants less', () => {
    const sonnet = modelOf('sonnet');
    assert.equal(build(sonnet).max_tokens, 128_000);
    assert.equal(build(sonnet, { maxTokens: 500 }).max_tokens, 500);
    assert.equal(build(sonnet, { maxTokens: 1e9 }).max_tokens, 128_000);
    assert.equal(build(bare, { maxTokens: 64_000 }).max_tokens, 64_000);
  });

  const on = { type: 'adaptive', display: 'summarized' };
  const budget = { type: 'enabled', budget_tokens: 16_000 };
  const thinking: [string, RequestWishes['thinking'], unknown, string?][] = [
    ['claude-opus-5-5', 'auto', on],
    ['claude-opus-5-5', 'on', on],
    // It cannot be turned off: least at low effort.
    ['claude-opus-5-5', 'off', undefined, 'low'],
    ['claude-sonnet-5-5', 'off', { type: 'between_tools' }],
    ['claude-haiku-5-5', 'off', { type: 'disabled' }],
    ['claude-haiku-4-5', 'auto', undefined],
    ['claude-haiku-4-5', 'on', budget],
    ['claude-haiku-4-5', 'off', { type: 'disabled' }],
  ];
  for (const [id, wish, expected, effort] of thinking) {
    it(`asks ${id} for thinking ${wish}`, () => {
      const request = build(modelOf(id), { thinking: wish });
      assert.deepEqual([request.thinking, request.output_config?.effort], [expected, effort]);
    });
  }
  it('gives a budget that fits below the limit, or none', () => {
    const haiku = modelOf('claude-haiku-4-5');
    assert.deepEqual(build(haiku, { thinking: 'on', maxTokens: 2000 }).thinking, {
      type: 'enabled',
      budget_tokens: 1024,
    });
    assert.equal(build(haiku, { thinking: 'on', maxTokens: 1024 }).thinking, undefined);
  });
  it('asks for no thinking where nobody knows whether there is any', () => {
    for (const wish of ['auto', 'on', 'off'] as const)
      assert.equal(build(bare, { thinking: wish }).thinking, undefined);
  });

  it('asks for an effort only where the model has it, and for no more than high without thinking', () => {
    const haiku = modelOf('claude-haiku-5-5');
    assert.equal(build(haiku, { effort: 'max' }).output_config?.effort, 'max');
    assert.equal(build(haiku, { effort: 'max', thinking: 'off' }).output_config?.effort, 'high');
    assert.equal(build(haiku, { effort: 'low', thinking: 'off' }).output_config?.effort, 'low');
    assert.equal(build(modelOf('claude-haiku-4-5'), { effort: 'high' }).output_config, undefined);
    assert.equal(build(bare, { effort: 'high' }).output_config, undefined);
  });

  it('is taken by each model for every wish', async () => {
    const standIn = await startStandIn();
    for (const { id, lifecycle } of MODELS) {
      if (lifecycle === 'retired') continue;
      for (const wish of ['auto', 'on', 'off'] as const) {
        for (const effort of [undefined, ...EFFORTS]) {
          const request = build(modelOf(id), { thinking: wish, effort }, 'Be brief.');
          const reply = await post(standIn.url, { ...request });
          assert.equal(reply.status, 200, `${id} ${wish} ${effort}: ${reply.body.toString()}`);
        }
      }
    }
    await standIn.close();
  });
});
