// Which rooms there are, how they are kept, and who is in them.
import { pageEntries } from '../../protocol/limits.ts';
import { standingOf } from '../console/gate.ts';
import { findRooms } from '../console/room-list.ts';
import { peopleSchema, roomListSchema, roomSchema, type RoomLine } from './answers.ts';
import { inRoom } from './bot.ts';
import { afterNameField, fieldsOf, limitField, namedField, roomField } from './fields.ts';
import { isOpen } from './gate.ts';
import { route, type Route } from './route.ts';
import type { ApiServices } from './services.ts';

const params = fieldsOf({ room: roomField });

export function roomRoutes(services: ApiServices): readonly Route[] {
  return [
    route({
      method: 'get',
      path: '/rooms',
      id: 'listRooms',
      summary: 'Lists rooms',
      description:
        'Those of the configuration and those that were ever written in, by name, of those that the key may touch.',
      scope: 'rooms:read',
      query: fieldsOf({
        named: namedField.optional(),
        after: afterNameField.optional(),
        limit: limitField.optional(),
      }),
      answers: { 200: roomListSchema },
      async handle({ key, query: { named = '', after = '', limit = pageEntries } }) {
        const { rooms, ...next } = await findRooms(services, { named, patterns: key.rooms, after, limit });
        return { status: 200, json: { rooms: rooms.map((room) => lineOf(room, services)), ...next } };
      },
    }),
    route({
      method: 'get',
      path: '/rooms/{room}',
      id: 'getRoom',
      summary: 'Tells of a room',
      description: 'Its newest seq, how many are present, and how it is kept just now.',
      scope: 'rooms:read',
      params,
      answers: { 200: roomSchema },
      async handle({ params: { room: name } }) {
        const { head } = await services.log.read(name, { before: Number.MAX_SAFE_INTEGER, limit: 1 });
        const { mode } = await standingOf(name, services);
        return { status: 200, json: { ...lineOf({ name, head }, services), mode } };
      },
    }),
    route({
      method: 'get',
      path: '/rooms/{room}/people',
      id: 'listPeople',
      summary: 'Tells who is in a room',
      description: 'By name, or only how many where they are more than 100.',
      scope: 'members:read',
      params,
      answers: { 200: peopleSchema },
      handle: ({ params: { room: name } }) =>
        inRoom(name, services, (room) => {
          const { count, here } = room.presence.now;
          const people = here && { people: [...here] };
          return Promise.resolve({ status: 200 as const, json: { present: count, ...people } });
        }),
    }),
  ];
}

function lineOf({ name, head }: Pick<RoomLine, 'name' | 'head'>, services: ApiServices): RoomLine {
  const room = services.rooms.loaded(name);
  return {
    name,
    head: Math.max(head, room?.ring.head ?? 0),
    open: isOpen(services, name),
    present: room?.presence.count ?? 0,
  };
}
