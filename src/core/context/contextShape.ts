// Checks context that comes from a file: a journal, or what was kept of a composer. Either may hold anything.
import { CONTEXT_KINDS, IMAGE_TYPES, type Attachment, type SentContext } from './attachment.ts';

type Fields = { readonly [name: string]: unknown };

const isObject = (value: unknown): value is Fields =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
const isText = (value: unknown): value is string => typeof value === 'string';
const isCount = (value: unknown): value is number => typeof value === 'number' && value >= 0;
const isMaybe = (value: unknown, check: (value: unknown) => boolean): boolean => value === undefined || check(value);

/** No folder, nothing that a path could make of it. */
export const isImageFile = (value: unknown): value is string =>
  isText(value) && /^[\w-]{1,64}\.[0-9a-f]{32}\.(png|jpg|webp|gif)$/.test(value);

/** Shown as it is in the page, so it may be a picture and nothing else. */
const isThumb = (value: unknown): value is string =>
  isText(value) && value.length <= 60_000 && /^data:image\/(png|jpeg|webp);base64,[\w+/]+={0,2}$/.test(value);

function isCommon(value: unknown): value is Fields {
  if (!isObject(value) || !isText(value['id']) || !isText(value['label'])) return false;
  const { path, uri, lines } = value;
  const areLines = (pair: unknown) => Array.isArray(pair) && pair.length === 2 && pair.every(isCount);
  return isMaybe(path, isText) && isMaybe(uri, isText) && isMaybe(lines, areLines);
}

function isImage(value: unknown): boolean {
  if (!isObject(value)) return false;
  const { file, mediaType, width, height, thumb } = value;
  const known = IMAGE_TYPES.some((type) => type === mediaType);
  return known && isImageFile(file) && isCount(width) && isCount(height) && isThumb(thumb);
}

const isKind = (kind: unknown) => CONTEXT_KINDS.some((known) => known === kind);

export function isSentContext(value: unknown): value is SentContext {
  if (!isCommon(value) || !isKind(value['kind'])) return false;
  return value['kind'] === 'image' ? isImage(value['image']) : isText(value['text']);
}

export function isAttachment(value: unknown): value is Attachment {
  if (!isCommon(value) || !isKind(value['kind'])) return false;
  if (value['kind'] === 'image') return isImage(value['image']);
  return isMaybe(value['text'], isText) && isCount(value['tokens']);
}
