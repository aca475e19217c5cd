// The images of chats, one file each beside the journal: a journal is read as a whole, images only when they are sent
// again. Their names begin with the chat's, so that they can go with it.
import { createHash } from 'node:crypto';
import { mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { ImageType } from '../../core/context/attachment.ts';
import { isImageFile } from '../../core/context/contextShape.ts';
import type { Images } from '../../core/context/contextBlocks.ts';
import { Uri } from 'vscode';

const ENDINGS: { readonly [type in ImageType]: string } = {
  'image/png': 'png',
  'image/jpeg': 'jpg',
  'image/webp': 'webp',
  'image/gif': 'gif',
};

export class ImageFiles {
  readonly #folder: string;

  /** `folder` is that of the journals. */
  constructor(folder: string) {
    this.#folder = folder;
  }

  /** Keeps an image (base64) for a chat; the same one gives the same name. */
  async write(chatId: string, type: ImageType, data: string): Promise<string> {
    const hash = createHash('sha256').update(data).digest('hex').slice(0, 32);
    const file = `${chatId}.${hash}.${ENDINGS[type]}`;
    if (!isImageFile(file)) throw new Error(`${chatId} is no chat`);
    await mkdir(this.#folder, { recursive: true });
    await writeFile(join(this.#folder, `${file}.new`), Buffer.from(data, 'base64'), { mode: 0o600 });
    await rename(join(this.#folder, `${file}.new`), join(this.#folder, file));
    return file;
  }

  uri(file: string): Uri {
    return Uri.file(join(this.#folder, file));
  }

  /** Bytes of an image; undefined where it is gone. */
  async bytes(file: string): Promise<Uint8Array | undefined> {
    return isImageFile(file) ? readFile(join(this.#folder, file)).catch(() => undefined) : undefined;
  }

  /** As a request needs them. */
  async read(files: readonly string[]): Promise<Images> {
    const images = new Map<string, string>();
    for (const file of new Set(files)) {
      const bytes = await this.bytes(file);
      if (bytes !== undefined) images.set(file, Buffer.from(bytes).toString('base64'));
    }
    return images;
  }
}
