// The states of an empty chat, and of one that lacks what it needs: key, network, model.
import type { Failure } from '../../../src/core/claude/failure.ts';
import { failureNotice } from '../../../src/core/claude/failureWords.ts';
import type { PanelContext, RecentChat } from '../../../src/panelState.ts';
import type { HostEvent } from '../../../src/protocol.ts';
import { translate } from '../translate.ts';
import { claude, QUESTION, state, user, withStatus } from './scenes.ts';

const openFile = (more: Partial<NonNullable<PanelContext['openFile']>>): HostEvent => ({
  type: 'context',
  context: { chips: [], openFile: { label: 'tide.ts', detail: 'src/tide.ts', tokens: 1240, on: false, ...more } },
});

const RECENT: readonly RecentChat[] = [
  { id: 'r1', title: 'Why does this loop never end when the file is empty?', when: '2 hours ago' },
  { id: 'r2', title: 'Rename the tide table', when: 'yesterday' },
  { id: 'r3', title: 'مرحبا، كيف أقرأ ملفا', when: '3 weeks ago' },
];

/** A message that never reached Claude. */
const failedWith = (failure: Failure): HostEvent => {
  const situation = { host: 'api.anthropic.com', model: 'claude-misspelt', firstByteSeconds: 120, idleSeconds: 90 };
  return state([
    user('u1', QUESTION.text, { state: 'failed' }),
    claude('c2', { outcome: 'broken', notice: failureNotice(failure, situation, false, translate) }),
  ]);
};

export const EMPTY_SCENES: Readonly<Record<string, readonly HostEvent[]>> = {
  empty: [state([])],
  firstRun: [withStatus({ key: 'none', keysAt: 'https://platform.claude.com/settings/keys' })],
  noKey: [withStatus({ key: 'none' }), openFile({}), { type: 'recentChats', chats: RECENT }],
  rehearsal: [withStatus({ key: 'rehearsal' }), openFile({})],
  recent: [state([]), openFile({ selection: 'tide.ts:3–8' }), { type: 'recentChats', chats: RECENT }],
  longNames: [
    state([]),
    openFile({ label: `${'a-very-long-name-'.repeat(6)}.ts` }),
    { type: 'recentChats', chats: RECENT.map((chat) => ({ ...chat, title: chat.title.repeat(4) })) },
  ],
  noModel: [
    withStatus({
      model: { chosen: 'sonnet' },
      notice: {
        severity: 'warning',
        title: 'gateway.example lists no sonnet model.',
        detail: 'Choose one of those that it has; the chat goes on with it.',
        steps: ['selectModel'],
      },
    }),
  ],
  badAddress: [
    withStatus({
      key: 'none',
      notice: {
        severity: 'error',
        title: 'The setting sidestream.baseUrl is no http(s) address.',
        detail: 'Correct it, or leave it empty for Anthropic’s own API.',
        steps: ['openSettings'],
      },
    }),
  ],
  unknownModel: [failedWith({ kind: 'notFound', status: 404, said: 'model: claude-misspelt' })],
  offline: [failedWith({ kind: 'unreachable', code: 'EAI_AGAIN' })],
};
