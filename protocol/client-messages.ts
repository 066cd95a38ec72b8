// What a client may say, as schemas: the server checks every frame against these.
// The types come from the schemas; the widget imports only the types.
import { z } from 'zod';
import {
  emojiCharacters,
  fewestOptions,
  leastRestraintMs,
  mostOptions,
  mostRestraintMs,
  pageEntries,
  phraseCharacters,
  proofTries,
  slowSeconds,
  tailDrafts,
  whyCharacters,
} from './limits.ts';
import { reportCharacters, reportReasons } from './reports.ts';

const seq = z.int().min(0);

/** The seq of the message that an act refers to. */
const ref = z.int().min(1);

export const draftIdPattern = /^[A-Za-z0-9_-]{1,64}$/;

/** Chosen by the client, unique for its author: the same draft sent twice is one entry. */
const draftId = z.string().regex(draftIdPattern);

/** The last entry the client holds. `tail`: draft ids of the newest entries up to it, the last one its own. */
const since = z.object({
  epoch: z.string().max(64),
  seq,
  tail: z.array(draftId).max(tailDrafts).optional(),
});

/** First, within five seconds. */
export const hello = z.object({
  type: z.literal('hello'),
  /** A guest's or a member's. Bounded by the frame; one that is too long is a bad token, and told so. */
  token: z.string().optional(),
  name: z.string().max(256).optional(),
  since: since.optional(),
  /** How many of the newest entries a fresh client wants. */
  history: z.int().min(0).max(pageEntries).optional(),
  /** Whether several entries may come in one frame. */
  batches: z.boolean().optional(),
});

/** Text longer than the limit is refused with a sentence, not closed: a person wrote it. */
export const post = z.object({
  type: z.literal('post'),
  draftId,
  text: z.string(),
  replyTo: ref.optional(),
});

/** A message that asks, with answers to choose from. Those that are too long are refused with a sentence. */
export const poll = z.object({
  type: z.literal('poll'),
  draftId,
  text: z.string(),
  options: z.array(z.string()).min(fewestOptions).max(mostOptions),
});

/** Chooses an option of a poll, counted from 0, in the place of any other; without one, takes the choice back. */
export const vote = z.object({
  type: z.literal('vote'),
  draftId,
  ref,
  option: z
    .int()
    .min(0)
    .max(mostOptions - 1)
    .optional(),
});

/** Has a poll take no more votes. */
export const endPoll = z.object({ type: z.literal('end-poll'), draftId, ref });

/** Another text for a message of one's own. */
export const edit = z.object({ type: z.literal('edit'), draftId, ref, text: z.string() });

/** Takes a message back: its text is gone for everyone, its place stays. */
export const remove = z.object({ type: z.literal('remove'), draftId, ref });

/** Puts an emoji on a message, or takes it off again. */
export const react = z.object({
  type: z.literal('react'),
  draftId,
  ref,
  emoji: z.string().min(1).max(emojiCharacters),
  on: z.boolean(),
});

/** Keeps a message in view, or lets it go again. */
export const pin = z.object({ type: z.literal('pin'), draftId, ref, on: z.boolean() });

/** A line of the room's own, by those who keep it. */
export const notice = z.object({
  type: z.literal('notice'),
  draftId,
  text: z.string(),
  /** How much it should stand out; `info` where it is left out. */
  level: z.enum(['info', 'warning', 'highlight']).optional(),
});

/** Shows a message to those who keep the room; answered by `reported` or `refused`. */
export const report = z.object({
  type: z.literal('report'),
  draftId,
  ref,
  reason: z.enum(reportReasons),
  text: z.string().max(reportCharacters).optional(),
});

const subject = z.string().min(1).max(128);
const why = z.string().max(whyCharacters).optional();

/** As a list of reports tells it. */
const reportId = z.string().min(1).max(128);

/** How long something holds: from ten seconds to a year. */
const forMs = z.int().min(leastRestraintMs).max(mostRestraintMs);

/** A shield is up for a minute to a day. */
const shieldForMs = z.int().min(60_000).max(86_400_000);

/** Unix time in milliseconds. */
const time = z.int().min(0);

/** Read as those of the rules are: whole words, unless a star at an end says that it goes on there. */
const phrase = z
  .string()
  .max(phraseCharacters)
  .refine((text) => /[^\s*]/.test(text), { error: 'needs something that can be said' });

