// What kind of world a seed makes. Each seed leaves most faults out and dwells on the rest, so that
// seeds differ: a world where everything happens at once hides what a single trouble does.
import type { Rate } from '../../server/moderation/token-buckets.ts';
import type { Distance } from './world/pipe.ts';
import type { Random } from './world/random.ts';

export const actions = [
  'post',
  'postMany',
  'reply',
  'edit',
  'remove',
  'react',
  'ask',
  'vote',
  'endPoll',
  'forbidden',
  'rename',
  'loadOlder',
  'trim',
  'settleRefused',
  'reload',
  'leave',
  'come',
  'sleep',
  'wake',
  'comeBack',
  'look',
] as const;

export const faults = [
  'cut',
  'cutEveryone',
  'hold',
  'release',
  'offline',
  'crash',
  'crashAtWrite',
  'stop',
  'refuse',
  'framesLost',
  'framesTwice',
  'diskFull',
  'diskUnreadable',
  'answersLost',
  'slowDisk',
  'wallClockJumps',
  'rewind',
  'restore',
  'expire',
  'erase',
  'crowd',
] as const;

/** Steps by which people put something into the log. */
const wordy: ReadonlySet<string> = new Set<Step>([
  'post',
  'postMany',
  'reply',
  'edit',
  'remove',
  'react',
  'ask',
  'vote',
  'endPoll',
  'forbidden',
  'settleRefused',
  'crashAtWrite',
  'crowd',
]);

export type Action = (typeof actions)[number];
/** In some worlds people ask each other. */
type PollAction = 'ask' | 'vote' | 'endPoll';

export type Fault = (typeof faults)[number];
export type Step = Action | Fault;

export function isFault(step: Step): step is Fault {
  return (faults as readonly Step[]).includes(step);
}

export interface Character {
  readonly pages: number;
  readonly rooms: readonly string[];
  readonly steps: number;
  /** Between two steps, at most. */
  readonly gapMs: number;
  readonly distance: Distance;
  /** How many of the links are slow. */
  readonly slowLinks: number;
  readonly highWaterBytes: number;
  readonly posts: Rate;
  readonly maxConnections: number;
  /** How long the server takes over what takes no time, at each look at its clock. */
  readonly busyMs: number;
  readonly writeMs: number;
  readonly readMs: number;
  /** Entries in each room from before. */
  readonly past: number;
  /** So many of the last steps are without a word: what went wrong before stays as it is. */
  readonly silentSteps: number;
  /** How likely each step is, in relation to the others. */
  readonly weights: Readonly<Record<Step, number>>;
}

const likelyActions: Readonly<Record<Exclude<Action, PollAction>, number>> = {
  post: 40,
  postMany: 6,
  reply: 2,
  edit: 6,
  remove: 3,
  react: 6,
  forbidden: 1,
  rename: 2,
  loadOlder: 4,
  trim: 1,
  settleRefused: 6,
  reload: 2,
  leave: 1,
  come: 2,
  sleep: 1,
  wake: 2,
  comeBack: 3,
  look: 6,
};

const plenty: Rate = { burst: 1_000, perSecond: 1_000 };
const usual: Rate = { burst: 5, perSecond: 1 };

export function drawCharacter(random: Random): Character {
  const isLarge = random.chance(0.02);
  const share = random.next();
  const weights = Object.fromEntries([
    ...Object.entries(likelyActions).map(([action, likely]) => [action, likely * random.spread(50, 200)]),
    ...faults.map((fault) => [fault, random.chance(share * 0.6) ? random.spread(100, 2_000) : 0]),
  ]) as Record<Step, number>;
  const pages = random.whole(2, isLarge ? 8 : 4);
  const steps = random.whole(20, isLarge ? 200 : 60);
  return {
    pages,
    rooms: random.chance(0.7) ? ['lobby'] : ['lobby', 'side'],
    steps,
    silentSteps: random.chance(0.4) ? random.whole(1, steps / 2) : 0,
    gapMs: random.spread(2, 4_000),
    distance: { delayMs: random.spread(1, 200), jitterMs: random.spread(1, 500) },
    slowLinks: random.pick([0, 0, 0.3]),
    highWaterBytes: random.spread(200, 65_536),
    posts: random.chance(0.3) ? usual : plenty,
    maxConnections: random.chance(0.1) ? pages + random.whole(2, 5) : 1_000,
    busyMs: random.pick([0, 0, 0.01, 1]),
    writeMs: random.spread(1, 200),
    readMs: random.spread(1, 200),
    past: isLarge ? random.spread(1, 1_000) : random.chance(0.3) ? random.spread(1, 60) : 0,
    weights: { ...weights, crowd: isLarge ? random.spread(50, 500) : 0, ...drawPolls(random) },
  };
}

/** Drawn last, so that seeds of before there were polls keep their stories where there are none. */
function drawPolls(random: Random): Readonly<Record<PollAction, number>> {
  const share = random.chance(0.6) ? 0 : random.spread(50, 200);
  return { ask: 3 * share, vote: 8 * share, endPoll: share };
}

/** The weights for a time in which nobody says anything. */
export function silenced({ weights }: Character): Character['weights'] {
  const entries = Object.entries(weights).map(([step, weight]) => [step, wordy.has(step) ? 0 : weight]);
  return Object.fromEntries(entries) as Character['weights'];
}
