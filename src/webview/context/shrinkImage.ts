// Makes of any image one that the API takes: no larger than it looks at, one picture only, and nothing of what a camera
// writes into a file beside it. Loaded with the first image.
import { imageTypeOf, isAnimated } from '../../core/context/fileContent.ts';
import { MAX_IMAGE, type PageImage } from '../../protocol.ts';

export type Shrunk =
  { readonly image: PageImage; readonly animated: boolean } | { readonly refused: 'type' | 'broken' | 'huge' };

/** What the API scales down itself (https://platform.claude.com/docs/en/build-with-claude/vision): more is only slower. */
const LONGEST_EDGE = 1568;
const MOST_PIXELS = 1_200_000;
/** A file above this would take the memory of the page. */
const MAX_BYTES = 50_000_000;
const THUMB_EDGE = 96;

export async function shrinkImage(blob: Blob, label: string): Promise<Shrunk> {
  if (blob.size > MAX_BYTES) return { refused: 'huge' };
  const bytes = new Uint8Array(await blob.arrayBuffer());
  const type = imageTypeOf(bytes);
  if (type === undefined) return { refused: 'type' };
  const bitmap = await createImageBitmap(new Blob([bytes], { type })).catch(() => undefined);
  if (bitmap === undefined) return { refused: 'broken' };
  try {
    const { width, height } = bitmap;
    const scale = Math.min(1, LONGEST_EDGE / Math.max(width, height), Math.sqrt(MOST_PIXELS / (width * height)));
    const size = { width: Math.max(1, Math.floor(width * scale)), height: Math.max(1, Math.floor(height * scale)) };
    const full = await encode(bitmap, size);
    if (full === undefined) return { refused: 'huge' };
    const small = THUMB_EDGE / Math.max(width, height);
    const thumbSize = {
      width: Math.max(1, Math.round(width * small)),
      height: Math.max(1, Math.round(height * small)),
    };
    const thumb = await dataUrlOf(await draw(bitmap, thumbSize, 'image/webp', 0.8));
    return { image: { label, ...full, ...size, thumb }, animated: isAnimated(bytes, type) };
  } finally {
    bitmap.close();
  }
}

interface Size {
  readonly width: number;
  readonly height: number;
}

/** Without loss where that is small enough, as with pictures of screens; else as a photograph. */
async function encode(bitmap: ImageBitmap, size: Size): Promise<Pick<PageImage, 'mediaType' | 'data'> | undefined> {
  for (const [mediaType, quality, most] of WAYS) {
    const url = await dataUrlOf(await draw(bitmap, size, mediaType, quality));
    const data = url.slice(url.indexOf(',') + 1);
    if (data.length <= most) return { mediaType, data };
  }
  return undefined;
}

const WAYS = [
  ['image/png', 1, MAX_IMAGE / 3],
  ['image/jpeg', 0.9, MAX_IMAGE],
  ['image/jpeg', 0.6, MAX_IMAGE],
] as const;

async function draw(bitmap: ImageBitmap, { width, height }: Size, type: string, quality: number): Promise<Blob> {
  const canvas = new OffscreenCanvas(width, height);
  const context = canvas.getContext('2d');
  if (context === null) throw new Error('no canvas');
  // A photograph knows no transparency: what shines through is white, not black.
  if (type === 'image/jpeg') {
    context.fillStyle = 'white';
    context.fillRect(0, 0, width, height);
  }
  context.imageSmoothingQuality = 'high';
  context.drawImage(bitmap, 0, 0, width, height);
  return canvas.convertToBlob({ type, quality });
}

function dataUrlOf(blob: Blob): Promise<string> {
  return new Promise((resolve, reject) => {
    const reader = new FileReader();
    reader.addEventListener('load', () => resolve(typeof reader.result === 'string' ? reader.result : ''));
    reader.addEventListener('error', () => reject(new Error('unreadable')));
    reader.readAsDataURL(blob);
  });
}
