// The door to the Usage view: loads it when it is first asked for, or when the window comes back with its tab.
import { window, type Disposable, type WebviewPanel } from 'vscode';
import { Disposables } from '../disposables.ts';
import { USAGE_VIEW } from '../names.ts';
import type { UsageView, UsageViewParts } from './usageView.ts';

export class UsageViewDoor implements Disposable {
  readonly #parts: UsageViewParts;
  readonly #disposables = new Disposables();
  #view: Promise<UsageView> | undefined;

  constructor(parts: UsageViewParts) {
    this.#parts = parts;
    const deserializeWebviewPanel = async (panel: WebviewPanel) => (await this.#open()).adopt(panel);
    this.#disposables.add(window.registerWebviewPanelSerializer(USAGE_VIEW, { deserializeWebviewPanel }));
  }

  async show(): Promise<void> {
    (await this.#open()).show();
  }

  dispose(): void {
    this.#disposables.dispose();
    void this.#view?.then((view) => view.dispose());
  }

  #open(): Promise<UsageView> {
    this.#view ??= import('./usageView.ts').then(({ UsageView: View }) => new View(this.#parts));
    return this.#view;
  }
}
