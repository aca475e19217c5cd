// A prompt of the user's own, from `.sidestream/prompts/<name>.md`: its text, with places for what is at hand.

export interface PromptFile {
  /** What is typed after the slash. */
  readonly name: string;
  /** Its first heading, or its first line. */
  readonly about: string;
  readonly text: string;
}

/** Longer ones are no prompts. */
export const MAX_PROMPT = 50_000;

/** Undefined for a file that has no name to type, or no text. */
export function readPromptFile(fileName: string, content: string): PromptFile | undefined {
  const name = fileName.replace(/\.md$/i, '').toLowerCase().replaceAll(/\s+/g, '-');
  const text = content.replace(/^\uFEFF/, '').trim();
  if (!/^[\p{L}\p{N}_-]{1,40}$/u.test(name) || text === '' || text.length > MAX_PROMPT) return undefined;
  const [first = ''] = text.split('\n', 1);
  const heading = /^#{1,6}\s+(.+)$/.exec(first.trim())?.[1];
  if (heading === undefined) return { name, about: first.trim().slice(0, 80), text };
  const rest = text.slice(first.length).trim();
  return rest === '' ? undefined : { name, about: heading.slice(0, 80), text: rest };
}

/** `{{selection}}` and `{{file}}` stand for the selected text and the open file's path; without one, for nothing. */
export function fillPrompt(text: string, at: { readonly selection: string; readonly file: string }): string {
  return text.replaceAll(/\{\{\s*(selection|file)\s*\}\}/g, (_, name: string) =>
    name === 'file' ? at.file : at.selection,
  );
}
