// The fault matrix: every event of a stream × every way to break it × three ways to the server, and every byte of it.
// Whatever happens, the turn has the right end, and the text is exactly what had come whole.
import assert from 'node:assert/strict';
import type { FailureKind } from '../../../../src/core/claude/failure.ts';
import { FakeClock } from '../../../support/fakeClock.ts';
import { startExpressProxy, type Proxy } from '../../../support/proxies.ts';
import { FULL, randomFor, sample } from '../../../support/seed.ts';
import { Gate } from '../../../support/standin/gate.ts';
import { bytes, errorEvent, type Step } from '../../../support/standin/script.ts';
import { startStandIn, type StandIn } from '../../../support/standin/standIn.ts';
import { TestChat } from '../../../support/testChat.ts';
import { Wire, type Received } from '../../../support/wire.ts';

const WHOLE = { thinking: 'Hm 🤔…', text: 'Año nuevo 🎉: 👩‍🚀 ¡ya!\nFin.', chunk: 3, pingEvery: 4 };
const wire = new Wire(WHOLE);

type Transport = 'direct' | 'a proxy that streams' | 'a proxy that buffers';
interface Fault {
  readonly steps: (index: number) => readonly Step[];
  readonly kind: FailureKind;
  /** Behind a proxy that buffers: what it makes of it, where that is another failure. Its text is lost on the way then. */
  readonly buffered?: FailureKind;
  /** Time must pass before anybody notices. */
  readonly silent?: boolean;
  /** The events go on after it, and nothing is lost. */
  readonly harmless?: boolean;
}

const half = (index: number, part: (whole: Buffer) => number): Step => {
  const whole = wire.events[index]?.bytes ?? Buffer.from('event: of_tomorrow\ndata: {"é":1}\n\n');
  return bytes(whole.subarray(0, part(whole)));
};
const character = (whole: Buffer): number => {
  const first = whole.findIndex((byte) => byte >= 0xc0);
  return first < 0 ? whole.length - 3 : first + 1;
};
const rest = (index: number): Step => bytes(Buffer.concat(wire.events.slice(index).map((event) => event.bytes)));
const DESTROY: Step = { do: 'destroy' };
const END: Step = { do: 'end' };

const FAULTS: Readonly<Record<string, Fault>> = {
  'the socket is destroyed': { steps: () => [DESTROY], kind: 'connectionLost', buffered: 'server' },
  'the socket is reset': { steps: () => [{ do: 'destroy', reset: true }], kind: 'connectionLost', buffered: 'server' },
  'the body ends': { steps: () => [END], kind: 'truncated' },
  'nothing more comes': { steps: () => [{ do: 'stall' }], kind: 'stalled', buffered: 'noFirstByte', silent: true },
  'an error event comes': { steps: () => [errorEvent('overloaded_error'), END], kind: 'overloaded' },
  'an event is no JSON': { steps: (index) => [bytes('event: x\ndata: {"type":\n\n'), rest(index)], kind: 'garbled' },
  'bytes come that are no text': {
    steps: (index) => [bytes(Uint8Array.from([0xff, 0xfe, 0x80, 0xc3, 0x28, 10, 10])), rest(index)],
    kind: 'other',
    harmless: true,
  },
  'half a character comes, then the end': { steps: (index) => [half(index, character), END], kind: 'truncated' },
  'half a character comes, then the socket dies': {
    steps: (index) => [half(index, character), DESTROY],
    kind: 'connectionLost',
    buffered: 'server',
  },
  'half an event comes, then the end': {
    steps: (index) => [half(index, ({ length }) => length >> 1), END],
    kind: 'truncated',
  },
  'an event comes without its blank line': {
    steps: (index) => [half(index, ({ length }) => length - 1), END],
    kind: 'truncated',
  },
};

