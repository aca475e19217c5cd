// What `Add to Chat` attaches: by where it was called from, or, called from the palette, as the user picks.
import { Uri, l10n, window, workspace, type QuickPickItem, type Terminal } from 'vscode';
import { gitChanges, problems, symbol, symbolsNamed, terminalSelection } from './attachMore.ts';
import { placeAt, selectionsOf, type Made } from './fileAttachments.ts';
import { pathOf } from './places.ts';
import { workspacePlaces } from './workspacePlaces.ts';

/** Undefined where the user picked nothing. */
export async function whatToAdd(args: readonly unknown[]): Promise<readonly Made[] | undefined> {
  const [first, second] = args;
  if (isTerminal(first)) return [await terminalSelection(first)];
  // Explorer: the item that was clicked, and all that are selected.
  if (Array.isArray(second) && second.some((each) => each instanceof Uri)) return places(second);
  const resources = args.flatMap(resourceOf);
  if (resources.length > 0) return Promise.all(resources.map((uri) => gitChanges(uri)));
  const editor = window.activeTextEditor;
  if (first instanceof Uri) {
    const ofEditor = editor?.document.uri.toString() === first.toString() ? selectionsOf(editor) : [];
    return ofEditor.length > 0 ? ofEditor.map((attachment) => ({ attachment })) : places([first]);
  }
  return pick();
}

const places = (uris: readonly unknown[]): Promise<Made[]> =>
  Promise.all(uris.filter((each) => each instanceof Uri).map((uri) => placeAt(uri)));

function isTerminal(value: unknown): value is Terminal {
  return typeof value === 'object' && value !== null && 'sendText' in value && 'processId' in value;
}

/** A resource of the Source Control view. */
function resourceOf(value: unknown): Uri[] {
  const uri: unknown = typeof value === 'object' && value !== null ? Reflect.get(value, 'resourceUri') : undefined;
  return uri instanceof Uri ? [uri] : [];
}

interface Choice extends QuickPickItem {
  readonly make: () => Promise<readonly Made[] | undefined>;
}

async function pick(): Promise<readonly Made[] | undefined> {
  const editor = window.activeTextEditor;
  const selections = selectionsOf();
  const one = async (made: Made | Promise<Made>) => [await made];
  const choices: (Choice | undefined)[] = [
    selections.length > 0
      ? {
          label: `$(selection) ${l10n.t('Selection')}`,
          description: selections.map(({ label }) => label).join(', '),
          make: () => Promise.resolve(selections.map((attachment) => ({ attachment }))),
        }
      : undefined,
    editor && {
      label: `$(file) ${l10n.t('Open File')}`,
      description: pathOf(editor.document.uri).path,
      make: () => one(placeAt(editor.document.uri)),
    },
    { label: `$(files) ${l10n.t('Files and Folders…')}`, make: pickPlaces },
    { label: `$(symbol-method) ${l10n.t('Symbol…')}`, make: pickSymbol },
    { label: `$(warning) ${l10n.t('Problems')}`, make: () => one(problems()) },
    { label: `$(git-commit) ${l10n.t('Git Changes')}`, make: () => one(gitChanges()) },
    { label: `$(terminal) ${l10n.t('Terminal Selection')}`, make: () => one(terminalSelection()) },
    { label: `$(file-media) ${l10n.t('Image…')}`, make: pickImages },
  ];
  const placeHolder = l10n.t('What shall go along with your message?');
  const chosen = await window.showQuickPick(
    choices.filter((each) => each !== undefined),
    { placeHolder },
  );
  return chosen?.make();
}

async function pickPlaces(): Promise<readonly Made[] | undefined> {
  const all = await workspacePlaces();
  const items = all.map(({ path, uri, folder }) => ({ label: `$(${folder ? 'folder' : 'file'}) ${path}`, uri }));
  const chosen = await window.showQuickPick(items, { canPickMany: true, placeHolder: l10n.t('Files and folders') });
  return chosen && places(chosen.map(({ uri }) => uri));
}

async function pickSymbol(): Promise<readonly Made[] | undefined> {
  const query = await window.showInputBox({ prompt: l10n.t('Name of a function, class or other symbol') });
  if (query === undefined || query === '') return undefined;
  const found = await symbolsNamed(query);
  if (found.length === 0) return [{ refused: l10n.t('No language extension knows a symbol of that name.') }];
  const items = found.map((each) => ({ label: each.name, description: pathOf(each.location.uri).path, symbol: each }));
  const chosen = await window.showQuickPick(items, { placeHolder: l10n.t('Symbol') });
  return chosen && [await symbol(chosen.symbol)];
}

async function pickImages(): Promise<readonly Made[] | undefined> {
  const folder = workspace.workspaceFolders?.[0]?.uri;
  const uris = await window.showOpenDialog({
    canSelectMany: true,
    filters: { [l10n.t('Images')]: ['png', 'jpg', 'jpeg', 'gif', 'webp'] },
    ...(folder !== undefined && { defaultUri: folder }),
  });
  return uris && places(uris);
}
