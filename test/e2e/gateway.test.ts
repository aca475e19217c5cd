// Through the team gateway of the README, by nothing but settings and a key: an answer streams, the gateway's limit is told
// and waited for, and the test of the connection finds all well.
import assert from 'node:assert/strict';
import { once } from 'node:events';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { ChatPage } from '../support/chatPage.ts';
import { useSession } from '../support/e2eSuite.ts';
import { teamGateway } from '../support/gateway.ts';
import { answer } from '../support/standin/answer.ts';
import { startStandIn, type StandIn } from '../support/standin/standIn.ts';
import { until } from '../support/workbench/workbench.ts';

const MEMBER = 'ann-key-of-the-team';

describe('A team gateway', () => {
  let standIn: StandIn;
  let server: Server;
  const session = useSession(async () => {
    standIn = await startStandIn();
    const options = {
      upstream: standIn.url,
      upstreamKey: 'company-key',
      members: { [MEMBER]: 'Ann' },
      limit: 2,
      // Two exchanges fit in, however slow the machine.
      windowMs: 15_000,
    };
    server = teamGateway(options).listen(0, '127.0.0.1');
    await once(server, 'listening');
    return {
      standIn,
      settings: {
        'sidestream.baseUrl': `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
        'sidestream.apiKeyHeader': 'x-api-key',
        'sidestream.customHeaders': { 'X-Team': 'sea' },
      },
      env: { ANTHROPIC_API_KEY: MEMBER },
    };
  });
  after(() => {
    server.closeAllConnections();
    server.close();
  });

  it('answers, and at its limit is waited for as long as it asks', async () => {
    standIn.queue(answer('First.'), answer('Second.'), answer('Third.'));
    const chat = await ChatPage.open(session().workbench);
    for (const [question, said] of [
      ['One', 'First.'],
      ['Two', 'Second.'],
    ] as const) {
      await chat.send(question);
      await chat.waitForText((text) => text === said);
      await chat.waitForEnd();
    }
    await chat.send('Three');
    await chat.frame.getByText('Ann has sent 2 messages in this session already').waitFor();
    await chat.waitForText((text) => text === 'Third.');
    await chat.waitForEnd();
    const [first, , third] = standIn.messages;
    assert.ok(third!.at - first!.at >= 14_000, `${third!.at - first!.at} ms`);
    assert.equal(first?.headers.authorization, 'Bearer company-key');
    assert.doesNotMatch(JSON.stringify(standIn.requests.map(({ headers }) => headers)), new RegExp(MEMBER));
  });

  it('is found to stream by the test of the connection, whose report holds no key', async () => {
    standIn.queue(answer({ text: 'one, two, '.repeat(20), chunk: 5, delayMs: 40 }));
    const { workbench } = session();
    const verdict = workbench.page.locator('.notifications-toasts .notification-list-item', {
      hasText: /All is well|rate limit/,
    });
    // The messages of the test before may still count.
    await until('the gateway takes another message', async () => {
      await workbench.runCommand('Notifications: Clear All Notifications');
      await workbench.runCommand('Sidestream: Test Connection');
      await verdict.first().waitFor();
      assert.match(await verdict.first().innerText(), /All is well/);
    });
    const lines = workbench.page.locator('.editor-instance .view-lines').first();
    const report = async () => (await lines.innerText()).replaceAll('\u00a0', ' ');
    await until('the report is open', async () => assert.match(await report(), /✓ Stream +\d+ ms {2}4\d events/));
    assert.match(await report(), /Custom headers: X-Team/);
    await workbench.screenshot('test-connection');
    await verdict.first().getByRole('button', { name: 'Copy Report' }).click();
    await until('the report is copied', async () => {
      const copied = await workbench.page.evaluate(() => navigator.clipboard.readText());
      assert.match(copied, /✓ Connection/);
      assert.ok(!copied.includes(MEMBER) && !copied.includes('sea'));
    });
  });
});
