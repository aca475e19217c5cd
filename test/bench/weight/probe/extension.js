// Runs in the real extension host: activates an empty extension and Sidestream in the order asked for, and writes down
// how long each took and which files Sidestream had loaded by then.
import { renameSync, writeFileSync } from 'node:fs';
import { registerHooks } from 'node:module';
import { extensions } from 'vscode';

export async function activate() {
  const { PROBE_ORDER = '', PROBE_RESULT = '' } = process.env;
  const loaded = [];
  registerHooks({
    load(url, context, next) {
      if (url.includes('/sidestream.sidestream-')) loaded.push(url.replace(/^.*\/dist\//, 'dist/'));
      return next(url, context);
    },
  });
  const times = {};
  // The host's own way of loading a module is paid for by the first one.
  for (const id of ['bench.first', ...PROBE_ORDER.split(',')]) {
    const extension = extensions.getExtension(id);
    const wasActive = extension.isActive;
    const before = performance.now();
    await extension.activate();
    times[id] = wasActive ? undefined : performance.now() - before;
  }
  writeFileSync(`${PROBE_RESULT}.tmp`, JSON.stringify({ times, loaded }));
  renameSync(`${PROBE_RESULT}.tmp`, PROBE_RESULT);
}
