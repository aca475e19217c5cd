// The way to the library: its code comes when the first chat is open, since that must be known to other windows.
import { Disposables } from '../disposables.ts';
import { systemClock } from '../systemClock.ts';
import type { Library, LibraryParts } from './library.ts';

export class LazyLibrary extends Disposables {
  readonly #parts: LibraryParts;
  #library: Promise<Library> | undefined;

  constructor(
    context: LibraryParts['context'],
    chats: LibraryParts['chats'],
    view: Pick<LibraryParts, 'reveal'>,
    onTrouble: LibraryParts['onTrouble'],
  ) {
    super();
    this.#parts = { context, chats, clock: systemClock, reveal: () => view.reveal(), onTrouble };
    this.add(chats.onDidSwitch(() => void this.get().then((library) => library.opened())));
  }

  get(): Promise<Library> {
    this.#library ??= import('./library.ts').then(({ Library }) => new Library(this.#parts));
    return this.#library;
  }

  /** Deleted chats go for good; what was asked of them can no longer be taken back. */
  async close(): Promise<void> {
    await (await this.#library)?.close();
  }
}
