// What becomes of an act, decided before anyone else sees it, in this order: size and rate, standing, rules;
// then the owner's hook is asked, where there is one, and standing is looked at once more. Nothing here waits.
import type { Act } from '../../protocol/client-messages.ts';
import type { Clock } from '../clock.ts';
import { authorize } from '../identity/permissions.ts';
import { asks } from '../identity/verbs.ts';
import type { Author } from './author.ts';
import type { Place } from './place.ts';
import { tooFast, type Rates } from './rates.ts';
import type { Refusal } from './refusal.ts';
import { refusedByMode, refusedBySlowness } from './room-mode.ts';
import { printOf } from './rules/repeats.ts';
import { applyRules } from './rules/rules.ts';
import { textsOf, withTexts, type Saying } from './saying.ts';
import { unfit } from './size.ts';
import { refusedByShield, type Shielding } from './shield/shielding.ts';
import type { Standing } from './standing.ts';
import { inWords } from './refusal.ts';

export type Verdict =
  | { readonly verdict: 'publish'; readonly act: Act }
  /** A moderator has to let it in. */
  | { readonly verdict: 'hold'; readonly act: Act }
  /** Its author takes it for published, and nobody ever sees it. */
  | { readonly verdict: 'bury' }
  | { readonly verdict: 'refuse'; readonly refusal: Refusal };

/** What an act is judged by. */
export interface Court {
  readonly place: Place;
  readonly standing: Standing;
  readonly rates: Rates;
  readonly clock: Pick<Clock, 'now' | 'time'>;
  /** How the raid shield stands over the author; undefined where it does not. */
  readonly shield: Shielding | undefined;
}

export function judge(act: Act, author: Author, court: Court): Verdict {
  const { place, shield } = court;
  const refusal = unfit(act) ?? tooFast(author, court.rates) ?? refusedByStanding(act, author, court);
  if (refusal) return { verdict: 'refuse', refusal };
  const ruled = 'text' in act ? rule(act, author, court) : undefined;
  if (ruled?.refusal) return { verdict: 'refuse', refusal: ruled.refusal };
  if (isBuried(act, author, court)) return { verdict: 'bury' };
  const isSaid = act.type === 'post' || act.type === 'poll';
  if (isSaid || (shield && act.type !== 'remove')) remember(act, author, court);
  const held =
    ruled && (ruled.hold || hasToWait(court)) && !authorize(author.participant, 'bypass-mode', place);
  return { verdict: held ? 'hold' : 'publish', act: ruled?.act ?? act };
}

/** The same once the owner's hook was asked: what was imposed meanwhile holds, and is told in place of what it said. */
export function judgeAgain(said: Verdict, act: Act, author: Author, court: Court): Verdict {
  const { place } = court;
  const refusal = refusedByStanding(act, author, court);
  if (refusal) return { verdict: 'refuse', refusal };
  if (isBuried(act, author, court)) return { verdict: 'bury' };
  if (said.verdict !== 'publish' || !('text' in said.act) || !hasToWait(court)) return said;
  return authorize(author.participant, 'bypass-mode', place) ? said : { ...said, verdict: 'hold' };
}

/** Whether nobody is to see it: people may take back what is theirs, whatever holds them. */
function isBuried(act: Act, author: Author, { standing, clock }: Court): boolean {
  return act.type !== 'remove' && standing.holds('shadow', author, clock.time()) !== undefined;
}

/** Whether every text of theirs waits for a moderator just now. */
function hasToWait({ standing, shield }: Court): boolean {
  return standing.mode.holdAll === true || shield?.isNewcomer === true;
}

function refusedByStanding(
  act: Act,
  author: Author,
  { place, standing, clock, shield }: Court,
): Refusal | undefined {
  const time = clock.time();
  const { participant } = author;
  const { mode, recent } = standing;
  if (standing.holds('ban', author, time)) return banned;
  const mute = act.type === 'remove' ? undefined : refusedByMute(author, standing, time);
  if (mute) return mute;
  const isReply = act.type === 'post' && act.replyTo !== undefined;
  if (!authorize(participant, asks[act.type], place) || (isReply && !authorize(participant, 'reply', place)))
    return forbidden;
  return (
    refusedByMode(mode, act, author, place, time) ??
    refusedBySlowness(mode, act, author, place, recent.of(participant.id), clock.now()) ??
    (shield && refusedByShield(shield, act, recent.of(participant.id), clock.now()))
  );
}

/** The act as the rules leave it, with every half character mended, which no frame could carry. */
type Ruled =
  | { readonly refusal: Refusal }
  | { readonly refusal?: undefined; readonly act: Saying; readonly hold: boolean };

function rule(act: Saying, { participant }: Author, { place, standing, clock, shield }: Court): Ruled {
  const texts = textsOf(act);
  if (authorize(participant, 'bypass-rules', place)) return { act: mended(act, texts), hold: false };
  let print: number | undefined;
  const context = {
    mayLink: !shield && authorize(participant, 'link', place),
    mayLinkImages: authorize(participant, 'image-link', place),
    mayMentionAll: authorize(participant, 'mention-all', place),
    draftId: act.draftId,
    print: () => (print ??= printOf(act.text)),
    now: clock.now(),
  };
  const shown: string[] = [];
  let hold = false;
  for (const text of texts) {
    // What can be chosen in a poll is no second saying: only its question may be a repeat.
    const recent = shown.length === 0 ? standing.recent.of(participant.id) : [];
    const ruled = applyRules(place.rules, text, { ...context, recent });
    if (ruled.refusal) return ruled;
    shown.push(ruled.text);
    hold ||= ruled.hold;
  }
  return { act: mended(act, shown), hold };
}

function mended(act: Saying, texts: readonly string[]): Saying {
  return withTexts(
    act,
    texts.map((text) => text.toWellFormed()),
  );
}

/** Only where somebody will ask for it: a room without such rules keeps nothing. */
function remember(act: Act, { participant }: Author, { place, standing, clock, shield }: Court): void {
  if (!place.rules.remember && !standing.mode.slowSeconds && !shield) return;
  const print = place.rules.remember && 'text' in act ? printOf(act.text) : 0;
  standing.recent.add(participant.id, { draftId: act.draftId, at: clock.now(), print });
}

/** Who is muted may read, and take back what is theirs; whatever else they do asks here. */
export function refusedByMute(author: Author, standing: Standing, time: number): Refusal | undefined {
  const mute = standing.holds('mute', author, time);
  if (!mute) return undefined;
  const { until } = mute;
  if (until === undefined)
    return { code: 'muted', sentence: 'You are muted in this room. You can still read along.' };
  return {
    code: 'muted',
    sentence: `You are muted in this room. You can write again in ${inWords(until - time)}.`,
    retryAfterMs: until - time,
  };
}

export const banned: Refusal = { code: 'banned', sentence: 'You are banned from this room.' };

export const forbidden: Refusal = {
  code: 'not-allowed',
  sentence: 'Only those who keep this room may do that. Ask one of them.',
};
