// The images of a chat that leave with it and come back: which there are, how many a file can hold, and their new names.
import type { SentContext } from '../context/attachment.ts';
import { isImageFile } from '../context/contextShape.ts';
import type { Record } from '../chat/record.ts';
import { MAX_IMAGE } from '../../protocol.ts';

/** Most base64 of one exported chat: more than a file that can be imported again has room for. */
export const MOST_IMAGES = 150_000_000;

/** Files of all images in the chat, on every branch and in the queue, each once. */
export function imageFilesIn(records: readonly Record[]): readonly string[] {
  const along = records.flatMap((record): readonly SentContext[] =>
    record.type === 'user' || record.type === 'queue' ? (record.context ?? []) : [],
  );
  return [...new Set(along.flatMap((item) => (item.kind === 'image' ? [item.image.file] : [])))];
}

/** Base64 by the name that the chat's messages use; whatever else stands there is left out. */
export function readImages(value: unknown): ReadonlyMap<string, string> {
  const entries = isFields(value) ? Object.entries(value) : [];
  return new Map(entries.filter((entry): entry is [string, string] => isImageFile(entry[0]) && isBase64(entry[1])));
}

/** A record with the names that its images have from now on. */
export function withImageNames<T extends Fields>(record: T, names: ReadonlyMap<string, string>): T {
  const { context } = record;
  if (names.size === 0 || !Array.isArray(context)) return record;
  const renamed = context.map((item: unknown) => {
    const image = isFields(item) ? item['image'] : undefined;
    const file = isFields(image) && typeof image['file'] === 'string' ? names.get(image['file']) : undefined;
    return isFields(item) && isFields(image) && file !== undefined ? { ...item, image: { ...image, file } } : item;
  });
  return { ...record, context: renamed };
}

type Fields = { readonly [name: string]: unknown };

const isFields = (value: unknown): value is Fields =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
const isBase64 = (value: unknown): value is string =>
  typeof value === 'string' && value.length <= MAX_IMAGE && /^[A-Za-z0-9+/]+={0,2}$/.test(value);
