// Makes attachments of what is in files: selections, whole files, folders, symbols. What cannot go along says why.
import { FileType, l10n, window, workspace, type Range, type TextDocument, type Uri } from 'vscode';
import { randomUUID } from 'node:crypto';
import { estimateTokens } from '../../core/claude/messageUsage.ts';
import type { Attachment } from '../../core/context/attachment.ts';
import { MAX_FILE, decodeText, imageTypeOf } from '../../core/context/fileContent.ts';
import { linesOf, pathOf, withLines } from './places.ts';

/** An attachment; or an image, which the page must shrink first; or the words why neither. */
export type Made =
  | { readonly attachment: Attachment }
  | { readonly image: { readonly label: string; readonly data: string } }
  | { readonly refused: string };

/** An image above this is not even handed to the page. */
const MAX_IMAGE_FILE = 30_000_000;

/** The selections of the editor in front; of one without any, none. */
export function selectionsOf(editor = window.activeTextEditor): Attachment[] {
  if (editor === undefined) return [];
  const { document, selections } = editor;
  return selections.filter(({ isEmpty }) => !isEmpty).map((range) => partOf(document, range, 'selection'));
}

/** A part of a document as it is now; the desk keeps it up with edits until it is sent. */
export function partOf(document: TextDocument, range: Range, kind: 'selection' | 'symbol', name?: string): Attachment {
  const text = document.getText(range);
  const lines = linesOf(range);
  const { label, path } = pathOf(document.uri);
  const tokens = estimateTokens(text.length);
  const uri = document.uri.toString();
  return { id: randomUUID(), kind, label: name ?? withLines(label, lines), path, uri, lines, text, tokens };
}

/** A file or a folder. */
export async function placeAt(uri: Uri): Promise<Made> {
  const { label, path } = pathOf(uri);
  const open = workspace.textDocuments.find((document) => document.uri.toString() === uri.toString());
  if (open !== undefined) return { attachment: fileOf(uri, open.getText().length) };
  let size: number;
  try {
    const stat = await workspace.fs.stat(uri);
    if ((stat.type & FileType.Directory) !== 0) {
      const folder = {
        id: randomUUID(),
        kind: 'folder',
        label: `${label}/`,
        path,
        uri: uri.toString(),
        tokens: 0,
      } as const;
      return { attachment: folder };
    }
    ({ size } = stat);
  } catch {
    return { refused: l10n.t('{0} cannot be read.', path) };
  }
  const tooLarge = {
    refused: l10n.t(
      '{0} is too large to go along ({1} MB). Select the part that matters.',
      path,
      (size / 1e6).toFixed(1),
    ),
  };
  if (size > MAX_IMAGE_FILE) return tooLarge;
  const bytes = await workspace.fs.readFile(uri);
  if (imageTypeOf(bytes) !== undefined) return { image: { label, data: Buffer.from(bytes).toString('base64') } };
  const text = decodeText(bytes);
  if (text === undefined) return { refused: l10n.t('{0} is neither text nor an image that Claude can see.', path) };
  return text.length > MAX_FILE ? tooLarge : { attachment: fileOf(uri, text.length) };
}

function fileOf(uri: Uri, length: number): Attachment {
  return { id: randomUUID(), kind: 'file', uri: uri.toString(), ...pathOf(uri), tokens: estimateTokens(length) };
}
