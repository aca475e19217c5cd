/** Inline edits in the rehearsal: an answer in the tags that were asked for, which does something sensible to any code. */
import { answer } from '../answer.ts';
import type { RecordedRequest } from '../recordedRequest.ts';
import { textOf, turnsOf } from '../requestShape.ts';
import type { Reply } from '../script.ts';

const SYSTEM = 'You edit code inside an editor.';

/** Undefined where the request is no inline edit. */
export function rehearseEdit({ body }: RecordedRequest, tempo: number): Reply | undefined {
  if (!textOf(body.system).startsWith(SYSTEM)) return undefined;
  const users = turnsOf(body).filter(({ role }) => role === 'user');
  const asked = users.findLast(({ content }) => /-region>/.test(textOf(content)));
  if (asked === undefined) return undefined;
  const code = editOf(textOf(asked.content));
  return answer({ text: code, chunk: 10, seed: code.length, firstDelayMs: 400 * tempo, delayMs: 25 * tempo });
}

/** The whole answer to a prompt. */
function editOf(prompt: string): string {
  const instruction = /Instruction:\s*([^\n]*)/.exec(prompt)?.[1] ?? '';
  const regions = [...prompt.matchAll(/<([\w-]+)-region>\n([\s\S]*?)<\/\1-region>/g)];
  return regions.map(([, tag = '', code = '']) => `<${tag}>\n${rewrite(code, instruction)}</${tag}>`).join('\n');
}

function rewrite(code: string, instruction: string): string {
  if (code.trim() === '') return `${indentOf(code)}// Rehearsal: with a key, Claude writes here what you asked for.\n`;
  const [, from, to] = /\brename\s+(\w+)\s+(?:to|into)\s+(\w+)/i.exec(instruction) ?? [];
  if (from !== undefined && to !== undefined) return code.replaceAll(new RegExp(`\\b${from}\\b`, 'g'), to);
  const lines = code.split('\n');
  const documented = lines.flatMap((line, number) => {
    const name = /^\s*(?:export )?(?:async )?(?:function|class|interface)\s+(\w+)/.exec(line)?.[1];
    const above = lines[number - 1]?.trim() ?? '';
    if (name === undefined || above.endsWith('*/')) return [line];
    return [`${indentOf(line)}/** ${wordsOf(name)}. */`, line];
  });
  if (documented.length > lines.length) return documented.join('\n');
  const first = lines.findIndex((line) => line.trim() !== '');
  return lines.toSpliced(first, 0, `${indentOf(lines[first] ?? '')}// Rehearsed edit: ${instruction}`).join('\n');
}

const indentOf = (line: string): string => /^[ \t]*/.exec(line)?.[0] ?? '';

/** `readTides` as `Read tides`. */
function wordsOf(name: string): string {
  const words = name.replaceAll(/([a-z])([A-Z])/g, '$1 $2').toLowerCase();
  return words.charAt(0).toUpperCase() + words.slice(1);
}
