/** A long answer, made of many short scenes: the same text every time, as a continuation has to find its place in it. */
import { seeded } from '../random.ts';

const WHO = ['The prompter', 'A carpenter', 'The second violin', 'Somebody’s aunt', 'The understudy', 'A stray dog'];
const DOES = ['crossed the stage', 'counted the lamps', 'lost a button', 'forgot the word', 'opened the trapdoor'];
const WHERE = ['behind the painted forest', 'under the moon on its rope', 'in the royal box', 'between two cues'];
const END = ['and nobody clapped.', 'and the rain joined in.', 'which was not in the play.', 'and stayed for tea.'];

export function longText(length: number): string {
  const random = seeded(1599);
  const pick = (from: readonly string[]): string => from[Math.floor(random() * from.length)] ?? '';
  const sentence = (): string => `${pick(WHO)} ${pick(DOES)} ${pick(WHERE)}, ${pick(END)}`;
  const parts = ['# The longest rehearsal on record', 'It began on a Tuesday. Here is what was written down.'];
  let size = 0;
  for (let act = 1; size < length; act += 1) {
    const scene = [
      `## Night ${act}`,
      Array.from({ length: 4 }, sentence).join(' '),
      Array.from({ length: 3 }, () => `- ${sentence()}`).join('\n'),
    ];
    if (act % 3 === 0) scene.push(program(act, pick));
    const text = scene.join('\n\n');
    parts.push(text);
    size += text.length + 2;
  }
  return parts.join('\n\n');
}

const program = (act: number, pick: (from: readonly string[]) => string): string =>
  `\`\`\`typescript
export function night${act}(seats: number): string {
  // ${pick(WHO)} ${pick(DOES)} here.
  const taken = Math.min(seats, ${act * 7});
  return \`\${taken} of \${seats} taken ${pick(WHERE)}\`;
}
\`\`\``;
