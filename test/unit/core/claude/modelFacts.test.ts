// What is told of a model before one chooses it, and what becomes of one that is no more.
import assert from 'node:assert/strict';
import { failureNotice } from '../../../../src/core/claude/failureWords.ts';
import { abilities, priceWords } from '../../../../src/core/claude/modelFacts.ts';
import { keepRetired, replacementFor, resolveModel, type Model } from '../../../../src/core/claude/models.ts';
import { priceOf } from '../../../../src/core/usage/prices.ts';
import { translate as t } from '../../../support/translate.ts';

const model = (id: string, more: Partial<Model> = {}): Model => ({
  id,
  name: id.toUpperCase(),
  line: 'sonnet',
  lifecycle: 'active',
  createdAt: 1,
  ...more,
});

describe('the facts of a model', () => {
  it('are its price and limits, the long prompt’s too', () => {
    assert.equal(
      priceWords(priceOf('claude-haiku-5-5'), t),
      '$0.1 in, $0.5 out per M tokens · above 100k tokens $0.5 and $2.5',
    );
    assert.equal(priceWords(undefined, t), 'no price known');
    assert.equal(abilities(model('h', { maxInputTokens: 1_000_000, maxTokens: 128_000 }), t), 'reads 1M · writes 128k');
  });

  it('name effort and thinking only where the model has them, and when it retires', () => {
    const thinking = { adaptive: true, betweenTools: false, disabled: false, enabled: false };
    assert.equal(abilities(model('a', { effort: ['low', 'high'], thinking }), t), 'effort low, high · thinks');
    const none = { adaptive: false, betweenTools: false, disabled: true, enabled: false };
    assert.equal(abilities(model('b', { effort: [], thinking: none }), t), 'no effort levels · does not think');
    assert.equal(abilities(model('gateway'), t), '');
    const old = model('c', { lifecycle: 'deprecated', retiresAt: '2027-01-15T12:00:00Z' });
    assert.match(abilities(old, t), /^deprecated, retires on .*2027/);
  });
});

describe('a model that is no more', () => {
  const [old, current, newest] = [model('old'), model('current', { createdAt: 2 }), model('newest', { createdAt: 3 })];
  const list = keepRetired([newest, model('other', { line: 'opus', createdAt: 9 })], [old, current, newest]);

  it('stays known as retired, once', () => {
    assert.deepEqual(
      list.map(({ id, lifecycle }) => `${id} ${lifecycle}`),
      ['newest active', 'other active', 'old retired', 'current retired'],
    );
    assert.deepEqual(keepRetired(list, list), list);
  });

  it('is replaced by the newest active one of its line, and a line follows by itself', () => {
    const found = resolveModel('current', list);
    assert.equal(found?.lifecycle, 'retired');
    assert.equal(found && replacementFor(found, list)?.id, 'newest');
    assert.equal(replacementFor(newest, list), undefined);
    assert.equal(replacementFor(model('alone', { line: 'mythos', lifecycle: 'retired' }), list), undefined);
    assert.equal(resolveModel('sonnet', list)?.id, 'newest');
  });

  it('explains itself where the API knows it no more', () => {
    const situation = { host: 'h', model: 'current', firstByteSeconds: 1, idleSeconds: 1 };
    const retired = { name: 'CURRENT', replacement: 'NEWEST' };
    const notice = failureNotice({ kind: 'notFound' }, { ...situation, retired }, false, t);
    assert.equal(notice.title, 'CURRENT was retired.');
    assert.match(notice.detail ?? '', /NEWEST is the newest of its line/);
    assert.equal(notice.steps[0], 'selectModel');
    assert.match(failureNotice({ kind: 'notFound' }, situation, false, t).title, /knows no model/);
    const tooLong = { kind: 'badRequest', said: 'prompt is too long: 1000001 tokens > 1000000 maximum' } as const;
    assert.deepEqual(failureNotice(tooLong, situation, false, t).steps.slice(0, 2), ['dropOldest', 'newChat']);
  });
});
