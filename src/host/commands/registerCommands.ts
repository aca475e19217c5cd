// Joins the commands of the palette to the parts that carry them out. Every command works without arguments.
import { commands, l10n, window, type Disposable, type LogOutputChannel } from 'vscode';
import type { EventRing } from '../../core/claude/eventRing.ts';
import type { ContextDoor } from '../context/contextDoor.ts';
import type { ChatView } from '../chat/chatView.ts';
import type { Chats } from '../chat/chats.ts';
import { Disposables } from '../disposables.ts';
import type { ReadOnlyTexts } from '../readOnlyTexts.ts';
import type { UsageViewDoor } from '../usage/usageViewDoor.ts';
import type { LazyLibrary } from '../library/lazyLibrary.ts';
import type { CommandName } from '../names.ts';
import type { EditDoor } from '../edit/editDoor.ts';
import type { Accounts } from '../usage/accounts.ts';
import type { KeyParts } from './apiKeyCommands.ts';
import { CommitCommands } from './commitCommands.ts';
import { editCommands } from './editCommands.ts';
import { once } from '../once.ts';
import { libraryCommands } from './libraryCommands.ts';

export interface CommandParts extends KeyParts {
  readonly chats: Chats;
  readonly view: ChatView;
  readonly along: ContextDoor;
  readonly library: LazyLibrary;
  readonly events: EventRing;
  readonly usageView: UsageViewDoor;
  readonly log: LogOutputChannel;
  readonly door: EditDoor;
  readonly accounts: Accounts;
  readonly texts: ReadOnlyTexts;
}

export function registerCommands(parts: CommandParts): Disposable {
  const { chats, view, along, library, events, log, account, models, door, usageView, texts } = parts;
  const registered = new Disposables();
  const doctor = once(async () => {
    const { ConnectionDoctor } = await import('../doctor/connectionDoctor.ts');
    return new ConnectionDoctor(parts);
  });
  const commit = registered.add(new CommitCommands(parts));
  const handlers: Record<CommandName, (...args: readonly unknown[]) => unknown> = {
    'sidestream.setApiKey': async () => (await import('./apiKeyCommands.ts')).setApiKey(parts),
    'sidestream.clearApiKey': async () => {
      const { clearApiKey } = await import('./apiKeyCommands.ts');
      return clearApiKey(parts, async () => {
        door.desk?.stopAll();
        commit.stopAll();
        await chats.stopAll();
      });
    },
    'sidestream.newChat': async () => {
      await chats.newChat();
      await view.reveal();
    },
    ...libraryCommands(library),
    // Where the user looks comes first: an edit in front of them, then the open chat, then a commit message.
    'sidestream.stop': async (argument) => {
      if (door.desk?.stop(argument, chats.running) === true || (await chats.current()).stop() || commit.stopAll())
        return;
      void window.showInformationMessage(l10n.t('Nothing is being written that could be stopped.'));
    },
    'sidestream.continue': async (argument) => {
      if (door.desk?.goOn(argument) === true) return undefined;
      const conversation = await chats.current();
      const last = conversation.log.turns.at(-1);
      if (last?.role === 'claude' && conversation.canContinue) return conversation.step('continue', last.id);
      void window.showInformationMessage(l10n.t('There is no interrupted answer to continue in this chat.'));
      return undefined;
    },
    'sidestream.retryNow': async () => {
      if (door.desk?.retryNow() === true) return undefined;
      const conversation = await chats.current();
      if (conversation.retryingTurn !== undefined) return conversation.retryNow(conversation.retryingTurn);
      void window.showInformationMessage(l10n.t('No request is waiting to be sent again.'));
      return undefined;
    },
    ...editCommands(door),
    'sidestream.explain': async () => {
      const { meantLines } = await import('../edit/codeTasks.ts');
      return (await import('./askChat.ts')).askChat(parts, 'explain', meantLines);
    },
    'sidestream.review': async () => (await import('./askChat.ts')).askChat(parts, 'review'),
    'sidestream.selectModel': async () => (await import('./selectModel.ts')).selectModel(account, models),
    ...commit.handlers,
    'sidestream.testConnection': async () => (await doctor()).test(),
    'sidestream.showUsage': () => usageView.show(),
    'sidestream.addToChat': (...args) => along.addToChat(args),
    'sidestream.showRequest': () => along.showRequest(),
    // From the panel's context menu it is about the turn that was clicked, else about the last one.
    'sidestream.showEvents': async (clicked) => {
      const lines = events.lines(turnOf(clicked));
      if (lines === '') {
        void window.showInformationMessage(
          l10n.t('No events of this reply are known: it streamed before the editor started, or long ago.'),
        );
        return;
      }
      await texts.show(l10n.t('Stream Events.jsonl'), lines, 'jsonl');
    },
    'sidestream.showLog': () => log.show(),
  };
  for (const [name, handler] of Object.entries(handlers)) registered.add(commands.registerCommand(name, handler));
  return registered;
}

/** The turn that a click in the panel was on, as its `data-vscode-context` says. */
function turnOf(context: unknown): string | undefined {
  const id: unknown = typeof context === 'object' && context !== null ? Reflect.get(context, 'turnId') : undefined;
  return typeof id === 'string' ? id : undefined;
}
