// Every message that a client may send, sent by every role over a real room: a new type of message fails
// here until it has a row.
import { describe, expect, it } from 'vitest';
import {
  clientMessage,
  moderate,
  type ClientMessage,
  type Moderate,
} from '../../../protocol/client-messages.ts';
import { closeCodes } from '../../../protocol/close-codes.ts';
import type { Role, ServerMessage } from '../../../protocol/server-messages.ts';
import { roles, type PermissionOverrides } from '../../../server/identity/permissions.ts';
import { dialectV1 } from '../../../server/connection/dialect-v1.ts';
import { House, post, type Guest } from '../../support/house.ts';
import { memberSettings, tokenOf } from '../../support/member-tokens.ts';
import { until } from '../../support/until.ts';

interface Row {
  /** Said in a room where entry 1 is somebody else’s message, and entry 2 one’s own; 3 and 4 are polls of the same. */
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
  poll: [
    {
      message: { type: 'poll', draftId, text: 'Tea?', options: ['Yes', 'No'] },
      least: 'moderator',
      tightened: { poll: 'owner' },
      done: accepted,
    },
  ],
  vote: [
    {
      message: { type: 'vote', draftId, ref: 3, option: 1 },
      least: 'guest',
      tightened: { vote: 'owner' },
      done: accepted,
    },
  ],
  'end-poll': [
    {
      message: { type: 'end-poll', draftId, ref: 4 },
      least: 'guest',
      tightened: { remove: 'owner' },
      done: accepted,
    },
    {
      message: { type: 'end-poll', draftId, ref: 3 },
      least: 'moderator',
      tightened: { 'remove-any': 'owner' },
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
      [{ do: 'shield', on: true }, 'mode'],
      [{ do: 'ban-many', by: { phrase: 'spam' } }, 'ban'],
      [{ do: 'approve', who: 'nobody', held: 'd9' }, 'review'],
      [{ do: 'decline', who: 'nobody', held: 'd9' }, 'review'],
      [{ do: 'resolve', report: '1-nobody' }, 'review'],
      [{ do: 'dismiss', report: '1-nobody' }, 'review'],
      [{ do: 'undo', of: 'd9' }, 'undo'],
      [{ do: 'list', of: 'held' }, 'review'],
      [{ do: 'list', of: 'reports' }, 'review'],
      [{ do: 'list', of: 'restraints' }, 'ban'],
      [{ do: 'list', of: 'audit' }, 'audit'],
      [{ do: 'list', of: 'shield' }, 'mode'],
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
  prove: [
    {
      message: {
        type: 'prove',
        solution: {
          algorithm: 'SHA-256',
          challenge: '0'.repeat(64),
          number: 0,
          salt: '',
          signature: '0'.repeat(64),
        },
      },
      // Nobody was asked for work, and it is nothing to anybody.
      least: 'guest',
      done: (_, who) => !who.transport.closed,
    },
  ],
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

const poll = { type: 'poll', draftId: 'poll', text: 'Tea?', options: ['Yes', 'No'] };

/** Whatever one may do oneself, these messages and polls can be there. */
const open: PermissionOverrides = { poll: 'guest' };

/** Whether somebody of this role gets it done. */
async function isDone(
  { message, done }: Row,
  role: Role,
  permissions: PermissionOverrides,
): Promise<boolean> {
  const house = new House({ settings: { permissions: open } });
  const other = await house.guest('Other');
  other.say(post('first', 'first'));
  await house.settle();
  // One’s own message is there from before the room was closed to such as oneself.
  const before = await house.person(role, 'Ann');
  before.say(post('mine', 'mine'));
  await house.settle();
  for (const who of [other, before]) who.say(poll);
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

/** What those may who are muted: read, and take back what is theirs. */
const whileMuted: Record<ClientMessage['type'], boolean> = {
  hello: true,
  post: false,
  edit: false,
  remove: true,
  react: false,
  poll: false,
  vote: false,
  'end-poll': false,
  pin: false,
  notice: false,
  report: false,
  moderate: false,
  history: true,
  rename: false,
  renew: true,
  typing: false,
  prove: true,
  ping: true,
  pong: true,
};

const isList = ({ message }: Row) => (message.act as Moderate['act'] | undefined)?.do === 'list';
const isOthers = ({ message }: Row) => message.type === 'remove' && message.ref === 1;

/** The least role that anybody could be held back in, and who may do so. */
const owner = async (house: House) => house.person('owner', 'Root', {}, '192.0.2.9');

/** All that is kept, and all that others were told but for who is here. */
function kept(house: House, witness: Guest): string {
  const told = witness.transport.messages.filter(({ type }) => type !== 'presence');
  return JSON.stringify([
    [...house.log.rooms],
    [...house.standing.rooms].map(([name, { mode, restraints, held, reports }]) => [
      name,
      mode,
      [...restraints],
      [...held],
      [...reports],
    ]),
    house.standing.lines,
    told,
  ]);
}

/** A room with somebody else’s message, one’s own, and an owner who looks on. */
async function furnished(role: Role) {
  const house = new House({ members: memberSettings, settings: { permissions: open } });
  const other = await house.guest('Other');
  other.say(post('first', 'first'));
  await house.settle();
  const who = await house.person(role, 'Ann', {}, '192.0.2.2');
  who.say(post('mine', 'mine'));
  await house.settle();
  for (const one of [other, who]) one.say(poll);
  await house.settle();
  const root = await owner(house);
  const { you, token } = who.transport.all('welcome')[0]!;
  return {
    house,
    who,
    root,
    token,
    async restrain(act: object): Promise<void> {
      root.say({ type: 'moderate', draftId: 'restrain', act: { who: you.id, ...act } });
      await house.settle();
    },
    /** Whatever comes of it has come. */
    async rest(): Promise<void> {
      await house.settle();
      house.clock.advance(600);
      await house.settle();
    },
  };
}

describe('the matrix of messages and standing', () => {
  it('has a row for every message that a client may send', () => {
    expect(Object.keys(whileMuted).sort()).toEqual(Object.keys(rows).sort());
  });

  it.each(cases)('lets nobody say $message.type who is banned: $message', async ({ message, least }) => {
    const { house, who, root, token, restrain, rest } = await furnished(least);
    await restrain({ do: 'ban' });
    const before = kept(house, root);
    expect(who.transport.closed?.code).toBe(closeCodes.banned);
    who.say(message);
    // Whoever comes again says it in one flight with hello.
    const again = house.knock(dialectV1, 'lobby', '192.0.2.2');
    again.say({ type: 'hello', name: 'Ann', token }, message);
    await rest();
    expect(again.transport.closed?.code).toBe(closeCodes.banned);
    expect(again.transport.messages).toEqual([]);
    expect(kept(house, root)).toBe(before);
  });

  it.each(cases)('lets $message.type be said by who is muted as far as it may: $message', async (row) => {
    const { message, least, done } = row;
    const { house, who, root, restrain, rest } = await furnished(least);
    await restrain({ do: 'mute', forMs: 60_000 });
    const before = kept(house, root);
    const past = who.transport.messages.length;
    who.say(message);
    await rest();
    const may = (whileMuted[message.type as ClientMessage['type']] && !isOthers(row)) || isList(row);
    expect(done(who.transport.messages.slice(past), who)).toBe(may);
    if (!may) expect(kept(house, root)).toBe(before);
  });

  it.each(cases)('tells nobody $message.type of who is muted and does not know: $message', async (row) => {
    const { message, least } = row;
    const { house, who, root, restrain, rest } = await furnished(least);
    await restrain({ do: 'mute', forMs: 60_000, shadow: true });
    const before = kept(house, root);
    who.say(message);
    await rest();
    // Those who keep a room keep it all the same, and everybody may take back what is theirs.
    const isOwnRemoval = message.type === 'remove' && !isOthers(row);
    if (message.type !== 'moderate' && !isOwnRemoval) expect(kept(house, root)).toBe(before);
  });

  /** Somebody who is signed in by a token, as far as anybody of this role can be. */
  async function signedIn(
    house: House,
    least: Role,
    message: object[] = [],
    over: object = {},
  ): Promise<Guest> {
    const who = house.knock(dialectV1, 'lobby', '192.0.2.3');
    const role = least === 'guest' ? 'member' : least;
    who.say(
      { type: 'hello', token: tokenOf(house.clock.time(), { role, ...over }) },
      ...(message as never[]),
    );
    await until('a welcome or a close', async () => {
      await house.settle();
      return who.transport.closed ?? who.transport.all('welcome')[0];
    });
    return who;
  }

  it.each(cases)(
    'lets nobody say $message.type whose token is past: $message',
    async ({ message, least }) => {
      const { house, root, rest } = await furnished('guest');
      const who = await signedIn(house, least);
      const { expiresInMs } = who.transport.all('welcome')[0]!;
      house.clock.advance(expiresInMs!);
      const before = kept(house, root);
      who.say(message);
      await rest();
      expect(who.transport.closed?.code).toBe(closeCodes.tokenExpired);
      expect(kept(house, root)).toBe(before);
    },
  );

  it.each(cases)(
    'lets nobody say $message.type by a token of another room: $message',
    async ({ message, least }) => {
      const { house, root, rest } = await furnished('guest');
      const before = kept(house, root);
      const who = await signedIn(house, least, [message], { rooms: ['den'] });
      who.say(message);
      await rest();
      expect(who.transport.closed?.code).toBe(closeCodes.otherRoom);
      expect(who.transport.messages).toEqual([]);
      expect(kept(house, root)).toBe(before);
    },
  );
});
