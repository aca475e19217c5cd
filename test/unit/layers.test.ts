// The layers hold: core decides and knows no editor, no Node and no page; the page knows neither editor nor Node.
import assert from 'node:assert/strict';
import { readFileSync, readdirSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';

const src = fileURLToPath(new URL('../../src', import.meta.url));
const files = readdirSync(src, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.ts'));

type Layer = 'entry' | 'protocol' | 'core' | 'host' | 'webview';

function layerOf(file: string): Layer | undefined {
  if (file === 'extension.ts') return 'entry';
  if (file === 'panelState.ts' || file === 'protocol.ts' || file === 'pageMessage.ts') return 'protocol';
  const folder = file.split('/')[0];
  return folder === 'core' || folder === 'host' || folder === 'webview' ? folder : undefined;
}

/** Which layers a file may import, and which packages by their beginning. */
const MAY: Record<Layer, { readonly layers: readonly Layer[]; readonly vscode: boolean; readonly node: boolean }> = {
  entry: { layers: ['core', 'host', 'protocol'], vscode: true, node: true },
  protocol: { layers: ['protocol'], vscode: false, node: false },
  core: { layers: ['core', 'protocol'], vscode: false, node: false },
  host: { layers: ['core', 'host', 'protocol'], vscode: true, node: true },
  webview: { layers: ['core', 'webview', 'protocol'], vscode: false, node: false },
};

function importsOf(file: string): string[] {
  const text = readFileSync(join(src, file), 'utf8');
  const patterns = [/\bfrom\s+'([^']+)'/g, /\bimport\s+'([^']+)'/g, /\bimport\(\s*'([^']+)'/g];
  return patterns.flatMap((pattern) => [...text.matchAll(pattern)].map(([, name = '']) => name));
}

/** What is loaded together with a file: types are not, and what is imported by a call comes later. */
function loadedWith(file: string, seen = new Set<string>()): Set<string> {
  seen.add(file);
  const text = readFileSync(join(src, file), 'utf8');
  for (const [, name = ''] of text.matchAll(/^(?:import|export)\s(?!type\b)(?:[\w\s{},*]+\sfrom\s)?'([^']+)'/gm)) {
    const target = name.startsWith('.') ? relative(src, join(src, dirname(file), name)) : name;
    if (target !== name && !seen.has(target)) loadedWith(target, seen);
    else seen.add(target);
  }
  return seen;
}

describe('layers', () => {
  it('finds the files it is about', () => {
    assert.ok(files.length > 30);
    assert.ok(files.some((file) => importsOf(file).includes('vscode')));
  });

  for (const file of files) {
    it(`hold for ${file}`, () => {
      const layer = layerOf(file);
      assert.ok(layer !== undefined, `${file} lies in no layer`);
      const may = MAY[layer];
      for (const name of importsOf(file)) {
        if (name === 'vscode') assert.ok(may.vscode, `${file} imports vscode`);
        else if (name.startsWith('node:')) assert.ok(may.node, `${file} imports ${name}`);
        else if (name.startsWith('.')) {
          const target = layerOf(relative(src, join(src, dirname(file), name)));
          assert.ok(target !== undefined && may.layers.includes(target), `${file} imports ${name}`);
        }
      }
    });
  }

  it('keep activation light: no package is loaded with it, the SDK least of all', () => {
    const loaded = [...loadedWith('extension.ts')];
    assert.ok(loaded.includes('host/chat/chats.ts') && !loaded.includes('host/chat/liveChat.ts'));
    const packages = loaded.filter((name) => !name.endsWith('.ts') && !name.startsWith('node:'));
    assert.deepEqual(packages, ['vscode']);
  });

  it('keep activation readable: extension.ts is a parts list', () => {
    assert.ok(readFileSync(join(src, 'extension.ts'), 'utf8').split('\n').length < 100);
  });
});
