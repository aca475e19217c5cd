/** The rehearsal that `npm start` plays when there is no key: the stand-in with answers worth watching, for anyone. */
import { rehearseEdit } from './rehearsal/inlineEdit.ts';
import { Rehearsal } from './rehearsal/rehearse.ts';
import type { RecordedRequest } from './recordedRequest.ts';
import type { Reply } from './script.ts';
import { startStandIn } from './standIn.ts';

export interface RehearsalOptions {
  port?: number;
  /** 1 is the real pace; 0 plays everything at once, for tests. */
  tempo?: number;
  /** Asked first: answers for requests that the rehearsal does not know. */
  special?: (request: RecordedRequest) => Reply | undefined;
}

export interface RunningRehearsal {
  readonly url: string;
  close(): Promise<void>;
}

export async function startRehearsal(options: RehearsalOptions = {}): Promise<RunningRehearsal> {
  const rehearsal = new Rehearsal({ tempo: options.tempo ?? 1 });
  const standIn = await startStandIn({
    ...(options.port !== undefined && { port: options.port }),
    keys: 'anyone',
    keepRequests: false,
    respond: (request) =>
      options.special?.(request) ?? rehearseEdit(request, options.tempo ?? 1) ?? rehearsal.reply(request),
  });
  return { url: standIn.url, close: () => standIn.close() };
}