describe('a stream that breaks', () => {
  let standIn: StandIn;
  const proxies: Proxy[] = [];
  const urls = new Map<Transport, string>();
  before(async () => {
    standIn = await startStandIn();
    urls.set('direct', standIn.url);
    for (const buffer of [false, true]) {
      const proxy = await startExpressProxy({ target: standIn.url, buffer });
      proxies.push(proxy);
      urls.set(buffer ? 'a proxy that buffers' : 'a proxy that streams', proxy.url);
    }
  });
  after(async () => {
    for (const proxy of proxies) await proxy.close();
    await standIn.close();
  });

  async function check(
    transport: Transport,
    { steps, kind, buffered, silent, harmless }: Fault,
    index: number,
  ): Promise<void> {
    const clock = new FakeClock();
    clock.framesPass = true;
    const chat = new TestChat(urls.get(transport) ?? '', { clock, maxRetries: 0 });
    const reached = new Gate();
    standIn.queue(wire.broken(index, reached, ...steps(index)));
    const buffers = transport === 'a proxy that buffers';
    const expected = harmless === true ? wire.received(Infinity) : wire.received(index);
    const before = wire.received(index);
    const sent = chat.send();
    await reached.reached;
    // What was sent before must have arrived: a reset throws away what nobody has read.
    const shown = (): boolean =>
      chat.page.turns.some(
        (turn) => turn.role === 'claude' && turn.text === before.text && turn.thinking === before.thinking,
      );
    if (!buffers) await chat.page.until(shown);
    reached.open();
    if (silent === true && (buffers || !before.complete)) {
      await Promise.all([standIn.messages.at(-1)?.closed, passTime(clock, () => !chat.conversation.running)]);
    }
    await sent;
    const lost = buffers && buffered !== undefined;
    const failure = lost ? buffered : index === 0 && silent === true ? 'noFirstByte' : kind;
    assertEnd(chat, lost ? { text: '', thinking: '', complete: false } : expected, failure);
    await chat.settled();
  }

  /** The clock's hands turn, the event loop in between, until all is over. */
  async function passTime(clock: FakeClock, over: () => boolean): Promise<void> {
    while (!over()) {
      clock.advance(10_000);
      for (let turns = 0; turns < 20 && !over(); turns++) await new Promise((resolve) => setImmediate(resolve));
    }
  }

  function assertEnd({ page, journal }: TestChat, { text, thinking, complete }: Received, kind: FailureKind): void {
    const { claude } = page;
    assert.deepEqual([claude.text, claude.thinking], [text, thinking], 'what had come whole is kept');
    assert.equal(claude.outcome, complete ? 'done' : 'broken');
    const told = /"failure":\{"kind":"(\w+)"/.exec(journal.text)?.[1];
    assert.equal(told, complete ? undefined : kind);
    if (complete) return;
    assert.ok(claude.notice?.steps.includes(text === '' ? 'tryAgain' : 'continue'));
  }

  const transports: Transport[] = ['direct', 'a proxy that streams', 'a proxy that buffers'];
  for (const transport of transports) {
    for (const [name, fault] of Object.entries(FAULTS)) {
      it(`${transport}: ${name}, at any event`, async () => {
        const indexes = Array.from({ length: wire.events.length + 1 }, (_, index) => index);
        for (const index of sample(indexes, 5, randomFor(transport + name))) {
          await check(transport, fault, index).catch((error: unknown) => {
            throw new Error(`at event ${index} (${wire.events[index]?.type})`, { cause: error });
          });
        }
      });
    }
  }

  for (const lineEnd of ['\n', '\r\n'] as const) {
    const bytewise = new Wire(WHOLE, lineEnd);
    const everyByte = Array.from({ length: bytewise.body.length + 1 }, (_, at) => at);
    const name = JSON.stringify(lineEnd);

    it(`comes whole through any split, with ${name}`, async function () {
      this.timeout(FULL ? 300_000 : 60_000);
      for (const at of sample(everyByte, 40, randomFor(`split${name}`))) {
        const chat = new TestChat(standIn.url, { maxRetries: 0 });
        standIn.queue(bytewise.split([at]));
        await chat.send();
        assertEnd(chat, bytewise.received(Infinity), 'other');
      }
      const chat = new TestChat(standIn.url, { maxRetries: 0 });
      standIn.queue(bytewise.split(everyByte));
      await chat.send();
      assertEnd(chat, bytewise.received(Infinity), 'other');
      await chat.settled();
    });

    it(`keeps what came whole before any byte, with ${name}`, async function () {
      this.timeout(FULL ? 300_000 : 60_000);
      for (const at of sample(everyByte, 40, randomFor(`cut${name}`))) {
        for (const [how, kind] of [
          ['destroy', 'connectionLost'],
          ['end', 'truncated'],
        ] as const) {
          const chat = new TestChat(standIn.url, { maxRetries: 0 });
          standIn.queue(bytewise.cut(at, how));
          await chat.send();
          // A carriage return alone ends a line too: behind it the line feed may be missing.
          const ends = [at, lineEnd === '\n' ? at : at + 1].map((length) => bytewise.receivedAt(length));
          const { text, thinking, outcome } = chat.page.claude;
          const same = (end: Received): boolean =>
            end.text === text && end.thinking === thinking && end.complete === (outcome === 'done');
          assertEnd(chat, ends.find(same) ?? bytewise.receivedAt(at), kind);
        }
      }
    });
  }
});
