/** The stand-in's stream, read by the API's own client: every event, block and count as on the real wire. */
import assert from 'node:assert/strict';
import type { RawMessageStreamEvent } from '@anthropic-ai/sdk/resources/messages/messages';
import { answer } from '../../support/standin/answer.ts';
import { ask, sdk } from '../../support/standin/sdkClient.ts';
import { startStandIn, type StandIn } from '../../support/standin/standIn.ts';

describe('the stand-in’s wire', () => {
  let standIn: StandIn;
  beforeEach(async () => {
    standIn = await startStandIn();
  });
  afterEach(() => standIn.close());

  it('streams a plain answer that ends with message_stop', async () => {
    standIn.queue(answer({ text: 'Grüße aus der Probe 🎭, ganz ohne Schlüssel.', chunk: 5 }));
    const got = await ask(standIn.url);
    assert.equal(got.text, 'Grüße aus der Probe 🎭, ganz ohne Schlüssel.');
    assert.deepEqual(new Set(got.types), new Set(EVENTS));
    assert.equal(got.types.at(-1), 'message_stop');
    assert.equal(got.stopReason, 'end_turn');
    assert.equal(standIn.messages[0]?.status, 200);
  });

  it('lists models through the client’s own paging', async () => {
    const ids: string[] = [];
    for await (const model of sdk(standIn.url).models.list({ limit: 2 })) ids.push(model.id);
    assert.deepEqual(
      ids,
      standIn.models.filter((model) => model.lifecycle !== 'retired').map((model) => model.id),
    );
  });
});

const EVENTS: readonly RawMessageStreamEvent['type'][] = [
  'message_start',
  'content_block_start',
  'content_block_delta',
  'content_block_stop',
  'message_delta',
  'message_stop',
];
