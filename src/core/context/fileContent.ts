// Whether the bytes of a file are a text, an image that the API takes, or neither.
import type { ImageType } from './attachment.ts';

/** A file above this is no thing to read as a whole: about 300,000 tokens. */
export const MAX_FILE = 1_000_000;

/** As Git tells binary files: by a NUL near the beginning; and what is no UTF-8 is no text that one could show. */
export function decodeText(bytes: Uint8Array): string | undefined {
  if (bytes.subarray(0, 8000).includes(0)) return undefined;
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return undefined;
  }
}

const MAGIC: readonly (readonly [ImageType, readonly (number | undefined)[]])[] = [
  ['image/png', [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]],
  ['image/jpeg', [0xff, 0xd8, 0xff]],
  ['image/gif', [0x47, 0x49, 0x46, 0x38]],
  // RIFF, four bytes of length, WEBP
  ['image/webp', [0x52, 0x49, 0x46, 0x46, undefined, undefined, undefined, undefined, 0x57, 0x45, 0x42, 0x50]],
];

/** By the first bytes: names lie. */
export function imageTypeOf(bytes: Uint8Array): ImageType | undefined {
  return MAGIC.find(([, magic]) => magic.every((byte, at) => byte === undefined || bytes[at] === byte))?.[0];
}

/** More than one picture in it: only the first can be sent. */
export function isAnimated(bytes: Uint8Array, type: ImageType): boolean {
  if (type === 'image/jpeg') return false;
  // GIF: a second graphic control extension; PNG: its animation chunk; WebP: likewise.
  if (type === 'image/gif') return count(bytes, [0x21, 0xf9, 0x04], 2) === 2;
  const mark = type === 'image/png' ? 'acTL' : 'ANIM';
  return (
    count(
      bytes.subarray(0, 4096),
      Array.from(mark, (letter) => letter.charCodeAt(0)),
      1,
    ) === 1
  );
}

function count(bytes: Uint8Array, mark: readonly number[], most: number): number {
  let found = 0;
  for (let at = bytes.indexOf(mark[0] ?? 0); at !== -1 && found < most; at = bytes.indexOf(mark[0] ?? 0, at + 1)) {
    if (mark.every((byte, offset) => bytes[at + offset] === byte)) found++;
  }
  return found;
}
