// A window of the editor as far as its chats go: real files and the real SDK over a real socket; several of them on one
// folder are several windows of one machine.
import type { Memento } from 'vscode';
import type { Disposable } from 'vscode';
import { FramePace } from '../../src/core/chat/framePace.ts';
import { attempt } from '../../src/core/claude/attempt.ts';
import { RefusedFields } from '../../src/core/claude/refusedFields.ts';
import { ChatFiles } from '../../src/host/chat/chatFiles.ts';
import { Chats } from '../../src/host/chat/chats.ts';
import type { SharedPorts } from '../../src/host/chat/liveChat.ts';
import { systemClock } from '../../src/host/systemClock.ts';
import type { PanelStatus } from '../../src/panelState.ts';
import type { HostEvent } from '../../src/protocol.ts';
import { PageModel } from './pageModel.ts';
import { modelOf } from './testChat.ts';
import { testConnection } from './testConnection.ts';
import { translate } from './translate.ts';

let windows = 0;

export class TestWindow implements Disposable {
  readonly pid: number;
  readonly chats: Chats;
  readonly files: ChatFiles;
  readonly events: HostEvent[] = [];
  readonly troubles: unknown[] = [];
  /** What is remembered for this window's workspace. */
  readonly remembered = new Map<string, unknown>();
  status: PanelStatus = { key: 'stored', model: { chosen: 'sonnet' }, sendWith: 'enter', autoScroll: true };
  #sends = 0;
  readonly #waiting = new Set<() => void>();

  constructor(folder: string, url: string) {
    this.pid = ++windows;
    this.files = new ChatFiles(folder, (error) => this.troubles.push(error));
    this.chats = new Chats(() => Promise.resolve(this.files), this.#memento(), this.#ports(url));
    this.chats.onDidPost((event) => this.#told(event));
    this.chats.onDidSwitch(() => this.#told());
    this.chats.onDidChangeRunning(() => this.#told());
  }

  get last(): HostEvent | undefined {
    return this.events.at(-1);
  }

  /** What a page would show that asks now. */
  async page(): Promise<PageModel> {
    return new PageModel((await this.chats.current()).state());
  }

  /** Sends a message; resolves when its exchange is over. */
  async send(text: string): Promise<void> {
    const conversation = await this.chats.current();
    await conversation.send(`s${this.pid}-${++this.#sends}`, text);
    await conversation.flush();
  }

  /** Settles as soon as what the window tells makes `test` true. */
  until(test: () => boolean): Promise<void> {
    if (test()) return Promise.resolve();
    return new Promise((settle) => {
      const look = () => {
        if (!test()) return;
        this.#waiting.delete(look);
        settle();
      };
      this.#waiting.add(look);
    });
  }

  dispose(): void {
    this.chats.dispose();
  }

  #told(event?: HostEvent): void {
    if (event !== undefined) this.events.push(event);
    for (const look of this.#waiting) look();
  }

  #memento(): Memento {
    const { remembered } = this;
    const get: Memento['get'] = (key: string, fallback?: unknown) => remembered.get(key) ?? fallback;
    return {
      keys: () => [...remembered.keys()],
      get,
      update: (key, value) => {
        remembered.set(key, value);
        return Promise.resolve();
      },
    };
  }

  #ports(url: string): SharedPorts {
    const connection = testConnection(url);
    return {
      clock: systemClock,
      pace: new FramePace(),
      random: () => 0.5,
      pid: this.pid,
      alive: () => true,
      newId: () => crypto.randomUUID(),
      newStop: () => {
        const controller = new AbortController();
        return { signal: controller.signal, stop: () => controller.abort(), dispose: () => {} };
      },
      t: translate,
      connect: () =>
        Promise.resolve({
          ok: true,
          send: (params, signal, listener) => attempt(connection, params, signal, listener),
          refused: new RefusedFields(),
          counts: () => true,
          count: () => Promise.resolve(undefined),
          maxRetries: 0,
          wishes: { thinking: 'auto' },
          system: '',
          maxTurns: 20,
          model: () => Promise.resolve(modelOf('sonnet')),
        }),
      situation: () => ({ host: 'standin', model: 'sonnet', firstByteSeconds: 120, idleSeconds: 90 }),
      status: () => this.status,
      workspace: () => ['file:///project/here'],
      price: () => undefined,
      onSpent: () => {},
      onEvent: () => {},
      onHeaders: () => {},
      openFile: () => undefined,
      readImages: () => Promise.resolve(new Map()),
      onUnread: () => {},
    };
  }
}
