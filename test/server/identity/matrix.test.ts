// Every message that a client may send, sent by every role over a real room: a new type of message fails
// here until it has a row.
import { describe, expect, it } from 'vitest';
import {
  clientMessage,
  moderate,
  type ClientMessage,
  type Moderate,
} from '../../../protocol/client-messages.ts';
import type { Role, ServerMessage } from '../../../protocol/server-messages.ts';
import { roles, type PermissionOverrides } from '../../../server/identity/permissions.ts';
import { House, post, type Guest } from '../../support/house.ts';

interface Row {
  /** Said in a room where entry 1 is somebody else’s message, and entry 2 one’s own. */
  readonly message: Record<string, unknown>;
  /** The least role that may, with nothing configured. */
  readonly least: Role;
  /** The setting by which it is left to owners; nothing where whoever is in may. */
  readonly tightened?: PermissionOverrides;
  /** Whether it was done, by what was heard since. */
  readonly done: (heard: readonly ServerMessage[], who: Guest) => boolean;
}

const draftId = 'd1';
const accepted: Row['done'] = (heard) => heard.some(({ type }) => type === 'accepted');

const rows: Record<ClientMessage['type'], readonly Row[]> = {
  hello: [
    { message: { type: 'hello' }, least: 'guest', done: (_, who) => who.transport.closed?.code === 4000 },
  ],
  post: [
    { message: post('hi', draftId), least: 'guest', tightened: { post: 'owner' }, done: accepted },
    {
      message: { ...post('hi', draftId), replyTo: 1 },
      least: 'guest',
      tightened: { reply: 'owner' },
      done: accepted,
    },
  ],
  edit: [
    {
      message: { type: 'edit', draftId, ref: 2, text: 'x' },
      least: 'guest',
      tightened: { edit: 'owner' },
      done: accepted,
    },
  ],
  remove: [
    {
      message: { type: 'remove', draftId, ref: 2 },
      least: 'guest',
      tightened: { remove: 'owner' },
      done: accepted,
    },
    {
      message: { type: 'remove', draftId, ref: 1 },
      least: 'moderator',
      tightened: { 'remove-any': 'owner' },
      done: accepted,
    },
  ],
  react: [
    {
      message: { type: 'react', draftId, ref: 1, emoji: '🎈', on: true },
      least: 'guest',
      tightened: { react: 'owner' },
      done: accepted,
    },
  ],
  pin: [
    {
      message: { type: 'pin', draftId, ref: 1, on: true },
      least: 'moderator',
      tightened: { pin: 'owner' },
      done: accepted,
    },
  ],
  notice: [
    {
      message: { type: 'notice', draftId, text: 'hear' },
      least: 'moderator',
      tightened: { notice: 'owner' },
      done: accepted,
    },
  ],
  report: [
    {
      message: { type: 'report', draftId, ref: 1, reason: 'spam' },
      least: 'guest',
      tightened: { report: 'owner' },
      done: (heard) => heard.some(({ type }) => type === 'reported'),
    },
  ],
  moderate: (
    [
      [{ do: 'remove-all', who: 'nobody', since: 0 }, 'remove-any'],
      [{ do: 'clear' }, 'clear'],
      [{ do: 'mute', who: 'nobody', forMs: 60_000 }, 'mute'],
      [{ do: 'unmute', who: 'nobody' }, 'mute'],
      [{ do: 'kick', who: 'nobody' }, 'kick'],
      [{ do: 'ban', who: 'nobody' }, 'ban'],
      [{ do: 'unban', who: 'nobody' }, 'ban'],
      [{ do: 'mode', mode: { slowSeconds: 5 } }, 'mode'],
      [{ do: 'approve', who: 'nobody', held: 'd9' }, 'review'],
      [{ do: 'decline', who: 'nobody', held: 'd9' }, 'review'],
      [{ do: 'resolve', report: '1-nobody' }, 'review'],
      [{ do: 'dismiss', report: '1-nobody' }, 'review'],
      [{ do: 'list', of: 'held' }, 'review'],
      [{ do: 'list', of: 'reports' }, 'review'],
      [{ do: 'list', of: 'restraints' }, 'ban'],
      [{ do: 'list', of: 'audit' }, 'audit'],
    ] as const
  ).map(([act, capability]) => ({
    message: { type: 'moderate', draftId, act },
    least: 'moderator',
    tightened: { [capability]: 'owner' },
    // Nothing waits under that id, which only those may know who may let it in.
    done: (heard) =>
      heard.some(
        (message) =>
          message.type === 'moderated' || (message.type === 'refused' && message.code === 'not-found'),
      ),
  })),
  history: [
    {
      message: { type: 'history', after: 0, limit: 10 },
      least: 'guest',
      tightened: { history: 'owner' },
      done: (heard) => heard.some((message) => message.type === 'page' && message.entries.length > 0),
    },
  ],
  rename: [
    {
      message: { type: 'rename', name: 'Zoe' },
      least: 'guest',
      tightened: { rename: 'owner' },
      done: (heard) => heard.some((message) => message.type === 'renamed' && message.you.name === 'Zoe'),
    },
  ],
  renew: [
    {
      // Nobody here was signed in by a token, so there is none to renew.
      message: { type: 'renew', token: 'a.b.c' },
      least: 'guest',
      done: (_, who) => who.transport.closed?.code === 4001,
    },
  ],
  typing: [
    {
      message: { type: 'typing', on: true },
      least: 'guest',
      tightened: { post: 'owner' },
      done: (heard) => heard.some((message) => message.type === 'typing' && message.who.length > 0),
    },
  ],
  ping: [
    { message: { type: 'ping' }, least: 'guest', done: (heard) => heard.some(({ type }) => type === 'pong') },
  ],
  pong: [{ message: { type: 'pong' }, least: 'guest', done: (_, who) => !who.transport.closed }],
};

