// What those who keep a room do about messages and people, done by a program: the acts of the wire, with the role
// of a moderator.
import { randomUUID } from 'node:crypto';
import { removalSchema } from './answers.ts';
import { botOf, does, inRoom, moderates, problemOf } from './bot.ts';
import {
  fieldsOf,
  forMsField,
  networkField,
  participantField,
  roomField,
  seqField,
  shadowField,
  whyField,
} from './fields.ts';
import { route, type Route } from './route.ts';
import type { ApiServices } from './services.ts';

const why = whyField.optional();
const personParams = fieldsOf({ room: roomField, participant: participantField });

/** What can be done about a person. */
const deeds = [
  {
    deed: 'mute',
    summary: 'Lets somebody read, but not write',
    body: fieldsOf({ forMs: forMsField.optional(), shadow: shadowField.optional(), why }),
  },
  { deed: 'unmute', summary: 'Lifts a mute', body: fieldsOf({ why }) },
  { deed: 'kick', summary: 'Sends somebody off; they may come back', body: fieldsOf({ why }) },
  {
    deed: 'ban',
    summary: 'Keeps somebody out',
    body: fieldsOf({ forMs: forMsField.optional(), network: networkField.optional(), why }),
  },
  { deed: 'unban', summary: 'Lifts a ban', body: fieldsOf({ why }) },
] as const;

export function moderationRoutes(services: ApiServices): readonly Route[] {
  return [
    route({
      method: 'post',
      path: '/rooms/{room}/messages/{seq}/remove',
      id: 'removeMessage',
      summary: 'Takes a message back',
      description: 'Its text is gone for everyone, its place stays.',
      scope: 'moderation:write',
      acts: true,
      params: fieldsOf({ room: roomField, seq: seqField }),
      answers: { 200: removalSchema },
      handle: ({ key, params: { room: name, seq } }) =>
        inRoom(name, services, async (room) => {
          const act = { type: 'remove', draftId: randomUUID(), ref: seq } as const;
          const became = await does(act, botOf(key, 'moderator'), room, services);
          return became.type === 'refused'
            ? problemOf(became)
            : { status: 200 as const, json: { seq: became.seq } };
        }),
    }),
    ...deeds.map(({ deed, summary, body }) =>
      route({
        method: 'post',
        path: `/rooms/{room}/people/{participant}/${deed}`,
        id: deed,
        summary,
        description: 'In effect at once, and on disk when it is answered.',
        scope: 'moderation:write',
        acts: true,
        params: personParams,
        body,
        answers: { 204: null },
        problems: [409],
        handle: ({ key, params: { room: name, participant: who }, body: how }) =>
          inRoom(name, services, async (room) => {
            const became = await moderates(key, { do: deed, who, ...how }, room, services);
            return became.type === 'refused' ? problemOf(became) : { status: 204 as const };
          }),
      }),
    ),
  ];
}
