// The server of the engine's bench, in a process of its own so that its work is in no figure: answers every request with
// as many deltas as the path of its URL says, as fast as they are taken.
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { encodeEvent } from '../support/standin/encode.ts';

const wire = (data: { type: string } & object): string => encodeEvent(data.type, data);
const WORDS = ['The', ' lighthouse', ' blinks', ' once', ' a', ' minute', ',', ' as', ' it', ' did', '.\n'];

function body(deltas: number): Buffer[] {
  const message = { id: 'm', model: 'claude-sonnet-5-5', usage: { input_tokens: 1, output_tokens: 1 } };
  const texts = Array.from({ length: deltas }, (_, n) => WORDS[n % WORDS.length]);
  const all = [
    wire({ type: 'message_start', message } as { type: string }),
    wire({ type: 'content_block_start', index: 0, content_block: { type: 'text', text: '' } } as { type: string }),
    ...texts.map((text) =>
      wire({ type: 'content_block_delta', index: 0, delta: { type: 'text_delta', text } } as { type: string }),
    ),
    wire({ type: 'content_block_stop', index: 0 } as { type: string }),
    wire({ type: 'message_delta', delta: { stop_reason: 'end_turn' }, usage: { output_tokens: deltas } } as {
      type: string;
    }),
    wire({ type: 'message_stop' }),
  ];
  // A few events a write, as a fast model behind a fast network has it.
  const pieces: Buffer[] = [];
  for (let at = 0; at < all.length; at += 8) pieces.push(Buffer.from(all.slice(at, at + 8).join('')));
  return pieces;
}

const bodies = new Map<number, Buffer[]>();
const server = createServer((request, response) => {
  const deltas = Number(/^\/(\d+)\//.exec(request.url ?? '')?.[1] ?? 1000);
  const pieces = bodies.get(deltas) ?? body(deltas);
  bodies.set(deltas, pieces);
  request.resume().once('end', () => {
    response.writeHead(200, { 'content-type': 'text/event-stream' });
    let at = 0;
    const more = (): void => {
      while (at < pieces.length) if (!response.write(pieces[at++])) return void response.once('drain', more);
      response.end();
    };
    more();
  });
});
server.listen(0, '127.0.0.1', () => process.send?.((server.address() as AddressInfo).port));
process.on('disconnect', () => process.exit());
