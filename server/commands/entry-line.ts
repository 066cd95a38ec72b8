// A line of an export, read back as the entry that it was.
import { z } from 'zod';
import { roomNamePattern } from '../../protocol/room-name.ts';
import { LogUnavailable, type EntryRecord } from '../log/log.ts';

export interface ReadLine {
  readonly room: string;
  readonly entry: EntryRecord;
  /** How its place is called in a sentence. */
  readonly place: string;
}

const shortText = z.string().max(256);
const number = z.int().min(1);

const common = z.looseObject({
  room: z.string().regex(roomNamePattern),
  seq: number,
  at: z.int().min(0),
  draftId: z.string().regex(/^[A-Za-z0-9_-]{1,64}$/),
  from: z.looseObject({
    id: shortText.min(1),
    name: shortText,
    role: z.enum(['owner', 'moderator', 'member', 'guest']),
  }),
});

const line = z.discriminatedUnion('type', [
  common.extend({
    type: z.literal('message'),
    text: z.string(),
    replyTo: number.optional(),
    options: z.array(z.string()).optional(),
  }),
  common.extend({ type: z.literal('edit'), ref: number, text: z.string() }),
  common.extend({ type: z.enum(['removal', 'poll-end']), ref: number }),
  common.extend({ type: z.literal('reaction'), ref: number, emoji: z.string(), on: z.boolean() }),
  common.extend({ type: z.literal('vote'), ref: number, option: z.int().min(0).optional() }),
  common.extend({ type: z.literal('pin'), ref: number, on: z.boolean() }),
  common.extend({ type: z.literal('notice'), text: z.string() }),
]);

/** Throws LogUnavailable, with the place and the cure. */
export function readEntryLine(text: string, place: string): ReadLine {
  const whole = jsonOf(text);
  const read = line.safeParse(whole);
  if (!read.success) {
    const { path, message } = read.error.issues[0]!;
    throw new LogUnavailable(
      `${place}: this is no line of an export (${[path.join('.'), message].filter(Boolean).join(': ')}). Take a file that ws-chat export wrote in jsonl.`,
    );
  }
  // As it was written, for an entry is compared by its text.
  const { room, type: kind, seq, at, draftId, from, ...body } = whole as z.infer<typeof line>;
  const ref = 'ref' in body ? body.ref : 'replyTo' in body ? body.replyTo : undefined;
  return {
    room,
    place,
    entry: {
      ...{ seq, kind, participant: from.id, draftId, at },
      author: JSON.stringify(from),
      body: JSON.stringify(body),
      ...(typeof ref === 'number' && { ref }),
    },
  };
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}