const deeds = z.discriminatedUnion('do', [
  /** Takes back what a participant wrote since then (Unix milliseconds), or what everybody did. */
  z.object({ do: z.literal('remove-all'), who: subject, since: z.int().min(0), why }),
  z.object({ do: z.literal('clear'), since: z.int().min(0).optional(), why }),
  /** `shadow`: they are not told, and nobody sees what they write. */
  z.object({
    do: z.literal('mute'),
    who: subject,
    forMs: forMs.optional(),
    shadow: z.boolean().optional(),
    why,
  }),
  z.object({ do: z.literal('unmute'), who: subject, why }),
  z.object({ do: z.literal('kick'), who: subject, why }),
  /** `network`: and where they come from, or all around that. */
  z.object({
    do: z.literal('ban'),
    who: subject,
    forMs: forMs.optional(),
    network: z.enum(['narrow', 'wide']).optional(),
    why,
  }),
  z.object({ do: z.literal('unban'), who: subject, why }),
  /** How the room is kept from now on: what is left out is off. */
  z.object({
    do: z.literal('mode'),
    mode: z.object({
      slowSeconds: z.int().min(0).max(slowSeconds).optional(),
      membersOnly: z.boolean().optional(),
      emojiOnly: z.boolean().optional(),
      readOnly: z.boolean().optional(),
      holdAll: z.boolean().optional(),
      paused: z
        .object({ message: z.string().max(whyCharacters).optional(), forMs: forMs.optional() })
        .optional(),
    }),
    why,
  }),
  /** Puts the raid shield up, or takes it down; without `forMs` for as long as the owner set. */
  z.object({ do: z.literal('shield'), on: z.boolean(), forMs: shieldForMs.optional(), why }),
  /** All who said a phrase since a time, or who came for the first time between two. */
  z.object({
    do: z.literal('ban-many'),
    by: z.union([z.object({ phrase, since: time.optional() }), z.object({ joined: z.tuple([time, time]) })]),
    forMs: forMs.optional(),
    network: z.enum(['narrow', 'wide']).optional(),
    why,
  }),
  /** A draft that waits: lets it in, or turns it down. */
  z.object({ do: z.literal('approve'), who: subject, held: draftId, why }),
  z.object({ do: z.literal('decline'), who: subject, held: draftId, why }),
  /** A report: something was done about it, or nothing has to be. */
  z.object({ do: z.literal('resolve'), report: reportId, why }),
  z.object({ do: z.literal('dismiss'), report: reportId, why }),
  /** What somebody did in the last ten minutes by this draft, oneself unless it says `by` whom. */
  z.object({ do: z.literal('undo'), of: draftId, by: subject.optional(), why }),
  z.object({
    do: z.literal('list'),
    of: z.enum(['held', 'reports', 'restraints', 'audit', 'shield']),
    before: seq.optional(),
  }),
]);

/** What those who keep a room do about people and the room; answered by `moderated` or `refused`. */
export const moderate = z.object({ type: z.literal('moderate'), draftId, act: deeds });

const digest = z.string().regex(/^[0-9a-f]{64}$/);

/** The work that a challenge asked for, as ALTCHA has it: the number whose digest with the salt is `challenge`. */
export const prove = z.object({
  type: z.literal('prove'),
  solution: z.object({
    algorithm: z.literal('SHA-256'),
    challenge: digest,
    number: z.int().min(0).max(proofTries),
    salt: z.string().max(512),
    signature: digest,
  }),
});

/** A page of entries next to a seq, in order: the newest below `before`, or the oldest above `after`. */
export const history = z
  .object({
    type: z.literal('history'),
    before: seq.optional(),
    after: seq.optional(),
    limit: z.int().min(1).max(pageEntries),
  })
  .refine(({ before, after }) => (before === undefined) !== (after === undefined), {
    error: 'needs either before or after',
  });

export const rename = z.object({ type: z.literal('rename'), name: z.string().max(256) });

/** A member's fresh token, before the one that the connection stands on expires. */
export const renew = z.object({ type: z.literal('renew'), token: z.string() });

/** A signal: nobody answers it, and it may be shed. */
export const typing = z.object({ type: z.literal('typing'), on: z.boolean() });

/** Asks for a sign of life; the server answers `pong`. */
export const ping = z.object({ type: z.literal('ping') });

/** Answers the server's `ping`. */
export const pong = z.object({ type: z.literal('pong') });

export const clientMessage = z.discriminatedUnion('type', [
  hello,
  post,
  edit,
  remove,
  react,
  poll,
  vote,
  endPoll,
  pin,
  notice,
  report,
  moderate,
  prove,
  history,
  rename,
  renew,
  typing,
  ping,
  pong,
]);

export type Hello = z.infer<typeof hello>;
export type Post = z.infer<typeof post>;
export type Edit = z.infer<typeof edit>;
export type Remove = z.infer<typeof remove>;
export type React = z.infer<typeof react>;
export type Poll = z.infer<typeof poll>;
export type Vote = z.infer<typeof vote>;
export type EndPoll = z.infer<typeof endPoll>;
export type Pin = z.infer<typeof pin>;
export type Notice = z.infer<typeof notice>;
/** What becomes an entry: each is answered by `accepted` or `refused`. */
export type Act = Post | Edit | Remove | React | Poll | Vote | EndPoll | Pin | Notice;
export type Report = z.infer<typeof report>;
export type Moderate = z.infer<typeof moderate>;
export type Prove = z.infer<typeof prove>;
export type History = z.infer<typeof history>;
export type Rename = z.infer<typeof rename>;
export type Renew = z.infer<typeof renew>;
export type Typing = z.infer<typeof typing>;
export type ClientMessage = z.infer<typeof clientMessage>;
