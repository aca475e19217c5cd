// highlight.js as a source of coloured runs: its core and one language at a time are loaded when first needed. Chosen for
// its weight: all languages of languages.ts weigh less than two of shiki's grammars (which know more).
import type { Emitter, HLJSApi } from 'highlight.js';
import { LANGUAGES } from './languages.ts';

/** Text with the name of its colour; an empty name is plain text. */
export interface Run {
  readonly color: string;
  text: string;
}

export interface Highlighted {
  readonly runs: readonly Run[];
  /** True when nothing is open at the end: what follows can be coloured without knowing what was before. */
  readonly closed: boolean;
}

export type Highlight = (code: string) => Highlighted;

// highlight.js names dozens of scopes; where a scope has two parts (`title.function`) the first decides, if the whole is
// not here. A scope that is not here at all has the colour of what it stands in; `plain` is the colour of text.
const SCOPES: Readonly<Record<string, string>> = {
  plain: 'tag subst class params',
  keyword: 'keyword literal section bullet doctag selector-pseudo',
  tag: 'name selector-tag',
  string: 'string link code',
  regexp: 'regexp char',
  number: 'number symbol',
  comment: 'comment quote',
  meta: 'meta',
  function: 'title',
  type: 'type built_in title.class title.class.inherited',
  variable: 'attr attribute property variable template-variable selector-id selector-class selector-attr',
  addition: 'addition',
  deletion: 'deletion',
  strong: 'strong',
  emphasis: 'emphasis',
};
const COLORS = new Map<string, string>();
for (const [color, scopes] of Object.entries(SCOPES)) {
  for (const scope of scopes.split(' ')) COLORS.set(scope, color === 'plain' ? '' : color);
}

const colorOf = (scope: string, around: string): string =>
  COLORS.get(scope) ?? COLORS.get(scope.split('.')[0] ?? '') ?? around;

/** Collects runs where highlight.js would build HTML: nothing of the code is ever parsed as such. */
class RunEmitter implements Emitter {
  readonly runs: Run[] = [];
  private readonly colors: string[] = [''];

  addText(text: string): void {
    const color = this.colors.at(-1) ?? '';
    const last = this.runs.at(-1);
    if (last?.color === color) last.text += text;
    else if (text !== '') this.runs.push({ color, text });
  }

  startScope(scope: string): void {
    this.colors.push(colorOf(scope, this.colors.at(-1) ?? ''));
  }

  endScope(): void {
    if (this.colors.length > 1) this.colors.pop();
  }

  // What its core calls in fact for modes, other than its types say.
  openNode(scope: string): void {
    this.startScope(scope);
  }

  closeNode(): void {
    this.endScope();
  }

  __addSublanguage(emitter: Emitter): void {
    if (emitter instanceof RunEmitter) this.runs.push(...emitter.runs);
  }

  finalize(): void {}

  toHTML(): string {
    return '';
  }
}

let core: Promise<HLJSApi> | undefined;
const loading = new Map<string, Promise<Highlight>>();
const loaded = new Map<string, Highlight>();

/** A language of languages.ts, once it has been loaded. */
export const loadedHighlight = (language: string): Highlight | undefined => loaded.get(language);

/** Loads a language of languages.ts; each is loaded once. */
export function loadHighlight(language: string): Promise<Highlight> {
  const known = loading.get(language);
  if (known) return known;
  const promise = load(language).then((highlight) => {
    loaded.set(language, highlight);
    return highlight;
  });
  loading.set(language, promise);
  return promise;
}

async function load(language: string): Promise<Highlight> {
  core ??= import('highlight.js/lib/core').then(({ default: hljs }) => {
    const own = hljs.newInstance();
    own.configure({ __emitter: RunEmitter });
    return own;
  });
  const hljs = await core;
  const names = [language, ...(LANGUAGES[language]?.needs ?? [])];
  await Promise.all(
    names.map(async (name) => {
      const definition = await LANGUAGES[name]?.load();
      if (definition && !hljs.getLanguage(name)) hljs.registerLanguage(name, definition.default);
    }),
  );
  return (code) => {
    const { _emitter: emitter, _top: top } = hljs.highlight(code, { language, ignoreIllegals: true });
    return {
      runs: emitter instanceof RunEmitter ? emitter.runs : [{ color: '', text: code }],
      closed: top !== undefined && !('parent' in top && top.parent),
    };
  };
}
