/** Chooses the scene for a request and plays it, with its mishap the first time. */
import { answer } from '../answer.ts';
import { canonical, digest } from '../canonical.ts';
import { failure } from '../failure.ts';
import { destroyAt, eventCount } from '../faults.ts';
import type { RecordedRequest } from '../recordedRequest.ts';
import { blocksOf, field, turnsOf, type MessagesBody } from '../requestShape.ts';
import type { Reply } from '../script.ts';
import { restOf } from './goOn.ts';
import { keywordIn, SCENES, type Scene } from './scenes.ts';

/** The part of a long answer that comes before its mishap. */
const BEFORE_MISHAP = 0.55;

export interface Pace {
  /** 1 is the real pace; 0 plays everything at once, for tests. */
  tempo: number;
}

export class Rehearsal {
  readonly #pace: Pace;
  readonly #seen = new Map<string, number>();

  constructor(pace: Pace) {
    this.#pace = pace;
  }

  readonly reply = ({ body }: RecordedRequest): Reply => {
    const rest = restOf(body, Object.values(SCENES), (turn) => choose(turn?.blocks, body.system));
    if (rest) return this.#play({ ...rest.scene, firstDelayMs: 400, text: rest.text }, body, false);
    const question = turnsOf(body).findLast(({ role }) => role === 'user');
    const scene = choose(question?.content, body.system);
    const mishap = this.#isFirst(body) ? scene.mishap : undefined;
    if (mishap === 'overloaded')
      return failure(529, { message: 'Overloaded', requestId: 'req_rehearsal', retryAfter: 5 });
    if (mishap === 'break') return this.#broken(scene, body);
    if (mishap === 'limit') return this.#play({ ...scene, text: beginning(scene.text) }, body, true, 'max_tokens');
    return this.#play(scene, body, true, scene.mishap === 'refuse' ? 'refusal' : 'end_turn');
  };

  /** Every second time the same question is asked it goes well, so that both can be tried again and again. */
  #isFirst({ messages }: MessagesBody): boolean {
    const key = digest(canonical(messages));
    const times = this.#seen.get(key) ?? 0;
    this.#seen.set(key, times + 1);
    return times % 2 === 0;
  }

  #broken(scene: Scene, body: MessagesBody): Reply {
    const reply = this.#play({ ...scene, text: beginning(scene.text) }, body, true);
    // Without the three events that would end it properly.
    return destroyAt(reply, eventCount(reply) - 3);
  }

  #play(scene: Scene, body: MessagesBody, thinks: boolean, stopReason = 'end_turn'): Reply {
    const { tempo } = this.#pace;
    const limit = typeof body.max_tokens === 'number' ? body.max_tokens * 4 : Infinity;
    const cut = scene.text.length > limit;
    const type = field(body.thinking, 'type');
    const refusal = { type: 'refusal', category: 'general_harms', explanation: 'A rehearsal of being declined.' };
    return answer({
      ...(thinks && scene.thinking && type !== 'disabled' && type !== undefined && { thinking: scene.thinking }),
      text: cut ? scene.text.slice(0, limit) : scene.text,
      chunk: scene.chunk,
      seed: scene.text.length,
      firstDelayMs: scene.firstDelayMs * tempo,
      delayMs: scene.delayMs * tempo,
      ...(scene.pingEvery && { pingEvery: scene.pingEvery }),
      stopReason: cut ? 'max_tokens' : stopReason,
      stopDetails: stopReason === 'refusal' ? refusal : null,
    });
  }
}

/** In the middle of a word, so that a continuation has to be exact. */
const beginning = (text: string): string => text.slice(0, Math.floor(text.length * BEFORE_MISHAP));

const FALLBACK: Scene = SCENES['help'] ?? { text: 'Rehearsal', firstDelayMs: 400, delayMs: 25, chunk: 10 };

/** Only the words the user typed count, not a file that came along: the last block, and of a long one its two ends. */
function choose(content: unknown, system: unknown): Scene {
  const typed = blocksOf(content).findLast(({ type }) => type === 'text')?.text;
  const text = typeof typed === 'string' ? typed : '';
  const ends = text.length > 400 ? `${text.slice(-200)} ${text.slice(0, 200)}` : text;
  const keyword = /commit message/i.test(`${ends} ${canonical(system)}`) ? 'commit' : keywordIn(ends);
  return SCENES[keyword ?? 'help'] ?? FALLBACK;
}
