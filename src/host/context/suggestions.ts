// What the list under `@` and `/` offers, and what each entry does. The page names an entry by an id of ours, so that it can
// choose only what it was offered.
import { commands, l10n, window, type Uri } from 'vscode';
import { rankPlaces } from '../../core/context/rankPlaces.ts';
import { fillPrompt } from '../../core/context/promptFile.ts';
import { SLASH_ACTIONS, SLASH_PROMPTS, type SlashPrompt, type Wanted } from '../../core/context/slashCommands.ts';
import type { Idea, Suggestion } from '../../panelState.ts';
import { gitChanges, problems, symbol, symbolsNamed, terminalSelection } from './attachMore.ts';
import { placeAt, selectionsOf, type Made } from './fileAttachments.ts';
import { isInWorkspace, pathOf } from './places.ts';
import { promptFiles } from './promptFiles.ts';
import { workspacePlaces, type Place } from './workspacePlaces.ts';

/** What choosing an entry brings: things to attach, text to put in. */
export interface Chosen {
  readonly made?: readonly Made[];
  readonly insert?: string;
}

interface Entry extends Omit<Suggestion, 'id'> {
  readonly choose?: () => Promise<Chosen>;
}

const MOST = 12;

export class Suggestions {
  #offered = new Map<string, () => Promise<Chosen>>();
  #count = 0;
  #asked = 0;

