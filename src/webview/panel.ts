// The page of the chat panel: asks the host for its state and draws what comes. Builds the parts and joins them.
import { PROTOCOL_VERSION } from '../protocol.ts';
import type { HostMessage, Outcome } from '../protocol.ts';
import { createAnnouncer } from './announcer.ts';
import { createComposer } from './composer.ts';
import { createConversation } from './conversation.ts';
import { confirmCopies } from './copied.ts';
import { createFollow } from './follow.ts';
import { findFrame, frameStrings } from './frame.ts';
import { isHostMessage, isOtherVersion, isOwnOrigin, tagOf } from './hostMessage.ts';
import { interceptLinks } from './links.ts';
import { Mirror } from './mirror.ts';
import { createPainter } from './painter.ts';
import type { Drawn } from './painter.ts';
import { isAwaited, isStreaming, showProgress } from './progress.ts';
import { createStatusLine } from './statusLine.ts';
import { connect } from './vscodeApi.ts';
import { showWelcome } from './welcome.ts';
import { createWords } from './words.ts';

/** Half a frame. The host gathers to frames already: what it sends should not wait for a frame of the screen as well. */
const PACE_MS = 8;

const api = connect();
const frame = findFrame();
const words = createWords(frameStrings(), document.documentElement.lang || 'en');
const mirror = new Mirror();
const follow = createFollow(frame, api);
const conversation = createConversation(frame.conversation, api, words);
const announcer = createAnnouncer(frame.announcer, words);
const statusLine = createStatusLine(frame, api, words);
let streaming = false;

const composer = createComposer(
  frame,
  api,
  words,
  () => {
    statusLine.aboutMessage(undefined);
    frame.welcome.hidden = true;
    showProgress(frame.progress, words, true);
    follow.toEnd();
  },
  () =>
    statusLine.aboutMessage({
      severity: 'warning',
      title: words('tooLong'),
      detail: words('tooLongDetail'),
      steps: [],
    }),
);
interceptLinks(frame.conversation, api);
confirmCopies(frame.conversation, (text) => announcer.say(text), words);

const ask = (): void => api.post({ type: 'ready', version: PROTOCOL_VERSION });

const outdated = (): void =>
  statusLine.aboutMessage({ severity: 'error', title: words('outdated'), detail: words('outdatedDetail'), steps: [] });

/** What follows from the turns as a whole: progress, Stop, and whether the chat is empty. */
function drawAround(): void {
  const { last } = mirror;
  streaming = isStreaming(last);
  showProgress(frame.progress, words, isAwaited(last));
  composer.streaming(streaming);
  frame.welcome.hidden = last !== undefined;
}

function draw(message: Drawn): void {
  switch (message.type) {
    case 'state':
      conversation.show(message.state);
      follow.restore();
      break;
    case 'turn':
      conversation.turn(message.turn);
      break;
    case 'delta':
      conversation.push(message.turnId, message.channel, message.text);
      if (message.channel === 'text') announcer.push(message.text);
      break;
    case 'change': {
      const turn = mirror.claudeTurn(message.turnId);
      if (turn !== undefined) conversation.update(turn, follow.following);
      if (message.change.phase === 'ended') {
        announcer.end(words(outcomeWord(turn?.outcome)));
      }
      break;
    }
    case 'removed':
      conversation.remove(message.turnId);
      break;
    default:
      return message satisfies never;
  }
  drawAround();
}

const painter = createPainter((run) => setTimeout(run, PACE_MS), draw);

/** What concerns the composer is done at once: a hidden page paints no frames. */
function receive(message: HostMessage): void {
  switch (message.type) {
    case 'accepted':
      return composer.accepted(message.sendId);
    case 'notAccepted':
      composer.refused(message.sendId);
      statusLine.aboutMessage(message.notice);
      return drawAround();
    case 'draft':
      return composer.fill(message.text);
    case 'focus':
      return composer.focus();
    case 'title':
      document.title = message.title || words('conversation');
      return;
    case 'state':
      composer.show(message.state);
      document.title = message.state.title || words('conversation');
      showStatus(message.state.status);
      return painter.add(message);
    case 'status':
      return showStatus(message.status);
    case 'turn':
    case 'delta':
    case 'change':
    case 'removed':
      return painter.add(message);
    default:
      return message satisfies never;
  }
}

const outcomeWord = (outcome: Outcome = 'stopped') =>
  outcome === 'done' ? 'answered' : (`outcome_${outcome}` as const);

function showStatus(status: Parameters<typeof statusLine.show>[0]): void {
  composer.status(status);
  statusLine.show(status);
  follow.allowed(status.autoScroll);
  showWelcome(frame.welcome, status.key, api, words, (text) => {
    composer.fill(text);
    composer.focus();
  });
}

window.addEventListener('message', (event: MessageEvent<unknown>) => {
  if (!isOwnOrigin(event.origin, window.origin)) return;
  const { data } = event;
  if (isOtherVersion(data, PROTOCOL_VERSION)) return outdated();
  if (!isHostMessage(data)) return api.post({ type: 'confused', about: tagOf(data) });
  const verdict = mirror.take(data);
  if (verdict === 'draw') receive(data);
  else if (verdict === 'ask') ask();
});

document.addEventListener('keydown', (event) => {
  if (event.key !== 'Escape' || !streaming || event.isComposing || event.defaultPrevented) return;
  event.preventDefault();
  api.post({ type: 'stop' });
});

ask();
