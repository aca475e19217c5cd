// Opens what a chip stands for: the place in the file, while it waits; what was sent, as it was, in a read-only editor.
import { Range, Uri, commands } from 'vscode';
import type { Attachment, SentContext } from '../../core/context/attachment.ts';
import type { ImageFiles } from '../chat/imageFiles.ts';
import { readAttachment } from './readAttachment.ts';
import type { ReadOnlyTexts } from '../readOnlyTexts.ts';

export async function showContent(
  item: Attachment | SentContext | undefined,
  images: ImageFiles,
  texts: ReadOnlyTexts,
): Promise<void> {
  if (item === undefined) return;
  if (item.kind === 'image') {
    await commands.executeCommand('vscode.open', images.uri(item.image.file));
    return;
  }
  const waits = 'tokens' in item;
  if (waits && item.uri !== undefined && IN_FILES.has(item.kind)) {
    const [first, last] = item.lines ?? [1, 1];
    const selection = new Range(first - 1, 0, last - 1, item.lines === undefined ? 0 : Number.MAX_SAFE_INTEGER);
    await commands.executeCommand('vscode.open', Uri.parse(item.uri, true), { selection });
    return;
  }
  const read = waits ? await readAttachment(item) : item;
  if (typeof read === 'string' || read.kind === 'image') return;
  const name = IN_FILES.has(read.kind)
    ? (read.path ?? read.label)
    : `${read.label.replaceAll('/', '_')}.${read.kind === 'diff' ? 'diff' : 'txt'}`;
  await texts.show(name, read.text);
}

const IN_FILES: ReadonlySet<string> = new Set(['file', 'selection', 'symbol']);
