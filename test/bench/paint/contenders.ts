// Sidestream's package and the floor, each installed in VS Code's server, to be opened in a page and asked there.
import { cp, mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { CDPSession, Frame } from 'playwright-core';
import { ChatPage } from '../../support/chatPage.ts';
import { extensionHosts, residentMemory } from '../../support/workbench/processTree.ts';
import { openSession, type Run, type Session } from '../../support/workbench/session.ts';
import { installExtension } from '../../support/workbench/server.ts';
import { openLongChat, putLongChat } from '../longChat/open.ts';
import type { Places } from './watch.ts';

export interface Contender {
  readonly name: string;
  /** A VS Code of its own, ready to be asked: as on a coder's machine, no other runs beside it. */
  open(): Promise<Opened>;
}

export interface Opened {
  readonly places: Places;
  /** An empty view. */
  prepare(): Promise<Frame>;
  /** One click or key; what comes then is measured. */
  ask(): Promise<void>;
  /** Milliseconds that the page's main threads have worked so far. */
  cpu(): Promise<number>;
  /** Bytes of its extension host, with all that runs there. */
  hostMemory(): number;
  close(): Promise<void>;
}

/** `long`: in a chat of 200 turns, which has one more exchange after each answer. */
export async function sidestream(run: Run, vsix: string, url: string, long = false): Promise<Contender> {
  const extensions = join(run.home, long ? 'long' : 'sidestream');
  await installExtension(run.editor, vsix, join(run.home, 'install'), extensions);
  const open = async (): Promise<Opened> => {
    const session = await openSession(
      { ...run, extensions },
      { settings: { 'sidestream.baseUrl': url }, env: { ANTHROPIC_API_KEY: 'sk-ant-bench' } },
    );
    if (long) await putLongChat(session);
    let chat = await ChatPage.open(session.workbench);
    if (long) await openLongChat(chat);
    return {
      places: { root: '[role=log]', text: '[data-part="text"]' },
      async prepare() {
        if (!long) chat = await ChatPage.open(session.workbench);
        await chat.composer.fill('Go on');
        return chat.frame;
      },
      ask: () => chat.composer.press('Enter'),
      ...(await meters(session, chat.frame)),
    };
  };
  return { name: long ? 'Sidestream, 200 turns' : 'Sidestream', open };
}

/** The folder of extensions in which it is the only one. */
export async function addFloor(home: string, folder = 'floor'): Promise<string> {
  const extensions = join(home, folder);
  await mkdir(extensions);
  await cp(join(import.meta.dirname, '../floor'), join(extensions, 'bench.floor-1.0.0'), { recursive: true });
  return extensions;
}

/** `follow`: its page keeps the end in view. */
export async function floor(run: Run, url: string, model: string, follow = false): Promise<Contender> {
  const extensions = await addFloor(run.home, follow ? 'following' : 'floor');
  const env = { FLOOR_URL: url, FLOOR_MODEL: model, FLOOR_FOLLOW: follow ? '1' : '0' };
  const open = async (): Promise<Opened> => {
    const session = await openSession({ ...run, extensions }, { env });
    await session.workbench.runCommand('View: Show Floor');
    const frame = await session.workbench.frameWith('#floor');
    return {
      places: { root: '#floor', text: '#floor' },
      prepare: async () => frame,
      ask: () => frame.getByRole('button', { name: 'Ask' }).click(),
      ...(await meters(session, frame)),
    };
  };
  return { name: follow ? 'floor that follows' : 'floor', open };
}

export async function meters(session: Session, frame: Frame): Promise<Pick<Opened, 'cpu' | 'hostMemory' | 'close'>> {
  return {
    cpu: await cpuOf(session, frame),
    hostMemory: () => residentMemory(extensionHosts(session.server.pid)[0] ?? 0),
    close: () => session.close(),
  };
}

/** A frame of another origin may have a process, and so a main thread, of its own. */
async function cpuOf(session: Session, frame: Frame): Promise<() => Promise<number>> {
  const { page } = session.workbench;
  const context = page.context();
  const sessions = [await context.newCDPSession(page)];
  for (let each: Frame | null = frame; each !== null && each !== page.mainFrame(); each = each.parentFrame()) {
    const own = await context.newCDPSession(each).catch(() => undefined);
    if (own !== undefined) sessions.push(own);
  }
  for (const each of sessions) await each.send('Performance.enable', { timeDomain: 'threadTicks' });
  return async () => {
    const times = await Promise.all(sessions.map(taskDuration));
    return times.reduce((sum, time) => sum + time, 0);
  };
}

async function taskDuration(session: CDPSession): Promise<number> {
  const { metrics } = await session.send('Performance.getMetrics');
  return (metrics.find(({ name }) => name === 'TaskDuration')?.value ?? 0) * 1000;
}
