// What a test's chat has sent last, as the stand-in got it.
import type { StandIn } from './standin/standIn.ts';

/** All texts of the last request's messages, in their order. */
export function sentTexts(standIn: StandIn): string[] {
  const { messages } = standIn.messages.at(-1)!.body as {
    messages: { content: { type: string; text?: string }[] }[];
  };
  return messages.flatMap(({ content }) => content.flatMap(({ text }) => text ?? []));
}