  /**
   * For `text`, which begins with `@` or `/`. Language servers may take their time with symbols: what was offered before can be
   * chosen meanwhile, and more may be asked for, in which case this is undefined.
   */
  async offer(text: string): Promise<readonly Suggestion[] | undefined> {
    const asked = ++this.#asked;
    const entries = text.startsWith('/') ? await slash(text.slice(1)) : await mention(text.slice(1));
    if (asked !== this.#asked) return undefined;
    this.#offered = new Map();
    return entries.slice(0, MOST).map(({ choose, ...suggestion }) => {
      const id = `s${++this.#count}`;
      if (choose !== undefined) this.#offered.set(id, choose);
      return { id, ...suggestion };
    });
  }

  /** What a click on an idea of the empty chat brings: what the slash command of that name does, for a file of any place. */
  async begin(idea: Idea): Promise<Chosen> {
    const prompt = SLASH_PROMPTS.find(({ name }) => name === idea);
    return prompt === undefined ? {} : builtInPrompt(prompt, () => true);
  }

  /** Undefined for what was not offered last. */
  async choose(id: string): Promise<Chosen | undefined> {
    return this.#offered.get(id)?.();
  }
}

async function mention(typed: string): Promise<Entry[]> {
  const [kind, rest] = typed.includes(':')
    ? [typed.slice(0, typed.indexOf(':')), typed.slice(typed.indexOf(':') + 1)]
    : ['', typed];
  if (kind === 'symbol') return symbolEntries(rest);
  if (kind === 'file') return placeEntries(rest, ({ folder }) => !folder);
  if (kind === 'folder') return placeEntries(rest, ({ folder }) => folder);
  if (kind !== '') return [];
  const fixed = fixedEntries().filter(({ insert }) => insert.startsWith(`@${typed.toLowerCase()}`));
  const found = await placeEntries(typed, () => true);
  return [...fixed, ...found];
}

const one = async (made: Made | Promise<Made>): Promise<Chosen> => ({ made: [await made] });

function fixedEntries(): Entry[] {
  const selections = selectionsOf();
  const nothing = { refused: l10n.t('Nothing is selected in the editor.') };
  return [
    {
      kind: 'selection',
      label: '@selection',
      detail:
        selections.length > 0
          ? selections.map(({ label }) => label).join(', ')
          : l10n.t('What is selected in the editor'),
      insert: '@selection ',
      choose: () => {
        const now = selectionsOf().map((attachment) => ({ attachment }));
        return Promise.resolve({ made: now.length > 0 ? now : [nothing] });
      },
    },
    { kind: 'file', label: '@file:', detail: l10n.t('A file of the workspace'), insert: '@file:', asksOn: true },
    { kind: 'folder', label: '@folder:', detail: l10n.t('The names in a folder'), insert: '@folder:', asksOn: true },
    {
      kind: 'symbol',
      label: '@symbol:',
      detail: l10n.t('A function, class or other symbol'),
      insert: '@symbol:',
      asksOn: true,
    },
    {
      kind: 'problems',
      label: '@problems',
      detail: l10n.t('What the editor underlines'),
      insert: '@problems ',
      choose: () => one(problems()),
    },
    {
      kind: 'diff',
      label: '@diff',
      detail: l10n.t('Changes that are not committed'),
      insert: '@diff ',
      choose: () => one(gitChanges()),
    },
    {
      kind: 'terminal',
      label: '@terminal',
      detail: l10n.t('What is selected in the terminal'),
      insert: '@terminal ',
      choose: () => one(terminalSelection()),
    },
  ];
}

async function placeEntries(query: string, wanted: (place: Place) => boolean): Promise<Entry[]> {
  const places = (await workspacePlaces()).filter(wanted);
  return rankPlaces(query, places, MOST).map(({ uri, path, folder }) => {
    const { label } = pathOf(uri);
    const name = folder ? `${label}/` : label;
    return {
      kind: folder ? 'folder' : 'file',
      label: name,
      detail: path,
      insert: `@${name} `,
      choose: () => one(placeAt(uri)),
    };
  });
}

async function symbolEntries(query: string): Promise<Entry[]> {
  if (query === '') return [];
  const found = await symbolsNamed(query);
  return found.map((each) => ({
    kind: 'symbol',
    label: each.name,
    detail: pathOf(each.location.uri).path,
    insert: `@${each.name} `,
    choose: () => one(symbol(each)),
  }));
}

async function slash(typed: string): Promise<Entry[]> {
  const own = await promptFiles();
  const entries: Entry[] = [
    ...own.map(({ name, about, text }) => ({
      kind: 'prompt' as const,
      label: `/${name}`,
      detail: about,
      insert: '',
      choose: () => Promise.resolve(ownPrompt(text)),
    })),
    ...SLASH_PROMPTS.filter(({ name }) => !own.some((each) => each.name === name)).map((each) => ({
      kind: 'command' as const,
      label: `/${each.name}`,
      detail: l10n.t(each.about),
      insert: '',
      choose: () => builtInPrompt(each),
    })),
    ...SLASH_ACTIONS.map(({ name, about, command }) => ({
      kind: 'command' as const,
      label: `/${name}`,
      detail: l10n.t(about),
      insert: '',
      choose: async () => {
        await commands.executeCommand(command);
        return {};
      },
    })),
  ];
  return entries.filter(({ label }) => label.startsWith(`/${typed.toLowerCase()}`));
}

/** With a place for the selection the prompt says itself where it goes. */
function ownPrompt(text: string): Chosen {
  const editor = window.activeTextEditor;
  const selection = editor === undefined ? '' : editor.document.getText(editor.selection);
  const file = editor === undefined ? '' : pathOf(editor.document.uri).path;
  return { insert: fillPrompt(text, { selection, file }) };
}

async function builtInPrompt({ prompt, wants }: SlashPrompt, mayAttach = isInWorkspace): Promise<Chosen> {
  const made = await Promise.all(wants.map((want) => atHand(want, mayAttach)));
  // What is not there is no error here: the prompt stands in the composer, and the user sees that no chip came.
  return { insert: `${prompt} `, made: made.flat().filter((each) => !('refused' in each)) };
}

/** `mayAttach`: whether a whole file goes along that nobody has named. */
async function atHand(want: Wanted, mayAttach: (uri: Uri) => boolean): Promise<readonly Made[]> {
  const document = window.activeTextEditor?.document;
  if (want === 'diff') return [await gitChanges()];
  if (want === 'problems') return document === undefined ? [] : [problems(document.uri)];
  const selections = selectionsOf();
  if (selections.length > 0) return selections.map((attachment) => ({ attachment }));
  return document === undefined || !mayAttach(document.uri) ? [] : [await placeAt(document.uri)];
}
