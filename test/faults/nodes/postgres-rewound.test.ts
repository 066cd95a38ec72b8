// The Postgres of three nodes is put back to an older copy of its data under load: everybody starts anew, under
// another epoch, nobody mixes the two, and what was acknowledged before the copy is there.
import { describe, expect, it } from 'vitest';
import { endsWithTest } from '../../support/ends-with-test.ts';
import { EpochWitness } from '../../support/epoch-witness.ts';
import { announce, form } from '../../support/fault-form.ts';
import { wholeLog } from '../../support/late-reader.ts';
import { epochOf, headOf, judgeRooms, startNodes } from '../../support/node-cluster.ts';
import { createNodeClient } from '../../support/node-client.ts';
import { postgresIsHere } from '../../support/postgres.ts';
import { until } from '../../support/until.ts';
import { emptySum, flawless } from '../../support/verdict.ts';

const room = 'lobby';
const pages = form(6, 15);
const leastEach = form(5, 30);
const patienceMs = 90_000;

describe.skipIf(!postgresIsHere)('the Postgres of three nodes', () => {
  it('is put back to an older copy', { timeout: form(240_000, 900_000) }, async () => {
    const { ports, postgres } = endsWithTest(await startNodes());
    const witnesses = Array.from({ length: pages }, (_, index) => {
      const name = `page${index}`;
      return new EpochWitness({ client: createNodeClient(ports[index % ports.length]!, name, room), name });
    });
    endsWithTest({ [Symbol.dispose]: () => witnesses.forEach(({ client }) => client.close()) });
    for (const { client } of witnesses) client.start();
    const everybodyWrites = async (what: string) => {
      const floors = witnesses.map(({ acknowledged }) => acknowledged.length);
      for (const witness of witnesses) witness.write();
      await until(
        what,
        () => {
          for (const { client } of witnesses) if (client.state.link.kind === 'waiting') client.retryNow();
          return witnesses.every(
            ({ acknowledged }, index) => acknowledged.length >= floors[index]! + leastEach,
          );
        },
        patienceMs,
      );
    };
    const everybodyAtHead = async () => {
      for (const witness of witnesses) witness.rest();
      await until('answers to all drafts', () => witnesses.every(({ isIdle }) => isIdle), patienceMs);
      const head = await headOf(postgres.address(), room);
      await until(`everybody at ${head}`, () => witnesses.every(({ last }) => last === head), patienceMs);
      return head;
    };

    await everybodyWrites('messages before the copy');
    const copied = await everybodyAtHead();
    const former = await epochOf(postgres.address());
    const kept = witnesses.map(({ acknowledged }) => acknowledged.length);
    await postgres.stop();
    postgres.keepCopy();
    await postgres.start();
    await everybodyWrites('messages after the copy');
    const told = Math.max(...witnesses.map(({ last }) => last));

    await postgres.stop();
    postgres.putBack();
    await postgres.start();
    await everybodyWrites('messages after it was put back');
    await until(
      'everybody in another epoch',
      () => witnesses.every(({ epoch }) => epoch !== undefined && epoch !== former),
      patienceMs,
    );
    await everybodyWrites('messages in the other epoch');
    const head = await everybodyAtHead();

    const epoch = await epochOf(postgres.address());
    expect(epoch).not.toBe(former);
    // Acknowledged before the copy: there, as it was told.
    const written = witnesses.map(({ name, acknowledged }, index) => ({
      author: name,
      acknowledged: acknowledged.slice(0, kept[index]).map(({ seq }) => seq),
      contradicted: 0,
    }));
    // What each was shown in the new epoch is the log, without a mark of the old one.
    const shown = witnesses.map((witness) => ({
      observer: witness.name,
      runs: witness.runs(epoch),
      repeated: 0,
      gaps: 0,
    }));
    const verdict = await judgeRooms([{ room, written, shown }], ports);
    const since = witnesses.flatMap(({ acknowledged }) => acknowledged).filter((one) => one.epoch === epoch);
    announce('Postgres is put back', verdict, {
      'acknowledged before the copy': copied,
      'told after it, at most': told - copied,
      'entries now': head,
    });
    expect(verdict).toMatchObject(flawless);
    expect(told).toBeGreaterThan(copied);
    expect(since.length).toBeGreaterThan(0);
    for (const { runs } of shown) {
      expect(runs.at(-1)).toMatchObject({ last: head });
      expect(runs.map(({ sum }) => sum)).not.toContain(emptySum);
    }

    // Acknowledged in the new epoch: there, under that seq.
    const log = new Map<number, string>();
    for await (const entry of wholeLog(ports[0]!, room)) log.set(entry.seq, entry.draftId);
    for (const { acknowledged } of witnesses)
      for (const { epoch: its, seq, draftId } of acknowledged)
        if (its === epoch) expect([seq, log.get(seq)]).toEqual([seq, draftId]);
    // Nobody heard of two entries by the same epoch and seq.
    const known = new Map<string, string>();
    const reused = witnesses.flatMap(({ seen }) =>
      [...seen].filter(([place, draftId]) => {
        const other = known.get(place) ?? draftId;
        known.set(place, other);
        return other !== draftId;
      }),
    );
    expect(reused).toEqual([]);
    expect(witnesses.map(({ changed }) => changed)).toEqual(witnesses.map(() => []));
  });
});
