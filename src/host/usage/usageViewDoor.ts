// The door to the Usage view: loads it when it is first asked for, and closes it with the extension.
import type { Disposable } from 'vscode';
import type { UsageView, UsageViewParts } from './usageView.ts';

export class UsageViewDoor implements Disposable {
  readonly #parts: UsageViewParts;
  #view: Promise<UsageView> | undefined;

  constructor(parts: UsageViewParts) {
    this.#parts = parts;
  }

  async show(): Promise<void> {
    this.#view ??= import('./usageView.ts').then(({ UsageView: View }) => new View(this.#parts));
    (await this.#view).show();
  }

  dispose(): void {
    void this.#view?.then((view) => view.dispose());
  }
}
