/** An independent stand-in, read by the same client in the same way as ours: both must tell the same story. */
import assert from 'node:assert/strict';
import { startAimock, type Aimock } from '../../support/aimock.ts';
import { answer } from '../../support/standin/answer.ts';
import { ask, question, type Asked } from '../../support/standin/sdkClient.ts';
import { startStandIn, type StandIn } from '../../support/standin/standIn.ts';

const TEXT = 'Zwei Zeugen erzählen dieselbe Geschichte. 🎭';
const THINKING = 'Compare them first.';
const CALL = { name: 'read_file', input: { path: 'src/a.ts' } };

const told = ({ text, thinking, json, stopReason, types }: Asked): unknown => ({
  text,
  thinking,
  json: json === '' ? null : (JSON.parse(json) as unknown),
  stopReason,
  // Numbers of deltas are each one's own affair.
  order: types.filter((type, at) => type !== types[at - 1]),
});

describe('an independent stand-in', () => {
  let aimock: Aimock;
  let standIn: StandIn;
  before(async () => {
    aimock = await startAimock({
      plain: { content: TEXT },
      thoughtful: { content: TEXT, reasoning: THINKING },
      tool: { content: TEXT, toolCalls: [{ name: CALL.name, arguments: JSON.stringify(CALL.input) }] },
    });
    standIn = await startStandIn();
  });
  after(async () => {
    await aimock.close();
    await standIn.close();
  });

  const scripts = {
    plain: answer({ text: TEXT }),
    thoughtful: answer({ text: TEXT, thinking: THINKING }),
    tool: answer({ text: TEXT, tools: [CALL] }),
  };
  for (const [name, script] of Object.entries(scripts)) {
    it(`tells the same as ours: ${name}`, async () => {
      standIn.queue(script);
      const asked = question(`a ${name} question`, { thinking: { type: 'adaptive', display: 'summarized' } });
      assert.deepEqual(told(await ask(aimock.url, asked)), told(await ask(standIn.url, asked)));
    });
  }
});
