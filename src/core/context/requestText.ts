// A request as a text to read: where it goes, how large each part is, and its body, byte for byte but for images.
import type { ContentBlockParam, MessageCreateParamsStreaming } from '@anthropic-ai/sdk/resources/messages/messages';
import type { Connection } from '../claude/connection.ts';
import type { Translate } from '../claude/failureWords.ts';
import { estimateTokens } from '../claude/messageUsage.ts';
import { systemText, tokensOfBlock, tokensOfContent } from '../claude/requestTokens.ts';

/** JSON with comments. No value of a header is in it: any may be a secret. `counted`: by the API, where it was asked. */
export function requestText(
  params: MessageCreateParamsStreaming,
  to: Connection,
  t: Translate,
  counted?: number,
): string {
  const parts = partsOf(params, t);
  const total = parts.reduce((sum, { tokens }) => sum + tokens, 0);
  const width = Math.max(...parts.map(({ name }) => name.length));
  const rows = parts.map(({ name, tokens }) => `${name.padEnd(width)}  ${t('about {0} tokens', tokens)}`);
  const head = [
    counted === undefined
      ? t('What Send would send now. Nothing of it has been sent.')
      : t('What Send would send now. It was sent only to be counted, at your word.'),
    '',
    `POST ${to.baseUrl}/v1/messages`,
    ...headersOf(to).map((name) => `${name}: ${t('(not shown)')}`),
    '',
    ...rows,
    `${t('In all').padEnd(width)}  ${t('about {0} tokens', total)}`,
    ...(counted === undefined ? [] : [`${t('In all').padEnd(width)}  ${t('{0} tokens, counted by the API', counted)}`]),
  ];
  return `${head.map((line) => `// ${line}`.trimEnd()).join('\n')}\n${JSON.stringify(params, withoutBytes(t), 2)}\n`;
}

function headersOf({ apiKeyHeader, apiVersion, customHeaders }: Connection): string[] {
  return [apiKeyHeader, ...(apiVersion === undefined ? [] : ['anthropic-version']), ...Object.keys(customHeaders)];
}

interface Part {
  readonly name: string;
  readonly tokens: number;
}

function partsOf({ system, messages }: MessageCreateParamsStreaming, t: Translate): Part[] {
  const ofSystem = systemText(system);
  const last = messages.at(-1);
  const before = messages.slice(0, -1).map(({ content }) => tokensOfContent(content));
  const lastBlocks = typeof last?.content === 'string' ? [textBlock(last.content)] : (last?.content ?? []);
  const all: Part[] = [
    { name: t('Instructions'), tokens: estimateTokens(ofSystem.length) },
    { name: t('Earlier messages ({0})', before.length), tokens: before.reduce((sum, each) => sum + each, 0) },
    ...lastBlocks.map((block, index) => ({
      name: index === lastBlocks.length - 1 ? t('Your message') : nameOf(block, t),
      tokens: tokensOfBlock(block),
    })),
  ];
  return all.filter(({ tokens }) => tokens > 0);
}

const textBlock = (text: string): ContentBlockParam => ({ type: 'text', text });

/** An attachment begins with its tag; what else stands there, with its first words. */
function nameOf(block: ContentBlockParam, t: Translate): string {
  if (block.type === 'image') return t('Image');
  if (block.type !== 'text') return block.type;
  const name = /^<attached[\w-]* kind="(\w+)" (?:path|name)="((?:[^"\\]|\\.)*)"/.exec(block.text);
  return name === null ? `${block.text.slice(0, 30).replaceAll(/\s+/g, ' ')}…` : `${name[1]} ${name[2]}`;
}

/** Bytes of an image would bury all else: their number stands in their place. */
function withoutBytes(t: Translate) {
  return (name: string, value: unknown): unknown =>
    name === 'data' && typeof value === 'string' && value.length > 1000
      ? t('({0} KB of base64)', Math.round(value.length / 1024))
      : value;
}
