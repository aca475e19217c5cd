// What the manifest declares is what the code uses and the README documents, in both directions.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { COMMANDS, CONTEXT_KEYS, SETTINGS } from '../../src/host/names.ts';

const text = (path: string) => readFileSync(new URL(`../../${path}`, import.meta.url), 'utf8');
const raw = text('package.json');

interface Manifest {
  readonly contributes: {
    readonly commands: readonly { readonly command: string; readonly title: string; readonly category: string }[];
    readonly configuration: readonly { readonly properties: Readonly<Record<string, Property>> }[];
    readonly keybindings?: readonly { readonly command: string; readonly when?: string }[];
  };
  readonly capabilities: { readonly untrustedWorkspaces: { readonly restrictedConfigurations: readonly string[] } };
  readonly activationEvents: readonly string[];
}
interface Property {
  readonly scope?: string;
  readonly default?: unknown;
}
const manifest = JSON.parse(raw) as Manifest;
const words = JSON.parse(text('package.nls.json')) as Record<string, string>;
const properties = Object.assign({}, ...manifest.contributes.configuration.map((group) => group.properties)) as Record<
  string,
  Property
>;
const sorted = (names: Iterable<string>) => [...names].toSorted();
const readme = text('README.md');

describe('manifest', () => {
  it('says nothing twice: of two equal keys the first would be lost without a word', () => {
    for (const file of [raw, text('package.nls.json')]) {
      assert.equal(JSON.stringify(JSON.parse(file)).replaceAll(/\s/g, ''), file.replaceAll(/\s/g, ''));
    }
  });

  it('declares exactly the commands that the code carries out', () => {
    assert.deepEqual(sorted(manifest.contributes.commands.map(({ command }) => command)), sorted(COMMANDS));
  });

  it('declares exactly the settings that the code reads', () => {
    assert.deepEqual(sorted(Object.keys(properties)), sorted(SETTINGS.map((name) => `sidestream.${name}`)));
  });

  it('has words for every placeholder, and no words without one', () => {
    const used = new Set([...raw.matchAll(/"%([^"%]+)%"/g)].map(([, key = '']) => key));
    assert.deepEqual(sorted(Object.keys(words)), sorted(used));
  });

  it('uses only context keys that the code sets', () => {
    const used = new Set(
      [...raw.matchAll(/sidestream\.(streaming|writing\w+|editPending|editStreaming|has[A-Z]\w+)/g)].map(
        ([key]) => key,
      ),
    );
    for (const key of used)
      assert.ok(
        CONTEXT_KEYS.some((known) => known === key),
        key,
      );
  });

  it('lets no workspace choose where the key goes', () => {
    for (const name of ['baseUrl', 'customHeaders', 'apiKeyHeader', 'apiVersion']) {
      assert.equal(properties[`sidestream.${name}`]?.scope, 'application', name);
    }
  });

  it('lets no workspace raise a budget, or make requests look cheap', () => {
    for (const name of ['budget.perDayUsd', 'budget.perChatUsd', 'rateLimit.requestsPerMinute', 'prices']) {
      assert.equal(properties[`sidestream.${name}`]?.scope, 'application', name);
    }
  });

  it('lets no workspace that is not trusted give instructions, or choose what is paid for', () => {
    for (const name of ['systemPrompt', 'edit.instructions', 'model', 'edit.model', 'effort', 'thinking', 'maxTokens'])
      assert.ok(
        manifest.capabilities.untrustedWorkspaces.restrictedConfigurations.includes(`sidestream.${name}`),
        name,
      );
  });

  it('has no setting that could hold a key', () => {
    for (const name of Object.keys(properties)) assert.doesNotMatch(name, /key$|token$|secret/i);
  });

  // Pending edits and light bulbs must be there before the first command; the window does not wait for it.
  it('is activated once the window has started, not before, unless its own tab is open there', () => {
    assert.deepEqual(manifest.activationEvents, ['onStartupFinished', 'onWebviewPanel:sidestream.usage']);
  });

  it('binds no key without saying when', () => {
    for (const binding of manifest.contributes.keybindings ?? []) assert.ok(binding.when, binding.command);
  });

  it('has every command in the README by its title', () => {
    for (const { title } of manifest.contributes.commands) {
      const name = words[title.slice(1, -1)];
      assert.ok(name !== undefined && readme.includes(`\`Sidestream: ${name}\``), `${name} is not in the README`);
    }
  });

  it('has every setting in the README with its default', () => {
    for (const [name, { default: value }] of Object.entries(properties)) {
      const row = readme.split('\n').find((line) => line.startsWith(`| \`${name}\` `));
      assert.ok(row !== undefined, `${name} is not in the README`);
      const shown = value === '' ? 'empty' : `\`${typeof value === 'string' ? value : JSON.stringify(value)}\``;
      assert.ok(row.includes(shown), `${name}: the README does not name its default ${shown}`);
    }
  });
});
