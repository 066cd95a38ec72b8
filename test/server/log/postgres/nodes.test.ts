// Several nodes on one log.
import { describe, expect, it } from 'vitest';
import type { AppendOutcome } from '../../../../server/log/log.ts';
import type { PostgresLog } from '../../../../server/log/postgres/postgres-log.ts';
import { draft } from '../../../support/drafts.ts';
import { endsWithTest } from '../../../support/ends-with-test.ts';
import { createFaultProxy } from '../../../support/fault-proxy.ts';
import { ownPostgres, through } from '../../../support/own-postgres.ts';
import { postgresIsHere, query, transaction } from '../../../support/postgres.ts';
import { until } from '../../../support/until.ts';

const everything = { before: Number.MAX_SAFE_INTEGER, limit: 100_000 };

describe.skipIf(!postgresIsHere)('nodes that share a log in Postgres', () => {
  const postgres = ownPostgres();

  const open = async () => {
    const address = await postgres.engine.createSchema();
    const [one, other] = [await postgres.open(address), await postgres.open(address)];
    const doubts = { one: 0, other: 0 };
    one.watch(() => doubts.one++);
    other.watch(() => doubts.other++);
    return { address, one, other, doubts };
  };

  it('have webhooks delivered by one of them, and by another when that one is gone', async () => {
    const { address, one, other } = await open();
    expect(await one.mayDeliver()).toBe(true);
    expect(await other.mayDeliver()).toBe(false);
    expect(await one.mayDeliver()).toBe(true);
    const stranger = await postgres.open(await postgres.engine.createSchema());
    expect(await stranger.mayDeliver()).toBe(true);
    await query(
      address,
      `SELECT pg_terminate_backend(pid) FROM pg_locks WHERE locktype = 'advisory'
      AND objid = hashtext(current_schema())::bigint & 4294967295`,
    );
    await until('the other to take its place', () => other.mayDeliver());
    await until('the one to know', async () => !(await one.mayDeliver().catch(() => true)));
  });

  it('write to the same rooms without a hole, and doubt nothing of it', async () => {
    const { one, other, doubts } = await open();
    const rooms = ['lobby', 'garden', 'yard', 'attic'];
    /** Each batch is for several rooms, the one’s in the other order than the other’s. */
    const batch = (node: string, round: number) =>
      rooms
        .slice(round % 3)
        .flatMap((room) =>
          [1, 2, 3].map((index) => draft(`${node}-${round}-${index}`, { room, participant: node })),
        );
    const write = async (log: PostgresLog, node: string) => {
      const outcomes: AppendOutcome[] = [];
      for (let round = 0; round < 40; round++) {
        const drafts = batch(node, round);
        const [answer] = await Promise.all([
          log.append(node === 'one' ? drafts : drafts.toReversed()),
          ...rooms.map((room) => log.read(room, everything)),
        ]);
        outcomes.push(...answer);
      }
      return outcomes;
    };
    const written = await Promise.all([write(one, 'one'), write(other, 'other')]);
    expect(written.flat().every(({ outcome }) => outcome === 'committed')).toBe(true);
    for (const room of rooms) {
      const { head, entries } = await one.read(room, everything);
      expect(entries.map(({ seq }) => seq)).toEqual(Array.from({ length: head }, (_, index) => index + 1));
      for (const [node, isReversed] of [
        ['one', false],
        ['other', true],
      ] as const) {
        const theirs = entries
          .filter(({ participant }) => participant === node)
          .map(({ draftId }) => draftId);
        const sent = Array.from({ length: 40 }, (_, round) => {
          const ids = batch(node, round)
            .filter((one) => one.room === room)
            .map(({ draftId }) => draftId);
          return isReversed ? ids.reverse() : ids;
        });
        expect(theirs).toEqual(sent.flat());
      }
    }
    expect(doubts).toEqual({ one: 0, other: 0 });
  });

  it('take a draft once, whichever of them it is sent to', async () => {
    const { one, other } = await open();
    const drafts = Array.from({ length: 30 }, (_, index) => draft(`${index}`));
    const answers = await Promise.all([one.append(drafts), other.append(drafts), one.append(drafts)]);
    const outcomes = answers.map((answer) => answer.map(({ outcome }) => outcome));
    expect(outcomes.filter(([first]) => first === 'committed')).toHaveLength(1);
    for (const answer of answers)
      expect(answer.map(({ seq }) => seq)).toEqual(drafts.map((_, index) => index + 1));
    expect((await other.read('lobby', everything)).head).toBe(30);
  });

  it('see at once what the other one wrote', async () => {
    const { one, other } = await open();
    for (let seq = 1; seq <= 20; seq++) {
      const [writer, reader] = seq % 2 ? [one, other] : [other, one];
      await writer.append([draft(`${seq}`)]);
      expect((await reader.read('lobby', everything)).head).toBe(seq);
      expect((await reader.heads(['lobby'])).rooms.get('lobby')!.head).toBe(seq);
    }
  });

  it('tell how far rooms are, without those that nothing was ever written to', async () => {
    const { one, other } = await open();
    await one.append([draft('a', { at: 10 }), draft('b', { at: 30 }), draft('c', { room: 'garden' })]);
    await one.expire(20);
    const { epoch, rooms } = await other.heads(['garden', 'lobby', 'nobody']);
    expect(epoch).toBe(one.epoch);
    expect(rooms).toEqual(
      new Map([
        ['garden', { head: 1, expired: 0, standing: 0 }],
        ['lobby', { head: 2, expired: 1, standing: 0 }],
      ]),
    );
  });

  it('notice each change of a room’s standing, and nothing else, by its version', async () => {
    const { one, other } = await open();
    const version = async () => (await other.heads(['lobby'])).rooms.get('lobby')!.standing;
    const room = 'lobby';
    const report = { participant: 'cy', ref: 1, whom: 'bo', record: '{}' };
    await one.append([draft('one', { at: 10 })]);
    const acts = [
      () => one.changeStanding({ room, mode: '{}' }),
      () => one.changeStanding({ room, impose: [{ kind: 'ban', subject: 'ann', by: 'owner' }] }),
      () => one.changeStanding({ room, lift: [{ kind: 'ban', subject: 'ann' }] }),
      () => one.changeStanding({ room, hold: { participant: 'ann', draftId: 'd', record: '{}' } }),
      () => one.changeStanding({ room, release: { participant: 'ann', draftId: 'd' } }),
      () => one.changeStanding({ room, report }),
      () => one.changeStanding({ room, settle: report }),
      () => one.changeStanding({ room, report }),
      () => one.expire(20),
      () => one.changeStanding({ room, impose: [{ kind: 'mute', subject: 'dan', by: 'owner' }] }),
      () => one.erase('dan'),
    ];
    const versions = [await version()];
    for (const act of acts) {
      await act();
      versions.push(await version());
    }
    expect(versions).toEqual(versions.map((_, index) => versions[0]! + index));
    await one.append([draft('two')]);
    await one.changeStanding({ room, audit: { at: 1, by: 'mo', act: 'look' } });
    await one.erase('nobody');
    expect(await version()).toBe(versions.at(-1));
  });

  it('notice each change of who keeps the chat, and nothing else, by its version', async () => {
    const { one, other } = await open();
    const version = async () => (await other.heads([])).keeping;
    const staff = { id: 's.mo', name: 'Mo', role: 'owner', since: 1 } as const;
    const acts = [
      () => one.changeKeeping({ staff }),
      () => one.changeKeeping({ issue: { hash: 'h', kind: 'link', until: 9 } }),
      () => one.changeKeeping({ end: ['h'] }),
      () => one.changeKeeping({ setting: { room: 'lobby', value: '{}' } }),
      () => one.changeKeeping({ setting: { room: 'lobby', value: undefined } }),
      () => one.erase('s.mo'),
    ];
    const versions = [await version()];
    for (const act of acts) {
      await act();
      versions.push(await version());
    }
    expect(versions).toEqual(versions.map((_, index) => versions[0]! + index));
    await one.changeKeeping({ audit: { room: 'lobby', at: 1, by: 'mo', act: 'look' } });
    await one.erase('nobody');
    expect(await version()).toBe(versions.at(-1));
  });

  it('hold the same secret, whoever asks first', async () => {
    const { one, other } = await open();
    const [a, b] = await Promise.all([one.secret('guests', 'x'), other.secret('guests', 'y')]);
    expect(a).toBe(b);
    expect(['x', 'y']).toContain(a);
    expect(await one.secret('guests', 'z')).toBe(a);
    expect(await other.secret('members', 'z')).toBe('z');
  });

  it('take one new epoch, though each of them wishes for one', async () => {
    const { one, other } = await open();
    const former = one.epoch;
    const [a, b] = await Promise.all([one.renewEpoch(former), other.renewEpoch(former)]);
    expect([a, one.epoch, other.epoch]).toEqual([b, b, b]);
    expect(a).not.toBe(former);
    expect(await one.renewEpoch(former)).toBe(a);
  });

  it('hear of the epoch that another took, once, whatever they do next', async () => {
    const { one, other, doubts } = await open();
    await one.append([draft('one')]);
    const acts = [
      () => other.append([draft('two')]),
      () => other.read('lobby', everything),
      () => other.append([draft('one')]),
    ];
    for (const [index, act] of acts.entries()) {
      await one.renewEpoch(one.epoch);
      await act();
      expect(doubts.other).toBe(index + 1);
      await act();
      expect([other.epoch, doubts.other]).toEqual([one.epoch, index + 1]);
    }
    // Who asks for it is told by the answer.
    await one.erase('ann');
    expect((await other.heads([])).epoch).toBe(one.epoch);
    expect([other.epoch, doubts]).toEqual([one.epoch, { one: 0, other: 3 }]);
  });

  it('wait for no room that another node left locked when it vanished', async () => {
    const { address, other } = await open();
    await other.append([draft('one')]);
    const network = endsWithTest(await createFaultProxy(postgres.engine.port));
    const vanishing = await postgres.open(through(network, address), 1_500);
    // It waits for the room’s lock, gets it when nothing reaches it any more, and would hold it for ever.
    const holder = endsWithTest(
      await transaction(address, `SELECT FROM room WHERE name = 'lobby' FOR UPDATE`),
    );
    const lost = expect(vanishing.append([draft('lost')])).rejects.toThrow(/no answer for 1\.5 seconds/);
    await until('its wait for the lock', async () => {
      const waiting = `SELECT FROM pg_stat_activity WHERE wait_event_type = 'Lock'`;
      return (await query(address, waiting)).length > 0;
    });
    network.become({ kind: 'blackhole' });
    await holder.commit();
    expect(await other.append([draft('two')])).toEqual([{ outcome: 'committed', seq: 2 }]);
    await lost;
    network.become({ kind: 'clear' });
    network.cut();
    const [again] = await until('the way back', () =>
      vanishing.append([draft('lost')]).catch(() => undefined),
    );
    expect(again).toEqual({ outcome: 'committed', seq: 3 });
  });
});
