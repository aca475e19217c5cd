// The slash commands of the composer: each a prompt that is put into the text, so that what is sent can be read first,
// with what it needs attached; or something to do.

/** What a prompt is about. `code`: the selection, or without one the open file. */
export type Wanted = 'code' | 'problems' | 'diff';

export interface SlashPrompt {
  readonly name: string;
  readonly about: string;
  readonly prompt: string;
  readonly wants: readonly Wanted[];
}

export const SLASH_PROMPTS: readonly SlashPrompt[] = [
  {
    name: 'explain',
    about: 'Explain the selected code',
    prompt: 'Explain what this code does and why it is written this way. Begin with its purpose in one sentence.',
    wants: ['code'],
  },
  {
    name: 'fix',
    about: 'Find and fix what is wrong',
    prompt: 'Find what is wrong here and show the corrected code. Name the cause before the fix.',
    wants: ['code', 'problems'],
  },
  {
    name: 'tests',
    about: 'Write tests',
    prompt: 'Write tests for this code, in the style and with the framework of the project. Cover the edges first.',
    wants: ['code'],
  },
  {
    name: 'docs',
    about: 'Write documentation comments',
    prompt: 'Write documentation comments for the public parts of this code, in the convention of its language.',
    wants: ['code'],
  },
  {
    name: 'review',
    about: 'Review the changes that are not committed',
    prompt:
      'Review these changes. Report real defects first, each with its line and a way to mend it; then what is unclear.',
    wants: ['diff'],
  },
  {
    name: 'commit',
    about: 'Write a commit message',
    prompt:
      'Write a commit message for these changes: a title in the imperative of at most 60 characters, then why, where it is not plain.',
    wants: ['diff'],
  },
];

/** Things to do at once, each a command of the palette. */
export const SLASH_ACTIONS = [
  { name: 'clear', about: 'Start a new chat', command: 'sidestream.newChat' },
  { name: 'model', about: 'Choose another model', command: 'sidestream.selectModel' },
  { name: 'request', about: 'Show what would be sent', command: 'sidestream.showRequest' },
] as const;
