// The states of the panel that are looked at and checked for accessibility, each as the host would send it.
import type { ClaudeTurn, ContextChip, PanelState, PanelStatus, Turn, UserTurn } from '../../../src/panelState.ts';
import type { HostEvent } from '../../../src/protocol.ts';
import { PROTOCOL_VERSION } from '../../../src/protocol.ts';
import { SAMPLE_ANSWER } from './sampleAnswer.ts';

export const STATUS: PanelStatus = {
  key: 'stored',
  model: { chosen: 'sonnet', name: 'Claude Sonnet 5', window: 1_000_000 },
  context: 312_000,
  sendWith: 'enter',
  autoScroll: true,
};

export const user = (id: string, text: string, more: Partial<UserTurn> = {}): UserTurn => ({
  role: 'user',
  id,
  text,
  at: 0,
  state: 'sent',
  ...more,
});

export const claude = (id: string, more: Partial<ClaudeTurn> = {}): ClaudeTurn => ({
  role: 'claude',
  id,
  at: 0,
  phase: 'ended',
  thinking: '',
  text: '',
  ...more,
});

export const state = (turns: readonly Turn[], more: Partial<PanelState> = {}): HostEvent => ({
  type: 'state',
  version: PROTOCOL_VERSION,
  state: { chatId: 'chat-1', title: 'A chat', turns, draft: '', context: { chips: [] }, status: STATUS, ...more },
});

export const withStatus = (more: Partial<PanelStatus>, turns: readonly Turn[] = []): HostEvent =>
  state(turns, { status: { ...STATUS, ...more } });

const FACTS = {
  model: 'claude-sonnet-5-20260801',
  usage: { input: 812, output: 1204, cacheRead: 10_240, cacheWrite: 0, thinking: 310, cost: 0.0234, estimated: false },
  timings: { firstByte: 410, firstToken: 830, total: 17_400, tokensPerSecond: 72.6 },
} as const;

export const QUESTION = user(
  'u1',
  'Why does this loop never end when the file is empty? I have tried it with `--verbose`.',
);
const answered = claude('c1', { outcome: 'done', text: SAMPLE_ANSWER, thinking: 'Hm.', thinkingMs: 4200, ...FACTS });
const FOLLOW_UP = user('u2', 'And with a file of one byte?');
const HALF = 'With **one byte** the first read returns 1 and the second returns 0, so the loop';

const PIXEL =
  'data:image/png;base64,iVBORw0KGgoAAAANSUhEUgAAAAgAAAAGCAIAAABxZ0isAAAAFklEQVR4nGNwSFmFFTEMTwn8kjgkAKuOWIEjr3qdAAAAAElFTkSuQmCC';

export const CHIPS: readonly ContextChip[] = [
  { id: 'k1', kind: 'selection', label: 'tide.ts:3–8', detail: 'src/tide.ts:3–8', tokens: 84 },
  { id: 'k2', kind: 'folder', label: 'src/', detail: 'src', tokens: 31 },
  { id: 'k3', kind: 'paste', label: 'Pasted text (412 lines)', tokens: 12_480 },
  { id: 'k4', kind: 'image', label: 'Screenshot 2026-11-21 at a very long name.png', tokens: 1568, thumb: PIXEL },
];

