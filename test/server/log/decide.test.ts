// A batch decided in memory comes to what it comes to when each of its drafts is taken by itself.
import { expect, it } from 'vitest';
import fc from 'fast-check';
import { decide, type HeldOfRoom } from '../../../server/log/decide.ts';
import {
  isEmptiedBy,
  type AppendOutcome,
  type DraftRecord,
  type EntryRecord,
} from '../../../server/log/log.ts';
import type { AuditRecord } from '../../../server/log/standing.ts';
import { anySteps } from '../../support/any-acts.ts';
import { draft } from '../../support/drafts.ts';
import { MemoryLog } from '../../support/memory-log.ts';

const everything = { before: Number.MAX_SAFE_INTEGER, limit: 100_000 };

/** Rooms that are written by decisions alone, which are told no more than they may need. */
class Decided {
  readonly entries = new Map<string, EntryRecord[]>();
  readonly notes: { readonly room: string; readonly line: AuditRecord }[] = [];

  append(drafts: readonly DraftRecord[]): readonly AppendOutcome[] {
    const names = [...new Set(drafts.map(({ room }) => room))];
    const held = new Map(names.map((name) => [name, this.#held(name, drafts)]));
    const { outcomes, rooms } = decide(drafts, held);
    for (const [room, { head, added, overwritten, notes }] of rooms) {
      const entries = this.#of(room);
      for (const entry of overwritten) {
        const place = entries.findIndex(({ seq }) => seq === entry.seq);
        entries[place] = entry;
      }
      entries.push(...added);
      expect(head).toBe(entries.length);
      this.notes.push(...notes.map((line) => ({ room, line })));
    }
    return outcomes;
  }

  #of(room: string): EntryRecord[] {
    let entries = this.entries.get(room);
    if (!entries) this.entries.set(room, (entries = []));
    return entries;
  }

  #held(name: string, drafts: readonly DraftRecord[]): HeldOfRoom {
    const here = drafts.filter(({ room }) => room === name);
    const all = this.#of(name);
    return {
      head: all.length,
      entries: here
        .flatMap(({ participant, draftId, kind, ref }) =>
          all.filter(
            (entry) =>
              (entry.participant === participant && entry.draftId === draftId) ||
              (entry.kind === 'message' && entry.seq === ref) ||
              (kind === 'removal' && isEmptiedBy(entry, ref!)),
          ),
        )
        .reverse(),
    };
  }
}

it('comes to the same as in the log in memory', async () => {
  await fc.assert(
    fc.asyncProperty(anySteps, async (steps) => {
      const log = new MemoryLog();
      const noted: unknown[] = [];
      log.onNoted = (room, line) => noted.push({ room, line });
      const decided = new Decided();
      for (const step of steps) {
        if (step.do !== 'append') continue;
        expect(decided.append(step.drafts)).toEqual(await log.append(step.drafts));
      }
      for (const room of ['lobby', 'garden']) {
        expect(decided.entries.get(room) ?? []).toEqual((await log.read(room, everything)).entries);
        const of = (lines: readonly unknown[]) =>
          lines.filter((one) => (one as { room: string }).room === room);
        expect(of(decided.notes)).toEqual(of(noted));
      }
    }),
    { numRuns: 400 },
  );
});

it('writes an entry of the batch as it is in the end, and overwrites only what was there before', () => {
  const removal = draft('', { draftId: 'r', kind: 'removal', ref: 1, body: '{"ref":1}' });
  const edit = draft('', { draftId: 'e', kind: 'edit', ref: 1, body: '{"ref":1,"text":"uno"}' });
  const { rooms } = decide([draft('one'), edit, removal], new Map([['lobby', { head: 0, entries: [] }]]));
  const { head, added, overwritten } = rooms.get('lobby')!;
  expect([head, overwritten]).toEqual([3, []]);
  expect(added.map(({ body }) => body)).toEqual([
    '{"text":"","removed":true}',
    '{"ref":1,"text":"","removed":true}',
    '{"ref":1}',
  ]);
});
