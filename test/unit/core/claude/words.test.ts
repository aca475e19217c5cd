// Every failure and every outcome has its words and its next step, and none tells the key.
import assert from 'node:assert/strict';
import type { Failure, FailureKind } from '../../../../src/core/claude/failure.ts';
import { endNotice } from '../../../../src/core/claude/endWords.ts';
import { failureNotice, retryReason } from '../../../../src/core/claude/failureWords.ts';
import { NEXT_STEPS, type Notice, type Outcome } from '../../../../src/panelState.ts';
import { translate } from '../../../support/translate.ts';

/** A record, so that a new kind that is not here does not compile. */
const KINDS: Readonly<Record<FailureKind, RegExp>> = {
  ownRateLimit: /Your own limit/,
  overBudget: /budget is used up/,
  overWindow: /longer than claude-x can read/,
  wouldPassBudget: /would go over your budget/,
  badRequest: /refused the request \(400\)/,
  authentication: /does not accept this API key/,
  billing: /no credit/,
  permission: /may not do that/,
  notFound: /knows no model claude-x/,
  requestTimeout: /408/,
  conflict: /409/,
  tooLarge: /too large/,
  rateLimit: /rate limit/,
  spendLimit: /spend limit/,
  server: /error of its own/,
  gatewayTimeout: /504/,
  overloaded: /overloaded/,
  redirect: /points to another address/,
  notTheApi: /no reply of the Messages API/,
  unreachable: /cannot be reached/,
  tls: /certificate/,
  connectionLost: /connection to Api.example was lost/,
  truncated: /ended early/,
  noFirstByte: /nothing for 12 s/,
  stalled: /nothing came for 34 s/,
  garbled: /cannot be read/,
  badKey: /API key holds characters/,
  badHeader: /customHeaders/,
  noKey: /No API key/,
  badBaseUrl: /baseUrl/,
  other: /unexpected/,
};
const situation = { host: 'Api.example', model: 'claude-x', firstByteSeconds: 12, idleSeconds: 34 };
const notice = (failure: Failure, kept = false, retryAfterMs?: number): Notice =>
  failureNotice(failure, { ...situation, retryAfterMs }, kept, translate);

