// What inline edits need of the rest of the extension.
import { join } from 'node:path';
import type { ExtensionContext } from 'vscode';
import { newStop } from '../abortSignal.ts';
import type { Account } from '../claude/account.ts';
import { readSettings } from '../settings.ts';
import type { Accounts } from '../usage/accounts.ts';
import type { DeskPorts } from './editDesk.ts';
import { EditDoor } from './editDoor.ts';

export function editDoor(
  context: ExtensionContext,
  account: Account,
  accounts: Accounts,
  trouble: (error: unknown) => void,
): EditDoor {
  const modelOf = (): string => readSettings().editModel || readSettings().model;
  const ports: DeskPorts = {
    path: join((context.storageUri ?? context.globalStorageUri).fsPath, 'edits.json'),
    memento: context.workspaceState,
    trouble,
    newStop,
    codeLens: () => readSettings().codeLens,
    codeActions: () => readSettings().codeActions,
    instructions: () => readSettings().editInstructions,
    situation: () => account.situation({ task: 'edit', model: modelOf() }),
    connect: async () => {
      const ready = await accounts.connect('edit', { model: modelOf() });
      if (!ready.ok || ready.wishes.thinking !== 'auto') return ready;
      // Code is waited for: the model thinks before an edit only where the user wants that.
      return { ...ready, wishes: { ...ready.wishes, thinking: 'off' } };
    },
    listener: (id) => accounts.bill('edit', id),
  };
  return new EditDoor(ports);
}
