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

/** Applies `record` to `log`. That other turns are shown then is not told here. */
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
    case 'ask':
      return { ...none, turns: [record.to, record.id] };
    case 'start':
    case 'end': {
      const to = log.claudeTurn(record.id)?.to;
      return { turns: to === undefined ? [] : [to], changed: [record.id] };
    }
    case 'spent':
      return { ...none, changed: [record.id] };
    case 'leaveOut':
      return { ...none, turns: [record.id] };
    case 'delete':
    case 'restore':
      return { ...none, turns: touched(log, record.id) };
    case 'user':
    case 'drop':
    case 'show':
    case 'chat':
    case 'stop':
    case 'queue':
    case 'unqueue':
    case 'repeat':
    case 'closed':
    case 'forgetBefore':
    case 'forgetThinking':
      return none;
  }
}

/** The turns that look otherwise when this one is deleted or comes back: itself, and an answer beside its question. */
export function touched(log: ChatLog, id: string): readonly string[] {
  const behind = log.tree.shownBehind(id);
  return behind !== undefined && log.claudeTurn(behind)?.to === id ? [id, behind] : [id];
}
