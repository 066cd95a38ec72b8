// What is answered, as schemas: types for the handlers, and the document that programs are made from.
// Entries are told as on the wire (protocol/server-messages.ts).
import { z } from 'zod';
import type { Entry, Participant, RoomMode } from '../../protocol/server-messages.ts';

const largest = Number.MAX_SAFE_INTEGER;

const whole = z.int().min(0).max(largest);

/** Unix time in milliseconds. */
const time = whole;

export const participantSchema = z
  .object({
    id: z.string(),
    name: z.string(),
    role: z.enum(['owner', 'moderator', 'member', 'guest']),
    avatar: z.string().exactOptional(),
    color: z.string().exactOptional(),
  })
  .describe('Who is in a room, or wrote something.') satisfies z.ZodType<Participant>;

const common = {
  seq: whole.describe('1, 2, 3… in its room, without a hole.'),
  at: time.describe('Unix time in milliseconds.'),
  draftId: z.string(),
  from: participantSchema,
};

const ref = whole.describe('The seq of the message that it is about.');
const yes = z.literal(true).exactOptional();
const replyTo = whole.exactOptional();
const options = z.array(z.string()).exactOptional();

export const messageSchema = z
  .object({
    type: z.literal('message'),
    ...common,
    text: z.string(),
    replyTo,
    options: options.describe('It is a poll: the text asks, and these can be chosen from.'),
    removed: yes.describe('It was taken back: nobody has the text any more.'),
    restored: yes.describe('It was taken back, and says this again.'),
  })
  .describe('An entry that says something.');

export const entrySchema = z
  .discriminatedUnion('type', [
    messageSchema,
    z.object({
      type: z.literal('edit'),
      ...common,
      ref,
      text: z.string(),
      removed: yes,
      restored: yes,
      replyTo,
      options,
    }),
    z.object({ type: z.literal('removal'), ...common, ref }),
    z.object({ type: z.literal('reaction'), ...common, ref, emoji: z.string(), on: z.boolean() }),
    z.object({ type: z.literal('vote'), ...common, ref, option: whole.exactOptional() }),
    z.object({ type: z.literal('poll-end'), ...common, ref }),
    z.object({ type: z.literal('pin'), ...common, ref, on: z.boolean() }),
    z.object({
      type: z.literal('notice'),
      ...common,
      text: z.string(),
      level: z.enum(['info', 'warning', 'highlight']).exactOptional(),
      removed: yes,
    }),
  ])
  .describe('One durable line of a room, as on the wire.') satisfies z.ZodType<Entry>;

export const modeSchema = z
  .object({
    slowSeconds: whole.optional(),
    membersOnly: z.boolean().optional(),
    emojiOnly: z.boolean().optional(),
    readOnly: z.boolean().optional(),
    holdAll: z.boolean().optional(),
    paused: z.object({ message: z.string().optional(), until: time.optional() }).optional(),
    shield: z
      .object({
        since: time,
        until: time,
        slowSeconds: z.number(),
        cause: z.enum(['hand', 'joins', 'refusals']),
      })
      .optional(),
  })
  .describe('How the room is kept just now; with nothing in it, it is open.') satisfies z.ZodType<RoomMode>;

const line = {
  name: z.string(),
  head: whole.describe('The newest seq; 0 where nothing was ever said.'),
  open: z.boolean().describe('Whether it can be entered: the configuration may know it no longer.'),
  present: whole.describe('How many are in it.'),
};

export const roomLineSchema = z.object(line).describe('A room in the list.');

export const roomSchema = z.object({ ...line, mode: modeSchema }).describe('A room.');

export const roomListSchema = z
  .object({
    rooms: z.array(roomLineSchema),
    next: z.string().exactOptional().describe('The `after` of the next page; left out on the last.'),
  })
  .describe('Rooms in order of their names.');

export const pageSchema = z
  .object({
    entries: z.array(entrySchema).describe('In order of seq.'),
    more: z.boolean().describe('Whether there are more in the asked direction.'),
    before: whole.describe('The `before` of the page that is older than this one.'),
    after: whole.describe('The `after` of the page that is newer than this one.'),
  })
  .describe('A page of a room’s history.');

export const waitingSchema = z
  .object({
    draftId: z.string(),
    detail: z.string(),
  })
  .describe('It waits for a moderator: nobody sees it yet.');

export const peopleSchema = z
  .object({
    present: whole,
    people: z
      .array(participantSchema)
      .exactOptional()
      .describe('By name; left out where they are more than 100.'),
  })
  .describe('Who is in a room.');

export const removalSchema = z
  .object({ seq: whole.describe('The seq of the entry that says so.') })
  .describe('It was taken back.');

export const nowSchema = z.object({ mode: modeSchema }).describe('How the room is kept from now on.');

export const exportSchema = z.array(entrySchema).describe('Everything that is kept, in order of seq.');

export type Room = z.output<typeof roomSchema>;
export type RoomLine = z.output<typeof roomLineSchema>;
export type Page = z.output<typeof pageSchema>;
