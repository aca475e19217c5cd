// The composer's text: sent words leave only when they are safe, and never take others with them.
import assert from 'node:assert/strict';
import { Draft, withoutSent } from '../../../src/webview/draft.ts';

describe('withoutSent', () => {
  it('removes exactly what was sent', () => {
    assert.equal(withoutSent('Hello', 'Hello'), '');
    assert.equal(withoutSent('Hello and more', 'Hello'), ' and more');
    assert.equal(withoutSent('Before: Hello', 'Hello'), 'Before: ');
  });

  it('leaves words that were changed since', () => assert.equal(withoutSent('Hallo', 'Hello'), 'Hallo'));
});

describe('Draft', () => {
  const held = { sendId: 's1', text: 'Hello' };

  it('lets go of the text for its own id only', () => {
    const draft = new Draft();
    draft.hold(held);
    assert.equal(draft.accepted('s0', 'Hello'), undefined);
    assert.equal(draft.accepted('s1', 'Hello, again'), ', again');
    assert.equal(draft.accepted('s1', ', again'), undefined);
  });

  it('keeps all of it when the host does not take it', () => {
    const draft = new Draft();
    draft.hold(held);
    assert.equal(draft.release('s0'), false);
    assert.ok(draft.held);
    assert.equal(draft.release('s1'), true);
    assert.equal(draft.held, undefined);
  });

  it('is filled by the host only where the user has typed nothing', () => {
    const draft = new Draft();
    assert.ok(draft.mayFill(''));
    assert.equal(draft.mayFill('typed'), false);
    draft.filledWith('put there');
    assert.ok(draft.mayFill('put there'));
    assert.equal(draft.mayFill('put there, and changed'), false);
  });

  it('is not filled over a message on its way', () => {
    const draft = new Draft();
    draft.filledWith('Hello');
    draft.hold(held);
    assert.equal(draft.mayFill('Hello'), false);
  });
});
