import { describe, expect, it, onTestFinished } from 'vitest';
import type { DraftRecord } from '../../../../server/log/log.ts';
import { readAddress } from '../../../../server/log/postgres/address.ts';
import { expireSome } from '../../../../server/log/postgres/expiry.ts';
import { Session } from '../../../../server/log/postgres/session.ts';
import { draft } from '../../../support/drafts.ts';
import { ownPostgres } from '../../../support/own-postgres.ts';
import { postgresIsHere, query } from '../../../support/postgres.ts';

const old = (count: number, over: Partial<DraftRecord> = {}) =>
  Array.from({ length: count }, (_, index) => draft(`${index}`, { at: 10, ...over }));

describe.skipIf(!postgresIsHere)('one step of an expiry in Postgres', () => {
  const postgres = ownPostgres();

  const open = async () => {
    const address = await postgres.engine.createSchema();
    const log = await postgres.open(address);
    const session = await Session.open({ address: readAddress(address), settings: {}, patienceMs: 30_000 });
    onTestFinished(() => session.end());
    return {
      log,
      expire: (after: string) => expireSome(session, 30, after, new Map()),
      left: async (room: string) =>
        (
          await query<{ seq: string }>(
            address,
            `SELECT seq FROM entry JOIN room ON room.id = room WHERE name = '${room}' ORDER BY seq`,
          )
        ).map(({ seq }) => Number(seq)),
      rooms: async () => (await query(address, 'SELECT DISTINCT room FROM entry')).length,
    };
  };

  it('takes 500 entries, and the next one goes on in the same room', async () => {
    const { log, expire, left } = await open();
    await log.append([...old(700), draft('young', { at: 30 })]);
    expect(await expire('')).toEqual({
      done: '',
      isMore: true,
      deleted: true,
      expired: [{ room: 'lobby', seq: 500 }],
    });
    expect((await left('lobby'))[0]).toBe(501);
    expect(await expire('')).toEqual({
      done: 'lobby',
      isMore: false,
      deleted: true,
      expired: [{ room: 'lobby', seq: 700 }],
    });
    expect(await left('lobby')).toEqual([701]);
    expect(await expire('')).toMatchObject({ deleted: false, expired: [{ room: 'lobby', seq: 700 }] });
    expect(await expire('lobby')).toEqual({ done: 'lobby', isMore: false, deleted: false, expired: [] });
  });

  it('takes no more than about 500 entries of several rooms, and the next one goes on with the others', async () => {
    const { log, expire, left } = await open();
    for (const room of ['a', 'b', 'c']) await log.append(old(250, { room }));
    expect(await expire('')).toMatchObject({ done: 'b', isMore: true });
    expect([await left('a'), await left('b')]).toEqual([[], []]);
    expect(await left('c')).toHaveLength(250);
    expect(await expire('b')).toMatchObject({ done: 'c', isMore: false });
    expect(await left('c')).toEqual([]);
  });

  it('looks at 200 rooms', async () => {
    const { log, expire, rooms } = await open();
    await log.append(
      Array.from({ length: 201 }, (_, index) => draft('', { room: `room-${1_000 + index}`, at: 10 })),
    );
    expect(await expire('')).toMatchObject({ done: 'room-1199', isMore: true });
    expect(await rooms()).toBe(1);
    expect(await expire('room-1199')).toMatchObject({ done: 'room-1200', isMore: false });
    expect(await rooms()).toBe(0);
  });

  it('stands in no other node’s way, and finds done what that one did', async () => {
    const { log, expire, left } = await open();
    await log.append([...old(300), draft('young', { at: 30 })]);
    await Promise.all([log.expire(30), expire('')]);
    expect(await left('lobby')).toEqual([301]);
    expect(await log.read('lobby', { after: 0, limit: 9 })).toMatchObject({
      head: 301,
      entries: [{ seq: 301 }],
    });
  });
});
