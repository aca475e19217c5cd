// The guard of what the page sends: every kind of message passes as it is meant, and nothing else does.
import assert from 'node:assert/strict';
import { parsePageMessage } from '../../src/pageMessage.ts';
import { NEXT_STEPS } from '../../src/panelState.ts';
import { MAX_TEXT, PROTOCOL_VERSION } from '../../src/protocol.ts';
import type { PageImage, PageMessage } from '../../src/protocol.ts';

const IMAGE: PageImage = {
  label: 'shot.png',
  mediaType: 'image/png',
  data: 'QUJD',
  width: 10,
  height: 20,
  thumb: 'data:image/webp;base64,QUJD',
};

const GOOD: readonly PageMessage[] = [
  { type: 'ready', version: PROTOCOL_VERSION },
  { type: 'ready', version: PROTOCOL_VERSION, at: 'turn-1' },
  { type: 'earlier' },
  { type: 'send', sendId: 'a-1', text: 'Hello' },
  { type: 'draft', text: '' },
  { type: 'draft', text: 'half', chatId: 'chat-1' },
  { type: 'stop' },
  { type: 'prompts' },
  { type: 'newChat' },
  { type: 'edit', sendId: 'a-1', turnId: 't1', text: 'Hello' },
  { type: 'regenerate', turnId: 't1', pick: true },
  { type: 'showVersion', turnId: 't1' },
  { type: 'delete', turnId: 't1' },
  { type: 'restore', turnId: 't1' },
  { type: 'sendQueued', turnId: 't1' },
  { type: 'unqueue', turnId: 't1', back: true },
  { type: 'retryNow', turnId: 't1' },
  { type: 'cancelRetry', turnId: 't1' },
  { type: 'step', step: 'continue', turnId: 't1' },
  { type: 'step', step: 'setApiKey' },
  { type: 'openLink', href: 'https://example.com' },
  { type: 'copy', text: 'code' },
  { type: 'insertAtCursor', text: 'code' },
  { type: 'newFile', text: 'code', language: 'c++' },
  { type: 'putInTerminal', text: 'ls', language: '' },
  { type: 'applyToFile', text: 'code', language: 'ts' },
  { type: 'applyToFile', text: 'code' },
  { type: 'confused', about: 'state' },
  { type: 'recentChats' },
  { type: 'openChat' },
  { type: 'openChat', id: 'chat-1' },
  { type: 'begin', idea: 'tests' },
  { type: 'addContext' },
  { type: 'attach', id: 's12' },
  { type: 'detach', id: 'k1' },
  { type: 'openContext', id: 'k1' },
  { type: 'openContext', id: 'k1', turnId: 't1' },
  { type: 'paste', id: 'k1', text: 'long' },
  { type: 'unpaste', id: 'k1' },
  { type: 'image', image: IMAGE },
  { type: 'drop', uris: ['file:///project/a.ts'] },
  { type: 'withOpenFile', on: true },
  { type: 'suggest', request: 3, text: '@ti' },
  { type: 'showRequest', text: '' },
];

