// What is said about a commit message: what was left out of what the model saw, and how it ended, if not well.
import { endNotice } from '../claude/endWords.ts';
import { failureNotice, type Situation, type Translate } from '../claude/failureWords.ts';
import type { Notice } from '../../panelState.ts';
import type { Digest } from './digest.ts';
import type { CommitEnd } from './writeCommitMessage.ts';

/** What the user should know of how the message came to be; undefined where all staged changes went along. */
export function toldOf(digest: Digest, staged: boolean, t: Translate): string | undefined {
  const { leftOut, shortened } = digest;
  const sentences = [
    !staged && t('Nothing is staged, so the message is about all changes.'),
    shortened.length > 0 && t('The changes are large: {0} were sent in part.', names(shortened, t)),
    leftOut.length > 0 && t('Sent by name only, as lock file, generated or binary: {0}.', names(leftOut, t)),
  ].filter((sentence) => sentence !== false);
  return sentences.length === 0 ? undefined : sentences.join(' ');
}

function names(paths: readonly string[], t: Translate): string {
  const shown = paths.slice(0, 3).join(', ');
  return paths.length > 3 ? t('{0} and {1} more', shown, paths.length - 3) : shown;
}

/** What went wrong and what to do, if the end is worth a word; what came stands in the box in any case. */
export function commitNotice(end: CommitEnd, situation: Situation, t: Translate): Notice | undefined {
  const { outcome, failure, retryAfterMs } = end;
  if (outcome === 'typed' || outcome === 'stopped') return undefined;
  if (outcome === 'broken' && failure !== undefined) {
    return failureNotice(failure, { ...situation, retryAfterMs }, !end.empty, t);
  }
  const notice = endNotice(outcome, end, t, situation.task);
  if (outcome !== 'refused') return notice;
  return (
    notice && { ...notice, detail: end.refusal?.explanation ?? t('Write this message yourself, or try another model.') }
  );
}
