// Reads the model's answer as it arrives: the code between the tags, as lines for the document. Tolerant of what models
// do in spite of being asked not to: talk before and after, fences, repeated lines around, lost indentation, no end tag.
import { contextFilter } from './contextFilter.ts';
import { fenceFilter } from './fenceFilter.ts';
import { indentFilter } from './indentFilter.ts';
import type { LineFilter, RegionText } from './lineFilter.ts';
import type { LineEnd } from './lines.ts';
import { markTag, regionTag } from './outputTag.ts';
import { TagScanner, type Scanned } from './tagScanner.ts';

export interface OutputRegion extends RegionText {
  /** What its lines begin with, where it has none: the cursor's indentation. */
  readonly indent?: string;
  /** The file's language has code fences of its own, as Markdown has: none is taken away. */
  readonly fences?: boolean;
  /** A line that stays as it is, and that the answer goes below. */
  readonly lead?: string;
  /** False where the region reaches to the end of a file whose last line has no end. */
  readonly ended: boolean;
}

export type OutputEvent =
  /** A line of region number `region`, with the file's end; only the last of one that is not `ended` has none. */
  | { readonly type: 'line'; readonly region: number; readonly line: string }
  /** `whole` is false where the answer broke off in the middle of the region: its rest is unknown. */
  | { readonly type: 'close'; readonly region: number; readonly whole: boolean };

/** What the answer was, once it has ended. `prose` has no code in tags: it is shown, and nothing is written. */
export type OutputResult =
  | { readonly kind: 'code'; readonly chatter: string; readonly missing: readonly number[] }
  | { readonly kind: 'prose'; readonly text: string };

export class TaggedOutput {
  readonly #scanner: TagScanner;
  readonly #regions: readonly OutputRegion[];
  readonly #tags: readonly string[];
  readonly #end: LineEnd;
  readonly #done = new Set<number>();
  #current: { readonly region: number; readonly filters: readonly LineFilter[] } | undefined;
  /** Of a region without a last line end, the line that may be the last. */
  #last: string | undefined;
  #first = true;

  /** `end` is the file's line end. The tags are those of {@link regionTag}. */
  constructor(tag: string, regions: readonly OutputRegion[], end: LineEnd) {
    this.#tags = regions.map((_, region) => regionTag(tag, region, regions.length));
    this.#scanner = new TagScanner(this.#tags);
    this.#regions = regions;
    this.#end = end;
  }

  push(text: string): OutputEvent[] {
    return this.#read(this.#scanner.push(text));
  }

  /** The answer has ended, or was cut off: tells what was held back, and what kind of answer it was. */
  end(how: 'whole' | 'cut'): { readonly events: OutputEvent[]; readonly result: OutputResult } {
    const events = this.#read(this.#scanner.end(how));
    const { chatter } = this.#scanner;
    if (this.#done.size === 0) return { events, result: { kind: 'prose', text: chatter.trim() } };
    const missing = [...this.#regions.keys()].filter((region) => !this.#done.has(region));
    return { events, result: { kind: 'code', chatter: chatter.trim(), missing } };
  }

  #read(found: readonly Scanned[]): OutputEvent[] {
    const events: OutputEvent[] = [];
    for (const each of found) {
      if (each.type === 'open') this.#openRegion(this.#tags.indexOf(each.tag));
      else if (this.#current !== undefined) {
        const { region, filters } = this.#current;
        if (each.type === 'close') this.#close(region, filters, each.whole, events);
        else if (!this.#isMark(region, each.line)) this.#pass(region, filters, [each.line], events);
      }
    }
    return events;
  }

  /** The model copied the mark around the region: no code can hold it, as the tag was chosen. */
  #isMark(region: number, line: string): boolean {
    const mark = markTag(this.#tags[region] ?? '');
    return line.trim() === `<${mark}>` || line.trim() === `</${mark}>`;
  }

  /** A second block for the same region is a repetition: what was written stays. */
  #openRegion(region: number): void {
    const text = this.#regions[region];
    if (text === undefined || this.#done.has(region)) return;
    this.#done.add(region);
    this.#first = text.lead === undefined;
    this.#last = text.lead;
    this.#current = {
      region,
      filters: [
        ...(text.fences === true ? [] : [fenceFilter(text.original)]),
        contextFilter(text),
        indentFilter(text.original, text.indent),
      ],
    };
  }

  #close(region: number, filters: readonly LineFilter[], whole: boolean, events: OutputEvent[]): void {
    for (const [index, filter] of filters.entries()) {
      this.#pass(region, filters.slice(index + 1), filter.end(whole), events);
    }
    if (this.#last !== undefined && whole) events.push({ type: 'line', region, line: this.#last });
    this.#last = undefined;
    this.#current = undefined;
    events.push({ type: 'close', region, whole });
  }

  #pass(region: number, filters: readonly LineFilter[], lines: readonly string[], events: OutputEvent[]): void {
    const passed = filters.reduce((left, filter) => left.flatMap((line) => filter.push(line)), lines);
    for (const content of passed) {
      const line = this.#first ? this.#withMark(region, content) : content;
      this.#first = false;
      if (this.#regions[region]?.ended === true) {
        events.push({ type: 'line', region, line: line + this.#end });
        continue;
      }
      if (this.#last !== undefined) events.push({ type: 'line', region, line: this.#last + this.#end });
      this.#last = line;
    }
  }

  /** A byte order mark stays as the file has it. */
  #withMark(region: number, line: string): string {
    const mark = this.#regions[region]?.original[0]?.startsWith('\uFEFF') === true ? '\uFEFF' : '';
    return mark + line.replace(/^\uFEFF/, '');
  }
}
