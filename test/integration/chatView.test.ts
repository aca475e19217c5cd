// The panel's host: what the page hears when the host itself fails.
import assert from 'node:assert/strict';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { EventEmitter, Uri, type LogOutputChannel, type Memento, type WebviewView } from 'vscode';
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
    view = new ChatView({ extensionUri, workspaceState } as never, window.chats, log, {
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