const BAD: Readonly<Record<string, unknown>> = {
  nothing: undefined,
  null: null,
  text: 'ready',
  list: [],
  'no type': {},
  'unknown type': { type: 'eval' },
  'type of an object': { type: 'constructor' },
  'ready without a version': { type: 'ready' },
  'ready with a text': { type: 'ready', version: '1' },
  'send without an id': { type: 'send', text: 'x' },
  'send with an id that is markup': { type: 'send', sendId: '<b>', text: 'x' },
  'send with an endless id': { type: 'send', sendId: 'x'.repeat(65), text: 'x' },
  'send without a text': { type: 'send', sendId: 'a' },
  'send with a list as text': { type: 'send', sendId: 'a', text: ['x'] },
  'edit of no turn': { type: 'edit', sendId: 'a', text: 'x' },
  'edit without an id': { type: 'edit', turnId: 't1', text: 'x' },
  'edit without a text': { type: 'edit', sendId: 'a', turnId: 't1' },
  'regenerate with a model of its own': { type: 'regenerate', turnId: 't1', pick: 'opus' },
  'regenerate of a path': { type: 'regenerate', turnId: '../x', pick: false },
  'version of no turn': { type: 'showVersion' },
  'deletion of markup': { type: 'delete', turnId: '<b>' },
  'undo of a list': { type: 'restore', turnId: ['t1'] },
  'queued message without an id': { type: 'sendQueued' },
  'unqueue of everything': { type: 'unqueue', turnId: '*', back: true },
  'unqueue to nowhere': { type: 'unqueue', turnId: 't1' },
  'draft without a text': { type: 'draft' },
  'draft of a chat that is a path': { type: 'draft', text: '', chatId: '../other' },
  'draft of a chat that is a number': { type: 'draft', text: '', chatId: 1 },
  'copy of a number': { type: 'copy', text: 1 },
  'insertion of nothing': { type: 'insertAtCursor' },
  'new file without a language': { type: 'newFile', text: 'x' },
  'application of nothing': { type: 'applyToFile', language: 'ts' },
  'application in a language that is none': { type: 'applyToFile', text: 'x', language: 1 },
  'command in an endless language': { type: 'putInTerminal', text: 'x', language: 'x'.repeat(65) },
  'retry of no turn': { type: 'retryNow' },
  'cancel of a path': { type: 'cancelRetry', turnId: '../x' },
  'unknown step': { type: 'step', step: 'deleteEverything' },
  'step of a bad turn': { type: 'step', step: 'continue', turnId: '' },
  'link without an address': { type: 'openLink' },
  'link of 5,000 characters': { type: 'openLink', href: `https://x/${'y'.repeat(5000)}` },
  'chat of a path': { type: 'openChat', id: '../other' },
  'chat of nothing': { type: 'openChat', id: null },
  'idea of its own': { type: 'begin', idea: 'commit' },
  'detachment of a path': { type: 'detach', id: '../x' },
  'suggestion chosen by an object': { type: 'attach', id: { toString: 'x' } },
  'chip of an endless turn': { type: 'openContext', id: 'k1', turnId: 'x'.repeat(65) },
  'empty paste': { type: 'paste', id: 'k1', text: '' },
  'paste without an id': { type: 'paste', text: 'x' },
  'image that is none': { type: 'image', image: 'QUJD' },
  'image of another type': { type: 'image', image: { ...IMAGE, mediaType: 'image/svg+xml' } },
  'image that is no base64': { type: 'image', image: { ...IMAGE, data: '<svg onload=x>' } },
  'image without bytes': { type: 'image', image: { ...IMAGE, data: '' } },
  'image of no size': { type: 'image', image: { ...IMAGE, width: 0 } },
  'image of half a pixel': { type: 'image', image: { ...IMAGE, height: 0.5 } },
  'image larger than the API takes': { type: 'image', image: { ...IMAGE, width: 8001 } },
  'image of 6 MB': { type: 'image', image: { ...IMAGE, data: 'A'.repeat(6_000_000) } },
  'image with a preview from elsewhere': { type: 'image', image: { ...IMAGE, thumb: 'https://x/y.png' } },
  'image with a preview that is a drawing': {
    type: 'image',
    image: { ...IMAGE, thumb: 'data:image/svg+xml;base64,QUJD' },
  },
  'image with an endless name': { type: 'image', image: { ...IMAGE, label: 'x'.repeat(201) } },
  'drop of a text': { type: 'drop', uris: 'file:///x' },
  'drop of a thousand': { type: 'drop', uris: Array.from({ length: 1000 }, () => 'file:///x') },
  'drop of numbers': { type: 'drop', uris: [1] },
  'open file by a word': { type: 'withOpenFile', on: 'yes' },
  'suggestion without a number': { type: 'suggest', text: '@' },
  'suggestion for an essay': { type: 'suggest', request: 1, text: '@'.repeat(201) },
  'confused about a content': { type: 'confused', about: 'the secret is 42' },
};

describe('parsePageMessage', () => {
  for (const message of GOOD) {
    it(`takes ${JSON.stringify(message)}`, () => assert.deepEqual(parsePageMessage(message), message));
  }

  for (const [name, message] of Object.entries(BAD)) {
    it(`refuses ${name}`, () => assert.equal(parsePageMessage(message), undefined));
  }

  it('refuses a text above the limit, and takes one at it', () => {
    const text = 'x'.repeat(MAX_TEXT);
    assert.ok(parsePageMessage({ type: 'copy', text }));
    assert.equal(parsePageMessage({ type: 'copy', text: `${text}x` }), undefined);
  });

  it('takes a page that is ready also where its place is none', () => {
    const ready = { type: 'ready', version: PROTOCOL_VERSION };
    for (const at of ['a b', 5, null, '']) assert.deepEqual(parsePageMessage({ ...ready, at }), ready);
  });

  it('knows every step', () => {
    for (const step of NEXT_STEPS) assert.ok(parsePageMessage({ type: 'step', step }));
  });

  it('hands on nothing but the fields it knows', () => {
    assert.deepEqual(parsePageMessage({ type: 'stop', more: 'rm' }), { type: 'stop' });
  });
});
