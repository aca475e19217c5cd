// The editor's name for a language that a fence of Markdown names (https://code.visualstudio.com/docs/languages/identifiers).

const OTHER_NAMES: Readonly<Record<string, string>> = {
  bat: 'cmd batch',
  cpp: 'c++ cc hpp',
  csharp: 'c# cs',
  diff: 'patch',
  dockercompose: 'docker-compose',
  dockerfile: 'docker',
  go: 'golang',
  ini: 'conf',
  javascript: 'js mjs cjs node',
  javascriptreact: 'jsx',
  jsonc: 'json5',
  makefile: 'make mk',
  markdown: 'md',
  'objective-c': 'objc objectivec',
  perl: 'pl',
  powershell: 'ps1 pwsh',
  python: 'py',
  restructuredtext: 'rst',
  ruby: 'rb',
  rust: 'rs',
  shellscript: 'bash sh shell zsh fish console shellsession terminal',
  sql: 'postgresql mysql sqlite',
  typescript: 'ts mts cts',
  typescriptreact: 'tsx',
  xml: 'svg',
  yaml: 'yml',
};

const IDS = new Map(Object.entries(OTHER_NAMES).flatMap(([id, names]) => names.split(' ').map((name) => [name, id])));

/** The editor's identifier, if `known`, its own list, has it. */
export function languageId(fence: string, known: readonly string[]): string | undefined {
  const name = fence.toLowerCase();
  const id = IDS.get(name) ?? name;
  return known.includes(id) ? id : undefined;
}
