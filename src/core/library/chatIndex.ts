// Finds chats by any word in them, best first: words may be begun only, and long ones misspelt. Can be kept, so that
// the next start need not read all chats again.
import MiniSearch, { type AsPlainObject, type Options } from 'minisearch';
import { fold, wordsAndParts, wordsOf } from './searchWords.ts';

interface Entry {
  readonly id: string;
  readonly title: string;
  readonly text: string;
}

export interface Hit {
  readonly id: string;
  /** The words of the chat that the query meant, folded. */
  readonly terms: readonly string[];
}

const OPTIONS: Options<Entry> = {
  fields: ['title', 'text'],
  tokenize: wordsAndParts,
  processTerm: fold,
  searchOptions: {
    tokenize: wordsOf,
    combineWith: 'AND',
    // The last word may not be at its end yet; of others two letters would mean anything.
    prefix: (term, at, terms) => term.length > 2 || at === terms.length - 1,
    // One letter in five may be wrong; in short words every other word would be alike.
    fuzzy: (term) => (term.length > 4 ? 0.2 : false),
    boost: { title: 4 },
  },
};

export type SavedIndex = AsPlainObject;

/** More would not be read. */
const MOST_HITS = 50;

export class ChatIndex {
  readonly #words: MiniSearch<Entry>;

  constructor(words = new MiniSearch<Entry>(OPTIONS)) {
    this.#words = words;
  }

  /** Throws where that was not made by `save`. */
  static load(saved: SavedIndex): ChatIndex {
    return new ChatIndex(MiniSearch.loadJS<Entry>(saved, OPTIONS));
  }

  /** For `load`, by way of JSON. Holds no word of a chat that was removed. */
  async save(): Promise<SavedIndex> {
    await this.#words.vacuum();
    return this.#words.toJSON();
  }

  /** Takes a chat in, or its new text in place of the old one. */
  set(id: string, title: string, text: string): void {
    if (this.#words.has(id)) this.#words.replace({ id, title, text });
    else this.#words.add({ id, title, text });
  }

  remove(id: string): void {
    if (this.#words.has(id)) this.#words.discard(id);
  }

  /** Chats that hold all words of the query, best first. */
  search(query: string): Hit[] {
    return this.#words
      .search(query)
      .slice(0, MOST_HITS)
      .map(({ id, terms }) => ({ id: String(id), terms }));
  }
}
