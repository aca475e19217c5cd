// Why a message is not taken, in words; it stays in the composer then.
import type { Notice } from '../../panelState.ts';
import type { SentContext } from '../context/attachment.ts';
import { speaksAlone } from '../context/speaksAlone.ts';
import type { Translate } from '../claude/failureWords.ts';

/** The API takes 32 MB a request; JSON may double a text, and the history goes along. */
const LONGEST_MESSAGE = 4_000_000;

/** `undefined` for a message that can be sent. */
export function refuseMessage(
  text: string,
  context: readonly SentContext[],
  running: boolean,
  t: Translate,
): Notice | undefined {
  const info = (title: string, detail: string): Notice => ({ severity: 'warning', title, detail, steps: [] });
  if (text.trim() === '' && !speaksAlone(context))
    return info(t('There is nothing to send yet.'), t('Type a message first.'));
  const along = context.map((item) => (item.kind === 'image' ? 0 : item.text.length));
  const length = along.reduce((sum, each) => sum + each, text.length);
  if (length > LONGEST_MESSAGE) {
    const size = (length / 1e6).toFixed(1);
    return info(
      t('This message is too long to send ({0} million characters).', size),
      t(
        'No model reads more than about {0} million at once. Shorten it; nothing of it was lost.',
        LONGEST_MESSAGE / 1e6,
      ),
    );
  }
  if (running) {
    return info(t('Claude is still answering.'), t('Send again when the answer has ended, or stop it first.'));
  }
  return undefined;
}
