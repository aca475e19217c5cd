// The way to the library: its code comes when the first chat is open, since that must be known to other windows.
import { Disposables } from '../disposables.ts';
import { systemClock } from '../systemClock.ts';
import type { HostEvent } from '../../protocol.ts';
import type { Library, LibraryParts } from './library.ts';
import type { LibraryMessage } from './recentChats.ts';

export class LazyLibrary extends Disposables {
  readonly #parts: LibraryParts;
  readonly #post: (event: HostEvent) => void;
  #told = false;
  #library: Promise<Library> | undefined;

  constructor(
    context: LibraryParts['context'],
    chats: LibraryParts['chats'],
    view: Pick<LibraryParts, 'reveal'> & { readonly post: (event: HostEvent) => void },
    onTrouble: LibraryParts['onTrouble'],
  ) {
    super();
    this.#post = (event) => view.post(event);
    this.#parts = { context, chats, clock: systemClock, reveal: () => view.reveal(), onTrouble };
    this.add(chats.onDidSwitch(() => void this.get().then((library) => library.opened())));
  }

  get(): Promise<Library> {
    this.#library ??= import('./library.ts').then(({ Library }) => new Library(this.#parts));
    return this.#library;
  }

  /** Carries out what the panel's page asks for. */
  async receive(message: LibraryMessage): Promise<void> {
    const [{ receive }, library] = await Promise.all([import('./recentChats.ts'), this.get()]);
    // Whoever was told once hears of changes.
    if (!this.#told) {
      this.#told = true;
      const again = () => receive(library, { type: 'recentChats' }, this.#post).catch(this.#parts.onTrouble);
      this.add(library.onDidChange(() => void again()));
    }
    return receive(library, message, this.#post);
  }

  /** Deleted chats go for good; what was asked of them can no longer be taken back. */
  async close(): Promise<void> {
    await (await this.#library)?.close();
  }
}
