// Where a source file's tests go, by the habit of the project: learnt from the test files that are there.

/** `{n}` is the source's name, `{N}` with a capital, `{e}` its ending; the first of a language is its usual one. */
const NAMINGS: readonly { readonly endings: RegExp; readonly names: readonly string[] }[] = [
  { endings: /^[cm]?[jt]sx?$|^vue$|^svelte$/, names: ['{n}.test.{e}', '{n}.spec.{e}', '{n}-test.{e}'] },
  { endings: /^py$/, names: ['test_{n}.{e}', '{n}_test.{e}'] },
  { endings: /^(?:go|rs|c|cc|cpp|dart|ex|exs)$/, names: ['{n}_test.{e}', 'test_{n}.{e}'] },
  { endings: /^rb$/, names: ['{n}_spec.{e}', '{n}_test.{e}'] },
  { endings: /^(?:java|kt|cs|php|swift|scala)$/, names: ['{N}Test.{e}', '{N}Tests.{e}'] },
];
const OTHER = ['{n}.test.{e}', '{n}_test.{e}'];

/** Folders at a project's (or a package's) top that hold tests apart from the sources. */
const ROOTS = ['test', 'tests', 'spec', '__tests__'];
const SOURCES = /(^|\/)(?:src\/main|src|lib|app)(?=\/|$)/;

/** What file searches look for: whatever may be a test. */
export const TEST_GLOB = '**/{*[._-]test.*,*[._-]spec.*,test_*.*,*Test.*,*Tests.*}';

interface Candidate {
  readonly path: string;
  readonly naming: string;
  readonly place: string;
}

/** `source` and `tests`, the project's test files, are paths with `/`, relative to the project. A test is its own place. */
export function testFileFor(source: string, tests: readonly string[]): string {
  if (tests.includes(source)) return source;
  const candidates = candidatesFor(source);
  const there = candidates.find(({ path }) => tests.includes(path));
  if (there !== undefined) return there.path;
  const votes = (candidate: Candidate): number => tests.filter((test) => follows(test, source, candidate)).length;
  const ranked = candidates.map((candidate) => ({ path: candidate.path, votes: votes(candidate) }));
  // Of equals the first: that is the language's own custom.
  return ranked.reduce((best, each) => (each.votes > best.votes ? each : best)).path;
}

function candidatesFor(source: string): readonly [Candidate, ...Candidate[]] {
  const { folder, name, ending } = partsOf(source);
  const namings = NAMINGS.find(({ endings }) => endings.test(ending))?.names ?? OTHER;
  const named = (naming: string): string =>
    naming
      .replace('{n}', name)
      .replace('{N}', name.charAt(0).toUpperCase() + name.slice(1))
      .replace('{e}', ending);
  const apart = ROOTS.flatMap((root) => [
    {
      place: `mirror:${root}`,
      folder: SOURCES.test(folder) ? folder.replace(SOURCES, `$1${root}`) : join(root, folder),
    },
    { place: `flat:${root}`, folder: root },
  ]);
  const java = { place: 'maven', folder: folder.replace(/src\/main(?=\/|$)/, 'src/test') };
  const beside = { place: 'beside', folder };
  const within = { place: 'within', folder: join(folder, '__tests__') };
  const usual = folder.includes('src/main')
    ? [java, beside]
    : ending === 'py'
      ? [...apart.slice(2, 4), beside]
      : [beside];
  const places = [...usual, beside, within, ...apart];
  const all = places.flatMap(({ place, folder: into }) =>
    namings.map((naming) => ({ path: join(into, named(naming)), naming, place })),
  );
  const [first, ...rest] = all;
  return [first ?? { path: source, naming: OTHER[0] ?? '', place: 'beside' }, ...rest];
}

/** Whether a test file of the project is named and placed like the candidate. */
function follows(test: string, source: string, { naming, place }: Candidate): boolean {
  const { ending } = partsOf(source);
  const { folder } = partsOf(test);
  const [before = '', after = ''] = naming.replace('{e}', ending).split(/\{[nN]\}/);
  const file = test.slice(test.lastIndexOf('/') + 1);
  if (!file.startsWith(before) || !file.endsWith(after) || file.length <= before.length + after.length) return false;
  const apart = ROOTS.find((root) => root !== '__tests__' && folder.split('/').includes(root));
  const within = folder.split('/').includes('__tests__');
  const [kind, root] = place.split(':');
  if (kind === 'within') return within && folder !== '__tests__';
  if (kind === 'maven') return /src\/test/.test(folder);
  if (kind === 'beside') return apart === undefined && !within;
  const own = folder.split('/').indexOf(root ?? '');
  if (own < 0 || (root === '__tests__' && own > 0)) return false;
  // A folder of tests without folders in it is flat.
  const deep = own < folder.split('/').length - 1;
  return kind === 'mirror' ? deep : !deep;
}

function partsOf(path: string): { readonly folder: string; readonly name: string; readonly ending: string } {
  const slash = path.lastIndexOf('/');
  const file = path.slice(slash + 1);
  const dot = file.lastIndexOf('.');
  return {
    folder: slash < 0 ? '' : path.slice(0, slash),
    name: dot <= 0 ? file : file.slice(0, dot),
    ending: dot <= 0 ? '' : file.slice(dot + 1),
  };
}

function join(folder: string, file: string): string {
  if (folder === '') return file;
  return file === '' ? folder : `${folder}/${file}`;
}
