// Every failure in words: what happened, whose fault it is, what to do next. The one place where an error becomes text.
import type { Failure } from './failure.ts';
import type { NextStep, Notice } from '../../panelState.ts';
import { retiredWords } from './retiredWords.ts';
import { tooLongWords } from './tooLongWords.ts';

/** Translates a sentence and fills in `{0}`, `{1}`; the host hands in the editor's own. */
export type Translate = (message: string, ...args: (string | number)[]) => string;

export interface Situation {
  /** Host name that the request went to. */
  readonly host: string;
  readonly model: string;
  /** What the request was for, where it was no chat's. */
  readonly task?: 'edit' | 'commit';
  /** A wait that the server asked for, in milliseconds. */
  readonly retryAfterMs?: number | undefined;
  /** Set where the model is known to be no more, with what to take in its place. */
  readonly retired?: { readonly name: string; readonly replacement?: string };
  readonly firstByteSeconds: number;
  readonly idleSeconds: number;
}

/** `kept`: some of the answer stands there, so that Continue makes sense. */
export function failureNotice(failure: Failure, situation: Situation, kept: boolean, t: Translate): Notice {
  const { title, detail, steps, severity } = words(failure, situation, t);
  const again: NextStep[] = kept ? ['continue', 'tryAgain'] : ['tryAgain', 'edit', 'drop'];
  const tail = [waitWords(situation.retryAfterMs, t), failure.said && t('The server said: {0}', failure.said)];
  const all = [detail, ...tail].filter((text) => text !== undefined && text !== '').join(' ');
  return {
    severity: severity ?? 'error',
    title,
    ...(all !== '' && { detail: all }),
    ...(failure.requestId !== undefined && { requestId: failure.requestId }),
    steps: WAIT_FIRST.has(failure.kind) ? [...again, ...steps] : [...steps, ...again],
  };
}

/** What waiting may cure is tried again before anything is changed. */
const WAIT_FIRST: ReadonlySet<Failure['kind']> = new Set(['overloaded', 'unreachable', 'noFirstByte']);

function waitWords(ms: number | undefined, t: Translate): string | undefined {
  if (ms === undefined) return undefined;
  if (ms <= 90_000) return t('It asks to wait {0} s; try again when that is over.', Math.ceil(ms / 1000));
  return t('It asks to wait {0} min; try again when that is over.', Math.ceil(ms / 60_000));
}

interface Words {
  readonly title: string;
  readonly detail?: string;
  readonly steps: readonly NextStep[];
  readonly severity?: Notice['severity'];
}

