// How one action of the user has ended: what the model said of it, or what went wrong.
import type { Outcome, TurnTimings } from '../../panelState.ts';
import type { Failure } from './failure.ts';

export interface ExchangeEnd {
  readonly outcome: Outcome;
  readonly failure?: Failure;
  /** A wait that the server asked for, and that was not waited for. */
  readonly retryAfterMs?: number;
  readonly stopReason: string | null;
  readonly refusal?: { readonly category: string | null; readonly explanation: string | null };
  readonly started: boolean;
  readonly shown: boolean;
  readonly timings: TurnTimings;
}

/** The end of what went wrong before anything was sent: `total` is how long that took, in milliseconds. */
export function endedBy(error: unknown, total: number): ExchangeEnd {
  const said = error instanceof Error ? error.message : String(error);
  return {
    outcome: 'broken',
    failure: { kind: 'other', said },
    stopReason: null,
    started: false,
    shown: false,
    timings: { total },
  };
}
