// A chat as a JSON file that comes back whole: every record of its journal, those of a later version too, unchanged but
// for what holds on one machine only; and the images that went along.
import { JOURNAL_VERSION, readJournal } from '../chat/record.ts';
import type { Images } from '../context/contextBlocks.ts';
import { readImages, withImageNames } from './exportImages.ts';

const FORMAT = 'sidestream-chat';
/** Raised when a reader of before would misunderstand the file. */
const VERSION = 1;

type Fields = { readonly [name: string]: unknown };

/** The file for a journal; lines of it that are no JSON are left out. */
export function chatJson(journal: string, title: string, exportedAt: number, images: Images = new Map()): string {
  const records = journal.split('\n').flatMap((line) => {
    const record = parse(line);
    return isFields(record) ? [withoutProcess(record)] : [];
  });
  const file = {
    format: FORMAT,
    version: VERSION,
    title,
    exportedAt: new Date(exportedAt).toISOString(),
    records,
    ...(images.size > 0 && { images: Object.fromEntries(images) }),
  };
  return `${JSON.stringify(file, undefined, 1)}\n`;
}

export type ReadChat =
  | {
      readonly ok: true;
      readonly id: string | undefined;
      /** As base64, by the names that the messages use. */
      readonly images: Images;
      /** `names`: what images are called from now on. */
      readonly journal: (id: string, names?: ReadonlyMap<string, string>) => string;
    }
  /** `empty`: a chat in which nothing was said. `newer`: of a format that a later version made. */
  | { readonly ok: false; readonly wrong: 'noJson' | 'noChat' | 'newer' | 'empty' };

/** Reads such a file, whatever it is. `journal` gives the lines for a chat of that id. */
export function readChatJson(text: string): ReadChat {
  const file = parse(text.replace(/^\uFEFF/, ''));
  if (file === undefined) return { ok: false, wrong: 'noJson' };
  if (!isFields(file) || file['format'] !== FORMAT) return { ok: false, wrong: 'noChat' };
  if (file['version'] !== VERSION) return { ok: false, wrong: 'newer' };
  const given = file['records'];
  if (!Array.isArray(given)) return { ok: false, wrong: 'noChat' };
  const records = given.filter(isFields).map(withoutProcess);
  if (!records.some(({ type }) => type === 'user')) return { ok: false, wrong: 'empty' };
  const header = records.find(({ type, id }) => type === 'chat' && isId(id));
  const journal = (id: string, names: ReadonlyMap<string, string> = new Map()) => {
    const lines = records.map((record) =>
      record['type'] === 'chat' ? { ...record, id } : withImageNames(record, names),
    );
    // What has no usable first line gets one; a reader takes the last.
    const known = readJournal(lines.map(line).join('')).records.some(({ type }) => type === 'chat');
    const first = known ? [] : [{ type: 'chat', v: JOURNAL_VERSION, id, at: firstTime(records), workspace: [] }];
    return [...first, ...lines].map(line).join('');
  };
  const id = header?.['id'];
  return { ok: true, id: isId(id) ? id : undefined, images: readImages(file['images']), journal };
}

/** A process of that number may run on the machine that reads this, and has nothing to do with the answer. */
function withoutProcess(record: Fields): Fields {
  if (record['type'] !== 'ask' || record['pid'] === undefined) return record;
  const { pid: _, ...rest } = record;
  return rest;
}

function firstTime(records: readonly Fields[]): number {
  const times = records.flatMap(({ at }) => (typeof at === 'number' ? [at] : []));
  return times[0] ?? 0;
}

const line = (record: Fields): string => `${JSON.stringify(record)}\n`;
const isId = (value: unknown): value is string => typeof value === 'string' && /^[\w-]{1,64}$/.test(value);
const isFields = (value: unknown): value is Fields =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
