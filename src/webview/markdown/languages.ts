// The languages that code is coloured in. Each is a file of its own, loaded when a block of it first appears.
import type { LanguageFn } from 'highlight.js';

type Load = () => Promise<{ readonly default: LanguageFn }>;

/** `needs`: languages that can stand inside of this one. */
export interface Language {
  readonly load: Load;
  readonly needs?: readonly string[];
}

export const LANGUAGES: Readonly<Record<string, Language>> = {
  bash: { load: () => import('highlight.js/lib/languages/bash') },
  c: { load: () => import('highlight.js/lib/languages/c') },
  cpp: { load: () => import('highlight.js/lib/languages/cpp') },
  csharp: { load: () => import('highlight.js/lib/languages/csharp') },
  css: { load: () => import('highlight.js/lib/languages/css') },
  dart: { load: () => import('highlight.js/lib/languages/dart') },
  diff: { load: () => import('highlight.js/lib/languages/diff') },
  dockerfile: { load: () => import('highlight.js/lib/languages/dockerfile'), needs: ['bash'] },
  elixir: { load: () => import('highlight.js/lib/languages/elixir') },
  go: { load: () => import('highlight.js/lib/languages/go') },
  graphql: { load: () => import('highlight.js/lib/languages/graphql') },
  haskell: { load: () => import('highlight.js/lib/languages/haskell') },
  ini: { load: () => import('highlight.js/lib/languages/ini') },
  java: { load: () => import('highlight.js/lib/languages/java') },
  javascript: { load: () => import('highlight.js/lib/languages/javascript') },
  json: { load: () => import('highlight.js/lib/languages/json') },
  kotlin: { load: () => import('highlight.js/lib/languages/kotlin') },
  less: { load: () => import('highlight.js/lib/languages/less') },
  lua: { load: () => import('highlight.js/lib/languages/lua') },
  makefile: { load: () => import('highlight.js/lib/languages/makefile') },
  markdown: { load: () => import('highlight.js/lib/languages/markdown') },
  nginx: { load: () => import('highlight.js/lib/languages/nginx') },
  objectivec: { load: () => import('highlight.js/lib/languages/objectivec') },
  perl: { load: () => import('highlight.js/lib/languages/perl') },
  php: { load: () => import('highlight.js/lib/languages/php') },
  powershell: { load: () => import('highlight.js/lib/languages/powershell') },
  protobuf: { load: () => import('highlight.js/lib/languages/protobuf') },
  python: { load: () => import('highlight.js/lib/languages/python') },
  r: { load: () => import('highlight.js/lib/languages/r') },
  ruby: { load: () => import('highlight.js/lib/languages/ruby') },
  rust: { load: () => import('highlight.js/lib/languages/rust') },
  scala: { load: () => import('highlight.js/lib/languages/scala') },
  scss: { load: () => import('highlight.js/lib/languages/scss') },
  shell: { load: () => import('highlight.js/lib/languages/shell'), needs: ['bash'] },
  sql: { load: () => import('highlight.js/lib/languages/sql') },
  swift: { load: () => import('highlight.js/lib/languages/swift') },
  typescript: { load: () => import('highlight.js/lib/languages/typescript') },
  xml: { load: () => import('highlight.js/lib/languages/xml'), needs: ['css', 'javascript'] },
  yaml: { load: () => import('highlight.js/lib/languages/yaml') },
};

/** Other names that stand behind a fence. */
const ALIASES: Readonly<Record<string, string>> = {
  bash: 'sh zsh fish',
  c: 'h',
  cpp: 'c++ cc hpp',
  csharp: 'cs c#',
  diff: 'patch',
  dockerfile: 'docker',
  elixir: 'ex exs',
  go: 'golang',
  graphql: 'gql',
  haskell: 'hs',
  ini: 'toml conf env',
  javascript: 'js jsx mjs cjs node',
  json: 'jsonc json5',
  kotlin: 'kt kts',
  makefile: 'make mk',
  markdown: 'md mdx',
  objectivec: 'objc objective-c',
  perl: 'pl',
  powershell: 'ps1 pwsh',
  protobuf: 'proto',
  python: 'py',
  ruby: 'rb',
  rust: 'rs',
  scss: 'sass',
  shell: 'console shellsession terminal',
  sql: 'postgresql mysql sqlite',
  typescript: 'ts tsx mts cts',
  xml: 'html svg vue svelte xhtml',
  yaml: 'yml',
};

const NAMES = new Map(Object.keys(LANGUAGES).map((name) => [name, name]));
for (const [name, others] of Object.entries(ALIASES)) for (const other of others.split(' ')) NAMES.set(other, name);

/** The language that a fence names, if we have it. */
export const languageNamed = (name: string): string | undefined => NAMES.get(name.toLowerCase());
