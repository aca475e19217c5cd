/** Signatures of thinking blocks: issued with each answer, checked when the block comes back, as the API does. */
import { createHmac } from 'node:crypto';
import { canonical, digest } from './canonical.ts';
import { mergedTurns, type MergedTurn } from './mergedTurns.ts';
import { preservesThinking } from './models.ts';
import { blocksOf, field, type Block, type MessagesBody } from './requestShape.ts';

/** What becomes of a block whose prefix has changed: refused, taken out in silence, or not checked at all. */
export type Binding = 'reject' | 'drop' | 'off';

interface Seal {
  text: string;
  prefix: string;
  model: string;
}

/** A constant: a chat must outlive the process that answered it, as with the API. */
const mac = (seal: string): string => createHmac('sha256', 'stand-in').update(seal).digest('base64url').slice(0, 22);

/** Everything before the answer, as the block is bound to it. */
export const prefixOf = (body: MessagesBody): string => hashPrefix(body, mergedTurns(body));

function hashPrefix({ system, tools }: MessagesBody, turns: readonly MergedTurn[]): string {
  const before = turns.map(({ role, blocks }) => ({ role, blocks }));
  return digest(canonical([blocksOf(system), tools ?? [], before]));
}

export function sign(text: string, prefix: string, model: string): string {
  const seal = JSON.stringify({ text: digest(text), prefix, model } satisfies Seal);
  return Buffer.from(`${seal}${mac(seal)}`).toString('base64');
}

function open(signature: unknown): Seal | undefined {
  const plain = typeof signature === 'string' ? Buffer.from(signature, 'base64').toString('utf8') : '';
  const seal = plain.slice(0, -22);
  return seal !== '' && mac(seal) === plain.slice(-22) ? (JSON.parse(seal) as Seal) : undefined;
}

/** The message of the API's 400, if a block was changed, is foreign, or stands behind another prefix than it was made for. */
export function refuseThinking(body: MessagesBody, model: string, binding: Binding): string | undefined {
  const asked = field(field(body.thinking, 'block_binding'), 'prefix_mismatch_behavior');
  const lenient = asked === 'drop_block' || binding !== 'reject' || !preservesThinking(model);
  const turns = mergedTurns(body);
  for (const [at, turn] of turns.entries()) {
    for (const [index, block] of turn.blocks.entries()) {
      if (block.type !== 'thinking') continue;
      const where = `messages.${turn.index}.content.${index}`;
      const seal = open(block.signature);
      if (!seal || seal.text !== digest(String(block.thinking))) {
        return `${where}: Invalid \`signature\` in \`thinking\` block`;
      }
      // Another model's blocks are dropped without a word.
      if (lenient || seal.model !== model) continue;
      if (!prefixes(body, turns, at, turn.blocks.slice(0, index)).includes(seal.prefix)) {
        return `${where}: \`thinking\` block is not valid after the content that precedes it`;
      }
    }
  }
  return undefined;
}

/** The turns before; and, for a turn that was continued after `pause_turn`, those with its own earlier blocks. */
function prefixes(body: MessagesBody, turns: readonly MergedTurn[], at: number, earlier: readonly Block[]): string[] {
  const before = turns.slice(0, at);
  const turn = turns[at];
  const paused = turn && earlier.length > 0 ? [hashPrefix(body, [...before, { ...turn, blocks: earlier }])] : [];
  return [hashPrefix(body, before), ...paused];
}

export const isSummarized = (body: MessagesBody): boolean => field(body.thinking, 'display') === 'summarized';
