// The text editor in front as a person sees it: its lines, the words above them, and an inline edit asked for by keys.
import assert from 'node:assert/strict';
import type { Locator } from 'playwright-core';
import { until, type Workbench } from './workbench.ts';

export class EditorPage {
  readonly #workbench: Workbench;

  constructor(workbench: Workbench) {
    this.#workbench = workbench;
  }

  get root(): Locator {
    return this.#workbench.page.locator('.editor-instance .monaco-editor').first();
  }

  lens(title: string): Locator {
    return this.#workbench.page.locator('.codelens-decoration a', { hasText: new RegExp(`^\\s*${title}$`) }).first();
  }

  line(text: string): Locator {
    return this.root.locator('.view-line', { hasText: text }).first();
  }

  async press(...keys: readonly string[]): Promise<void> {
    for (const key of keys) await this.#workbench.page.keyboard.press(key);
  }

  /** What the editor shows; lenses and the like are not in it. */
  async text(): Promise<string> {
    const lines = await this.root.locator('.view-line').evaluateAll((all) =>
      all
        .map((line) => ({ top: Number.parseInt((line as HTMLElement).style.top, 10), text: line.textContent }))
        .sort((a, b) => a.top - b.top)
        .map((line) => line.text),
    );
    return lines.join('\n').replaceAll('\u00a0', ' ');
  }

  textIs(wanted: string): Promise<void> {
    return until('the editor shows the text', async () =>
      assert.equal((await this.text()).trimEnd(), wanted.trimEnd()),
    );
  }

  /** Of the lines `first` to `last`, counted from 1. */
  async select(first: number, last: number): Promise<void> {
    await this.goTo(first);
    await this.press('Home', ...Array.from({ length: last - first }, () => 'Shift+ArrowDown'), 'Shift+End');
  }

  async goTo(line: number): Promise<void> {
    await this.press('Control+G');
    await this.#workbench.quickInput().fill(`:${line}`);
    await this.press('Enter');
    await this.#workbench.quickInput().waitFor({ state: 'hidden' });
    await this.#workbench.page.locator('.statusbar-item', { hasText: `Ln ${line}, Col ` }).waitFor();
  }

  /** Asks for an edit of what is selected. */
  async ask(instruction: string): Promise<void> {
    await this.press('Control+I');
    const input = this.#workbench.quickInput();
    await input.waitFor();
    await input.fill(instruction);
    await this.press('Enter');
  }

  /** Puts the mouse on a changed line, and gives what is shown of it. */
  async hoverChange(line: string): Promise<Locator> {
    const { page } = this.#workbench;
    const hover = page.locator('.monaco-hover:visible', { hasText: 'Before Claude' });
    await until(`the change of “${line}” is shown`, async () => {
      // Only a mouse that moves asks for it; where something moved the line meanwhile it rests beside it.
      await page.mouse.move(5, 5);
      // The line is as wide as the editor, and beside its text there is nothing to hover over.
      await this.line(line).hover({ position: { x: 60, y: 8 } });
      await hover.waitFor({ timeout: 4000 });
    });
    return hover;
  }

  /**
   * Until the editor knows of it: the file is on disk before, and what is reloaded in between meets a newer file. So does
   * the text that was laid aside a second after it was changed, and that a reload brings back until it is removed.
   */
  async save(): Promise<void> {
    await this.press('Control+S');
    await this.#workbench.page.locator('.tab.dirty').waitFor({ state: 'detached' });
    await until('nothing unsaved is laid aside', async () => assert.deepEqual(await this.#workbench.laidAside(), []));
  }

  /** Nothing is pending any more, no editor is open, and nothing of it is written to disk: for the end of a test, failed or not. */
  async closeAll(): Promise<void> {
    const { page } = this.#workbench;
    await this.#workbench.runCommand('Sidestream: Accept All Changes');
    await this.#workbench.runCommand('View: Close All Editors');
    const discard = page.getByRole('button', { name: /Don't Save/ });
    await discard.or(page.locator('.part.editor > .content.empty')).first().waitFor();
    if (await discard.isVisible()) await discard.click();
    await page.locator('.editor-instance').first().waitFor({ state: 'detached' });
  }
}
