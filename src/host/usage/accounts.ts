// Joins what the requests report to what shows it: the raw events, the live figures, the ledger. A rehearsal costs nothing
// and leaves no trace in the accounts.
import type { EventRing } from '../../core/claude/eventRing.ts';
import { costOf } from '../../core/usage/cost.ts';
import type { RunningUsage } from '../../core/usage/runningUsage.ts';
import type { SharedPorts } from '../chat/chats.ts';
import type { Account } from '../claude/account.ts';
import { systemClock } from '../systemClock.ts';
import type { LedgerFile } from './ledgerFile.ts';
import type { UsageItem } from './usageItem.ts';

export interface AccountsParts {
  readonly account: Account;
  readonly events: EventRing;
  readonly ledger: LedgerFile;
  readonly runningUsage: RunningUsage;
  readonly usage: UsageItem;
}

export function accountsPorts(parts: AccountsParts): Pick<SharedPorts, 'price' | 'onEvent' | 'onSpent'> {
  const { account, events, ledger, runningUsage, usage } = parts;
  return {
    price: (spent, model) => (account.rehearsing ? 0 : costOf(spent, model)),
    onEvent: (turnId, event) => {
      events.push(turnId, systemClock.now(), event);
      if (account.rehearsing) return;
      runningUsage.event(turnId, event);
      usage.update();
    },
    onSpent: (chat, turnId, spent, model, estimated, cost) => {
      runningUsage.end(turnId);
      if (account.rehearsing) return;
      const known = cost === undefined ? {} : { cost };
      void ledger.add({ at: systemClock.now(), kind: 'chat', chat, model, usage: spent, estimated, ...known });
    },
  };
}
