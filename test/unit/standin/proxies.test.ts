/** The stand-in behind real proxies: a streaming one passes each delta on as it comes, a buffering one only at the end. */
import assert from 'node:assert/strict';
import { startNginx } from '../../support/nginx.ts';
import { startExpressProxy, type Proxy } from '../../support/proxies.ts';
import { answer } from '../../support/standin/answer.ts';
import { failure } from '../../support/standin/failure.ts';
import { destroyAt, stallAt } from '../../support/standin/faults.ts';
import { Gate } from '../../support/standin/gate.ts';
import { HEADERS, post } from '../../support/standin/rawClient.ts';
import { ask, question } from '../../support/standin/sdkClient.ts';
import { startStandIn, type StandIn } from '../../support/standin/standIn.ts';

const KINDS = { Express: startExpressProxy, nginx: startNginx };
const reply = answer({ text: 'Through the wall, word by word.', chunk: 5 });
const body = JSON.stringify(question());

for (const [name, start] of Object.entries(KINDS)) {
  for (const buffer of [false, true]) {
    describe(`the stand-in behind ${name}, buffering ${buffer ? 'on' : 'off'}`, () => {
      let standIn: StandIn;
      let proxy: Proxy | undefined;
      let url: string;
      before(async function () {
        standIn = await startStandIn();
        proxy = await start({ target: standIn.url, buffer });
        if (!proxy) console.log(`    not run: ${name}`);
        if (!proxy) this.skip();
        url = proxy.url;
      });
      after(async () => {
        await proxy?.close();
        await standIn.close();
      });

      it('brings the whole answer, and errors with their headers', async () => {
        standIn.queue(reply, failure(429, { retryAfter: 3 }));
        assert.equal((await ask(url)).text, 'Through the wall, word by word.');
        const busy = await post(url);
        assert.deepEqual([busy.status, busy.headers.get('retry-after')], [429, '3']);
      });

      it(`shows the first deltas ${buffer ? 'only at the end' : 'while the rest is still to come'}`, async () => {
        const gate = new Gate();
        standIn.queue(stallAt(reply, 4, gate));
        const response = fetch(`${url}/v1/messages`, { method: 'POST', headers: HEADERS, body });
        await gate.reached;
        let opened = false;
        let early = false;
        const firstPiece = Promise.withResolvers<void>();
        const whole = response.then(async ({ body: stream }) => {
          const reader = stream!.getReader();
          await reader.read();
          early = !opened;
          firstPiece.resolve();
          while (!(await reader.read()).done);
        });
        whole.catch(firstPiece.reject);
        // Streaming: the first piece must come by itself. Buffering: a whole other exchange goes by without it.
        await (buffer ? post(standIn.url) : firstPiece.promise);
        opened = true;
        gate.open();
        await whole;
        assert.equal(early, !buffer);
      });

      it('keeps a cut a cut', async () => {
        standIn.queue(destroyAt(reply, 4));
        const cut = await post(url).catch((error: unknown) => ({ status: 0, error, body: Buffer.alloc(0) }));
        assert.ok(cut.error !== undefined || cut.status === 502 || !cut.body.includes('message_stop'));
      });

      it('closes the way to the stand-in when the client goes away', async () => {
        const gate = new Gate();
        const before = standIn.messages.length;
        standIn.queue(stallAt(reply, 4, gate));
        const stop = new AbortController();
        const init = { method: 'POST', headers: HEADERS, body, signal: stop.signal };
        const gone = fetch(`${url}/v1/messages`, init).then((response) => response.text());
        gone.catch(() => undefined);
        await gate.reached;
        stop.abort();
        await assert.rejects(gone, { name: 'AbortError' });
        const record = await standIn.arrived(before);
        await record.closed;
        assert.equal(record.closedBy, 'client');
      });
    });
  }
}