function assertReadable({ title, detail = '', steps }: Notice): void {
  for (const text of [title, detail]) {
    assert.doesNotMatch(text, /undefined|null|\{\d\}|\[object| {2}|\(\)/);
    if (text !== '') assert.match(text, /^[A-Z].*[.?…]$/s, text);
  }
  assert.ok(title.length < 100 && steps.length > 0, title);
  assert.ok(steps.every((step) => NEXT_STEPS.includes(step)));
  assert.equal(new Set(steps).size, steps.length, 'no step twice');
}

describe('the words of a failure', () => {
  for (const [kind, title] of Object.entries(KINDS)) {
    it(`are there for ${kind}`, () => {
      const failure = { kind: kind as FailureKind };
      for (const told of [failure, { ...failure, code: 'ECODE', status: 400, said: 'Because.' }]) {
        assertReadable(notice(told));
        assertReadable(notice(told, true));
      }
      assert.match(notice({ ...failure, status: 400 }).title, title);
      assert.match(retryReason({ ...failure, status: 400 }, situation, translate), title);
    });
  }

  it('are all different', () => {
    const titles = Object.keys(KINDS).map((kind) => notice({ kind: kind as FailureKind }).title);
    assert.equal(new Set(titles).size, titles.length);
  });

  it('offer Continue where text was kept, and else the three ways out', () => {
    const steps = (kept: boolean) => notice({ kind: 'connectionLost' }, kept).steps;
    assert.deepEqual(steps(true), ['continue', 'tryAgain']);
    assert.deepEqual(steps(false), ['tryAgain', 'edit', 'drop']);
    assert.equal(notice({ kind: 'authentication' }).steps[0], 'setApiKey');
    assert.equal(notice({ kind: 'notFound' }).steps[0], 'selectModel');
  });

  it('offer to look where a connection fails, and to try again first where waiting may cure it', () => {
    assert.deepEqual(notice({ kind: 'unreachable' }).steps, ['tryAgain', 'edit', 'drop', 'testConnection']);
    assert.equal(notice({ kind: 'tls' }).steps[0], 'testConnection');
  });

  it('add what the server said, its wait and its request’s id', () => {
    const { detail, requestId } = notice({ kind: 'rateLimit', said: 'Slow down.', requestId: 'req_1' }, false, 125_000);
    assert.equal(
      detail,
      'Wait a little, then try again. It asks to wait 3 min; try again when that is over. The server said: Slow down.',
    );
    assert.equal(requestId, 'req_1');
    assert.match(notice({ kind: 'rateLimit' }, false, 8100).detail ?? '', /wait 9 s/);
  });

  it('speak of an edit and of a commit message as such, wherever they would speak of a chat', () => {
    for (const task of ['edit', 'commit'] as const) {
      for (const kind of Object.keys(KINDS)) {
        for (const more of [{}, { status: 400, said: 'Your prompt is too long.' }]) {
          const retired = { name: 'Claude X' };
          for (const place of [situation, { ...situation, retired }]) {
            const told = failureNotice({ kind: kind as FailureKind, ...more }, { ...place, task }, false, translate);
            assertReadable(told);
            const words = `${told.title} ${told.detail}`.replaceAll(/sidestream\.[\w.]+/g, '');
            assert.doesNotMatch(words, /chat/i);
          }
        }
      }
      const full = endNotice('cut', { stopReason: 'model_context_window_exceeded', empty: false }, translate, task);
      assert.doesNotMatch(`${full?.title} ${full?.detail}`, /chat/i);
    }
    const tooLong = (task: 'edit' | 'commit') =>
      failureNotice({ kind: 'overWindow' }, { ...situation, task }, false, translate);
    assert.match(tooLong('edit').title, /This edit is longer than claude-x can read/);
    assert.match(tooLong('commit').detail ?? '', /Stage fewer/);
  });

  it('are there for a kind that only a later version knows', () => {
    const failure = JSON.parse('{"kind":"ofTomorrow","said":"No."}') as Failure;
    assertReadable(notice(failure));
  });

  it('tell unreachable names from closed doors', () => {
    const detail = (code: string) => notice({ kind: 'unreachable', code }).detail;
    assert.equal(new Set(['ENOTFOUND', 'ECONNREFUSED', 'EHOSTUNREACH'].map(detail)).size, 3);
    assert.equal(detail('ENETUNREACH'), detail('EAI_AGAIN'));
    assert.match(detail('EAI_AGAIN') ?? '', /offline/);
  });
});

describe('the words of an end', () => {
  const outcomes: Outcome[] = ['done', 'stopped', 'cut', 'broken', 'refused'];
  for (const outcome of outcomes) {
    for (const empty of [false, true]) {
      it(`are there for ${outcome}${empty ? ', with nothing of the answer' : ''}`, () => {
        const told = endNotice(outcome, { stopReason: null, empty }, translate);
        if (outcome === 'broken' || (outcome === 'done' && !empty)) assert.equal(told, undefined);
        else assertReadable(told ?? assert.fail('no words'));
      });
    }
  }
  it('tell a full window from a reached limit, and what a refusal says', () => {
    const cut = (stopReason: string) => endNotice('cut', { stopReason, empty: false }, translate);
    assert.deepEqual(cut('max_tokens')?.steps, ['continue']);
    assert.deepEqual(cut('model_context_window_exceeded')?.steps, ['newChat', 'selectModel']);
    const refusal = { category: 'bio', explanation: 'That is not safe.' };
    const told = endNotice('refused', { stopReason: 'refusal', empty: true, refusal }, translate);
    assert.match(`${told?.title} ${told?.detail}`, /\(bio\).* That is not safe\. This exchange is not sent again/);
  });
});
