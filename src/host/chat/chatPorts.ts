// What conversations need of the rest of the extension.
import { randomUUID } from 'node:crypto';
import { l10n, workspace, type LogOutputChannel } from 'vscode';
import { newStop } from '../abortSignal.ts';
import type { FramePace } from '../../core/chat/framePace.ts';
import type { Account } from '../claude/account.ts';
import type { ContextDoor } from '../context/contextDoor.ts';
import { isAlive } from '../isAlive.ts';
import { systemClock } from '../systemClock.ts';
import type { Accounts } from '../usage/accounts.ts';
import type { SharedPorts } from './liveChat.ts';

export interface ChatParts {
  readonly account: Account;
  readonly accounts: Accounts;
  readonly along: ContextDoor;
  readonly log: LogOutputChannel;
  readonly pace: FramePace;
}

export function chatPorts({ account, accounts, along, log, pace }: ChatParts): SharedPorts {
  return {
    clock: systemClock,
    pace,
    random: Math.random,
    newId: randomUUID,
    newStop,
    pid: process.pid,
    alive: isAlive,
    t: (message, ...values) => l10n.t(message, ...values),
    situation: (model) => account.situation({ model }),
    status: () => account.status(),
    workspace: () => workspace.workspaceFolders?.map(({ uri }) => uri.toString()) ?? [],
    onUnread: (chat, lines) => log.warn(`Chat ${chat}: ${lines} lines cannot be read; they stay in its file.`),
    ...accounts.chatPorts(),
    ...along.chatPorts(),
  };
}
