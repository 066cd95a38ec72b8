// The states of the link to a room, and what leads from one to the next. Pure: the shell beside it
// owns the socket, the timers and the network.
import { afterClose } from '../../protocol/close-codes.ts';
import type { Denial } from '../../protocol/server-messages.ts';
import { healthyAfterMs } from '../../protocol/timing.ts';
import { backoffMs } from './backoff.ts';

/** `attempt` counts failed tries since the link was last healthy; times are of the shell's clock. */
export type LinkState =
  | { readonly kind: 'idle' }
  | { readonly kind: 'connecting'; readonly attempt: number }
  /** The socket is open and `hello` was said. */
  | { readonly kind: 'greeting'; readonly attempt: number }
  | { readonly kind: 'live'; readonly attempt: number; readonly since: number }
  /** The socket was refused; the server is asked over HTTP why. */
  | { readonly kind: 'asking'; readonly attempt: number }
  /** `sentence` is what the server says of the wait, if it has said anything; `code` is why a member was sent off. */
  | {
      readonly kind: 'waiting';
      readonly attempt: number;
      readonly until: number;
      readonly sentence?: string;
      readonly code?: 'token-expired';
    }
  /** The page is put aside, and comes back perhaps. */
  | { readonly kind: 'away' }
  | { readonly kind: 'stopped'; readonly code: string; readonly sentence: string };

export type LinkEvent =
  | { readonly type: 'start' }
  | { readonly type: 'opened' }
  | { readonly type: 'welcomed' }
  | { readonly type: 'closed'; readonly code: number; readonly reason: string; readonly spreadMs?: number }
  /** There is no token to come in with, for now. */
  | { readonly type: 'unready' }
  /** We left a link on which something was missing, to begin anew. */
  | { readonly type: 'rejoined' }
  | { readonly type: 'answered'; readonly denial?: Denial | undefined }
  /** The wait is over. */
  | { readonly type: 'due' }
  /** The network or the person came back: no reason to wait any longer. */
  | { readonly type: 'nudged' }
  | { readonly type: 'left' }
  | { readonly type: 'ended' };

export interface Chance {
  readonly now: number;
  /** In [0, 1). */
  readonly random: number;
}

export function transition(state: LinkState, event: LinkEvent, chance: Chance): LinkState {
  switch (event.type) {
    case 'ended':
      return { kind: 'idle' };
    case 'start':
      return ['idle', 'stopped'].includes(state.kind) ? { kind: 'connecting', attempt: 0 } : state;
    case 'opened':
      return state.kind === 'connecting' ? { ...state, kind: 'greeting' } : state;
    case 'welcomed':
      return state.kind === 'greeting' ? { ...state, kind: 'live', since: chance.now } : state;
    case 'due':
      return state.kind === 'waiting' ? { kind: 'connecting', attempt: state.attempt } : state;
    case 'nudged':
      return ['waiting', 'asking', 'away'].includes(state.kind) ? { kind: 'connecting', attempt: 0 } : state;
    case 'left':
      return ['idle', 'stopped', 'away'].includes(state.kind) ? state : { kind: 'away' };
    case 'answered':
      return state.kind === 'asking' ? afterAnswer(state.attempt, event.denial, chance) : state;
    case 'unready':
      return state.kind === 'connecting' ? afterAnswer(state.attempt, undefined, chance) : state;
    case 'closed':
      return afterClosed(state, event, chance);
    case 'rejoined':
      return state.kind === 'live' ? afterRejoined(state, chance) : state;
  }
}

function afterClosed(
  state: LinkState,
  { code, reason, spreadMs = 0 }: Extract<LinkEvent, { type: 'closed' }>,
  chance: Chance,
): LinkState {
  switch (state.kind) {
    // Never opened: the upgrade was refused, or nobody is there. Only HTTP can tell which.
    case 'connecting':
      return { kind: 'asking', attempt: state.attempt };
    case 'greeting':
    case 'live': {
      const next = afterClose(code);
      if (next === 'stop') return { kind: 'stopped', code: `closed-${code}`, sentence: reason };
      const healthy = isHealthy(state, chance);
      const isRenewal = next === 'renew';
      // A fresh token that is sent off as well is no way in.
      const attempt = healthy ? Number(isRenewal) : state.attempt + 1;
      // A server that sends everyone off at once would be met by everyone at once, again and again.
      const isAtOnce = next !== 'back-off' && (healthy || state.attempt < (isRenewal ? 1 : 3));
      const waitMs = isAtOnce ? chance.random * spreadMs : backoffMs(attempt, chance.random);
      const waiting = { kind: 'waiting', attempt, until: chance.now + waitMs } as const;
      return isRenewal ? { ...waiting, code: 'token-expired' } : waiting;
    }
    default:
      return state;
  }
}

/** At once, but not again and again: what is missing may be missing there too. */
function afterRejoined(state: Extract<LinkState, { kind: 'live' }>, chance: Chance): LinkState {
  const attempt = isHealthy(state, chance) ? 0 : state.attempt;
  const waitMs = attempt === 0 ? 0 : backoffMs(attempt, chance.random);
  return { kind: 'waiting', attempt: attempt + 1, until: chance.now + waitMs };
}

function isHealthy(state: LinkState, { now }: Chance): boolean {
  return state.kind === 'live' && now - state.since >= healthyAfterMs;
}

function afterAnswer(attempt: number, denial: Denial | undefined, chance: Chance): LinkState {
  if (denial && ![429, 503].includes(denial.status))
    return { kind: 'stopped', code: denial.code, sentence: denial.sentence };
  // Full or restarting: the server says how long, and the jitter comes on top.
  const waitMs = (denial?.retryAfterMs ?? 0) + backoffMs(attempt, chance.random);
  const waiting = { kind: 'waiting', attempt: attempt + 1, until: chance.now + waitMs } as const;
  return denial ? { ...waiting, sentence: denial.sentence } : waiting;
}
