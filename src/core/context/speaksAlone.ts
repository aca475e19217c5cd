// What says something without a word beside it: a message may consist of nothing else.
import type { ContextKind } from './attachment.ts';

/** Of an image one sees what is asked; a file alone would leave Claude to guess. */
export const speaksAlone = (along: readonly { readonly kind: ContextKind }[]): boolean =>
  along.some(({ kind }) => kind === 'image');
