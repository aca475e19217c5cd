// A chat through the team gateway of the README: it streams, the company's key and the member's never meet, the gateway's
// words are shown, and its wait is kept.
import assert from 'node:assert/strict';
import { once } from 'node:events';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { FakeClock } from '../../support/fakeClock.ts';
import { teamGateway } from '../../support/gateway.ts';
import { answer } from '../../support/standin/answer.ts';
import { stallAt } from '../../support/standin/faults.ts';
import { Gate } from '../../support/standin/gate.ts';
import { startStandIn, type StandIn } from '../../support/standin/standIn.ts';
import { TestChat } from '../../support/testChat.ts';
import { TEST_KEY } from '../../support/testConnection.ts';

describe('a chat through a team gateway', () => {
  let standIn: StandIn;
  let server: Server;
  let url: string;
  const open = async (limit: number, members: Record<string, string> = { [TEST_KEY]: 'Ann' }) => {
    standIn = await startStandIn();
    const options = { upstream: standIn.url, upstreamKey: 'company-key', members, limit, windowMs: 30_000 };
    server = teamGateway(options).listen(0, '127.0.0.1');
    await once(server, 'listening');
    url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  };
  afterEach(async () => {
    server.closeAllConnections();
    server.close();
    await standIn.close();
  });

  it('streams, and only the company’s key goes on to the API', async () => {
    await open(9);
    const held = new Gate();
    standIn.queue(stallAt(answer({ text: 'Piece by piece, as it comes.', chunk: 6 }), 4, held));
    const chat = new TestChat(url);
    const over = chat.send();
    await held.reached;
    // The rest waits at the API, and the beginning is in the chat.
    while (![...chat.page.turns].some((turn) => turn.role === 'claude' && turn.text !== ''))
      await new Promise(setImmediate);
    assert.ok('Piece by piece, as it comes.'.startsWith(chat.page.claude.text));
    held.open();
    await over;
    assert.deepEqual([chat.page.claude.outcome, chat.page.claude.text], ['done', 'Piece by piece, as it comes.']);
    const { headers } = (await standIn.arrived(0)) ?? {};
    assert.equal(headers.authorization, 'Bearer company-key');
    assert.doesNotMatch(JSON.stringify(headers), /RECOGNISABLE/);
  });

  it('waits as the gateway tells in its body, and shows its words meanwhile', async () => {
    await open(1);
    const clock = new FakeClock();
    clock.framesPass = true;
    const chat = new TestChat(url, { clock, maxRetries: 1 });
    await chat.send('One');
    const over = chat.send('Two');
    while (chat.page.claude.retry === undefined) await new Promise(setImmediate);
    const { at, reason } = chat.page.claude.retry;
    const seconds = Math.round((at - clock.now()) / 1000);
    assert.ok(seconds > 25 && seconds <= 30, `${seconds} s, of a window of 30`);
    assert.match(reason, /The rate limit of standin is reached/);
    assert.match(reason, /Ann has sent 1 messages in this session already/);
    chat.conversation.cancelRetry(chat.page.claude.id);
    await over;
    assert.equal(standIn.messages.length, 1);
  });

  it('says what the gateway says to a stranger', async () => {
    await open(1, {});
    const chat = new TestChat(url);
    await chat.send();
    assert.match(chat.page.claude.notice?.detail ?? '', /Ask the platform team for one/);
    assert.equal(standIn.requests.length, 0);
  });

  it('ends the request at the API when the member stops', async () => {
    await open(1);
    const held = new Gate();
    standIn.queue(stallAt(answer({ text: 'Long, long, long', chunk: 4 }), 4, held));
    const chat = new TestChat(url);
    const over = chat.send();
    await held.reached;
    chat.conversation.stop();
    await over;
    const record = await standIn.arrived(0);
    await record.closed;
    assert.equal(record.closedBy, 'client');
  });
});
