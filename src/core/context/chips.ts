// Context as the panel shows it: a chip with a name, a place and a size, without its content.
import type { ContextChip } from '../../panelState.ts';
import { tokensOf, type Attachment, type SentContext } from './attachment.ts';

export function chipOf(item: Attachment | SentContext): ContextChip {
  const { id, kind, label, path, lines } = item;
  const place = path !== undefined && lines !== undefined ? `${path}:${lines[0]}–${lines[1]}` : path;
  return {
    id,
    kind,
    label,
    tokens: tokensOf(item),
    ...(place !== undefined && place !== label && { detail: place }),
    ...(item.kind === 'image' && { thumb: item.image.thumb }),
  };
}
