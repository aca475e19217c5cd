// How the page comes: its frame does not wait for its script, and that is one file, since each has a long way through
// VS Code.
import assert from 'node:assert/strict';
import { PanelPage } from '../support/panel/panelPage.ts';
import { withBrowserFor } from './withBrowser.ts';

describe('the page', () => {
  const load = withBrowserFor((browser, options) => PanelPage.load(browser, options));

  it('has loaded before its script has come: until then VS Code keeps it hidden', async () => {
    const loaded = Promise.withResolvers<void>();
    const panel = await load({
      serves: async (file) => {
        if (file === 'panel.js') await loaded.promise;
      },
    });
    loaded.resolve();
    await panel.waitForPost('ready');
  });

  it('starts from one script', async () => {
    const files: string[] = [];
    const panel = await load({
      serves: async (file) => {
        files.push(file);
      },
    });
    await panel.waitForPost('ready');
    assert.deepEqual(
      files.filter((file) => file.endsWith('.js')),
      ['panel.js'],
    );
  });
});
