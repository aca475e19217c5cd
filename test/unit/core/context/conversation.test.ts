// What goes along with a message through a whole chat: sent before the question, kept with it byte for byte, left out when
// the API refuses it, and back in the composer with the message.
import assert from 'node:assert/strict';
import type { ContentBlockParam, MessageParam } from '@anthropic-ai/sdk/resources/messages/messages';
import type { SentContext } from '../../../../src/core/context/attachment.ts';
import { previewRequest } from '../../../../src/core/context/previewRequest.ts';
import { requestText } from '../../../../src/core/context/requestText.ts';
import type { UserTurn } from '../../../../src/panelState.ts';
import { answer } from '../../../support/standin/answer.ts';
import { stallAt } from '../../../support/standin/faults.ts';
import { Gate } from '../../../support/standin/gate.ts';
import { failure } from '../../../support/standin/failure.ts';
import { startStandIn, type StandIn } from '../../../support/standin/standIn.ts';
import { modelOf, TestChat } from '../../../support/testChat.ts';
import { testConnection } from '../../../support/testConnection.ts';
import { translate } from '../../../support/translate.ts';

const PIXEL =
  'iVBORw0KGgoAAAANSUhEUgAAAAgAAAAGCAIAAABxZ0isAAAAFklEQVR4nGNwSFmFFTEMTwn8kjgkAKuOWIEjr3qdAAAAAElFTkSuQmCC';
const FILE: SentContext = {
  id: 'k1',
  kind: 'file',
  label: 'tide.ts',
  path: 'src/tide.ts',
  uri: 'file:///w/src/tide.ts',
  text: 'let tide = 1;\n',
};
const IMAGE_FILE = `chat1.${'0'.repeat(32)}.png`;
const IMAGE: SentContext = {
  id: 'k2',
  kind: 'image',
  label: 'shot.png',
  image: { file: IMAGE_FILE, mediaType: 'image/png', width: 8, height: 6, thumb: `data:image/png;base64,${PIXEL}` },
};

