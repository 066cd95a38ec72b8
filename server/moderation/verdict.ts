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
import { applyRules, type Ruled } from './rules/rules.ts';
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
  const { place, standing, shield } = court;
  const refusal = unfit(act) ?? tooFast(author, court.rates) ?? refusedByStanding(act, author, court);
  if (refusal) return { verdict: 'refuse', refusal };
  const ruled = 'text' in act ? rule(act.draftId, act.text, author, court) : undefined;
  if (ruled?.refusal) return { verdict: 'refuse', refusal: ruled.refusal };
  if (standing.holds('shadow', author, court.clock.time())) return { verdict: 'bury' };
  if (act.type === 'post' || (shield && act.type !== 'remove')) remember(act, author, court);
  const held =
    ruled && (ruled.hold || hasToWait(court)) && !authorize(author.participant, 'bypass-mode', place);
  return {
    verdict: held ? 'hold' : 'publish',
    act: ruled && 'text' in act ? withText(act, ruled.text) : act,
  };
}

/** The same once the owner's hook was asked: what was imposed meanwhile holds, and is told in place of what it said. */
export function judgeAgain(said: Verdict, act: Act, author: Author, court: Court): Verdict {
  const { place, standing, clock } = court;
  const refusal = refusedByStanding(act, author, court);
  if (refusal) return { verdict: 'refuse', refusal };
  if (standing.holds('shadow', author, clock.time())) return { verdict: 'bury' };
  if (said.verdict !== 'publish' || !('text' in said.act) || !hasToWait(court)) return said;
  return authorize(author.participant, 'bypass-mode', place) ? said : { ...said, verdict: 'hold' };
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

function rule(
  draftId: string,
  text: string,
  author: Author,
  { place, standing, clock, shield }: Court,
): Ruled {
  const { participant } = author;
  if (authorize(participant, 'bypass-rules', place)) return { text, hold: false };
  let print: number | undefined;
  return applyRules(place.rules, text, {
    mayLink: !shield && authorize(participant, 'link', place),
    mayLinkImages: authorize(participant, 'image-link', place),
    mayMentionAll: authorize(participant, 'mention-all', place),
    draftId,
    recent: standing.recent.of(participant.id),
    print: () => (print ??= printOf(text)),
    now: clock.now(),
  });
}

/** Only where somebody will ask for it: a room without such rules keeps nothing. */
function remember(act: Act, { participant }: Author, { place, standing, clock, shield }: Court): void {
  if (!place.rules.remember && !standing.mode.slowSeconds && !shield) return;
  const print = place.rules.remember && 'text' in act ? printOf(act.text) : 0;
  standing.recent.add(participant.id, { draftId: act.draftId, at: clock.now(), print });
}

/** Half characters are mended, which no frame could carry. */
function withText<Said extends Act & { readonly text: string }>(act: Said, text: string): Said {
  const whole = text.isWellFormed() ? text : text.toWellFormed();
  return whole === act.text ? act : { ...act, text: whole };
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
