// Keeps the context keys of `when` clauses true to what happens.
import { commands, type Disposable } from 'vscode';
import type { Chats } from './chat/chats.ts';
import type { Account } from './claude/account.ts';
import { Disposables } from './disposables.ts';
import type { ContextKey } from './names.ts';

export function followContextKeys(chats: Chats, account: Account): Disposable {
  const set = (key: ContextKey, value: boolean) => void commands.executeCommand('setContext', key, value);
  const followed = new Disposables();
  followed.add(chats.onDidChangeRunning(() => set('sidestream.streaming', chats.running)));
  followed.add(chats.onDidSwitch(() => set('sidestream.hasChat', chats.isOpen)));
  followed.add(account.onDidChange(() => set('sidestream.hasKey', account.hasKey)));
  return followed;
}
