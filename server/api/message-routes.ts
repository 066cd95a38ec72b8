// What was said in a room, page by page, and saying something there.
import { randomUUID } from 'node:crypto';
import type { z } from 'zod';
import { pageEntries } from '../../protocol/limits.ts';
import { nameRefusal } from '../connection/arrival.ts';
import { cleanName } from '../identity/names.ts';
import type { LogPage } from '../log/log.ts';
import { entryText } from '../room/entry-text.ts';
import type { Room } from '../room/room.ts';
import { messageSchema, pageSchema, waitingSchema, type Page } from './answers.ts';
import { botId, botOf, does, inRoom, problemOf } from './bot.ts';
import {
  afterField,
  beforeField,
  draftField,
  fieldsOf,
  limitField,
  nameField,
  refField,
  roomField,
  textField,
} from './fields.ts';
import type { ApiKey } from './key-ring.ts';
import { problem, type Problem } from './problem.ts';
import { route, type Route } from './route.ts';
import type { ApiServices } from './services.ts';

type Message = z.output<typeof messageSchema>;

const params = fieldsOf({ room: roomField });

export function messageRoutes(services: ApiServices): readonly Route[] {
  const { log, clock } = services;
  return [
    route({
      method: 'get',
      path: '/rooms/{room}/messages',
      id: 'readMessages',
      summary: 'Reads back what was said',
      description:
        'Entries as on the wire, in order of seq, which has no holes: the newest below `before`, or the oldest above `after`; without either, the newest there are. Ask again with the answer’s `before` for what is older, with its `after` for what is newer.',
      scope: 'history:read',
      params,
      query: fieldsOf({
        before: beforeField.optional(),
        after: afterField.optional(),
        limit: limitField.optional(),
      }),
      answers: { 200: pageSchema },
      async handle({ params: { room }, query: { before, after, limit = pageEntries } }) {
        if (before !== undefined && after !== undefined) return bothWays;
        const range = after === undefined ? { before: before ?? Number.MAX_SAFE_INTEGER } : { after };
        return { status: 200, json: pageOf(await log.read(room, { ...range, limit }), { before, after }) };
      },
    }),
    route({
      method: 'post',
      path: '/rooms/{room}/messages',
      id: 'postMessage',
      summary: 'Says something',
      description:
        'As a bot, with the role of a member and the id `bot:` and the key’s name. Answered once it is on disk. The same draft sent again, by `Idempotency-Key` or `draftId`, is answered with the first’s entry.',
      scope: 'posts:write',
      acts: true,
      params,
      headers: fieldsOf({ 'idempotency-key': draftField.optional() }),
      body: fieldsOf({
        text: textField,
        name: nameField.optional(),
        draftId: draftField.optional().describe('As Idempotency-Key.'),
        replyTo: refField.optional(),
      }),
      answers: { 201: messageSchema, 202: waitingSchema },
      problems: [409, 422],
      async handle({ key, params: { room: name }, headers, body: { text, name: given, replyTo, ...body } }) {
        const again = headers['idempotency-key'];
        if (again !== undefined && body.draftId !== undefined && again !== body.draftId) return twoDrafts;
        const draftId = body.draftId ?? again ?? randomUUID();
        return inRoom(name, services, async (room) => {
          const named = nameFor(key, given, room, services);
          if ('problem' in named) return named;
          const from = botOf(key, 'member', named.name);
          const said = { draftId, text, ...(replyTo !== undefined && { replyTo }) };
          const became = await does({ type: 'post', ...said }, from, room, services);
          if (became.type === 'accepted') {
            const entry = await entryOf(became.seq, room);
            // What nobody is to see was taken all the same, as far as its author knows.
            const told = { type: 'message' as const, seq: became.seq, at: clock.time(), from, ...said };
            return { status: 201 as const, json: entry ?? told };
          }
          if (became.code === 'held')
            return { status: 202 as const, json: { draftId, detail: became.sentence } };
          return problemOf(became);
        });
      },
    }),
  ];
}

const bothWays = problem(
  'bad-request',
  '“before” and “after” cannot both be there: leave one out, as they are two ways to go.',
  { field: 'after' },
);

const twoDrafts = problem(
  'bad-request',
  '“draftId” and the header Idempotency-Key say different things. Leave one out, or say the same.',
  { field: 'draftId' },
);

const unseen = problem(
  'bad-request',
  '“name” cannot be used: it needs something that can be seen. Leave it out to use the key’s name.',
  { field: 'name' },
);

/** Under another name than its own a program must not pass for somebody else. */
function nameFor(
  key: ApiKey,
  given: string | undefined,
  room: Room,
  { reservedNames }: Pick<ApiServices, 'reservedNames'>,
): { readonly name: string } | { readonly problem: Problem } {
  if (given === undefined || given === key.name) return { name: key.name };
  const name = cleanName(given);
  if (name === undefined) return unseen;
  const refusal = nameRefusal(name, botId(key), room, reservedNames);
  return refusal ? problem(refusal.code, refusal.sentence, { field: 'name' }) : { name };
}

/** From memory, or from the log where it was said long ago. */
async function entryOf(seq: number, room: Room): Promise<Message | undefined> {
  const record =
    room.ring.at(seq)?.record ??
    (await room.read({ after: seq - 1, limit: 1 })).entries.find((one) => one.seq === seq);
  return record && (JSON.parse(entryText(record)) as Message);
}

function pageOf(
  { head, entries: records, more }: LogPage,
  { before, after }: { readonly before: number | undefined; readonly after: number | undefined },
): Page {
  const entries = records.map((record) => JSON.parse(entryText(record)) as Page['entries'][number]);
  // Where nothing was found, the place that was asked about is the place to go on from; beyond the largest there is none.
  const asked = after === undefined ? (before ?? head + 1) : Math.min(after + 1, Number.MAX_SAFE_INTEGER);
  const first = entries[0]?.seq ?? asked;
  const last = entries.at(-1)?.seq ?? after ?? Math.max(0, (before ?? head + 1) - 1);
  return { entries, more, before: first, after: last };
}
