// Which model a name stands for, by the API's list or without it, and what is read of an entry whatever it lacks.
import assert from 'node:assert/strict';
import * as fc from 'fast-check';
import { noModel } from '../../../../src/core/claude/noModel.ts';
import { translate } from '../../../support/translate.ts';
import { BUILT_IN_MODELS, readModel, resolveModel, type Model } from '../../../../src/core/claude/models.ts';

const model = (id: string, line: string, createdAt: number, lifecycle: Model['lifecycle'] = 'active'): Model => ({
  id,
  name: id,
  line,
  lifecycle,
  createdAt,
});
const LIST = [
  model('s-1', 'sonnet', 1),
  model('s-3', 'sonnet', 3),
  model('s-4', 'sonnet', 4, 'deprecated'),
  model('s-5', 'sonnet', 5, 'retired'),
  model('o-1', 'opus', 1, 'deprecated'),
  model('o-2', 'opus', 2, 'deprecated'),
  model('h-1', 'haiku', 1, 'retired'),
  model('f-1', 'fable', 1),
  model('h-4-20251001', 'haiku', 1, 'retired'),
];

describe('a model’s name', () => {
  const cases: [string, string | undefined][] = [
    ['sonnet', 's-3'],
    ['opus', 'o-2'],
    ['haiku', undefined],
    ['fable', 'f-1'],
    ['s-1', 's-1'],
    ['h-4', 'h-4-20251001'],
    ['s-5', 's-5'],
    ['something-else', 'something-else'],
  ];
  for (const [chosen, id] of cases)
    it(`${chosen} stands for ${id}`, () => assert.equal(resolveModel(chosen, LIST)?.id, id));

  it('stands for a built-in one where there is no list', () => {
    for (const line of ['opus', 'sonnet', 'haiku']) assert.equal(resolveModel(line, BUILT_IN_MODELS)?.line, line);
    assert.equal(resolveModel('sonnet', []), undefined);
  });
});

describe('an entry of the models list', () => {
  it('is read whole', () => {
    const yes = { supported: true };
    const no = { supported: false };
    const read = readModel({
      id: 'm',
      display_name: 'M',
      line: 'sonnet',
      lifecycle: 'deprecated',
      created_at: '2026-01-01T00:00:00Z',
      retires_at: '2027-01-01T00:00:00Z',
      max_input_tokens: 1000,
      max_tokens: 100,
      capabilities: {
        image_input: yes,
        effort: { supported: true, low: yes, medium: yes, high: no, xhigh: null, max: yes },
        thinking: { supported: true, types: { adaptive: yes, between_tools: no, disabled: yes, enabled: no } },
      },
    });
    assert.deepEqual(read, {
      id: 'm',
      name: 'M',
      line: 'sonnet',
      lifecycle: 'deprecated',
      createdAt: Date.UTC(2026, 0, 1),
      retiresAt: '2027-01-01T00:00:00Z',
      maxInputTokens: 1000,
      maxTokens: 100,
      thinking: { adaptive: true, betweenTools: false, disabled: true, enabled: false },
      effort: ['low', 'medium', 'max'],
      images: true,
    });
  });

  it('needs nothing but an id', () => {
    const nothing = { lifecycle: 'active', createdAt: 0 } as const;
    assert.deepEqual(readModel({ id: 'm' }), { id: 'm', name: 'm', ...nothing });
    const nulls = { id: 'm', capabilities: null, line: null, max_tokens: null, created_at: 'never', lifecycle: 'new' };
    assert.deepEqual(readModel(nulls), { id: 'm', name: 'm', ...nothing });
    assert.deepEqual(
      readModel({ id: 'm', capabilities: { effort: { supported: false, low: { supported: true } } } })?.effort,
      [],
    );
    for (const none of [undefined, null, 1, 'm', [], {}, { id: '' }, { id: 5 }])
      assert.equal(readModel(none), undefined);
  });

  it('never throws, whatever a gateway sends', () => {
    fc.assert(fc.property(fc.anything(), (value) => void readModel(value)));
    fc.assert(
      fc.property(fc.object(), fc.object(), (capabilities, more) =>
        assert.ok(readModel({ ...more, id: 'm', capabilities })),
      ),
    );
  });
});

describe('no model', () => {
  const listed = [model('o-1', 'opus', 1), model('s-1', 'sonnet', 1, 'retired')];

  it('is told of a line that the list of the address lacks', () => {
    const told = noModel('sonnet', listed, 'gateway.example', translate);
    assert.deepEqual(told, {
      severity: 'warning',
      title: 'gateway.example lists no sonnet model.',
      detail: 'Choose one of those that it has; the chat goes on with it.',
      steps: ['selectModel'],
    });
  });

  it('is not told of a line that it has, of an id, or before there is a list', () => {
    assert.equal(noModel('opus', listed, 'gateway.example', translate), undefined);
    assert.equal(noModel('claude-unlisted-1', listed, 'gateway.example', translate), undefined);
    assert.equal(noModel('sonnet', undefined, 'gateway.example', translate), undefined);
  });
});
