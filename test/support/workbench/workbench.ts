// One page of VS Code's workbench as a person sees it, with what the tests do there again and again.
import { mkdir, readdir } from 'node:fs/promises';
import { join, sep } from 'node:path';
import type { Browser, BrowserContext, Frame, Locator, Page } from 'playwright-core';
import { PATIENCE_MS, until } from '../until.ts';
import type { Server } from './server.ts';
import { changeSettings, type Settings } from './settings.ts';

export { until };

/** The label in the list of themes, and the class that the workbench has under it. */
const THEMES = {
  light: ['Light Modern', 'vs'],
  dark: ['Dark Modern', 'vs-dark'],
  contrastDark: ['Dark High Contrast', 'hc-black'],
  contrastLight: ['Light High Contrast', 'hc-light'],
} as const;
export type Theme = keyof typeof THEMES;
export const ALL_THEMES: readonly Theme[] = ['light', 'dark', 'contrastDark', 'contrastLight'];

/** For each step of what is done again as a whole when something closes the list: a slow machine takes seconds. */
const STEP_MS = 4000;

const SCREENS = join(import.meta.dirname, '../../../dist/screens');

export class Workbench {
  readonly page: Page;
  private readonly server: Server;

  private constructor(page: Page, server: Server) {
    this.page = page;
    this.server = server;
  }

  static async open(browser: Browser, server: Server, folder: string): Promise<Workbench> {
    const context = await browser.newContext({
      viewport: { width: 1280, height: 800 },
      permissions: ['clipboard-read', 'clipboard-write'],
    });
    return Workbench.openIn(context, server, folder);
  }

  /** A second window of the same browser profile, which shares what the editor keeps there. */
  openBeside(folder: string): Promise<Workbench> {
    return Workbench.openIn(this.page.context(), this.server, folder);
  }

  private static async openIn(context: BrowserContext, server: Server, folder: string): Promise<Workbench> {
    const page = await context.newPage();
    page.setDefaultTimeout(PATIENCE_MS);
    const workbench = new Workbench(page, server);
    await page.goto(server.address(folder));
    await workbench.ready();
    return workbench;
  }

  /** The workbench is drawn and takes keys. */
  async ready(): Promise<void> {
    await this.page.locator('.monaco-workbench .part.statusbar .statusbar-item').first().waitFor();
    await this.page.locator('.monaco-workbench .part.sidebar').first().waitFor({ state: 'attached' });
  }

  /** Files whose unsaved text the editor has laid aside, for the time after a reload. */
  async laidAside(): Promise<string[]> {
    const all = await readdir(join(this.server.data, 'data/User/Backups'), { recursive: true }).catch(() => []);
    return all.filter((path) => path.split(sep).length === 3);
  }

  async reload(): Promise<void> {
    await this.page.reload();
    await this.ready();
  }

  /** Runs a command by the title it has in the palette, such as `Sidestream: New Chat`. */
  async runCommand(title: string): Promise<void> {
    const row = this.row(title);
    const input = this.quickInput();
    await until(`the palette shows “${title}”`, async () => {
      // The palette is filled once, when it opens; commands of an extension that comes later are in the next one. And it
      // closes when something takes the focus, as what ran before may do late.
      await this.page.keyboard.press('Escape');
      await this.page.keyboard.press('F1');
      await input.waitFor({ timeout: STEP_MS });
      await input.fill(`>${title}`, { timeout: STEP_MS });
      await row.click({ timeout: STEP_MS });
    });
  }

  /** Chooses a file of the workspace by its name, as Ctrl+P lists it. */
  async openFile(name: string): Promise<void> {
    const input = this.page.locator('.quick-input-widget:visible input[placeholder^="Search files"]');
    await until(`${name} is chosen`, async () => {
      // Where the list is open already the key goes on to its next entry.
      if (await this.quickInput().isVisible()) await this.page.keyboard.press('Escape');
      await this.page.keyboard.press('Control+P');
      await input.waitFor({ timeout: STEP_MS });
      await this.pick(name, STEP_MS);
      // A list that is drawn anew under the pointer takes no click.
      await input.waitFor({ state: 'hidden', timeout: STEP_MS });
    });
    // The tab, the text and the focus come one after the other; what is pressed before would go elsewhere.
    await this.page
      .locator(`.editor-instance .monaco-editor.focused[data-uri$="/${name}"] .view-line`)
      .first()
      .waitFor();
  }

  private row(label: string): Locator {
    const name = this.page.locator('.label-name', { hasText: exactly(label) });
    return this.page.locator('.quick-input-list .monaco-list-row').filter({ has: name }).first();
  }

  /** The text field of whatever quick pick or input box is open. */
  quickInput(): Locator {
    return this.page.locator('.quick-input-widget:visible .quick-input-box input');
  }

  /** The frame whose page holds what the selector names; a webview's content lies two frames down. */
  async frameWith(selector: string, timeout = PATIENCE_MS): Promise<Frame> {
    let found: Frame | undefined;
    const look = async () => {
      for (const frame of this.page.frames().slice(1)) {
        // A frame may go away while it is asked.
        const count = await frame
          .locator(selector)
          .count()
          .catch(() => 0);
        if (count > 0) found = frame;
      }
      if (found === undefined) throw new Error('not there yet');
    };
    await until(`a webview holds ${selector}`, look, timeout);
    return found!;
  }

  async setTheme(theme: Theme): Promise<void> {
    const [label, className] = THEMES[theme];
    await this.runCommand('Preferences: Color Theme');
    await this.pick(label);
    await this.page.locator(`.monaco-workbench.${className}`).waitFor();
  }

  /** Chooses an entry of the quick pick that is open; `timeout` in milliseconds, for each of the two steps. */
  async pick(label: string, timeout = PATIENCE_MS): Promise<void> {
    await this.quickInput().fill(label, { timeout });
    await this.row(label).click({ timeout });
  }

  /** The web workbench reads the user's settings only when it loads, so it is reloaded. */
  async changeSettings(change: Settings): Promise<void> {
    await changeSettings(this.server.data, change);
    await this.reload();
  }

  /** Saves what is seen as dist/screens/<name>.png, which git does not keep. */
  async screenshot(name: string): Promise<string> {
    await mkdir(SCREENS, { recursive: true });
    const path = join(SCREENS, `${name}.png`);
    await this.page.screenshot({ path });
    return path;
  }

  async close(): Promise<void> {
    await this.page.context().close();
  }
}

const exactly = (text: string) => new RegExp(`^\\s*${text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')}\\s*$`);
