// What a model is offered, and what is said where the settings ask it for more: always the same as what is sent.
import assert from 'node:assert/strict';
import { lackWords, thinkingChoices } from '../../../../src/core/claude/modelLacks.ts';
import { EFFORTS, type Model } from '../../../../src/core/claude/models.ts';
import { buildRequest } from '../../../../src/core/claude/request.ts';
import { endingWords } from '../../../../src/core/claude/retiredWords.ts';
import { translate as t } from '../../../support/translate.ts';
import { modelOf } from '../../../support/testChat.ts';

const ask = { role: 'user', content: 'Hi' } as const;
const NAMES = [
  'claude-opus-5-5',
  'claude-sonnet-5-5',
  'claude-haiku-5-5',
  'claude-opus-5',
  'claude-haiku-4-5',
  'claude-fable-5-2',
] as const;
const unknown: Model = { id: 'house', name: 'House', lifecycle: 'active', createdAt: 0 };
const models = [...NAMES.map(modelOf), unknown];

describe('what a model can be asked for', () => {
  it('is said to be in vain exactly where it is not sent', () => {
    for (const model of models) {
      for (const effort of EFFORTS) {
        const { output_config: sent } = buildRequest(model, '', [ask], { effort, thinking: 'auto' });
        const { effort: words } = lackWords(model, { effort, thinking: 'auto' }, t);
        assert.equal(words === undefined, sent?.effort === effort, `${model.id} ${effort}: ${words}`);
      }
      for (const thinking of ['on', 'off'] as const) {
        const { thinking: sent } = buildRequest(model, '', [ask], { thinking });
        const { thinking: words } = lackWords(model, { thinking }, t);
        const fulfilled =
          thinking === 'off' ? sent?.type === 'disabled' : sent?.type === 'adaptive' || sent?.type === 'enabled';
        if (model !== unknown) assert.equal(words === undefined, fulfilled, `${model.id} ${thinking}: ${words}`);
      }
      assert.deepEqual(lackWords(model, { thinking: 'auto' }, t), {});
    }
  });

  it('offers of thinking only what makes a difference', () => {
    const choices = Object.fromEntries(models.map((model) => [model.id, thinkingChoices(model).join(' ')]));
    assert.deepEqual(choices, {
      'claude-opus-5-5': 'auto',
      'claude-sonnet-5-5': 'auto off',
      'claude-haiku-5-5': 'auto off',
      'claude-opus-5': 'auto off',
      'claude-haiku-4-5-20251001': 'auto on off',
      'claude-fable-5-2': 'auto',
      house: 'auto',
    });
    for (const model of models) {
      const sent = thinkingChoices(model).map((thinking) =>
        JSON.stringify(buildRequest(model, '', [ask], { thinking })),
      );
      assert.equal(new Set(sent).size, sent.length, model.id);
    }
  });

  it('is told in the words of its case', () => {
    const words = (name: string, effort?: 'max') =>
      lackWords(name === 'house' ? unknown : modelOf(name), { effort, thinking: 'off' }, t);
    assert.match(words('claude-haiku-4-5', 'max').effort ?? '', /has no levels of effort: max is not sent/);
    assert.match(words('claude-sonnet-5-5').thinking ?? '', /between tools only/);
    assert.match(words('claude-opus-5-5').thinking ?? '', /asked for its least/);
    assert.match(words('house', 'max').effort ?? '', /Nothing is known/);
    const some = { ...modelOf('claude-opus-5-5'), effort: ['low', 'high'] } as const;
    assert.match(lackWords(some, { effort: 'max', thinking: 'auto' }, t).effort ?? '', /no effort max, only low, high/);
  });
});

describe('the end of a model', () => {
  const model = modelOf('claude-sonnet-4-5');
  const end = Date.parse(model.retiresAt ?? '');
  const DAY = 24 * 60 * 60 * 1000;

  it('is told from a month before, with what to take instead', () => {
    assert.equal(endingWords(model, 'Claude Sonnet 5.5', end - 31 * DAY, t), undefined);
    const told = endingWords(model, 'Claude Sonnet 5.5', end - 29 * DAY, t);
    assert.match(told?.title ?? '', /^Claude Sonnet 4\.5 will be retired on .*2026\.$/);
    assert.match(told?.detail ?? '', /Claude Sonnet 5\.5 is the newest/);
    assert.ok(endingWords(model, undefined, end + DAY, t), 'late, but the list still has it');
    assert.equal(endingWords({ ...model, lifecycle: 'active' }, undefined, end, t), undefined);
    const { retiresAt: _, ...undated } = model;
    assert.equal(endingWords(undated, undefined, end, t), undefined);
  });
});
