// What a test of the connection found: its steps, each with its time, and the verdict; and the same as text to pass on.
import type { Translate } from '../claude/failureWords.ts';
import type { Notice } from '../../panelState.ts';

export type StepState = 'ok' | 'warning' | 'failed' | 'skipped';

export interface Step {
  readonly name: string;
  readonly state: StepState;
  readonly ms?: number;
  readonly words: string;
}

export interface Diagnosis {
  readonly steps: readonly Step[];
  readonly verdict: Notice;
  /** The service itself seems to be in trouble: its status page may tell more. */
  readonly widespread: boolean;
}

export const STATUS_PAGE = 'https://status.claude.com';

const MARKS: Readonly<Record<StepState, string>> = { ok: '✓', warning: '!', failed: '✗', skipped: '–' };

/**
 * The report as plain text. `secrets` are taken out wherever they stand: a server may have repeated one in what it said.
 */
export function reportOf(
  { steps, verdict, widespread }: Diagnosis,
  about: readonly string[],
  secrets: readonly string[],
  t: Translate,
): string {
  const width = Math.max(...steps.map(({ name }) => name.length));
  const lines = steps.map(({ name, state, ms, words }) => {
    const time = ms === undefined ? '' : `${Math.round(ms)} ms`;
    return `${MARKS[state]} ${name.padEnd(width)} ${time.padStart(9)}  ${words}`;
  });
  const text = [
    t('Sidestream: test of the connection'),
    ...about,
    '',
    ...lines,
    '',
    verdict.title,
    ...(verdict.detail === undefined ? [] : [verdict.detail]),
    ...(widespread ? [STATUS_PAGE] : []),
    '',
  ].join('\n');
  return secrets.filter((secret) => secret !== '').reduce((shown, secret) => shown.replaceAll(secret, '…'), text);
}
