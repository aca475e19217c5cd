// What can go along with a message: what the user has attached and not sent yet, and the snapshot of it that was sent.
import { estimateTokens } from '../claude/messageUsage.ts';

export const CONTEXT_KINDS = [
  'selection',
  'file',
  'folder',
  'symbol',
  'problems',
  'terminal',
  'diff',
  'paste',
  'image',
] as const;
export type ContextKind = (typeof CONTEXT_KINDS)[number];

export const IMAGE_TYPES = ['image/png', 'image/jpeg', 'image/webp', 'image/gif'] as const;
export type ImageType = (typeof IMAGE_TYPES)[number];

/** An image as it is sent; its bytes lie in a file beside the chat's journal. */
export interface ImageFacts {
  /** Name of that file, without a folder. */
  readonly file: string;
  readonly mediaType: ImageType;
  /** Pixels. */
  readonly width: number;
  readonly height: number;
  /** A small picture of it as a data URL. */
  readonly thumb: string;
}

interface Common {
  readonly id: string;
  /** What the chip says: a name, with lines where it is a part. */
  readonly label: string;
  /** Path as Claude and the user know it, relative to the workspace. */
  readonly path?: string;
  readonly uri?: string;
  /** First and last line, counted from 1. */
  readonly lines?: readonly [number, number];
}

/** What was sent with a message, as it was then: a journal keeps it, so that each later request repeats it exactly. */
export type SentContext =
  | (Common & { readonly kind: Exclude<ContextKind, 'image'>; readonly text: string })
  | (Common & { readonly kind: 'image'; readonly image: ImageFacts });

/** What waits in the composer. Without `text` it is read when the message is sent. */
export type Attachment =
  | (Common & { readonly kind: Exclude<ContextKind, 'image'>; readonly text?: string; readonly tokens: number })
  | (Common & { readonly kind: 'image'; readonly image: ImageFacts });

/** The API sees an image in patches of 28 by 28 pixels, a token each (https://platform.claude.com/docs/en/build-with-claude/vision). */
const PATCH = 28;

export function tokensOf(item: Attachment | SentContext): number {
  if (item.kind === 'image') {
    const { width, height } = item.image;
    return Math.ceil(width / PATCH) * Math.ceil(height / PATCH);
  }
  return 'tokens' in item ? item.tokens : estimateTokens(item.text.length);
}

/** What was sent, attached once more: as it was then, since its source may have changed or gone. */
export function attachedAgain(sent: SentContext): Attachment {
  return sent.kind === 'image' ? sent : { ...sent, tokens: tokensOf(sent) };
}

/** True where both are about the same thing, so that a second one would say nothing new. */
export function sameThing(a: Attachment, b: Attachment): boolean {
  if (a.kind !== b.kind) return false;
  if (a.kind === 'image' || b.kind === 'image') {
    return a.kind === 'image' && b.kind === 'image' && a.image.file === b.image.file;
  }
  // What lies in files is known by its place, the rest by its words.
  if (a.uri === undefined && a.text !== b.text) return false;
  return a.uri === b.uri && a.label === b.label && String(a.lines) === String(b.lines);
}