export const SCENES: Readonly<Record<string, readonly HostEvent[]>> = {
  environmentKey: [withStatus({ key: 'environment' }, [QUESTION, answered])],
  answered: [state([QUESTION, answered])],
  waiting: [
    state([QUESTION, answered, user('u2', FOLLOW_UP.text, { state: 'pending' }), claude('c2', { phase: 'waiting' })]),
  ],
  thinking: [
    state([
      QUESTION,
      claude('c2', {
        phase: 'thinking',
        at: Date.now() - 7000,
        thinking:
          'The user asks about an empty file.\n\nread() returns 0 at the end, and the loop tests for a negative number only. So with an empty file the first read returns 0, nothing changes, and it goes round for ever.\n\nI should show the fix, and say why.',
      }),
    ]),
  ],
  writing: [state([QUESTION, claude('c2', { phase: 'writing', text: HALF, thinking: 'x', thinkingMs: 12_000 })])],
  stopped: [
    state([
      QUESTION,
      claude('c2', {
        outcome: 'stopped',
        text: HALF,
        ...FACTS,
        usage: { ...FACTS.usage, estimated: true },
        notice: { severity: 'info', title: 'What had arrived is kept.', steps: ['continue', 'tryAgain'] },
      }),
    ]),
  ],
  cut: [
    state([
      QUESTION,
      claude('c2', {
        outcome: 'cut',
        text: HALF,
        ...FACTS,
        notice: { severity: 'warning', title: 'The answer reached the limit of 64,000 tokens.', steps: ['continue'] },
      }),
    ]),
  ],
  broken: [
    state([
      QUESTION,
      claude('c2', {
        outcome: 'broken',
        text: HALF,
        notice: {
          severity: 'error',
          title: 'The connection broke in the middle of the answer.',
          detail: 'What had arrived is kept. api.anthropic.com closed the connection (ECONNRESET).',
          requestId: 'req_011CSHoEeqs5C35K2UUqR7Fy',
          steps: ['continue', 'tryAgain'],
        },
      }),
    ]),
  ],
  refused: [
    state([
      QUESTION,
      claude('c2', {
        outcome: 'refused',
        notice: { severity: 'warning', title: 'Claude declined to answer this.', steps: ['edit', 'newChat'] },
      }),
    ]),
  ],
  failed: [
    state([
      user('u1', QUESTION.text, { state: 'failed' }),
      claude('c2', {
        outcome: 'broken',
        notice: {
          severity: 'error',
          title: 'The API key was not accepted.',
          detail: 'The server answered: invalid x-api-key (401).',
          requestId: 'req_011CSHoEeqs5C35K2UUqR7Fy',
          steps: ['setApiKey', 'tryAgain', 'edit', 'drop'],
        },
      }),
    ]),
  ],
  retrying: [
    state([
      user('u1', QUESTION.text, { state: 'pending' }),
      claude('c2', {
        phase: 'retrying',
        retry: { at: Date.now() + 31_000, attempt: 1, of: 3, reason: 'The API is overloaded at the moment.' },
      }),
    ]),
  ],
  versions: [
    state([
      user('u1', QUESTION.text, { versions: ['u0', 'u1'] }),
      { ...answered, effort: 'high', versions: ['c0', 'c1', 'c2'] },
      FOLLOW_UP,
      claude('c3', { outcome: 'done', text: 'Yes.', ...FACTS }),
    ]),
  ],
  queued: [
    state([QUESTION, claude('c2', { phase: 'writing', text: HALF })], {
      queue: [
        {
          id: 'q1',
          text: 'And with a file of one byte, which is the case that I have really seen?',
          waits: true,
          context: CHIPS.slice(0, 2),
        },
        { id: 'q2', text: 'Then write the test.', waits: false },
        { id: 'q3', text: '', waits: true, context: [CHIPS[3]!] },
      ],
    }),
  ],
  deleted: [
    state([
      user('u0', 'An old question', { deleted: 'self' }),
      claude('c0', { outcome: 'done', text: 'An old answer.', deleted: 'question' }),
      QUESTION,
      claude('c1', { outcome: 'done', text: 'No.', deleted: 'self', versions: ['c1', 'c2'] }),
      FOLLOW_UP,
      claude('c3', { outcome: 'done', text: 'Yes.', ...FACTS }),
    ]),
  ],
  memory: [
    state([
      user('u0', 'An old question'),
      claude('c0', { outcome: 'done', text: 'An old answer.' }),
      user('u1', 'A newer one', { memoryStarts: true }),
      answered,
    ]),
  ],
  context: [
    state([QUESTION, answered], {
      context: {
        chips: CHIPS,
        openFile: { label: 'a-file-with-quite-a-long-name.ts', detail: 'src/a.ts', tokens: 920, on: false },
      },
    }),
  ],
  openFile: [
    state([], {
      context: { chips: [], openFile: { label: 'tide.ts', detail: 'src/tide.ts', tokens: 1240, on: true } },
    }),
  ],
  sentContext: [
    state([
      user('u1', 'What does this do?', { context: CHIPS }),
      claude('c1', { outcome: 'done', text: 'It reads the tides.' }),
      user('u2', 'And this one?', { state: 'failed', context: [{ ...CHIPS[3]!, leftOut: true }] }),
      claude('c2', {
        outcome: 'broken',
        notice: {
          severity: 'error',
          title: 'The API refused the request (400).',
          detail: 'The server said: image exceeds the maximum',
          steps: ['tryWithout', 'tryAgain', 'edit', 'drop'],
        },
      }),
    ]),
  ],
  notice: [
    withStatus(
      {
        notice: {
          severity: 'warning',
          title: 'This host forgets keys when the page is reloaded.',
          detail: 'Set ANTHROPIC_API_KEY where the server runs to keep one.',
          steps: ['setApiKey'],
        },
      },
      [QUESTION, claude('c1', { outcome: 'done', text: 'Yes.' })],
    ),
  ],
  math: [
    state([
      user('u1', 'How long does the tide take?'),
      claude('c1', {
        outcome: 'done',
        text: [
          'With a period of $T = \\frac{2\\pi}{\\omega}$ and $n$ days it costs $5, not $10. The height at $t$ is',
          '$$\nh(t) = \\bar h + \\sum_{i=1}^{n} A_i \\cos\\left(\\frac{2\\pi t}{T_i} - \\varphi_i\\right)\n$$',
          'or, as a matrix, \\(\\mathbf{M} \\in \\mathbb{R}^{2\\times 2}\\):',
          '\\[ \\begin{pmatrix} \\sqrt{x^2+1} & \\mathcal{O}(n) \\\\ \\mathfrak{g} \\ne \\mathscr{L} & \\mathtt{tt} \\end{pmatrix} \\]',
          '| $a$ | $\\int_0^\\infty e^{-x}\\,dx$ |\n| --- | --- |\n| $\\hat a$ | $1$ |',
        ].join('\n\n'),
      }),
    ]),
  ],
};
