// The guards for what the page sends: whatever is not exactly a message of protocol.ts is no message.
import { IDEAS, NEXT_STEPS } from './panelState.ts';
import { MAX_IMAGE, MAX_TEXT, type PageImage, type PageMessage } from './protocol.ts';

const isRecord = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null;
const isText = (value: unknown): value is string => typeof value === 'string' && value.length <= MAX_TEXT;
const isId = (value: unknown): value is string => typeof value === 'string' && /^[\w-]{1,64}$/.test(value);

const isShort = (value: unknown, most: number): value is string => typeof value === 'string' && value.length <= most;
const isPixels = (value: unknown): value is number =>
  Number.isInteger(value) && Number(value) > 0 && Number(value) <= 8000;
const BASE64 = /^[A-Za-z0-9+/]+={0,2}$/;

function parseImage(value: unknown): PageImage | undefined {
  if (!isRecord(value)) return undefined;
  const { label, data, width, height, thumb } = value;
  const mediaType = (['image/png', 'image/jpeg', 'image/webp'] as const).find((known) => known === value['mediaType']);
  if (mediaType === undefined || !isShort(label, 200) || !isPixels(width) || !isPixels(height)) return undefined;
  if (!isShort(data, MAX_IMAGE) || !BASE64.test(data)) return undefined;
  if (!isShort(thumb, 60_000) || !/^data:image\/(png|jpeg|webp);base64,[A-Za-z0-9+/]+={0,2}$/.test(thumb))
    return undefined;
  return { label, mediaType, data, width, height, thumb };
}

/** Messages about what goes along with a message. */
function parseContextMessage(value: Record<string, unknown>): PageMessage | undefined {
  const { type, id, text, request } = value;
  switch (type) {
    case 'addContext':
      return { type };
    case 'begin': {
      const idea = IDEAS.find((known) => known === value['idea']);
      return idea && { type, idea };
    }
    case 'attach':
      return isShort(id, 64) ? { type, id } : undefined;
    case 'detach':
    case 'unpaste':
      return isId(id) ? { type, id } : undefined;
    case 'openContext': {
      const turnId = value['turnId'];
      if (!isId(id)) return undefined;
      if (turnId === undefined) return { type, id };
      return isId(turnId) ? { type, id, turnId } : undefined;
    }
    case 'paste':
      return isId(id) && isText(text) && text !== '' ? { type, id, text } : undefined;
    case 'image': {
      const image = parseImage(value['image']);
      return image && { type, image };
    }
    case 'drop': {
      const uris: unknown = value['uris'];
      if (!Array.isArray(uris) || uris.length > 100) return undefined;
      return uris.every((uri) => isShort(uri, 4096)) ? { type, uris } : undefined;
    }
    case 'withOpenFile':
      return typeof value['on'] === 'boolean' ? { type, on: value['on'] } : undefined;
    case 'suggest':
      if (!Number.isInteger(request) || !isShort(text, 200)) return undefined;
      return { type, request: Number(request), text };
    case 'showRequest':
      return isText(text) ? { type, text } : undefined;
    default:
      return undefined;
  }
}

/** Checks one message of the page, whatever it is; `undefined` for anything that is not exactly such a message. */
export function parsePageMessage(value: unknown): PageMessage | undefined {
  if (!isRecord(value)) return undefined;
  const { type, id, text, turnId } = value;
  switch (type) {
    case 'ready': {
      const { version, at } = value;
      if (typeof version !== 'number') return undefined;
      // A page without a snapshot shows nothing: for a place that is none it shall not go without.
      return isId(at) ? { type, version, at } : { type, version };
    }
    case 'send': {
      const sendId = value['sendId'];
      return isId(sendId) && isText(text) ? { type, sendId, text } : undefined;
    }
    case 'draft': {
      const chatId = value['chatId'];
      if (!isText(text)) return undefined;
      if (chatId === undefined) return { type, text };
      return isId(chatId) ? { type, text, chatId } : undefined;
    }
    case 'edit': {
      const sendId = value['sendId'];
      return isId(sendId) && isId(turnId) && isText(text) ? { type, sendId, turnId, text } : undefined;
    }
    case 'regenerate': {
      const pick = value['pick'];
      return isId(turnId) && typeof pick === 'boolean' ? { type, turnId, pick } : undefined;
    }
    case 'unqueue': {
      const back = value['back'];
      return isId(turnId) && typeof back === 'boolean' ? { type, turnId, back } : undefined;
    }
    case 'showVersion':
    case 'delete':
    case 'restore':
    case 'sendQueued':
      return isId(turnId) ? { type, turnId } : undefined;
    case 'copy':
    case 'insertAtCursor':
      return isText(text) ? { type, text } : undefined;
    case 'newFile':
    case 'putInTerminal': {
      const language = value['language'];
      return isText(text) && typeof language === 'string' && language.length <= 64
        ? { type, text, language }
        : undefined;
    }
    case 'applyToFile': {
      const language = value['language'];
      if (!isText(text) || (language !== undefined && (typeof language !== 'string' || language.length > 64)))
        return undefined;
      return { type, text, ...(language !== undefined && { language }) };
    }
    case 'earlier':
    case 'prompts':
    case 'recentChats':
    case 'stop':
    case 'newChat':
      return { type };
    case 'openChat':
      if (id === undefined) return { type };
      return isId(id) ? { type, id } : undefined;
    case 'retryNow':
    case 'cancelRetry':
      return isId(turnId) ? { type, turnId } : undefined;
    case 'step': {
      const step = NEXT_STEPS.find((known) => known === value['step']);
      if (step === undefined) return undefined;
      if (turnId === undefined) return { type, step };
      return isId(turnId) ? { type, step, turnId } : undefined;
    }
    case 'openLink': {
      const href = value['href'];
      return typeof href === 'string' && href.length <= 4096 ? { type, href } : undefined;
    }
    case 'confused': {
      const about = value['about'];
      return isId(about) ? { type, about } : undefined;
    }
    default:
      return parseContextMessage(value);
  }
}
