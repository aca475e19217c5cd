// What another window wrote into the journal of this chat: applied to the log, and told to this window's panel.
import type { HostEvent } from '../../protocol.ts';
import type { ChatLog } from './chatLog.ts';
import type { Record } from './record.ts';
import { chatTitle } from './title.ts';

/** The panel's messages of one record, and the turns whose look it changes. */
export interface Heard {
  readonly event?: HostEvent;
  /** To be sent whole. */
  readonly turns: readonly string[];
  /** To be sent without their texts. */
  readonly changed: readonly string[];
}

/** Applies `record` to `log`. */
export function hear(log: ChatLog, record: Record): Heard {
  const none: Heard = { turns: [], changed: [] };
  if (record.type === 'delta') {
    const at = log.claudeTurn(record.id)?.[record.channel].length;
    log.apply(record);
    if (at === undefined) return none;
    const { id, channel, text } = record;
    return { event: { type: 'delta', turnId: id, channel, at, text }, turns: [], changed: at === 0 ? [id] : [] };
  }
  log.apply(record);
  switch (record.type) {
    case 'title':
      return { ...none, event: { type: 'title', title: chatTitle(log) } };
    case 'user':
      return { ...none, turns: [record.id] };
    case 'ask':
      return { ...none, turns: [record.to, record.id] };
    case 'start':
    case 'end': {
      const to = log.claudeTurn(record.id)?.to;
      return { turns: to === undefined ? [] : [to], changed: [record.id] };
    }
    case 'spent':
      return { ...none, changed: [record.id] };
    case 'drop':
      return { ...none, event: { type: 'removed', turnId: record.id } };
    case 'chat':
    case 'stop':
    case 'repeat':
    case 'closed':
    case 'forgetThinking':
      return none;
  }
}
