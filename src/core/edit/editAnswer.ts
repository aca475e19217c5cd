// The answer to an inline edit on its way into a group of pending edits, and the messages that ask for it: at first,
// to go on after a cut, and to follow up on what is pending.
import type { MessageParam } from '@anthropic-ai/sdk/resources/messages/messages';
import { Join } from '../claude/continuation.ts';
import type { EditGroup } from './editGroup.ts';
import type { EditPrompt } from './editPrompt.ts';
import type { LineEnd } from './lines.ts';
import { TaggedOutput, type OutputEvent, type OutputResult } from './taggedOutput.ts';

/** Length of the tail that the prompt quotes: enough to be unique, short enough to be repeated exactly. */
const QUOTED_CHARACTERS = 80;

/** Asks for the rest of an answer that was cut, stopped or broken off behind `kept`. */
export function resumeMessages(messages: readonly MessageParam[], kept: string): MessageParam[] {
  const sent = kept.trimEnd();
  if (sent === '') return [...messages];
  const tail = sent.slice(-QUOTED_CHARACTERS);
  const text =
    'Your answer was interrupted. Go on exactly where it stopped: start with the very next character, repeat nothing, ' +
    'open no tag again that is open, write no remark, and close the tags as before. The last characters were:\n' +
    `<last_characters>${tail}</last_characters>`;
  return [...messages, { role: 'assistant', content: sent }, { role: 'user', content: text }];
}

/** A further instruction on what an earlier answer has put into the file: `prompt` holds the file as it is now. */
export function followUpMessages(
  earlier: readonly MessageParam[],
  answer: string,
  { user }: EditPrompt,
): MessageParam[] {
  if (answer.trim() === '') return [{ role: 'user', content: user }];
  const text = `The region now holds your edit. Go on from there, by a further instruction.\n\n${user}`;
  return [...earlier, { role: 'assistant', content: answer.trimEnd() }, { role: 'user', content: text }];
}

export class EditAnswer {
  readonly #output: TaggedOutput;
  readonly #group: EditGroup;
  /** Lines of each region that the group holds from before: told once more by the text that was kept. */
  readonly #skip: number[];
  readonly #join: Join | undefined;
  #text: string;
  #result: OutputResult | undefined;

  /** `kept` is the text that came before, when the answer goes on; `group` is the resumed one then. */
  constructor(prompt: Pick<EditPrompt, 'tag' | 'regions'>, end: LineEnd, group: EditGroup, kept = '') {
    this.#output = new TaggedOutput(prompt.tag, prompt.regions, end);
    this.#group = group;
    this.#skip = [...group.written];
    this.#join = kept.trim() === '' ? undefined : new Join(kept);
    this.#text = kept;
    this.#take(this.#output.push(kept));
  }

  /** All that was received, for going on and for following up. */
  get text(): string {
    return this.#text;
  }

  get result(): OutputResult | undefined {
    return this.#result;
  }

  push(text: string): void {
    this.#add(this.#join === undefined ? text : this.#join.push(text).show);
  }

  /** The answer has ended: `cut` where its rest is unknown. Gives to the group what was held back. */
  end(how: 'whole' | 'cut'): OutputResult {
    if (this.#join !== undefined) this.#add(this.#join.end().show);
    const { events, result } = this.#output.end(how);
    this.#take(events);
    // What was not closed keeps the rest of its original; so does a region that was never opened.
    this.#group.finish('cut');
    this.#result = result;
    return result;
  }

  #add(text: string): void {
    if (text === '') return;
    this.#text += text;
    this.#take(this.#output.push(text));
  }

  #take(events: readonly OutputEvent[]): void {
    for (const event of events) {
      if (event.type === 'close') this.#group.finish(event.whole ? 'whole' : 'cut', event.region);
      else if ((this.#skip[event.region] ?? 0) > 0) this.#skip[event.region] = (this.#skip[event.region] ?? 0) - 1;
      else this.#group.push(event.region, [event.line]);
    }
  }
}
