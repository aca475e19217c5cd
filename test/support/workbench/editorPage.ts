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

  async show(name: string): Promise<void> {
    await this.press('Control+P');
    await this.#workbench.quickInput().fill(name);
    await this.#workbench.page
      .locator('.quick-input-list .monaco-list-row[data-index="0"]', { hasText: name })
      .waitFor();
    await this.press('Enter');
    await this.root.locator('.view-line').first().waitFor();
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
  }

  /** Asks for an edit of what is selected. */
  async ask(instruction: string): Promise<void> {
    await this.press('Control+I');
    const input = this.#workbench.quickInput();
    await input.waitFor();
    await input.fill(instruction);
    await this.press('Enter');
  }
}
