// What is sent of a chat: its turns as messages, by the API's rules. Append-only: a turn has the same shape each time it
// is sent, since the cache and the thinking of later turns vouch for every byte before them.
import type { ContentBlockParam, MessageParam, TextBlockParam } from '@anthropic-ai/sdk/resources/messages/messages';
import { contextBlocks, imageFilesOf, type Images } from '../context/contextBlocks.ts';
import { withoutRepeats } from '../context/unchanged.ts';
import type { ChatLog, LoggedBlock, LoggedClaudeTurn, LoggedPart, LoggedUserTurn } from './chatLog.ts';

export interface History {
  readonly messages: readonly MessageParam[];
  /** The user turn with which it begins. */
  readonly from: string;
}

/**
 * The history up to and including user turn `until` (a turn that is not answered yet counts only there), with at most
 * `maxExchanges` exchanges (0 = all). `resume` asks to go on with the reply to it and is the last message then. Of the
 * versions of a turn only the one goes along that leads to `until`.
 */
export function buildHistory(
  log: ChatLog,
  until: LoggedUserTurn,
  maxExchanges: number,
  resume?: string,
  images: Images = new Map(),
): History {
  const all = exchangesOf(log, until);
  // On a branch without that turn nothing was forgotten.
  const exchanges = all.slice(
    Math.max(
      0,
      all.findIndex(({ asked }) => asked.id === log.memoryStart),
    ),
  );
  const sent = exchanges.slice(firstSent(exchanges.length, maxExchanges));
  const from = sent[0]?.asked.id ?? until.id;
  const seen = new Set<string>();
  const messages = sent.flatMap(({ asked, reply }) => [
    questionOf(asked, images, seen),
    // Asked again, a question goes without its earlier answers: no model takes a request that ends with its own words.
    ...(reply === undefined || (asked === until && resume === undefined) ? [] : replyMessages(reply, from)),
  ]);
  if (resume !== undefined) messages.push(userMessage(resume));
  return { messages: joinNeighbours(messages), from };
}

interface HistoryExchange {
  readonly asked: LoggedUserTurn;
  reply: LoggedClaudeTurn | undefined;
}

/** Exchanges that are history: the API has begun to answer them and did not refuse; and `until`, which is on its way. */
function exchangesOf(log: ChatLog, until: LoggedUserTurn): HistoryExchange[] {
  const byQuestion = new Map<string, HistoryExchange>();
  const reply = log.shownReply(until.id);
  const known = log.userTurn(until.id) !== undefined;
  const lineage = known ? log.tree.lineage(until.id) : [...log.tree.lineage(log.tree.end), until];
  for (const turn of [...lineage, ...(reply === undefined ? [] : [reply])]) {
    if (turn.role === 'user') {
      if (turn === until || turn.answered) byQuestion.set(turn.id, { asked: turn, reply: undefined });
      continue;
    }
    const exchange = byQuestion.get(turn.to);
    if (exchange !== undefined) exchange.reply = turn;
  }
  return [...byQuestion.values()].filter((exchange) => exchange.asked === until || !refused(exchange.reply));
}

/** Files of all images that may go along with a request of this chat. */
export function imagesOf({ tree }: ChatLog): string[] {
  const turns = [...tree.nodes.values()].map(({ turn }) => turn);
  return imageFilesOf(turns.flatMap((turn) => (turn.role === 'user' && !turn.contextLeftOut ? turn.context : [])));
}

/** A refused turn is taken out whole, question and answer: left in, it makes the next refusal likely. */
function refused(reply: LoggedClaudeTurn | undefined): boolean {
  return reply?.parts.at(-1)?.end?.outcome === 'refused';
}

/**
 * Index of the first exchange sent. Moves in steps of half the cap: moving by one each turn would change the prefix each
 * turn, and with it void the cache and the thinking each time.
 */
export function firstSent(count: number, maxExchanges: number): number {
  if (maxExchanges <= 0 || count <= maxExchanges) return 0;
  const step = Math.max(1, Math.floor(maxExchanges / 2));
  return Math.ceil((count - maxExchanges) / step) * step;
}

function replyMessages(reply: LoggedClaudeTurn, from: string): MessageParam[] {
  return reply.parts.flatMap((part, index) => {
    if (!part.started || part.end?.outcome === 'refused') return [];
    // Thinking vouches for the history before it: made over another one, it must stay out.
    const content = contentOf(part, !reply.thinkingForgotten && part.ask.from === from);
    const asked = index > 0 && part.ask.resume !== undefined ? [userMessage(part.ask.resume)] : [];
    return content.length > 0 ? [...asked, { role: 'assistant', content }] : [];
  });
}

/** The blocks of one part as they must be sent back; of one that did not come to its end only what is whole. */
function contentOf(part: LoggedPart, withThinking: boolean): ContentBlockParam[] {
  const ended = part.end?.outcome === 'done';
  const blocks = [...part.blocks.entries()].toSorted(([a], [b]) => a - b).map(([, block]) => block);
  const content = blocks.flatMap((block) => blockParam(block, withThinking));
  while (content.length > 0) {
    const last = content.at(-1);
    if (last?.type === 'text') {
      if (ended) break;
      const text = last.text.trimEnd();
      content.pop();
      if (text === '') continue;
      content.push({ ...last, text });
      break;
    }
    content.pop(); // thinking with nothing after it vouches for nothing, and is refused
  }
  return content;
}

function blockParam({ channel, shown, repeat, kept }: LoggedBlock, withThinking: boolean): ContentBlockParam[] {
  const text = repeat + shown.join('');
  if (kept?.type === 'thinking') {
    if (!withThinking || kept.signature === '') return [];
    return [{ type: 'thinking', thinking: text, signature: kept.signature }];
  }
  if (kept?.type === 'other') {
    const { type, data } = kept.fields;
    return withThinking && type === 'redacted_thinking' && typeof data === 'string' ? [{ type, data }] : [];
  }
  if (channel !== 'text' || text.trim() === '') return [];
  return [{ type: 'text', text }];
}

/** In place of a message that was nothing but an image, once the API has refused that. */
const LEFT_OUT = 'An image that cannot be sent stood here.';

/** What goes along stands before the question that is about it. */
function questionOf(asked: LoggedUserTurn, images: Images, seen: Set<string>): MessageParam {
  const along = asked.contextLeftOut ? [] : contextBlocks(withoutRepeats(asked.context, seen), images);
  // The API takes neither an empty text nor a message without content.
  const text = asked.text.trim() !== '' ? asked.text : along.length === 0 ? LEFT_OUT : undefined;
  return { role: 'user', content: [...along, ...(text === undefined ? [] : [{ type: 'text', text } as const])] };
}

function userMessage(text: string): MessageParam {
  return { role: 'user', content: [{ type: 'text', text }] };
}

/** Some gateways insist that roles alternate: neighbours of one role become one message. */
function joinNeighbours(messages: readonly MessageParam[]): MessageParam[] {
  const joined: MessageParam[] = [];
  for (const message of messages) {
    const before = joined.at(-1);
    if (before?.role === 'user' && message.role === 'user') {
      joined[joined.length - 1] = { role: 'user', content: [...asBlocks(before), ...asBlocks(message)] };
    } else joined.push(message);
  }
  return joined;
}

function asBlocks({ content }: Extract<MessageParam, { role: 'user' | 'assistant' }>): ContentBlockParam[] {
  return typeof content === 'string' ? [{ type: 'text', text: content } satisfies TextBlockParam] : [...content];
}
