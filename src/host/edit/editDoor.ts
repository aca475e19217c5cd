// The way to inline edits from the rest of the extension. What lies behind it is loaded with the first edit, and at the
// start only where a former session has left pending ones.
import type { Disposable } from 'vscode';
import type { DeskPorts, EditDesk } from './editDesk.ts';
import { offerFixes } from './fixActions.ts';
import { hasPendingEdits } from './pendingMark.ts';

export class EditDoor implements Disposable {
  readonly #ports: DeskPorts;
  #desk: Promise<EditDesk> | undefined;
  #open: EditDesk | undefined;
  readonly #fixes: Disposable;
  #closed = false;

  constructor(ports: DeskPorts) {
    this.#ports = ports;
    this.#fixes = offerFixes(ports.codeActions);
    if (hasPendingEdits(ports.memento)) void this.enter().then((desk) => desk.edits.restoreAll());
  }

  /** The desk, if it was entered before. */
  get desk(): EditDesk | undefined {
    return this.#open;
  }

  enter(): Promise<EditDesk> {
    this.#desk ??= import('./editDesk.ts').then((module) => {
      const desk = new module.EditDesk(this.#ports);
      if (this.#closed) desk.dispose();
      this.#open = desk;
      return desk;
    });
    return this.#desk;
  }

  /** Makes a pending edit of code from a chat. */
  async applyToFile(code: string, language?: string): Promise<void> {
    await (await this.enter()).applyToFile(code, language);
  }

  /** Ends what streams, and lets what is pending reach the disk. */
  async close(): Promise<void> {
    this.#open?.stopAll();
    await this.#open?.flush();
  }

  dispose(): void {
    this.#closed = true;
    this.#open?.dispose();
    this.#fixes.dispose();
  }
}
