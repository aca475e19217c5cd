// The editor's own file dialog, by keyboard: it comes where files lie on another machine than the window.
import assert from 'node:assert/strict';
import { basename } from 'node:path';
import { until, type Workbench } from './workbench.ts';

export async function saveAs(workbench: Workbench, title: string, path: string): Promise<void> {
  await opened(workbench, title);
  const input = workbench.quickInput();
  // The dialog puts its own proposal in when it has read the folder, whatever was typed before.
  await until('the dialog has the path', async () => {
    if ((await input.inputValue()) !== path) await input.fill(path);
    await marked(workbench, undefined);
    assert.equal(await input.inputValue(), path);
  });
  await workbench.page.keyboard.press('Enter');
}

/** A file of the folder that the dialog shows first: that of the workspace. */
export async function openFile(workbench: Workbench, title: string, path: string): Promise<void> {
  await opened(workbench, title);
  await until('the file is marked', async () => {
    await workbench.page.keyboard.press('ArrowDown');
    await marked(workbench, basename(path));
  });
  await workbench.page.keyboard.press('Enter');
}

/** It is there, and has read the folder. */
async function opened({ page }: Workbench, title: string): Promise<void> {
  await page.locator('.quick-input-title', { hasText: title }).waitFor();
  await page.locator('.quick-input-list .monaco-list-row', { hasText: '..' }).waitFor();
}

/** Enter takes the entry that is marked, if there is one. */
async function marked({ page }: Workbench, name: string | undefined): Promise<void> {
  const names = await page.locator('.quick-input-list .monaco-list-row.focused').allInnerTexts();
  assert.deepEqual(
    names.map((each) => each.trim()),
    name === undefined ? [] : [name],
  );
}
