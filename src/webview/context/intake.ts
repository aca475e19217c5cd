// Images and files that come in by paste, by drop, or from the host: shrunk here, then handed to the host.
import type { Notice } from '../../panelState.ts';
import type { Frame } from '../frame.ts';
import type { VsCodeApi } from '../vscodeApi.ts';
import type { Words } from '../words.ts';

export interface Intake {
  /** An image that the host has read, as base64. */
  shrink(label: string, data: string): void;
}

export interface IntakeEnds {
  /** Words about an image; undefined takes them away. */
  readonly tell: (notice: Notice | undefined) => void;
  /** Images are being made ready: a message sent now would go without them. */
  readonly busy: (on: boolean) => void;
  readonly say: (text: string) => void;
}

export function createIntake(frame: Frame, api: VsCodeApi, words: Words, { tell, busy, say }: IntakeEnds): Intake {
  let running = 0;

  const take = async (blob: Blob, label: string): Promise<Notice | undefined> => {
    const { shrinkImage } = await import('./shrinkImage.ts');
    const shrunk = await shrinkImage(blob, label.slice(0, 200)).catch(() => ({ refused: 'broken' }) as const);
    if ('refused' in shrunk) {
      const megabytes = words.number(blob.size / 1e6, 1);
      return { severity: 'warning', title: words(`image_${shrunk.refused}`, label, megabytes), steps: [] };
    }
    api.post({ type: 'image', image: shrunk.image });
    say(words('image_attached', label));
    return shrunk.animated ? { severity: 'info', title: words('image_animated', label), steps: [] } : undefined;
  };

  const takeAll = async (blobs: readonly (readonly [Blob, string])[]): Promise<void> => {
    running += 1;
    busy(true);
    try {
      const told = await Promise.all(blobs.map(([blob, label]) => take(blob, label)));
      tell(told.find((notice) => notice !== undefined));
    } finally {
      running -= 1;
      busy(running > 0);
    }
  };

  const takeFiles = (files: readonly File[]): void => void takeAll(files.map((file) => [file, file.name || 'image']));

  frame.message.addEventListener('paste', (event) => {
    const files = [...(event.clipboardData?.files ?? [])];
    // Office programs put a picture of the text beside the text: the text is meant.
    if (files.length === 0 || (event.clipboardData?.getData('text/plain') ?? '') !== '') return;
    event.preventDefault();
    event.stopImmediatePropagation();
    takeFiles(files);
  });

  const { panel } = frame;
  panel.addEventListener('dragover', (event) => {
    event.preventDefault();
    panel.classList.add('dropping');
  });
  for (const name of ['dragleave', 'drop'] as const) {
    panel.addEventListener(name, () => panel.classList.remove('dropping'));
  }
  panel.addEventListener('drop', (event) => {
    event.preventDefault();
    const data = event.dataTransfer;
    if (data === null) return;
    // The first is what the editor's explorer gives, the second what the standard has.
    const list = data.getData('application/vnd.code.uri-list') || data.getData('text/uri-list');
    const uris = list.split(/\r?\n/).filter((line) => line !== '' && !line.startsWith('#'));
    if (uris.length > 0) api.post({ type: 'drop', uris: uris.slice(0, 100) });
    else if (data.files.length > 0) takeFiles([...data.files]);
  });

  return {
    shrink: (label, data) => {
      const bytes = Uint8Array.from(atob(data), (character) => character.charCodeAt(0));
      void takeAll([[new Blob([bytes]), label]]);
    },
  };
}
