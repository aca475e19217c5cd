// The panel's page in a real browser without VS Code: the real frame and policy, a stand-in for `acquireVsCodeApi`, the
// real colours of a theme, and the host's part played by the test.
import { readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { PANEL_STRINGS } from '../../../src/core/chat/panelStrings.ts';
import { panelHtml } from '../../../src/host/chat/panelHtml.ts';
import type { HostEvent, PageMessage } from '../../../src/protocol.ts';
import themes from './themes.json' with { type: 'json' };

export const THEMES = ['dark', 'light', 'highContrast', 'highContrastLight'] as const;
export type Theme = (typeof THEMES)[number];

export const ORIGIN = 'https://panel.test';
/** Longer than the page gathers what comes while it is busy: until a timer of no time is over. */
const GATHERED_MS = 8;
const ROOT = join(import.meta.dirname, '../../..');
const KINDS = {
  dark: 'vscode-dark',
  light: 'vscode-light',
  highContrast: 'vscode-high-contrast',
  highContrastLight: 'vscode-high-contrast-light vscode-high-contrast',
};
const TYPES: Readonly<Record<string, string>> = { js: 'text/javascript', css: 'text/css', woff2: 'font/woff2' };

export interface PanelOptions {
  readonly theme?: Theme;
  readonly width?: number;
  readonly height?: number;
  readonly saved?: unknown;
  readonly reducedMotion?: boolean;
  readonly forcedColors?: boolean;
  /** Pixels of the screen to one of the page: the editor's zoom. */
  readonly zoom?: number;
  /** Told the name of each file that the page asks for, which gets it when this settles. */
  readonly serves?: (file: string) => Promise<void>;
}

/** What the stand-in of VS Code's API keeps in the page. */
interface Shared {
  posted: PageMessage[];
  saved: unknown;
}
declare const shared: Shared;

export class PanelPage {
  readonly page: Page;
  readonly failures: string[] = [];
  #seq = 0;

  private constructor(page: Page) {
    this.page = page;
  }

  static async open(browser: Browser, options: PanelOptions = {}): Promise<PanelPage> {
    const panel = await PanelPage.load(browser, options);
    await panel.waitForPost('ready');
    return panel;
  }

  /** With nothing but its frame: its script may not have run yet. */
  static async load(browser: Browser, options: PanelOptions = {}): Promise<PanelPage> {
    const panel = new PanelPage(await newPage(browser, options));
    await openFrame(panel.page, panel.failures, frameHtml(), options);
    return panel;
  }

  /** Posts one event as the host does, with the next number. */
  async post(...events: readonly HostEvent[]): Promise<void> {
    await this.postRaw(...events.map((event) => ({ seq: (this.#seq += 1), ...event })));
  }

  /** Settles when the page has heard them. */
  async postRaw(...messages: readonly unknown[]): Promise<void> {
    await postAll(this.page, messages);
  }

  posted(): Promise<PageMessage[]> {
    return this.page.evaluate(() => shared.posted);
  }

  saved(): Promise<unknown> {
    return this.page.evaluate(() => shared.saved);
  }

  /** The last message of a type that the page has posted, as soon as there are `count` of them. */
  async waitForPost<T extends PageMessage['type']>(type: T, count = 1): Promise<Extract<PageMessage, { type: T }>> {
    await this.page.waitForFunction(
      ([wanted, least]) => shared.posted.filter((message) => message.type === wanted).length >= least,
      [type, count] as const,
    );
    const all = await this.posted();
    return all.filter((message): message is Extract<PageMessage, { type: T }> => message.type === type).at(-1)!;
  }

  /** What was posted before is drawn, and, two frames later, what that has changed in size is settled. */
  async drawn(): Promise<void> {
    await this.page.evaluate((gathered) => {
      const frames = (done: () => void) => requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(done)));
      // The page's own timer, if one runs, was set before this one, and for no longer.
      return new Promise<void>((done) => setTimeout(() => frames(done), gathered));
    }, GATHERED_MS);
  }

  close(): Promise<void> {
    return this.page.close();
  }
}

/** Posts messages as the host does, at once; settles when the page has heard the last of them. */
export async function postAll(page: Page, messages: readonly unknown[]): Promise<void> {
  await page.evaluate(async (all) => {
    const heard = all.map(() => Promise.withResolvers<void>());
    let count = 0;
    const listen = () => heard[count++]?.resolve();
    window.addEventListener('message', listen);
    for (const message of all) window.postMessage(message, '*');
    await Promise.all(heard.map(({ promise }) => promise));
    window.removeEventListener('message', listen);
  }, messages);
}

export function newPage(browser: Browser, options: PanelOptions): Promise<Page> {
  const { width = 400, height = 700 } = options;
  return browser.newPage({
    viewport: { width, height },
    deviceScaleFactor: options.zoom ?? 1,
    reducedMotion: options.reducedMotion === true ? 'reduce' : 'no-preference',
    forcedColors: options.forcedColors === true ? 'active' : 'none',
  });
}

/** Shows `html` as VS Code shows a webview's; what goes wrong in the page is added to `failures`. */
export async function openFrame(page: Page, failures: string[], html: string, options: PanelOptions): Promise<void> {
  const { theme = 'dark', serves } = options;
  page.on('pageerror', (error) => failures.push(String(error)));
  page.on('console', (message) => {
    if (message.type() === 'error') failures.push(message.text());
  });
  await page.route('**/*', async (route) => {
    const { pathname, origin } = new URL(route.request().url());
    if (origin !== ORIGIN) {
      failures.push(`left the page: ${route.request().url()}`);
      return route.abort();
    }
    if (pathname === '/favicon.ico') return route.fulfill({ status: 204 });
    if (pathname === '/') return route.fulfill({ contentType: 'text/html', body: html });
    await serves?.(basename(pathname));
    const type = TYPES[pathname.split('.').at(-1) ?? ''] ?? 'text/plain';
    return route.fulfill({ contentType: type, body: readFileSync(join(ROOT, pathname)) });
  });
  await page.addInitScript(standIn, { saved: options.saved, vars: themes[theme], kind: KINDS[theme] });
  await page.goto(`${ORIGIN}/`);
}

function frameHtml(): string {
  return panelHtml({
    cspSource: ORIGIN,
    nonce: 'Zm9yIHRlc3Rz',
    scriptUri: `${ORIGIN}/dist/page/panel.js`,
    styleUris: [`${ORIGIN}/dist/page/page.css`],
    strings: PANEL_STRINGS,
    language: 'en',
  });
}

/** Runs in the page before its own script: what VS Code puts around a webview's content. */
function standIn(given: { saved: unknown; vars: Readonly<Record<string, string>>; kind: string }): void {
  const held: Shared = { posted: [], saved: given.saved };
  Object.assign(window, {
    shared: held,
    acquireVsCodeApi: () => ({
      postMessage: (message: PageMessage) => held.posted.push(message),
      getState: () => held.saved,
      setState: (state: unknown) => {
        held.saved = state;
      },
    }),
  });
  // Of the styles that VS Code gives to each webview, those of the bars to scroll by.
  const bars = new CSSStyleSheet();
  bars.replaceSync(`@layer vscode-default {
    html { scrollbar-color: var(--vscode-scrollbarSlider-background) var(--vscode-editor-background); }
    ::-webkit-scrollbar { width: 10px; height: 10px; }
    ::-webkit-scrollbar-thumb { background-color: var(--vscode-scrollbarSlider-background); }
  }`);
  document.adoptedStyleSheets.push(bars);
  document.addEventListener('DOMContentLoaded', () => {
    const { style } = document.documentElement;
    for (const [name, value] of Object.entries(given.vars)) style.setProperty(name, value);
    style.background = given.vars['--vscode-sideBar-background'] ?? '';
    document.body.className = given.kind;
  });
}
