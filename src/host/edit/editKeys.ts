// The context keys of inline edits, for the `when` of keys and menus.
import { commands, type Disposable } from 'vscode';
import type { ContextKey } from '../names.ts';
import type { InlineEdits } from './inlineEdits.ts';

export function followKeys(edits: InlineEdits): Disposable {
  /** As they were set last: batches of a stream change none. */
  const keys = new Map<ContextKey, boolean>();
  const set = (key: ContextKey, value: boolean): void => {
    if (keys.get(key) === value) return;
    keys.set(key, value);
    void commands.executeCommand('setContext', key, value);
  };
  return edits.onDidChange(() => {
    const { alive, asleep } = edits;
    set('sidestream.editPending', alive.length > 0 || asleep.length > 0);
    set(
      'sidestream.editStreaming',
      alive.some(({ phase }) => phase === 'streaming'),
    );
  });
}
