// The engine against a stand-in that nobody here wrote.
import assert from 'node:assert/strict';
import { startAimock } from '../../../support/aimock.ts';
import { TestChat } from '../../../support/testChat.ts';

describe('the engine against an independent stand-in', () => {
  it('streams an answer with thinking, and a second one in the same chat', async () => {
    const content = 'Lighthouses blink 🎉 so that ships can tell them apart.\n\n- one\n- two';
    const aimock = await startAimock({
      lighthouse: { content, reasoning: 'They differ by their rhythm.' },
      again: { content: 'Twice.' },
    });
    const chat = new TestChat(aimock.url);
    await chat.send('Why does a lighthouse blink?');
    const { text, thinking, outcome, usage } = chat.page.claude;
    assert.deepEqual([text, thinking, outcome], [content, 'They differ by their rhythm.', 'done']);
    assert.ok(usage && !usage.estimated);
    await chat.settled();
    await chat.send('And again?');
    assert.deepEqual([chat.page.text, chat.page.claude.outcome], ['Twice.', 'done']);
    await chat.settled();
    await aimock.close();
  });
});