describe('a message with context', () => {
  let standIn: StandIn;
  let chat: TestChat;
  before(async () => {
    standIn = await startStandIn();
  });
  after(() => standIn.close());
  beforeEach(() => {
    chat = new TestChat(standIn.url);
    chat.images.set(IMAGE_FILE, PIXEL);
  });

  const sent = (): MessageParam[] =>
    (standIn.messages.at(-1)!.body as unknown as { messages: MessageParam[] }).messages;
  const blocks = (message: MessageParam | undefined) => message!.content as ContentBlockParam[];
  const words = (message: MessageParam | undefined) =>
    blocks(message)
      .map((block) => (block.type === 'text' ? block.text : `<${block.type}>`))
      .join('\n');
  const user = (id?: string): UserTurn =>
    chat.page.turns.find((turn): turn is UserTurn => turn.role === 'user' && (id === undefined || turn.id === id))!;

  it('carries it in front of the question, shows it under the turn, and takes it out of the composer', async () => {
    const later = { id: 'k9', kind: 'folder', label: 'src/', uri: 'file:///w/src', tokens: 3 } as const;
    chat.attached.add({ ...FILE, text: FILE.text, tokens: 4 }, later);
    standIn.queue(answer('It is one.'));
    await chat.send('What is the tide?', [FILE, IMAGE]);
    await chat.settled();
    assert.match(
      words(sent()[0]),
      /attached 2 items[^]*path="src\/tide\.ts"[^]*let tide = 1;[^]*<image>[^]*What is the tide\?$/,
    );
    assert.deepEqual(
      user().context?.map(({ label }) => label),
      ['tide.ts', 'shot.png'],
    );
    assert.deepEqual(chat.attached.items, [later]);
  });

  it('is sent the same, byte for byte, with each later message and after a restart', async () => {
    standIn.queue(answer('One.'), answer('Two.'), answer('Three.'));
    await chat.send('First', [FILE, IMAGE]);
    const first = JSON.stringify(sent()[0]);
    await chat.send('Second');
    assert.equal(JSON.stringify(sent()[0]), first);
    const again = chat.restarted();
    again.images.set(IMAGE_FILE, PIXEL);
    await again.send('Third');
    assert.equal(JSON.stringify(sent()[0]), first);
    assert.ok(chat.spent.at(-1)!.usage.cacheRead > 0, 'so that the cache serves it');
  });

  it('goes again without it when the API refused the request, and stays without it', async () => {
    standIn.queue(failure(400, { message: 'image exceeds 5 MB maximum' }), answer('Without it, then.'), answer('Yes.'));
    await chat.send('Look at this', [IMAGE]);
    assert.deepEqual(chat.page.claude.notice?.steps, ['tryWithout', 'tryAgain', 'edit', 'drop']);
    await chat.step('tryWithout');
    assert.equal(chat.page.claude.outcome, 'done');
    assert.equal(words(sent()[0]), 'Look at this');
    assert.deepEqual(
      user().context?.map(({ leftOut }) => leftOut),
      [true],
    );
    await chat.send('Is that all?');
    assert.equal(words(sent()[0]), 'Look at this');
    await chat.settled();
  });

  it('leaves out what earlier messages carry, where the new one has nothing', async () => {
    standIn.queue(
      answer({ thinking: 'Hm.', text: 'Seen.' }),
      failure(400, { message: 'this model takes no images' }),
      answer('Fine.'),
    );
    await chat.send('Look', [IMAGE]);
    await chat.send('And now with another model?');
    assert.equal(chat.page.claude.notice?.steps[0], 'tryWithout');
    await chat.step('tryWithout');
    assert.equal(chat.page.claude.outcome, 'done');
    assert.equal(words(sent()[0]), 'Look');
    assert.ok(!JSON.stringify(sent()).includes('"thinking"'), 'thinking over another history is not sent back');
    await chat.settled();
  });

  it('offers no way without what was never there', async () => {
    standIn.queue(failure(400));
    await chat.send('Plain');
    assert.deepEqual(chat.page.claude.notice?.steps, ['tryAgain', 'edit', 'drop']);
  });

  it('brings it back into the composer with Edit, as it was sent', async () => {
    standIn.queue(failure(400));
    await chat.send('Look', [FILE, IMAGE]);
    await chat.step('edit');
    assert.equal(chat.page.draft, 'Look');
    assert.deepEqual(
      chat.attached.items.map(({ label }) => label),
      ['tide.ts', 'shot.png'],
    );
    const [file] = chat.attached.items;
    assert.ok(file?.kind === 'file' && file.text === FILE.text);
  });

  it('goes along again with a message that is sent in other words', async () => {
    standIn.queue(answer('One.'), answer('Two.'));
    await chat.send('First', [FILE]);
    await chat.conversation.edit('e1', user().id, 'In other words');
    assert.match(words(sent()[0]), /let tide = 1;[^]*In other words$/);
    await chat.settled();
  });

  it('waits with its message while an answer comes, and goes with it then', async () => {
    const reached = new Gate();
    standIn.queue(stallAt(answer('One, at length.'), 2, reached), answer('Two.'));
    const first = chat.send('First');
    await reached.reached;
    await chat.send('Second', [FILE]);
    assert.deepEqual(chat.attached.items, []);
    reached.open();
    await first;
    await chat.page.until(({ turns }) => turns.some((turn) => turn.role === 'claude' && turn.text === 'Two.'));
    assert.match(words(sent().at(-1)), /let tide = 1;[^]*Second$/);
  });

  it('comes back into the composer with a message that is taken back out of the queue', async () => {
    const reached = new Gate();
    standIn.queue(stallAt(answer('One, at length.'), 2, reached));
    const first = chat.send('First');
    await reached.reached;
    await chat.send('Second', [FILE]);
    await chat.send('Third', [IMAGE]);
    const [second, third] = chat.page.queue;
    await chat.conversation.unqueue(second!.id, true);
    await chat.conversation.unqueue(third!.id);
    assert.deepEqual(
      chat.attached.items.map(({ label }) => label),
      ['tide.ts'],
    );
    reached.open();
    await first;
    await chat.settled();
  });

  it('is refused whole where it is longer than any model reads, and stays', async () => {
    await chat.send('x', [{ ...FILE, text: 'y'.repeat(4_000_000) }]);
    assert.match(chat.page.refused[0]?.title ?? '', /too long to send \(4\.0 million/);
    assert.equal(chat.page.turns.length, 0);
  });

  it('is shown beforehand as exactly the request that goes out then', async () => {
    standIn.queue(answer('One.'), answer('Two.'));
    await chat.send('First', [FILE]);
    const ready = {
      ok: true,
      send: () => Promise.reject(new Error('sent')),
      maxRetries: 0,
      wishes: { thinking: 'auto' },
      system: '',
      maxTurns: 20,
      model: () => Promise.resolve(modelOf('sonnet')),
    } as unknown as Parameters<typeof previewRequest>[2];
    const message = { text: 'Second', context: [IMAGE] };
    const before = structuredClone(chat.conversation.log);
    const preview = await previewRequest(chat.conversation.log, message, ready, () => Promise.resolve(chat.images));
    assert.deepEqual(structuredClone(chat.conversation.log), before, 'the chat knows nothing of it');
    await chat.send(message.text, message.context);
    assert.deepEqual(JSON.parse(JSON.stringify(preview)), standIn.messages.at(-1)!.body);
    const text = requestText(
      preview,
      testConnection('http://gateway.test', { apiKey: 'sk-very-secret', customHeaders: { 'x-tenant': 'also-secret' } }),
      translate,
    );
    assert.match(
      text,
      /\/\/ POST http:\/\/gateway\.test\/v1\/messages\n\/\/ authorization: \(not shown\)\n\/\/ x-tenant: \(not shown\)/,
    );
    assert.match(text, /Earlier messages \(2\) +about \d+ tokens[^]*Your message +about 2 tokens\n\/\/ In all/);
    assert.doesNotMatch(text, /secret/);
    assert.match(text, /Nothing of it has been sent/);
    const counted = requestText(preview, testConnection('http://gateway.test'), translate, 61_234);
    assert.match(counted, /It was sent only to be counted[^]*In all +61234 tokens, counted by the API\n/);
    const body: unknown = JSON.parse(text.replaceAll(/^\/\/.*$/gm, ''));
    assert.deepEqual(body, standIn.messages.at(-1)!.body);
  });

  it('goes again without it when the request was too large for the API', async () => {
    standIn.queue(failure(413, { message: 'Request exceeds the maximum size' }), answer('Without it, then.'));
    await chat.send('Look at this', [FILE]);
    assert.deepEqual(chat.page.claude.notice?.steps, ['tryWithout', 'newChat', 'tryAgain', 'edit', 'drop']);
    assert.match(chat.page.claude.notice.title, /too large for the API \(413\)/);
    await chat.step('tryWithout');
    assert.equal(chat.page.claude.text, 'Without it, then.');
    assert.equal(words(sent()[0]), 'Look at this');
    await chat.settled();
  });

  it('says of the same content once more that it is unchanged, and sends it whole where that is not sent', async () => {
    const long = { ...FILE, text: 'let tide = 1;\n'.repeat(50) };
    const whole = () => sent().filter((message) => words(message).includes(long.text)).length;
    standIn.queue(...['One.', 'Two.', 'Three.', 'Four.'].map((text) => answer(text)));
    await chat.send('First', [long]);
    const first = JSON.stringify(sent()[0]);
    await chat.send('Second', [{ ...long, id: 'k5' }]);
    assert.equal(JSON.stringify(sent()[0]), first, 'so that the cache serves it');
    assert.match(words(sent()[2]), /path="src\/tide\.ts">\nUnchanged: the same as was attached above[^]*Second$/);
    await chat.send('Third', [{ ...long, text: `${long.text}// more\n` }]);
    assert.match(words(sent()[4]), /\/\/ more/, 'other content goes whole');
    await chat.conversation.change('delete', user().id);
    await chat.send('Fourth');
    assert.equal(whole(), 2, 'the first message is gone, the second has it whole, and the third its own');
    assert.doesNotMatch(sent().map(words).join('\n'), /Unchanged/);
    await chat.settled();
  });

  it('may be an image alone: sent without an empty text, named by it, queued and edited', async () => {
    const reached = new Gate();
    standIn.queue(stallAt(answer('A tide table.'), 2, reached), answer('Again.'), answer('In colour.'));
    const first = chat.send('', [IMAGE]);
    await reached.reached;
    await chat.send('  ', [IMAGE]);
    assert.deepEqual(
      chat.page.queue.map(({ text, context }) => [text, context?.map(({ label }) => label)]),
      [['  ', ['shot.png']]],
    );
    reached.open();
    await first;
    await chat.settled();
    const questions = sent().filter(({ role }) => role === 'user');
    assert.equal(questions.length, 2);
    for (const question of questions) {
      assert.match(words(question), /attached one item[^]*\n<image>\n<\/attached>$/);
    }
    assert.equal(chat.conversation.state().title, 'shot.png');
    await chat.conversation.edit('e1', user().id, 'In colour?');
    assert.match(words(sent().at(-1)), /<image>[^]*In colour\?$/);
    await chat.settled();
  });

  it('needs a word beside a file, and beside an image that the API refused', async () => {
    await chat.send('', [FILE]);
    assert.equal(chat.page.refused.at(-1)?.title, 'There is nothing to send yet.');
    standIn.queue(failure(400, { message: 'image exceeds 5 MB maximum' }));
    await chat.send('', [IMAGE]);
    assert.deepEqual(chat.page.claude.notice?.steps, ['tryAgain', 'edit', 'drop']);
    await chat.settled();
  });

  it('was an image alone, and leaves a word in its place when the API refuses it later', async () => {
    standIn.queue(answer('Seen.'), failure(400, { message: 'this model takes no images' }), answer('Fine.'));
    await chat.send('', [IMAGE]);
    await chat.send('And now with another model?');
    await chat.step('tryWithout');
    assert.equal(chat.page.claude.text, 'Fine.');
    assert.equal(words(sent()[0]), 'An image that cannot be sent stood here.');
    await chat.settled();
  });
});
