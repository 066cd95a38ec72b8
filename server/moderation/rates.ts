// How often somebody may act: by who they are, by where they come from, and by the network around that.
import type { Clock } from '../clock.ts';
import type { Author } from './author.ts';
import { inWords, type Refusal } from './refusal.ts';
import { TokenBuckets, type Rate } from './token-buckets.ts';

export interface Rates {
  readonly byParticipant: TokenBuckets;
  /** By IPv4 address or IPv6 /64. */
  readonly byAddress: TokenBuckets;
  /** By IPv6 /48. */
  readonly byWiderNetwork: TokenBuckets;
}

/** A network that many share may act this many times as often as one participant, and so on outwards. */
const share = 8;

/** `disguise`: as what networks are kept in memory. */
export function createRates(
  rate: Rate,
  clock: Pick<Clock, 'now'>,
  disguise?: (network: string) => string,
): Rates {
  const times = (factor: number, kept?: typeof disguise) =>
    new TokenBuckets(timesRate(rate, factor), clock, kept);
  return {
    byParticipant: times(1),
    byAddress: times(share, disguise),
    byWiderNetwork: times(share * share, disguise),
  };
}

/** Another rate from now on. */
export function changeRates({ byParticipant, byAddress, byWiderNetwork }: Rates, rate: Rate): void {
  byParticipant.refillBy(rate);
  byAddress.refillBy(timesRate(rate, share));
  byWiderNetwork.refillBy(timesRate(rate, share * share));
}

function timesRate({ burst, perSecond }: Rate, factor: number): Rate {
  return { burst: burst * factor, perSecond: perSecond * factor };
}

export function tooFast({ participant, addressKey, widerKey }: Author, rates: Rates): Refusal | undefined {
  const waitMs =
    rates.byParticipant.take(participant.id) ||
    rates.byAddress.take(addressKey) ||
    (widerKey === undefined ? 0 : rates.byWiderNetwork.take(widerKey));
  if (waitMs === 0) return undefined;
  return {
    code: 'rate-limited',
    sentence: `That was quick. The next message can go in ${inWords(waitMs)}.`,
    retryAfterMs: waitMs,
  };
}