function words(failure: Failure, situation: Situation, t: Translate): Words {
  const { host, firstByteSeconds, idleSeconds, retired } = situation;
  const model = failure.model ?? situation.model;
  const code = failure.code ?? '';
  switch (failure.kind) {
    case 'noKey':
      return {
        title: t('No API key is set for {0}.', host),
        detail: t('Set one, then send again.'),
        steps: ['setApiKey'],
      };
    case 'badKey':
      return {
        title: t('The API key holds characters that cannot be sent.'),
        detail: t('Copy it anew from the console and set it again.'),
        steps: ['setApiKey'],
      };
    case 'badHeader':
      return {
        title: t('A header of the setting sidestream.customHeaders cannot be sent.'),
        detail: t('Look for line breaks and characters beyond Latin letters in its name and value.'),
        steps: ['openSettings'],
      };
    case 'badBaseUrl':
      return {
        title: t('The setting sidestream.baseUrl is no http(s) address.'),
        detail: t('Correct it, or leave it empty for Anthropic’s own API.'),
        steps: ['openSettings'],
      };
    case 'ownRateLimit':
      return {
        title: t('Your own limit of requests a minute is reached.'),
        detail: t(
          'The next is allowed at {0}. See sidestream.rateLimit.requestsPerMinute.',
          new Date(failure.nextAt ?? 0).toLocaleTimeString(),
        ),
        steps: ['openSettings'],
        severity: 'warning',
      };
    case 'overBudget':
      return {
        title: t('Not sent: your budget is used up.'),
        detail: t('See sidestream.budget.perDayUsd and sidestream.budget.perChatUsd.'),
        steps: ['openSettings'],
        severity: 'warning',
      };
    case 'wouldPassBudget':
      return {
        title: t('Not sent: it would go over your budget.'),
        detail: t('See sidestream.budget.perDayUsd and sidestream.budget.perChatUsd.'),
        steps: ['openSettings'],
        severity: 'warning',
      };
    case 'overWindow':
      return tooLongWords(situation, t);
    case 'authentication':
      return {
        title: t('{0} does not accept this API key (401).', host),
        detail: t('Check that it is whole and still active.'),
        steps: ['setApiKey'],
      };
    case 'billing':
      return {
        title: t('The account has no credit for this request (402).'),
        detail: t('See Billing in the console of your account.'),
        steps: [],
      };
    case 'spendLimit':
      return {
        title: t('A spend limit of your account is reached.'),
        detail: t('Raise it in the console, or wait until it starts anew.'),
        steps: [],
      };
    case 'permission':
      return {
        title: t('This API key may not do that (403).'),
        detail: t('Perhaps it has no access to {0}: choose another model, or another key.', model),
        steps: ['selectModel', 'setApiKey'],
      };
    case 'notFound':
      if (retired !== undefined) return { ...retiredWords(retired, t, situation.task), steps: ['selectModel'] };
      return {
        title: t('{0} knows no model {1} (404).', host, model),
        detail: t('It may be retired or misspelt; if every model fails, look at sidestream.baseUrl.'),
        steps: ['selectModel', 'openSettings'],
      };
    case 'tooLarge':
      return {
        title: t('The request is too large for the API (413).'),
        ...(situation.task === undefined
          ? { detail: t('Shorten the message, or start a new chat.'), steps: ['newChat'] }
          : { detail: t('Send less at once: a smaller selection, fewer changes.'), steps: [] }),
      };
    case 'rateLimit':
      return {
        title:
          host === 'api.anthropic.com'
            ? t('Your account’s rate limit is reached (429).')
            : t('The rate limit of {0} is reached (429).', host),
        detail: t('Wait a little, then try again.'),
        steps: [],
      };
    case 'overloaded':
      return {
        title: t('The API is overloaded (529).'),
        detail: t('That is on Anthropic’s side; another model may be free.'),
        steps: ['selectModel'],
      };
    case 'server':
      return {
        title:
          failure.status === undefined
            ? t('The API had an error of its own.')
            : t('The API had an error of its own ({0}).', failure.status),
        detail: t('Nothing is wrong on your side; try again in a moment.'),
        steps: [],
      };
    case 'gatewayTimeout':
      return { title: t('The API took too long (504).'), detail: t('A shorter request may get through.'), steps: [] };
    case 'requestTimeout':
      return { title: t('The API gave up waiting for the request (408).'), steps: [] };
    case 'conflict':
      return { title: t('The API was busy with a conflicting request (409).'), steps: [] };
    case 'badRequest':
      if (/prompt is too long|context window/i.test(failure.said ?? '')) return tooLongWords(situation, t);
      return {
        title: t('The API refused the request ({0}).', failure.status ?? 400),
        ...(situation.task === undefined && { detail: t('The chat goes on: edit this message, or drop it.') }),
        steps: [],
      };
    case 'redirect':
      return {
        title: t('{0} points to another address ({1}).', host, failure.status ?? 302),
        detail: t(
          'Your key was not sent there. Put the final address into sidestream.baseUrl; a network login page may be in between.',
        ),
        steps: ['openSettings'],
      };
    case 'notTheApi':
      return {
        title: t('{0} answered with something that is no reply of the Messages API.', host),
        detail: t('A proxy or login page may be in between; look at sidestream.baseUrl.'),
        steps: ['openSettings', 'testConnection'],
      };
    case 'unreachable':
      return {
        title: t('{0} cannot be reached{1}.', host, code === '' ? '' : ` (${code})`),
        detail: unreachable(code, t),
        steps: ['testConnection'],
      };
    case 'tls':
      return {
        title: t('The certificate of {0} was refused{1}.', host, code === '' ? '' : ` (${code})`),
        detail: t('Behind a company proxy, make its certificate known to the system or see VS Code’s http settings.'),
        steps: ['testConnection'],
      };
    case 'connectionLost':
      return { title: t('The connection to {0} was lost.', host), detail: t('What came before is kept.'), steps: [] };
    case 'truncated':
      return { title: t('The answer ended early, without its end mark.'), detail: t('What came is kept.'), steps: [] };
    case 'noFirstByte':
      return {
        title: t('{0} sent nothing for {1} s.', host, firstByteSeconds),
        detail: t('See sidestream.timeout.firstByteSeconds.'),
        steps: ['testConnection'],
      };
    case 'stalled':
      return {
        title: t('The answer stalled: nothing came for {0} s.', idleSeconds),
        detail: t('What came is kept.'),
        steps: [],
      };
    case 'garbled':
      return {
        title: t('What {0} sent cannot be read.', host),
        detail: t('A proxy may have changed it; what came is kept.'),
        steps: [],
      };
    case 'other':
    default: // a journal may name a kind that only a later version knows
      return unexpected(t);
  }
}

/** Of what has no kind: a fault of ours, as a rule. */
export function unexpected(t: Translate): Notice {
  const [title, detail] = [t('Something unexpected went wrong.'), t('The log has more.')];
  return { severity: 'error', title, detail, steps: ['showLog'] };
}

function unreachable(code: string, t: Translate): string {
  if (/ENETUNREACH|ENETDOWN|EAI_AGAIN/.test(code)) return t('This machine seems to be offline: check its network.');
  if (/ENOTFOUND|EAI_/.test(code))
    return t('Its name cannot be found: this machine may be offline, or sidestream.baseUrl misspelt.');
  if (code === 'ECONNREFUSED') return t('Nothing listens there: start it, or check sidestream.baseUrl.');
  return t('Check your network and proxy, then try again.');
}

/** Why a request is sent again by itself, for the countdown: of a limit the server's own words tell which one. */
export function retryReason(failure: Failure, situation: Situation, t: Translate): string {
  const { title } = words(failure, situation, t);
  const { kind, said } = failure;
  return kind === 'rateLimit' && said !== undefined ? `${title} ${t('The server said: {0}', said)}` : title;
}
