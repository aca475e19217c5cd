// The files and folders of the workspace that one would name: what Git ignores and what the editor hides is left out.
import { RelativePattern, Uri, workspace } from 'vscode';
import { ignoredBelow, pathBelow } from './pathRules.ts';
import { pathOf } from './places.ts';

export interface Place {
  readonly uri: Uri;
  /** Relative to the workspace, with forward slashes. */
  readonly path: string;
  readonly folder: boolean;
}

/** Above this many files a list is no help, and making it takes long. */
const MOST_FILES = 10_000;
/** A list is good for so long: typing asks for it at each letter. */
const FRESH_MS = 10_000;

let kept: { readonly at: number; readonly places: Promise<readonly Place[]> } | undefined;

export function workspacePlaces(): Promise<readonly Place[]> {
  const now = Date.now();
  if (kept === undefined || now - kept.at > FRESH_MS) kept = { at: now, places: findPlaces() };
  return kept.places;
}

async function findPlaces(): Promise<readonly Place[]> {
  const all = await Promise.all((workspace.workspaceFolders ?? []).map(({ uri }) => placesOf(uri)));
  return all.flat();
}

async function placesOf(top: Uri): Promise<readonly Place[]> {
  const [files, rules] = await Promise.all([
    workspace.findFiles(new RelativePattern(top, '**/*'), undefined, MOST_FILES),
    ignoredBelow(top),
  ]);
  const shown = files.filter((uri) => rules?.test(pathBelow(rules.top, uri)) !== true);
  const folders = new Map<string, Uri>();
  for (const uri of shown) {
    for (let at = Uri.joinPath(uri, '..'); at.path.length > top.path.length; at = Uri.joinPath(at, '..')) {
      folders.set(at.path, at);
    }
  }
  return [
    ...shown.map((uri) => ({ uri, path: pathOf(uri).path, folder: false })),
    ...[...folders.values()].map((uri) => ({ uri, path: `${pathOf(uri).path}/`, folder: true })),
  ];
}
