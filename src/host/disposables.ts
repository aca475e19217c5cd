// Owns what must be disposed: in reverse order, each even if another throws, and at once what is added too late.
import type { Disposable } from 'vscode';

export class Disposables implements Disposable {
  #items: Disposable[] = [];
  #disposed = false;

  add<T extends Disposable>(item: T): T {
    if (this.#disposed) item.dispose();
    else this.#items.push(item);
    return item;
  }

  dispose(): void {
    this.#disposed = true;
    const errors: unknown[] = [];
    for (const item of this.#items.toReversed()) {
      try {
        item.dispose();
      } catch (error) {
        errors.push(error);
      }
    }
    this.#items = [];
    if (errors.length > 0) throw new AggregateError(errors, 'some parts could not be disposed');
  }
}
