// The page of the chat panel: asks the host for its state and draws what comes. Builds the parts and joins them.
import { PROTOCOL_VERSION } from '../protocol.ts';
import type { Outcome, PanelContext, PanelStatus, Turn, UserTurn } from '../panelState.ts';
import type { HostMessage } from '../protocol.ts';
import { afterFrame } from './afterFrame.ts';
import { createAnnouncer } from './announcer.ts';
import { keepBackground } from './background.ts';
import { createCompletion } from './context/completion.ts';
import { createContextRow } from './context/contextRow.ts';
import { createIntake } from './context/intake.ts';
import { chipLongPastes } from './context/longPaste.ts';
import { createComposer } from './composer.ts';
import { createConversation } from './conversation.ts';
import { confirmCopies } from './copied.ts';
import { setHidden } from './element.ts';
import { createFollow } from './follow.ts';
import { findFrame, frameStrings } from './frame.ts';
import { isHostMessage, isOtherVersion, isOwnOrigin, tagOf } from './hostMessage.ts';
import { listenToKeys } from './keys.ts';
import { interceptLinks } from './links.ts';
import { createMessageEdits } from './messageEdits.ts';
import { Mirror } from './mirror.ts';
import { createPainter } from './painter.ts';
import type { Drawn } from './painter.ts';
import { isAwaited, isStreaming, showProgress } from './progress.ts';
import { createPromptHistory } from './promptHistory.ts';
import { createQueueList } from './queueList.ts';
import { createStatusLine } from './statusLine.ts';
import { createTurnActions } from './turnActions.ts';
import { connect } from './vscodeApi.ts';
import { createWelcome } from './welcome.ts';
import { createWords } from './words.ts';

const api = connect();
const frame = findFrame();
const words = createWords(frameStrings(), document.documentElement.lang || 'en');
const mirror = new Mirror();
const follow = createFollow(frame, api);
const announcer = createAnnouncer(frame.announcer, words);
const statusLine = createStatusLine(frame, api, words);
const queueList = createQueueList(frame, api, words, (text) => announcer.say(text));
const contextRow = createContextRow(frame, api, words);
const completion = createCompletion(frame, api, words, (text) => announcer.say(text));
const intake = createIntake(frame, api, words, {
  tell: (notice) => statusLine.aboutMessage(notice),
  busy: (on) => composer.waiting(on),
  say: (text) => announcer.say(text),
});
let streaming = false;
let sendWith: PanelStatus['sendWith'] = 'enter';

const tell = (severity: 'warning' | 'info', title: 'tooLong' | 'stillAnswering'): void =>
  statusLine.aboutMessage({ severity, title: words(title), detail: words(`${title}Detail`), steps: [] });

chipLongPastes(
  frame.message,
  api,
  () => announcer.say(words('pasteKept')),
  () => tell('warning', 'tooLong'),
);

const asked = (): void => {
  statusLine.aboutMessage(undefined);
  follow.toEnd();
};
const edits = createMessageEdits(api, words, {
  streaming: () => streaming,
  onBusy: () => tell('info', 'stillAnswering'),
  onSend: asked,
  onTooLong: () => tell('warning', 'tooLong'),
});
const questionOf = (turnId: string): UserTurn | undefined => {
  const turns = mirror.turns();
  const before = turns.slice(
    0,
    Math.max(
      0,
      turns.findIndex(({ id }) => id === turnId),
    ),
  );
  return before.findLast((turn): turn is UserTurn => turn.role === 'user');
};
const conversation = createConversation({
  log: frame.conversation,
  viewport: frame.viewport,
  api,
  words,
  onFocusLost: () => frame.message.focus({ preventScroll: true }),
  actions: {
    ...createTurnActions(api, {
      streaming: () => streaming,
      onBusy: () => tell('info', 'stillAnswering'),
      onLook: () => follow.leave(),
      onAsk: asked,
      questionOf,
      composing: () => /\S/.test(frame.message.value),
      edit: (turnId) => {
        const turn = mirror.turns().find(({ id }) => id === turnId);
        const root = conversation.userTurn(turnId);
        if (turn?.role === 'user' && root !== undefined) edits.open(turn, root);
      },
    }),
    edit: (turn, root) => edits.open(turn, root),
  },
});

const composer = createComposer(
  frame,
  api,
  words,
  () => {
    statusLine.aboutMessage(undefined);
    // It will wait: what the reader looks at stays.
    if (streaming) return;
    frame.welcome.hidden = true;
    showProgress(frame.progress, words, true);
    follow.toEnd();
  },
  () => tell('warning', 'tooLong'),
);
// Behind the composer, whose own lists take the arrow keys first.
const prompts = createPromptHistory(frame, api);
keepBackground(frame.viewport);
interceptLinks(frame.conversation, api);
confirmCopies(frame.conversation, (text) => announcer.say(text), words);
listenToKeys({
  ...frame,
  frame,
  words,
  announce: (text) => announcer.say(text),
  messageOf: (turnId) => mirror.userText(turnId),
  sendWith: () => sendWith,
});

