// Messages to the page: in order and numbered without a gap, gathered while the page is behind, and never kept from it.
import assert from 'node:assert/strict';
import * as fc from 'fast-check';
import { FramePace } from '../../../../src/core/chat/framePace.ts';
import { PageFlow } from '../../../../src/core/chat/pageFlow.ts';
import type { HostEvent, HostMessage } from '../../../../src/protocol.ts';
import { Mirror } from '../../../../src/webview/mirror.ts';
import { FakeClock } from '../../../support/fakeClock.ts';
import { claude, state } from '../../../support/panel/scenes.ts';

const turn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

/** A page that takes each message when the test lets it. */
class Page {
  readonly clock = new FakeClock();
  readonly pace = new FramePace();
  readonly sent: HostMessage[] = [];
  #answers: (() => void)[] = [];
  #length = 0;
  readonly flow = new PageFlow(
    (message) => {
      this.sent.push(message);
      return new Promise<void>((resolve) => this.#answers.push(resolve));
    },
    this.clock,
    this.pace,
  );

  get unanswered(): number {
    return this.#answers.length;
  }

  start(text = ''): void {
    this.#length = text.length;
    this.flow.post(state([claude('c1', { phase: 'writing', text })]));
  }

  say(text: string): void {
    this.flow.post({ type: 'delta', turnId: 'c1', channel: 'text', at: this.#length, text });
    this.#length += text.length;
  }

  async answer(count = this.#answers.length): Promise<void> {
    for (const each of this.#answers.splice(0, count)) each();
    await turn();
  }

  /** A message that takes `ms`: so fast is the way. */
  async wayOf(ms: number): Promise<void> {
    this.flow.post({ type: 'focus' });
    this.clock.advance(ms);
    await this.answer();
    this.sent.length = 0;
  }

  texts(): readonly string[] {
    return this.sent.map((message) => (message.type === 'delta' ? message.text : message.type));
  }
}

describe('the way of messages to the page', () => {
  let page: Page;
  beforeEach(() => (page = new Page()));

  it('sends each at once while the page keeps up', async () => {
    await page.wayOf(4);
    for (const text of ['a', 'b', 'c']) {
      page.say(text);
      page.clock.advance(16);
      await page.answer();
    }
    assert.deepEqual(page.texts(), ['a', 'b', 'c']);
  });

  it('gathers what comes while the page is behind, and sends it as one when it answers', async () => {
    await page.wayOf(4);
    page.say('a');
    page.clock.advance(16);
    page.say('b');
    page.clock.advance(5);
    for (const text of ['c', 'd', 'e']) page.say(text);
    assert.deepEqual(page.texts(), ['a', 'b']);
    await page.answer(1);
    assert.deepEqual(page.texts(), ['a', 'b', 'cde']);
    assert.deepEqual(
      page.sent.map((message) => 'at' in message && message.at),
      [0, 1, 2],
    );
  });

  it('waits on while the next message is late as well', async () => {
    await page.wayOf(4);
    page.say('a');
    page.say('b');
    page.clock.advance(21);
    page.say('c');
    await page.answer(1);
    assert.deepEqual(page.texts(), ['a', 'b']);
    await page.answer(1);
    assert.deepEqual(page.texts(), ['a', 'b', 'c']);
  });

  it('joins only text of one turn and channel, and keeps the order', async () => {
    await page.wayOf(4);
    page.say('a');
    page.clock.advance(21);
    page.say('b');
    page.flow.post({ type: 'title', title: 'T' });
    page.say('c');
    page.flow.post({ type: 'delta', turnId: 'c1', channel: 'thinking', at: 0, text: 'd' });
    page.flow.post({ type: 'delta', turnId: 'c2', channel: 'thinking', at: 0, text: 'e' });
    await page.answer();
    assert.deepEqual(page.texts(), ['a', 'b', 'title', 'c', 'd', 'e']);
    assert.deepEqual(
      page.sent.map(({ seq }) => seq - (page.sent[0]?.seq ?? 0)),
      [0, 1, 2, 3, 4, 5],
    );
  });

  it('knows a page that is far away from one that is behind', async () => {
    await page.wayOf(200);
    for (let count = 0; count < 12; count++) {
      page.say('a');
      page.clock.advance(16);
    }
    assert.equal(page.sent.length, 12);
  });

  it('takes a network that has become slower for the usual one in time', async () => {
    await page.wayOf(4);
    for (let answers = 0; answers < 1000; answers++) await page.wayOf(50);
    page.say('a');
    page.clock.advance(50);
    page.say('b');
    assert.deepEqual(page.texts(), ['a', 'b']);
  });

  it('keeps nothing for ever from a page that does not answer', async () => {
    await page.wayOf(4);
    page.say('a');
    page.clock.advance(100);
    page.say('b');
    page.say('c');
    page.clock.advance(499);
    assert.deepEqual(page.texts(), ['a']);
    page.clock.advance(1);
    assert.deepEqual(page.texts(), ['a', 'bc']);
    page.say('d');
    assert.deepEqual(page.texts(), ['a', 'bc', 'd'], 'what was never answered holds up nothing more');
  });

  it('begins anew with a snapshot: what waited goes before it, and the old page owes no answer', async () => {
    await page.wayOf(4);
    page.say('a');
    page.clock.advance(100);
    page.say('b');
    page.start('ab');
    page.say('c');
    assert.deepEqual(page.texts(), ['a', 'b', 'state', 'c']);
    assert.deepEqual(page.clock.pending, []);
  });

  it('goes on where a message could not be sent', async () => {
    const sends = [Promise.resolve(), Promise.reject(new Error('gone')), Promise.resolve()];
    const flow = new PageFlow(() => sends.shift()!, page.clock, page.pace);
    for (let count = 0; count < 3; count++) {
      flow.post({ type: 'focus' });
      await turn();
      page.clock.advance(100);
    }
    assert.deepEqual([sends.length, page.clock.pending], [0, []]);
  });

  it('loses, doubles and swaps nothing, whatever the page is like', async () => {
    const step = fc.oneof(
      fc.string({ minLength: 1, maxLength: 5 }).map((text) => ({ text })),
      fc.integer({ min: 0, max: 60 }).map((ms) => ({ ms })),
      fc.integer({ min: 1, max: 3 }).map((answers) => ({ answers })),
      fc.constantFrom<HostEvent>({ type: 'focus' }, { type: 'title', title: 'T' }).map((event) => ({ event })),
    );
    await fc.assert(
      fc.asyncProperty(fc.array(step, { maxLength: 60 }), async (steps) => {
        const one = new Page();
        one.start();
        let text = '';
        const others: string[] = [];
        for (const each of steps) {
          if ('text' in each) {
            one.say(each.text);
            text += each.text;
          } else if ('ms' in each) one.clock.advance(each.ms);
          else if ('answers' in each) await one.answer(each.answers);
          else {
            one.flow.post(each.event);
            others.push(each.event.type);
          }
        }
        while (one.unanswered > 0) await one.answer();
        const mirror = new Mirror();
        for (const message of one.sent) assert.equal(mirror.take(message), 'draw');
        assert.equal(mirror.claudeTurn('c1')?.text, text);
        assert.deepEqual(
          one.sent.map(({ type }) => type).filter((type) => type === 'focus' || type === 'title'),
          others,
        );
      }),
    );
  });
});
