// Whether a tab shows a document: files that were closed are not written to any more.
import { Uri, window, type TextDocument } from 'vscode';

export function isShown({ uri }: TextDocument): boolean {
  const name = uri.toString();
  return window.tabGroups.all.some(({ tabs }) => tabs.some((tab) => urisOf(tab.input).includes(name)));
}

function urisOf(input: unknown): string[] {
  if (typeof input !== 'object' || input === null) return [];
  return ['uri', 'modified', 'original']
    .map((name): unknown => Reflect.get(input, name))
    .flatMap((uri) => (uri instanceof Uri ? [uri.toString()] : []));
}
