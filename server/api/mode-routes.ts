// How a room is kept: each of these changes one part of that, and leaves the rest as it is.
import type { Moderate } from '../../protocol/client-messages.ts';
import type { RoomMode } from '../../protocol/server-messages.ts';
import { nowSchema } from './answers.ts';
import { inRoom, moderates, problemOf } from './bot.ts';
import { fieldsOf, forMsField, messageField, roomField, secondsField, whyField } from './fields.ts';
import type { ApiKey } from './key-ring.ts';
import { route, type Route } from './route.ts';
import type { ApiServices } from './services.ts';

/** As it is asked for: what is left out is off. */
type AskedMode = Extract<Moderate['act'], { do: 'mode' }>['mode'];

const why = whyField.optional();

const common = {
  method: 'post',
  scope: 'moderation:write',
  acts: true,
  params: fieldsOf({ room: roomField }),
  answers: { 200: nowSchema },
} as const;

export function modeRoutes(services: ApiServices): readonly Route[] {
  return [
    route({
      ...common,
      path: '/rooms/{room}/close',
      id: 'closeRoom',
      summary: 'Pauses a room',
      description: 'Only those who keep it can write there, for a while or until it is opened.',
      body: fieldsOf({ message: messageField.optional(), forMs: forMsField.optional(), why }),
      handle: ({ key, params, body: { why: reason, message, forMs } }) =>
        change(key, params.room, reason, services, (mode) => ({
          ...mode,
          paused: { ...(message !== undefined && { message }), ...(forMs !== undefined && { forMs }) },
        })),
    }),
    route({
      ...common,
      path: '/rooms/{room}/open',
      id: 'openRoom',
      summary: 'Lets everybody write again',
      description: 'Ends a pause, and that the room is for reading alone.',
      body: fieldsOf({ why }),
      handle: ({ key, params, body }) =>
        change(
          key,
          params.room,
          body.why,
          services,
          ({ paused: _paused, readOnly: _readOnly, ...mode }) => mode,
        ),
    }),
    route({
      ...common,
      path: '/rooms/{room}/slow-mode',
      id: 'setSlowMode',
      summary: 'Sets the wait between two messages of one person',
      description: '0 seconds end it.',
      body: fieldsOf({ seconds: secondsField, why }),
      handle: ({ key, params, body: { seconds, why: reason } }) =>
        change(key, params.room, reason, services, (mode) => ({ ...mode, slowSeconds: seconds })),
    }),
  ];
}

/** Looked up and asked for in one breath, so that nothing that others set is lost between. */
function change(
  key: ApiKey,
  name: string,
  reason: string | undefined,
  services: ApiServices,
  changed: (mode: AskedMode) => AskedMode,
) {
  return inRoom(name, services, async (room) => {
    const mode = changed(askedFor(room.standing.mode, services.clock.time()));
    const act = { do: 'mode', mode, ...(reason !== undefined && { why: reason }) } as const;
    const became = await moderates(key, act, room, services);
    if (became.type === 'refused') return problemOf(became);
    return { status: 200 as const, json: { mode: room.standing.mode } };
  });
}

/** As those would have to ask for it who want it so. The shield is a matter of its own. */
function askedFor({ shield: _shield, paused, ...switches }: RoomMode, time: number): AskedMode {
  const { message, until } = paused ?? {};
  if (!paused || (until !== undefined && until <= time)) return switches;
  return { ...switches, paused: { message, ...(until !== undefined && { forMs: until - time }) } };
}
