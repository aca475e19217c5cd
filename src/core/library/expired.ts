// Which chats `history.keepDays` lets go: by their last sign of life, a draft included, and never one that is open.

export interface StoredChat {
  readonly id: string;
  /** When its journal or its draft was last written, in milliseconds since the epoch. */
  readonly at: number;
  /** False for what was typed into a chat that never began. */
  readonly journal: boolean;
}

const DAY = 24 * 60 * 60 * 1000;

/** Ids of the chats to remove; none where `keepDays` is 0. `open` are those of all windows. */
export function expired(
  chats: readonly StoredChat[],
  keepDays: number,
  now: number,
  open: ReadonlySet<string>,
): string[] {
  if (!(keepDays > 0)) return [];
  return chats.filter(({ id, at }) => !open.has(id) && at < now - keepDays * DAY).map(({ id }) => id);
}
