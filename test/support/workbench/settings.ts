// The user's and the machine's settings of a fresh profile: what would stand between a test and the extension is off.
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';

export type Settings = Readonly<Record<string, unknown>>;

const QUIET: Settings = {
  'workbench.startupEditor': 'none',
  'workbench.tips.enabled': false,
  'workbench.secondarySideBar.defaultVisibility': 'hidden',
  'workbench.welcomePage.walkthroughs.openOnInstall': false,
  'chat.disableAIFeatures': true,
  'extensions.ignoreRecommendations': true,
  'git.openRepositoryInParentFolders': 'never',
  'telemetry.telemetryLevel': 'off',
  'window.confirmBeforeClose': 'never',
};

/** Only for tests: the web workbench would save by itself a second after a change, and the minimap show lines twice. */
export const TEST_SETTINGS: Settings = { ...QUIET, 'files.autoSave': 'off', 'editor.minimap.enabled': false };
/** For a person's own session: the same quiet, and everything else as VS Code has it. */
export const PERSON_SETTINGS: Settings = QUIET;

const fileOf = (data: string, scope: 'User' | 'Machine') => join(data, 'data', scope, 'settings.json');

export async function writeSettings(data: string, settings: Settings, scope: 'User' | 'Machine' = 'User') {
  await mkdir(dirname(fileOf(data, scope)), { recursive: true });
  await writeFile(fileOf(data, scope), JSON.stringify(settings, undefined, 2));
}

/** Adds to what is there. */
export async function changeSettings(data: string, change: Settings): Promise<void> {
  const now: unknown = JSON.parse(await readFile(fileOf(data, 'User'), 'utf8'));
  await writeSettings(data, { ...(now as Settings), ...change });
}