const welcome = createWelcome(frame.welcome, api, words, (text) => {
  composer.fill(text);
  composer.focus();
});

const ask = (): void => {
  const at = api.saved().place?.turnId;
  api.post({ type: 'ready', version: PROTOCOL_VERSION, ...(at !== undefined && { at }) });
};

const askForMore = (): void => afterFrame(() => api.post({ type: 'earlier' }));

const outdated = (): void =>
  statusLine.aboutMessage({ severity: 'error', title: words('outdated'), detail: words('outdatedDetail'), steps: [] });

/** What follows from the turns as a whole: progress, Stop, and whether the chat is empty. */
function drawAround(): void {
  const { last } = mirror;
  streaming = isStreaming(last);
  showProgress(frame.progress, words, isAwaited(last));
  composer.streaming(streaming);
  setHidden(frame.welcome, last !== undefined);
}

function hear(...turns: readonly Turn[]): void {
  for (const turn of turns) {
    if (turn.role === 'claude') announcer.phase(turn.id, turn.phase, words(outcomeWord(turn.outcome)));
  }
}

function draw(message: Drawn): void {
  switch (message.type) {
    case 'state':
      conversation.show(message.state, api.saved().place?.turnId);
      hear(...message.state.turns);
      edits.restore(message.state.turns, (id) => conversation.userTurn(id));
      follow.restore();
      if (message.state.more === true) askForMore();
      if (mirror.last === undefined) api.post({ type: 'recentChats' });
      break;
    case 'earlier':
      follow.above(() => conversation.earlier(message.turns));
      hear(...message.turns);
      edits.restore(message.turns, (id) => conversation.userTurn(id));
      if (message.more) askForMore();
      break;
    case 'turn':
      conversation.turn(message.turn);
      hear(message.turn);
      break;
    case 'delta':
      conversation.push(message.turnId, message.channel, message.text);
      if (message.channel === 'text') announcer.push(message.text);
      break;
    case 'change': {
      const turn = mirror.claudeTurn(message.turnId);
      if (turn === undefined) break;
      conversation.update(turn, follow.following);
      // The mirror may be ahead of what is drawn.
      hear({ ...turn, phase: message.change.phase ?? turn.phase });
      break;
    }
    case 'branch':
      conversation.branch(message.after, message.turns);
      hear(...message.turns);
      break;
    default:
      return message satisfies never;
  }
  drawAround();
}

// The host gathers to frames already: what it sends waits for no frame of the screen as well, nor for a part of one.
const painter = createPainter((run) => setTimeout(run), draw);

/** What concerns the composer is done at once: a hidden page paints no frames. */
function receive(message: HostMessage): void {
  switch (message.type) {
    case 'accepted':
      edits.settled(message.sendId, true);
      composer.accepted(message.sendId);
      return prompts.sent();
    case 'notAccepted':
      composer.refused(message.sendId);
      edits.settled(message.sendId, false);
      statusLine.aboutMessage(message.notice);
      return drawAround();
    case 'draft':
      return composer.fill(message.text);
    case 'context':
      return showContext(message.context);
    case 'recentChats':
      return welcome.recent(message.chats);
    case 'suggestions':
      return completion.show(message.request, message.items);
    case 'insert':
      return composer.insert(message.text);
    case 'shrink':
      return intake.shrink(message.label, message.data);
    case 'focus':
      return composer.focus();
    case 'title':
      document.title = message.title || words('conversation');
      return;
    case 'state':
      prompts.leave(message.state.chatId);
      composer.show(message.state);
      queueList.show(message.state.queue ?? [], false);
      showContext(message.state.context);
      document.title = message.state.title || words('conversation');
      showStatus(message.state.status);
      return painter.add(message);
    case 'prompts':
      return prompts.show(message.prompts);
    case 'queue':
      return queueList.show(message.messages, true);
    case 'status':
      return showStatus(message.status);
    case 'earlier':
    case 'turn':
    case 'delta':
    case 'change':
    case 'branch':
      return painter.add(message);
    default:
      return message satisfies never;
  }
}

function showContext(context: PanelContext): void {
  contextRow.show(context);
  composer.along(context.chips);
  welcome.context(context);
}

const outcomeWord = (outcome: Outcome = 'stopped') =>
  outcome === 'done' ? 'answered' : (`outcome_${outcome}` as const);

function showStatus(status: Parameters<typeof statusLine.show>[0]): void {
  sendWith = status.sendWith;
  composer.status(status);
  edits.status(status);
  statusLine.show(status);
  follow.allowed(status.autoScroll);
  welcome.status(status);
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