const cases = Object.values(rows).flat();

/** Whether somebody of this role gets it done. */
async function isDone(
  { message, done }: Row,
  role: Role,
  permissions: PermissionOverrides,
): Promise<boolean> {
  const house = new House();
  const other = await house.guest('Other');
  other.say(post('first', 'first'));
  await house.settle();
  // One’s own message is there from before the room was closed to such as oneself.
  const before = await house.person(role, 'Ann');
  before.say(post('mine', 'mine'));
  await house.settle();
  const { token } = before.transport.all('welcome')[0]!;
  const later = new House({ settings: { permissions } }, house);
  const who = await later.person(role, 'Ann', { token });
  const past = who.transport.messages.length;
  who.say(message);
  await later.settle();
  later.clock.advance(600);
  await later.settle();
  return done(who.transport.messages.slice(past), who);
}

describe('the matrix of messages and roles', () => {
  it('has a row for everything that one may do to people and the room', () => {
    const said = rows.moderate.map(({ message }) => (message.act as Moderate['act']).do);
    expect([...new Set(said)].sort()).toEqual(
      moderate.shape.act.options.map(({ shape }) => shape.do.value).sort(),
    );
  });

  it('has a row for every message that a client may send', () => {
    expect(Object.keys(rows).sort()).toEqual(
      clientMessage.options.map(({ shape }) => shape.type.value).sort(),
    );
  });

  it.each(cases)('lets $message.type be said by $least and above: $message', async (row) => {
    for (const role of roles)
      expect([role, await isDone(row, role, {})]).toEqual([
        role,
        roles.indexOf(role) >= roles.indexOf(row.least),
      ]);
  });

  it.each(cases.filter(({ tightened }) => tightened))(
    'lets $message.type be said by owners alone with $tightened',
    async (row) => {
      for (const role of roles)
        expect([role, await isDone(row, role, row.tightened!)]).toEqual([role, role === 'owner']);
    },
  );
});
