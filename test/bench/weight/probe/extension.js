// Runs in the real extension host: activates an empty extension and Sidestream in the order asked for, and writes down
// how long each took and which files Sidestream had loaded by then.
import { renameSync, writeFileSync } from 'node:fs';
import { registerHooks } from 'node:module';
import { commands, extensions } from 'vscode';

export async function activate() {
  const { PROBE_LISTS, PROBE_ORDER = '', PROBE_RESULT = '' } = process.env;
  const loaded = [];
  // Such a hook makes each file slower to load: not while times are taken.
  if (PROBE_LISTS !== undefined)
    registerHooks({
      load(url, context, next) {
        if (url.includes('/sidestream.sidestream-')) loaded.push(url.replace(/^.*\/dist\//, 'dist/'));
        return next(url, context);
      },
    });
  await quiet();
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

/**
 * Each activation asks the window for something: what that takes tells of the extension only once the window has done
 * with its own start. An idle one answers in 5 ms.
 */
async function quiet() {
  for (let fast = 0; fast < 20; fast++) {
    const before = performance.now();
    await commands.executeCommand('setContext', 'bench.probe', fast);
    if (performance.now() - before > 15) fast = 0;
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}
