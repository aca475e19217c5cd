// The way to inline edits from the rest of the extension. What lies behind it is loaded with the first edit, and at the
// start only where a former session has left pending ones.
import type { Disposable } from 'vscode';
import type { DeskPorts, EditDesk } from './editDesk.ts';
import { systemClock } from '../systemClock.ts';
import { offerFixes } from './fixActions.ts';
import { hasPendingEdits } from './pendingEdits.ts';

export class EditDoor implements Disposable {
  readonly #ports: DeskPorts;
  #desk: Promise<EditDesk> | undefined;
  #open: EditDesk | undefined;
  readonly #fixes: Disposable;
  readonly #later: () => void;
  #closed = false;

  constructor(ports: DeskPorts) {
    this.#ports = ports;
    this.#fixes = offerFixes(ports.codeActions);
    // Activation itself reads no file.
    this.#later = systemClock.after(0, () => void this.#comeBack().catch(this.#ports.trouble));
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
    this.#later();
    this.#open?.dispose();
    this.#fixes.dispose();
  }

  async #comeBack(): Promise<void> {
    if (await hasPendingEdits(this.#ports.path)) await (await this.enter()).edits.restoreAll();
  }
}
