// The panel's host: what the page hears of a long chat, and when the host itself fails.
import assert from 'node:assert/strict';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { EventEmitter, Uri, type LogOutputChannel, type Memento, type WebviewView } from 'vscode';
import { FramePace } from '../../src/core/chat/framePace.ts';
import { JOURNAL_VERSION, writeRecord, type Record } from '../../src/core/chat/record.ts';
import { ChatView } from '../../src/host/chat/chatView.ts';
import type { PanelActions } from '../../src/host/chat/pageMessages.ts';
import { PROTOCOL_VERSION, type HostMessage } from '../../src/protocol.ts';
import { startStandIn, type StandIn } from '../support/standin/standIn.ts';
import { TestWindow } from '../support/testWindow.ts';
import { until } from '../support/until.ts';

describe('The panel’s host', () => {
  let folder: string;
  let standIn: StandIn;
  let window: TestWindow;
  let view: ChatView;
  const sent = new EventEmitter<unknown>();
  const heard: HostMessage[] = [];

  before(async () => {
    standIn = await startStandIn();
    folder = await mkdtemp(join(tmpdir(), 'sidestream-view-'));
    window = new TestWindow(folder, standIn.url);
    const workspaceState = {
      get: (_: string, fallback: unknown) => fallback,
      update: async () => {},
    } as unknown as Memento;
    const extensionUri = Uri.file(folder);
    const log = { error: () => {}, warn: () => {} } as unknown as LogOutputChannel;
    view = new ChatView({ extensionUri, workspaceState } as never, window.chats, new FramePace(), log, {
      prepare: async () => {},
      along: { collect: () => Promise.reject(new Error('Git is gone')) },
    } as unknown as PanelActions);
    const never = new EventEmitter<void>().event;
    await view.resolveWebviewView({
      visible: true,
      onDidChangeVisibility: never,
      onDidDispose: never,
      webview: {
        cspSource: 'https://panel',
        asWebviewUri: (uri: Uri) => uri,
        onDidReceiveMessage: sent.event,
        postMessage: async (message: HostMessage) => heard.push(message),
      },
    } as unknown as WebviewView);
  });
  after(async () => {
    view.dispose();
    await window.chats.close();
    window.dispose();
    await standIn.close();
    await rm(folder, { recursive: true });
  });

  it('sends the latest turns of a long chat first, the others when the page asks for them', async () => {
    const text = 'A long answer. '.repeat(1000);
    const header: Record = { type: 'chat', v: JOURNAL_VERSION, id: 'long', at: 1, workspace: [] };
    const turns = Array.from({ length: 30 }, (_, index): Record[] => [
      { type: 'user', id: `u${index}`, at: 1, text: 'And?' },
      { type: 'ask', id: `c${index}`, to: `u${index}`, at: 1, model: 'sonnet', from: 'u0' },
      { type: 'delta', id: `c${index}`, block: 0, channel: 'text', text },
    ]);
    await writeFile(join(folder, 'long.jsonl'), [header, ...turns.flat()].map(writeRecord).join(''));
    await window.chats.open('long');
    sent.fire({ type: 'ready', version: PROTOCOL_VERSION });
    await until('the page has the last turns', async () => assert.equal(heard.at(-1)?.type, 'state'));
    const first = heard.at(-1);
    assert.ok(first?.type === 'state' && first.state.more === true);
    const all = [...first.state.turns];
    for (let more = true; more;) {
      const before = heard.length;
      sent.fire({ type: 'earlier' });
      await until('the page has more turns', async () => assert.equal(heard.length, before + 1));
      const next = heard.at(-1);
      assert.ok(next?.type === 'earlier' && next.before === all[0]?.id);
      all.unshift(...next.turns);
      ({ more } = next);
    }
    assert.deepEqual(
      all.map(({ id }) => id),
      turns.flatMap((_, index) => [`u${index}`, `c${index}`]),
    );
    sent.fire({ type: 'ready', version: PROTOCOL_VERSION, at: 'c3' });
    await until('the page has what the reader looks at', async () => {
      const again = heard.at(-1);
      assert.ok(again?.type === 'state' && again.state.turns.some(({ id }) => id === 'c3'));
    });
    await window.chats.newChat();
  });

  it('gives a message back that it could not take, so that it can be sent again', async () => {
    sent.fire({ type: 'ready', version: PROTOCOL_VERSION });
    await until('the page has its state', async () => assert.equal(heard.at(-1)?.type, 'state'));
    sent.fire({ type: 'send', sendId: 's1', text: 'With my changes' });
    await until('the page hears of it', async () => {
      const last = heard.at(-1);
      assert.ok(last?.type === 'notAccepted' && last.sendId === 's1', last?.type);
      assert.deepEqual(last.notice.steps, ['showLog']);
    });
  });
});
