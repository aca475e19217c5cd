// English as it is: what the editor's localiser does without a translation.
import type { Translate } from '../../src/core/claude/failureWords.ts';

export const translate: Translate = (message, ...args) =>
  message.replace(/\{(\d+)\}/g, (_, index: string) => String(args[Number(index)]));
