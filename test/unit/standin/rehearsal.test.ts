/** The rehearsal: each keyword's scene arrives whole, mishaps happen once, and Continue goes on to the letter. */
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { APIError } from '@anthropic-ai/sdk/error';
import { editPrompt } from '../../../src/core/edit/editPrompt.ts';
import { startRehearsal, type RunningRehearsal } from '../../support/standin/rehearsal.ts';
import { SCENES } from '../../support/standin/rehearsal/scenes.ts';
import { ask, question, type Asked } from '../../support/standin/sdkClient.ts';

describe('the rehearsal', () => {
  let rehearsal: RunningRehearsal;
  beforeEach(async () => {
    rehearsal = await startRehearsal({ tempo: 0 });
  });
  afterEach(() => rehearsal.close());

  const roomy = { max_tokens: 64_000 };
  const goOn = (first: string, kept: string): Promise<Asked> =>
    ask(
      rehearsal.url,
      question('', {
        ...roomy,
        messages: [
          { role: 'user', content: first },
          { role: 'assistant', content: kept.trimEnd() },
          { role: 'user', content: `Continue exactly where the text stopped, after: ${kept.slice(-30)}` },
        ],
      }),
    );

  for (const [keyword, scene] of Object.entries(SCENES)) {
    if (scene.mishap) continue;
    it(`plays “${keyword}” whole`, async () => {
      const got = await ask(rehearsal.url, question(`Please show me: ${keyword}!`, roomy));
      assert.equal(got.text, scene.text);
      assert.equal(got.stopReason, 'end_turn');
    });
  }

  it('answers an inline edit in its tags, with a change to look at', async () => {
    const text = '  x;\nfunction readTides() {\n  return 1;\n}\n';
    const edit = (instruction: string, regions: readonly { start: number; end: number }[]) =>
      editPrompt({
        kind: regions.length > 1 ? 'several' : 'edit',
        path: 'tide.ts',
        languageId: 'typescript',
        text,
        regions,
        instruction,
        instructions: '',
        problems: [],
        budget: 1000,
      });
    const answered = async ({ system, user }: ReturnType<typeof edit>) =>
      (await ask(rehearsal.url, question('', { ...roomy, system, messages: [{ role: 'user', content: user }] }))).text;
    const whole = [{ start: 0, end: text.length }];
    assert.equal(
      await answered(edit('document it', whole)),
      `<proposed>\n${text.replace('function', '/** Read tides. */\nfunction')}</proposed>`,
    );
    assert.equal(
      await answered(edit('rename readTides to tides', whole)),
      `<proposed>\n${text.replace('readTides', 'tides')}</proposed>`,
    );
    const two = [
      { start: 0, end: 5 },
      { start: 28, end: 40 },
    ];
    assert.equal((await answered(edit('shout', two))).match(/Rehearsed edit: shout/g)?.length, 2);
  });

  it('lists every keyword in its help, and shows help for anything else', async () => {
    const got = await ask(rehearsal.url, question('What can you do?'));
    const hidden = new Set(['commit']);
    for (const keyword of Object.keys(SCENES)) {
      if (!hidden.has(keyword)) assert.ok(got.text.includes(`\`${keyword}\``), `${keyword} is not listed`);
    }
  });

  it('thinks before it answers when thinking is asked for', async () => {
    const thinking = { type: 'adaptive', display: 'summarized' } as const;
    const got = await ask(rehearsal.url, question('thinking', { thinking }));
    assert.equal(got.thinking, SCENES['thinking']?.thinking);
    assert.notEqual(got.signature, '');
  });

  it('is overloaded once', async () => {
    await assert.rejects(
      ask(rehearsal.url, question('overloaded')),
      (error) => error instanceof APIError && error.status === 529 && error.type === 'overloaded_error',
    );
    assert.equal((await ask(rehearsal.url, question('overloaded'))).text, SCENES['overloaded']?.text);
  });

  it('stops at the limit and goes on from there', async () => {
    const cut = await ask(rehearsal.url, question('limit'));
    assert.equal(cut.stopReason, 'max_tokens');
    const rest = await goOn('limit', cut.text);
    assert.equal(cut.text + rest.text, SCENES['limit']?.text);
    assert.equal(rest.stopReason, 'end_turn');
  });

  it('breaks off once and goes on from there', async () => {
    const seen: Partial<Asked> = {};
    await assert.rejects(ask(rehearsal.url, question('break'), seen), /terminated/);
    const kept = seen.text ?? '';
    assert.equal(kept + (await goOn('break', kept)).text, SCENES['break']?.text);
  });

  it('goes on from every place of an answer, in one turn or in several', async () => {
    const text = SCENES['list']?.text ?? '';
    for (const at of [1, 7, 60, 61, 62, 200, 333, text.length - 1]) {
      const kept = text.slice(0, at);
      const rest = (await goOn('list', kept)).text;
      assert.equal(kept.trimEnd() + rest, text, `cut at ${at}`);
    }
  });

  it('stops where max_tokens says', async () => {
    const got = await ask(rehearsal.url, question('table', { max_tokens: 20 }));
    assert.equal(got.text.length, 80);
    assert.equal(got.stopReason, 'max_tokens');
  });

  it('declines', async () => {
    assert.equal((await ask(rehearsal.url, question('refuse'))).stopReason, 'refusal');
  });

  it('needs no key', async () => {
    const headers = { 'anthropic-version': '2026-10-21' };
    const response = await fetch(`${rehearsal.url}/v1/models`, { headers });
    assert.equal(response.status, 200);
  });

  it('runs as a process that ends with its stdin', async () => {
    const main = fileURLToPath(new URL('../../support/standin/rehearsalMain.ts', import.meta.url));
    const child = spawn(process.execPath, [main], { stdio: ['pipe', 'pipe', 'inherit'] });
    const lines = createInterface({ input: child.stdout });
    const [line] = (await once(lines, 'line')) as [string];
    const { url } = JSON.parse(line) as { url: string };
    assert.equal((await ask(url, question('json'))).stopReason, 'end_turn');
    const exited = once(child, 'exit');
    child.stdin.end();
    assert.deepEqual(await exited, [0, null]);
  });
});
