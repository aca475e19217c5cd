// Which documents tabs show: files that were closed are not written to any more.
import { Uri, window, type Tab, type TextDocument } from 'vscode';

/** One of the tabs that were `closed` has shown the document, and none does any more. */
export function wasClosed({ uri }: TextDocument, closed: readonly Tab[]): boolean {
  const shows = (tab: Tab): boolean => urisOf(tab.input).includes(uri.toString());
  return closed.some(shows) && !window.tabGroups.all.some(({ tabs }) => tabs.some(shows));
}

function urisOf(input: unknown): string[] {
  if (typeof input !== 'object' || input === null) return [];
  return ['uri', 'modified', 'original']
    .map((name): unknown => Reflect.get(input, name))
    .flatMap((uri) => (uri instanceof Uri ? [uri.toString()] : []));
}
