// Where an edit stands in its document, told by what is around it. A window that is reloaded, or that crashes, may bring
// the document back as it was a moment before the edit was kept, or after.
import { applyChanges, type DocumentChange } from './documentChange.ts';
import type { Range } from './movedRange.ts';

export interface SavedRegion {
  readonly start: number;
  /** What all of it was, or will be once what is pending is rejected. */
  readonly original: string;
  /** What the document held there. */
  readonly shown: string;
  readonly before: string;
  readonly behind: string;
}

/** How many characters around it are kept. Fewer than so many mean that the document begins or ends there. */
const AROUND = 200;

/** `back` is what gives the original back: changes of `document`, within the region. */
export function saveRegion({ offset, length }: Range, back: readonly DocumentChange[], document: string): SavedRegion {
  const end = offset + length;
  const shown = document.slice(offset, end);
  return {
    start: offset,
    original: applyChanges(
      shown,
      back.map((change) => ({ ...change, offset: change.offset - offset })),
    ),
    shown,
    before: document.slice(Math.max(0, offset - AROUND), offset),
    behind: document.slice(end, end + AROUND),
  };
}

/** Where the region is now, whatever it holds: between its neighbours, or where its text stands word for word. */
export function findRegion(region: SavedRegion, document: string): Range | undefined {
  const offset = beginning(region, document);
  const end = offset === undefined ? undefined : ending(region, offset, document);
  if (offset !== undefined && end !== undefined) return { offset, length: end - offset };
  const found = findText(region.shown, region.start, document);
  return found === undefined ? undefined : { offset: found, length: region.shown.length };
}

/** Whether `now` is a moment of the stream that turns the original into what was shown, line by line from the first. */
export function isOnTheWay(now: string, { original, shown }: SavedRegion): boolean {
  let written = 0;
  while (written < now.length && now[written] === shown[written]) written++;
  let rest = 0;
  while (rest < now.length && now.at(-1 - rest) === original.at(-1 - rest)) rest++;
  return written + rest >= now.length;
}

/** A text that is not at its old place is looked for; one that is gone, or stands at several places, is given up. */
export function findText(text: string, offset: number, document: string): number | undefined {
  if (document.startsWith(text, offset) && offset <= document.length) return offset;
  const first = document.indexOf(text);
  return text !== '' && first >= 0 && document.indexOf(text, first + 1) < 0 ? first : undefined;
}

export function isSavedRegion(value: unknown): value is SavedRegion {
  if (typeof value !== 'object' || value === null) return false;
  const get = (name: keyof SavedRegion): unknown => Reflect.get(value, name);
  const texts = [get('original'), get('shown'), get('before'), get('behind')];
  return typeof get('start') === 'number' && texts.every((text) => typeof text === 'string');
}

function beginning({ before, start }: SavedRegion, document: string): number | undefined {
  if (before.length < AROUND) return document.startsWith(before) ? before.length : undefined;
  const at = nearest(before, start - before.length, 0, document);
  return at === undefined ? undefined : at + before.length;
}

function ending({ behind, shown }: SavedRegion, offset: number, document: string): number | undefined {
  if (behind.length >= AROUND) return nearest(behind, offset + shown.length, offset, document);
  const end = document.length - behind.length;
  return document.endsWith(behind) && end >= offset ? end : undefined;
}

/** Of all places of `text` behind `least` the one that is nearest to `at`. */
function nearest(text: string, at: number, least: number, document: string): number | undefined {
  const next = document.indexOf(text, Math.max(at, least));
  const last = document.lastIndexOf(text, at);
  if (last < least) return next < 0 ? undefined : next;
  return next < 0 || at - last <= next - at ? last : next;
}
