// What every way in stands on: who knocks is judged before anything is done for them, and it is told who was not let in.
import type { KnownDenial } from '../../protocol/denials.ts';
import type { TokenBuckets } from '../moderation/token-buckets.ts';
import type { Telemetry } from '../telemetry/telemetry.ts';
import type { Admission, Judge, Knock } from './admission.ts';
import type { Connections } from './connections.ts';
import type { Services } from './services.ts';

export interface Gate {
  readonly judge: Judge;
  readonly connections: Connections;
  readonly services: Services;
  /** How often an address may be let in; counted are those whom nothing else keeps out. */
  readonly arrivals: TokenBuckets;
  readonly telemetry: Telemetry;
  readonly trustedProxies: number;
  /** Under which the chat is served; empty where it is all of the site. */
  readonly path: string;
}

/** Judges who asks to come in now. */
export function answer(gate: Gate, asked: Knock): Admission {
  const admission = gate.judge(asked);
  const waitMs = admission.admitted ? gate.arrivals.take(asked.addressKey) : 0;
  if (admission.admitted && waitMs === 0) return admission;
  const denial = admission.admitted ? tooOften(waitMs) : admission.denial;
  gate.telemetry.denied(denial, admission.room, asked.origin);
  return { admitted: false, room: admission.room, denial };
}

function tooOften(retryAfterMs: number): KnownDenial {
  return {
    status: 429,
    code: 'too-many-connections',
    sentence: 'Your network opens connections too fast. Wait a little and try again.',
    retryAfterMs,
  };
}
