// What every log must do, whichever adapter: run against each of them on the real engine.
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import fc from 'fast-check';
import { restoralBody, type DraftRecord, type EntryRecord, type Log } from '../../../server/log/log.ts';
import { draft } from '../../support/drafts.ts';

export interface LogUnderTest {
  /** Opens the log; the same one each time within a test. */
  open(): Promise<Log>;
  dispose(): Promise<void> | void;
}

const everything = { before: Number.MAX_SAFE_INTEGER, limit: 100_000 };

export function describeLog(name: string, createLog: () => LogUnderTest): void {
  describe(`${name} log`, () => {
    let underTest: LogUnderTest;
    let log: Log;

    beforeEach(async () => {
      underTest = createLog();
      log = await underTest.open();
    });

    afterEach(async () => {
      await log.close();
      await underTest.dispose();
    });

    const texts = async (room = 'lobby') =>
      (await log.read(room, everything)).entries.map(
        ({ body }) => (JSON.parse(body) as { text: string }).text,
      );

    it('numbers the entries of a room 1, 2, 3', async () => {
      const outcomes = await log.append([draft('a'), draft('b'), draft('c')]);
      expect(outcomes).toEqual([1, 2, 3].map((seq) => ({ outcome: 'committed', seq })));
    });

    it('numbers each room by itself', async () => {
      await log.append([draft('a'), draft('b', { room: 'garden' }), draft('c')]);
      expect((await log.read('garden', everything)).head).toBe(1);
      expect((await log.read('lobby', everything)).head).toBe(2);
    });

    it('keeps what was written as it came', async () => {
      const written = draft('ü “quotes” \n \\ 🎈', { draftId: 'd_-9', at: 42 });
      await log.append([written]);
      const { room: _room, ...record } = written;
      expect((await log.read('lobby', everything)).entries).toEqual([{ ...record, seq: 1 }]);
    });

    it('keeps the order of concurrent batches without a hole', async () => {
      const batches = Array.from({ length: 40 }, (_, batch) =>
        Array.from({ length: 5 }, (_, index) => draft(`${batch}.${index}`)),
      );
      await Promise.all(batches.map((batch) => log.append(batch)));
      const { entries } = await log.read('lobby', everything);
      expect(entries.map(({ seq }) => seq)).toEqual(Array.from({ length: 200 }, (_, index) => index + 1));
      expect(await texts()).toEqual(
        batches.flat().map(({ body }) => (JSON.parse(body) as { text: string }).text),
      );
    });

    it('keeps one entry per draft, and gives its seq to the twin', async () => {
      await log.append([draft('before'), draft('hello', { draftId: 'd1' })]);
      expect(await log.append([draft('hello', { draftId: 'd1', at: 99 })])).toEqual([
        { outcome: 'twin', seq: 2 },
      ]);
      expect(await texts()).toEqual(['before', 'hello']);
    });

    it('finds a twin within one batch', async () => {
      const outcomes = await log.append([draft('x', { draftId: 'd1' }), draft('x', { draftId: 'd1' })]);
      expect(outcomes).toEqual([
        { outcome: 'committed', seq: 1 },
        { outcome: 'twin', seq: 1 },
      ]);
    });

    it('refuses another text under the same draft id', async () => {
      await log.append([draft('first', { draftId: 'd1' })]);
      expect(await log.append([draft('second', { draftId: 'd1' })])).toEqual([
        { outcome: 'conflict', seq: 1 },
      ]);
      expect(await texts()).toEqual(['first']);
    });

    it('keeps draft ids apart by participant and by room', async () => {
      const outcomes = await log.append([
        draft('x', { draftId: 'd1' }),
        draft('x', { draftId: 'd1', participant: 'bo' }),
        draft('x', { draftId: 'd1', room: 'garden' }),
      ]);
      expect(outcomes.map(({ outcome }) => outcome)).toEqual(['committed', 'committed', 'committed']);
    });

    it('reads an empty room as empty', async () => {
      expect(await log.read('nobody', everything)).toEqual({ head: 0, entries: [], more: false });
    });

    it('pages backwards and forwards, and says whether there is more', async () => {
      await log.append(Array.from({ length: 10 }, (_, index) => draft(`${index + 1}`)));
      const seqs = async (range: Parameters<Log['read']>[1]) => {
        const { entries, more } = await log.read('lobby', range);
        return { seqs: entries.map(({ seq }) => seq), more };
      };
      expect(await seqs({ before: 8, limit: 3 })).toEqual({ seqs: [5, 6, 7], more: true });
      expect(await seqs({ before: 4, limit: 3 })).toEqual({ seqs: [1, 2, 3], more: false });
      expect(await seqs({ after: 7, limit: 2 })).toEqual({ seqs: [8, 9], more: true });
      expect(await seqs({ after: 7, limit: 3 })).toEqual({ seqs: [8, 9, 10], more: false });
      expect(await seqs({ after: 10, limit: 3 })).toEqual({ seqs: [], more: false });
    });

    it('pages either way to the same whole, whatever the page’s size', async () => {
      await log.append(Array.from({ length: 23 }, (_, index) => draft(`${index}`)));
      const whole = await texts();
      await fc.assert(
        fc.asyncProperty(fc.integer({ min: 1, max: 30 }), fc.boolean(), async (limit, backwards) => {
          let seqs: number[] = [];
          for (let more = true; more;) {
            const page = await log.read(
              'lobby',
              backwards ? { before: seqs[0] ?? 24, limit } : { after: seqs.at(-1) ?? 0, limit },
            );
            const found = page.entries.map(({ seq }) => seq);
            seqs = backwards ? [...found, ...seqs] : [...seqs, ...found];
            more = page.more;
          }
          expect(seqs).toEqual(whole.map((_, index) => index + 1));
        }),
        { numRuns: 40 },
      );
    });

    it('keeps epoch, entries and draft keys over a restart', async () => {
      const { epoch } = log;
      await log.append([draft('kept', { draftId: 'd1' })]);
      await log.close();
      log = await underTest.open();
      expect(log.epoch).toBe(epoch);
      expect(await texts()).toEqual(['kept']);
      expect(await log.append([draft('kept', { draftId: 'd1' })])).toEqual([{ outcome: 'twin', seq: 1 }]);
    });

    it('rejects after it was closed', async () => {
      await log.close();
      await expect(log.append([draft('late')])).rejects.toThrow();
    });

    const all = async () => (await log.read('lobby', everything)).entries;

    it('keeps entries of every kind, and what they refer to', async () => {
      const written: DraftRecord[] = [
        draft('hello', { draftId: 'd1' }),
        draft('', { draftId: 'd2', kind: 'edit', ref: 1, body: '{"ref":1,"text":"hello!"}' }),
        draft('', { draftId: 'd3', kind: 'reaction', ref: 1, body: '{"ref":1,"emoji":"🎈","on":true}' }),
        draft('', { draftId: 'd4', kind: 'pin', ref: 1, body: '{"ref":1,"on":true}' }),
        draft('', { draftId: 'd5', kind: 'notice', body: '{"text":"welcome"}' }),
        draft('', { draftId: 'd6', ref: 1, body: '{"text":"yes","replyTo":1}' }),
      ];
      await log.append(written);
      expect(await all()).toEqual(
        written.map(({ room: _, ...record }, index) => ({ ...record, seq: index + 1 })),
      );
    });

    describe('a removal', () => {
      const removal = (ref: number, over: Partial<DraftRecord> = {}) =>
        draft('', { draftId: `removal-of-${ref}`, kind: 'removal', ref, body: `{"ref":${ref}}`, ...over });
      const edit = (ref: number, text: string) =>
        draft('', { draftId: `edit-${text}`, kind: 'edit', ref, body: `{"ref":${ref},"text":"${text}"}` });

      it('empties its message and the edits of that, and nothing else', async () => {
        const answer = draft('', { draftId: 'answer', ref: 1, body: '{"text":"yes","replyTo":1}' });
        const pin = draft('', { draftId: 'pin', kind: 'pin', ref: 1, body: '{"ref":1,"on":true}' });
        await log.append([draft('one'), draft('two'), edit(1, 'uno'), edit(2, 'due'), answer, pin]);
        await log.append([removal(1)]);
        expect((await all()).map(({ body }) => body)).toEqual([
          '{"text":"","removed":true}',
          '{"text":"two"}',
          '{"ref":1,"text":"","removed":true}',
          '{"ref":2,"text":"due"}',
          '{"text":"yes","replyTo":1}',
          '{"ref":1,"on":true}',
          '{"ref":1}',
        ]);
      });

      it('empties a message of its own batch', async () => {
        await log.append([draft('one'), edit(1, 'uno'), removal(1)]);
        expect((await all()).map(({ body }) => body)).toEqual([
          '{"text":"","removed":true}',
          '{"ref":1,"text":"","removed":true}',
          '{"ref":1}',
        ]);
      });

      it('empties nothing in another room', async () => {
        await log.append([draft('one'), draft('flower', { room: 'garden' })]);
        await log.append([removal(1, { room: 'garden' })]);
        expect(await texts()).toEqual(['one']);
      });

      it('empties nothing that is no message', async () => {
        const notice = draft('', { draftId: 'd1', kind: 'notice', body: '{"text":"welcome"}' });
        expect((await log.append([notice, removal(1)]))[1]).toEqual({ outcome: 'missing', seq: 0 });
        expect((await all()).map(({ body }) => body)).toEqual(['{"text":"welcome"}']);
      });

      it('is a twin when it comes again, though its message is empty by now', async () => {
        await log.append([draft('one'), removal(1, { own: true })]);
        expect(await log.append([removal(1, { own: true })])).toEqual([{ outcome: 'twin', seq: 2 }]);
      });

      it('leaves a retried draft of its message a twin', async () => {
        const edited = edit(1, 'uno');
        await log.append([draft('one'), edited, removal(1)]);
        expect(await log.append([draft('one'), edited, removal(1)])).toEqual(
          [1, 2, 3].map((seq) => ({ outcome: 'twin', seq })),
        );
        expect((await all())[0]!.body).toBe('{"text":"","removed":true}');
      });
    });

    describe('a restoral', () => {
      const by = { participant: 'mo', author: '{"id":"mo","name":"Mo","role":"moderator"}' };
      const removal = (over: Partial<DraftRecord> = {}) =>
        draft('', { draftId: 'r', kind: 'removal', ref: 1, body: '{"ref":1}', ...by, keeps: true, ...over });
      const edit = (text: string) =>
        draft('', { draftId: `e-${text}`, kind: 'edit', ref: 1, body: `{"ref":1,"text":"${text}"}` });
      const restoral = (text: string, over: Partial<DraftRecord> = {}) =>
        draft('', { draftId: 'u', kind: 'edit', ref: 1, body: restoralBody(1, { text }), ...by, ...over });
      const bodies = async () => (await all()).map(({ body }) => body);
      const like = '","restored":true}';

      it('is of what the removal told, if that was somebody else’s and is to be kept', async () => {
        const answer = draft('', { draftId: 'a', ref: 1, body: '{"text":"yes","replyTo":1}' });
        await log.append([draft('one'), edit('uno'), edit('eins'), answer]);
        const [first, second, twin] = await log.append([
          removal(),
          removal({ draftId: 'r2', ref: 4 }),
          removal(),
        ]);
        expect(first).toEqual({ outcome: 'committed', seq: 5, taken: { text: 'eins' } });
        expect(second).toEqual({ outcome: 'committed', seq: 6, taken: { text: 'yes', replyTo: 1 } });
        expect(twin).toEqual({ outcome: 'twin', seq: 5 });
      });

      it.each([{ participant: 'ann' }, { keeps: false }])('is of nothing where %j', async (over) => {
        expect((await log.append([draft('one'), removal(over)]))[1]).toEqual({
          outcome: 'committed',
          seq: 2,
        });
      });

      it('gives its message the text again, so that it can be changed and taken back anew', async () => {
        await log.append([draft('one'), edit('uno'), removal(), restoral('uno')]);
        expect(await bodies()).toEqual([
          '{"text":"uno","restored":true}',
          '{"ref":1,"text":"","removed":true}',
          '{"ref":1}',
          '{"ref":1,"text":"uno","restored":true}',
        ]);
        const [change, again] = await log.append([edit('due'), removal({ draftId: 'r2' })]);
        expect(change).toEqual({ outcome: 'committed', seq: 5 });
        expect(again).toEqual({ outcome: 'committed', seq: 6, taken: { text: 'due' } });
        expect((await bodies()).join()).not.toMatch(/uno|due/);
      });

      it('keeps what the message answers, and its author’s draft a twin', async () => {
        const answer = draft('', { draftId: 'a', ref: 1, body: '{"text":"yes","replyTo":1}' });
        const body = restoralBody(2, { text: 'yes!', replyTo: 1 });
        await log.append([draft('one'), answer, removal({ ref: 2 }), restoral('', { ref: 2, body })]);
        expect((await bodies())[1]).toBe('{"text":"yes!","replyTo":1,"restored":true}');
        expect(await log.append([answer])).toEqual([{ outcome: 'twin', seq: 2 }]);
      });

      it('is missing where its message was not taken back, or was restored before', async () => {
        const [, first] = await log.append([draft('one'), restoral('one')]);
        expect(first).toEqual({ outcome: 'missing', seq: 0 });
        await log.append([removal(), restoral('one')]);
        expect(await log.append([restoral('two', { draftId: 'u2' }), restoral('one')])).toEqual([
          { outcome: 'missing', seq: 0 },
          { outcome: 'twin', seq: 3 },
        ]);
      });

      it('is nothing that somebody’s text could be', async () => {
        await log.append([draft('one'), edit(`x${like.replaceAll('"', '\\"')}`)]);
        expect((await log.append([removal()]))[0]).toMatchObject({ taken: { text: `x${like}` } });
      });

      it('goes with whom the message is of, and stays without a name when another is erased', async () => {
        await log.append([draft('one'), removal(), restoral('one')]);
        await log.erase('mo');
        expect((await bodies())[2]).toBe('{"ref":1,"text":"one","restored":true}');
        expect(JSON.stringify(await all())).not.toContain('Mo');
        expect(await log.erase('ann')).toBe(1);
        expect(await bodies()).toEqual([
          '{"text":"","removed":true}',
          '{"ref":1}',
          '{"ref":1,"text":"","removed":true}',
        ]);
      });

      it('is missing where its message’s author was erased: nobody brings that back', async () => {
        await log.append([draft('one'), removal()]);
        await log.erase('ann');
        expect(await log.append([restoral('one')])).toEqual([{ outcome: 'missing', seq: 0 }]);
        expect(await bodies()).toEqual(['{"text":"","removed":true}', '{"ref":1}']);
      });
    });

    describe('a poll', () => {
      const poll = draft('', { draftId: 'p', body: '{"text":"Tea?","options":["Yes","No"]}' });
      const vote = (option: number | undefined, over: Partial<DraftRecord> = {}) =>
        draft('', {
          draftId: `v-${option}`,
          kind: 'vote',
          ref: 1,
          body: JSON.stringify({ ref: 1, option }),
          ...over,
        });
      const end = draft('', { draftId: 'e', kind: 'poll-end', ref: 1, body: '{"ref":1}', own: true });
      const by = { participant: 'mo', author: '{"id":"mo","name":"Mo","role":"moderator"}' };
      const outcomes = async (...drafts: DraftRecord[]) =>
        (await log.append(drafts)).map(({ outcome }) => outcome);

      it('takes the votes that it has an answer for, and their taking back', async () => {
        expect(await outcomes(poll, vote(0), vote(1), vote(undefined), vote(2))).toEqual([
          'committed',
          'committed',
          'committed',
          'committed',
          'missing',
        ]);
      });

      it('is no message without answers', async () => {
        expect(await outcomes(draft('one'), vote(0), end)).toEqual(['committed', 'missing', 'missing']);
      });

      it('takes nothing once it has ended, but knows what it took, and itself', async () => {
        expect(await outcomes(poll, vote(0), end)).toEqual(['committed', 'committed', 'committed']);
        expect(await outcomes(vote(1), { ...end, draftId: 'e2' })).toEqual(['ended', 'ended']);
        expect(await outcomes(poll, vote(0), end)).toEqual(['twin', 'twin', 'twin']);
      });

      it('has ended over a restart too', async () => {
        await log.append([poll, end]);
        await log.close();
        log = await underTest.open();
        expect(await outcomes(vote(0))).toEqual(['ended']);
      });

      it('ends in no other room', async () => {
        const elsewhere = { room: 'garden' };
        await log.append([poll, { ...poll, ...elsewhere }, { ...end, ...elsewhere }]);
        expect(await outcomes(vote(0), vote(0, elsewhere))).toEqual(['committed', 'ended']);
      });

      it('ends by whom it is, or who spares not its author', async () => {
        const spares = ['guest'];
        expect(await outcomes(poll, { ...end, ...by }, { ...end, ...by, own: false, spares })).toEqual([
          'committed',
          'foreign',
          'foreign',
        ]);
        expect(await outcomes({ ...end, ...by, own: false, spares: ['owner'] })).toEqual(['committed']);
      });

      it('is not edited', async () => {
        const edit = draft('', {
          draftId: 'x',
          kind: 'edit',
          ref: 1,
          own: true,
          body: '{"ref":1,"text":"?"}',
        });
        expect(await outcomes(poll, edit, { ...edit, ...by })).toEqual(['committed', 'fixed', 'foreign']);
      });

      it('leaves nothing when it is removed, whether it has ended or not', async () => {
        const removal = draft('', { draftId: 'r', kind: 'removal', ref: 1, body: '{"ref":1}' });
        await log.append([poll, end, removal]);
        expect((await all())[0]!.body).toBe('{"text":"","removed":true}');
        expect(await outcomes(vote(0), poll)).toEqual(['missing', 'twin']);
      });

      it('is restored with its answers, and open again', async () => {
        const removal = draft('', { draftId: 'r', kind: 'removal', ref: 1, body: '{"ref":1}', ...by });
        const [, , removed] = await log.append([poll, end, { ...removal, keeps: true }]);
        const { taken } = removed!;
        expect(taken).toEqual({ text: 'Tea?', options: ['Yes', 'No'] });
        const body = restoralBody(1, taken!);
        await log.append([draft('', { draftId: 'u', kind: 'edit', ref: 1, body, ...by })]);
        expect(await outcomes(vote(0), { ...end, draftId: 'e2' }, vote(1))).toEqual([
          'committed',
          'committed',
          'ended',
        ]);
        expect(await outcomes(poll)).toEqual(['twin']);
      });

      it('loses the votes of who is erased, and stays over', async () => {
        await log.append([poll, vote(1, by), { ...end, ...by, own: false }]);
        await log.erase('mo');
        const [, voted, over] = await all();
        expect([voted!.body, over!.body]).toEqual(['{"ref":1}', '{"ref":1}']);
        expect(JSON.stringify(await all())).not.toContain('Mo');
        expect(await outcomes(vote(0))).toEqual(['ended']);
      });

      it('has no answer that could end it', async () => {
        const sly = draft('', {
          draftId: 'p',
          body: JSON.stringify({ text: 'x', options: ['a', ',"ended":true}'] }),
        });
        expect(await outcomes(sly, vote(0))).toEqual(['committed', 'committed']);
      });
    });

    describe('a reference', () => {
      const reaction = (ref: number, over: Partial<DraftRecord> = {}) =>
        draft('', {
          draftId: `r${ref}`,
          kind: 'reaction',
          ref,
          body: `{"ref":${ref},"emoji":"🎈","on":true}`,
          ...over,
        });

      it.each([0, 2, 99])('to seq %i, where no message is, is missing and leaves no hole', async (ref) => {
        const notice = draft('', { draftId: 'd2', kind: 'notice', body: '{"text":"welcome"}' });
        await log.append([draft('one'), notice]);
        expect(await log.append([reaction(ref), draft('next')])).toEqual([
          { outcome: 'missing', seq: 0 },
          { outcome: 'committed', seq: 3 },
        ]);
      });

      it('to a message that was taken back is missing', async () => {
        const removal = draft('', { draftId: 'gone', kind: 'removal', ref: 1, body: '{"ref":1}' });
        await log.append([draft('one'), removal]);
        expect(await log.append([reaction(1)])).toEqual([{ outcome: 'missing', seq: 0 }]);
      });

      it('of an answer need not be there any more, but must have been', async () => {
        const removal = draft('', { draftId: 'gone', kind: 'removal', ref: 1, body: '{"ref":1}' });
        const answer = (ref: number) => draft(`answer to ${ref}`, { ref });
        await log.append([draft('one'), removal]);
        expect(await log.append([answer(1), answer(3), answer(5)])).toEqual([
          { outcome: 'committed', seq: 3 },
          { outcome: 'committed', seq: 4 },
          { outcome: 'missing', seq: 0 },
        ]);
      });

      it('may be to a message of its own batch', async () => {
        expect((await log.append([draft('one'), reaction(1)]))[1]).toEqual({ outcome: 'committed', seq: 2 });
      });

      it('that was missing is found when the draft comes again', async () => {
        expect(await log.append([reaction(1), draft('one'), reaction(1)])).toEqual([
          { outcome: 'missing', seq: 0 },
          { outcome: 'committed', seq: 1 },
          { outcome: 'committed', seq: 2 },
        ]);
      });

      it('to a message of another room is missing', async () => {
        await log.append([draft('one')]);
        expect(await log.append([reaction(1, { room: 'garden' })])).toEqual([{ outcome: 'missing', seq: 0 }]);
      });

      it('that must be one’s own is foreign where it is not', async () => {
        await log.append([draft('one')]);
        const outcomes = await log.append([
          reaction(1, { participant: 'bo', own: true }),
          reaction(1, { participant: 'bo', own: false }),
          reaction(1, { own: true }),
        ]);
        expect(outcomes.map(({ outcome }) => outcome)).toEqual(['foreign', 'committed', 'committed']);
      });
    });

    it('answers a probe while it can write, and shows nothing of it', async () => {
      await log.append([draft('one')]);
      await log.probe();
      await log.probe();
      expect((await log.read('lobby', everything)).head).toBe(1);
    });

    describe('expiry', () => {
      const seqs = async (range: Parameters<Log['read']>[1], room = 'lobby') => {
        const { head, entries, more } = await log.read(room, range);
        return { head, seqs: entries.map(({ seq }) => seq), more };
      };
      const at = (...times: readonly number[]) => times.map((time, index) => draft(`${index}`, { at: time }));

      it('deletes what is from before a time, and counts on', async () => {
        await log.append(at(10, 20, 30, 40));
        await log.expire(30);
        expect(await seqs(everything)).toEqual({ head: 4, seqs: [3, 4], more: false });
        expect(await seqs({ after: 0, limit: 1 })).toEqual({ head: 4, seqs: [3], more: true });
        expect(await seqs({ before: 3, limit: 1 })).toEqual({ head: 4, seqs: [], more: false });
        expect(await seqs({ before: 4, limit: 5 })).toEqual({ head: 4, seqs: [3], more: false });
      });

      it('never gives a seq again, though nothing is left', async () => {
        await log.append(at(10, 20));
        await log.expire(100);
        expect(await seqs(everything)).toEqual({ head: 2, seqs: [], more: false });
        expect(await log.append([draft('next')])).toEqual([{ outcome: 'committed', seq: 3 }]);
        expect(await seqs(everything)).toEqual({ head: 3, seqs: [3], more: false });
      });

      it('stops before the first that is younger, so that nothing is missing in the middle', async () => {
        await log.append(at(10, 40, 20, 50));
        await log.expire(30);
        expect((await seqs(everything)).seqs).toEqual([2, 3, 4]);
      });

      it('takes every room, however much there is', async () => {
        const many = Array.from({ length: 1_200 }, (_, index) => draft(`${index}`, { at: 10 }));
        await log.append(many);
        await log.append([draft('a', { room: 'garden', at: 10 }), draft('b', { room: 'garden', at: 30 })]);
        await log.append([draft('young', { at: 30 })]);
        await log.expire(30);
        expect((await seqs(everything)).seqs).toEqual([1_201]);
        expect((await seqs(everything, 'garden')).seqs).toEqual([2]);
      });

      it('tells how far each room is expired, also when that was told before', async () => {
        const garden = (text: string, time: number) => draft(text, { room: 'garden', at: time });
        await log.append(at(10, 20, 30));
        await log.append([garden('a', 10), garden('b', 20), draft('young', { room: 'yard', at: 40 })]);
        const told = async (before: number) => {
          const rooms = new Map<string, number>();
          await log.expire(before, (room, seq) => rooms.set(room, seq));
          return Object.fromEntries(rooms);
        };
        expect(await told(5)).toEqual({});
        expect(await told(30)).toEqual({ lobby: 2, garden: 2 });
        expect(await told(30)).toEqual({ lobby: 2, garden: 2 });
        expect(await told(35)).toEqual({ lobby: 3, garden: 2 });
      });

      it('keeps some rooms for longer or shorter', async () => {
        const rooms = ['lobby', 'garden', 'constructor'];
        await log.append(rooms.flatMap((room) => at(10, 20, 30).map((one) => ({ ...one, room }))));
        await log.expire(
          20,
          undefined,
          new Map([
            ['garden', 0],
            ['yard', 30],
            ['constructor', 30],
          ]),
        );
        expect((await seqs(everything)).seqs).toEqual([2, 3]);
        expect((await seqs(everything, 'garden')).seqs).toEqual([1, 2, 3]);
        expect((await seqs(everything, 'constructor')).seqs).toEqual([3]);
      });

      it('forgets the drafts with the entries', async () => {
        await log.append([draft('one', { draftId: 'd1', at: 10 })]);
        await log.expire(30);
        expect(await log.append([draft('one', { draftId: 'd1' })])).toEqual([
          { outcome: 'committed', seq: 2 },
        ]);
      });

      it('stays after a restart', async () => {
        await log.append(at(10, 20, 30));
        await log.expire(30);
        await log.close();
        log = await underTest.open();
        expect(await seqs(everything)).toEqual({ head: 3, seqs: [3], more: false });
      });
    });

    describe('erasing a participant', () => {
      const bo = {
        participant: 'bo',
        author: '{"id":"bo","name":"Bo Secret","role":"guest"}',
      };
      const conversation = [
        draft('from ann'),
        draft('my secret', { ...bo, draftId: 'm' }),
        draft('', { ...bo, draftId: 'e', kind: 'edit', ref: 2, body: '{"ref":2,"text":"my other secret"}' }),
        draft('', {
          ...bo,
          draftId: 'r',
          kind: 'reaction',
          ref: 1,
          body: '{"ref":1,"emoji":"🎈","on":true}',
        }),
        draft('garden secret', { ...bo, draftId: 'g', room: 'garden' }),
      ];

      it('leaves their entries without words and without a name, and the others as they were', async () => {
        await log.append(conversation);
        expect(await log.erase('bo')).toBe(4);
        const entries = await all();
        expect(entries.map(({ seq, body }) => `${seq} ${body}`)).toEqual([
          '1 {"text":"from ann"}',
          '2 {"text":"","removed":true}',
          '3 {"ref":2,"text":"","removed":true}',
          '4 {"ref":1,"emoji":"","on":false}',
        ]);
        const [ann, ...theirs] = entries;
        expect(ann!.participant).toBe('ann');
        const [{ participant }] = theirs as [EntryRecord];
        for (const entry of theirs)
          expect([entry.participant, JSON.parse(entry.author)]).toEqual([
            participant,
            { id: participant, name: '', role: 'guest' },
          ]);
        expect(JSON.stringify([entries, await log.read('garden', everything)])).not.toMatch(/secret|"bo"/i);
      });

      it('leaves what carries no text its meaning', async () => {
        await log.append([
          draft('one'),
          draft('two'),
          draft('', { ...bo, draftId: 'p', kind: 'pin', ref: 2, body: '{"ref":2,"on":true}' }),
          draft('', { ...bo, draftId: 'd', kind: 'removal', ref: 1, body: '{"ref":1}' }),
        ]);
        expect(await log.erase('bo')).toBe(2);
        expect((await all()).map(({ body }) => body)).toEqual([
          '{"text":"","removed":true}',
          '{"text":"two"}',
          '{"ref":2,"on":true}',
          '{"ref":1}',
        ]);
        expect(JSON.stringify(await all())).not.toMatch(/secret|"bo"/i);
      });

      it('takes a new epoch, and keeps it', async () => {
        const { epoch } = log;
        await log.append(conversation);
        await log.erase('bo');
        expect(log.epoch).not.toBe(epoch);
        const renewed = log.epoch;
        await log.close();
        log = await underTest.open();
        expect(log.epoch).toBe(renewed);
      });

      it('changes nothing where they wrote nothing', async () => {
        const { epoch } = log;
        await log.append(conversation);
        expect(await log.erase('carl')).toBe(0);
        expect(log.epoch).toBe(epoch);
      });

      it('lets the room go on', async () => {
        await log.append(conversation);
        await log.erase('bo');
        expect(await log.append([draft('next')])).toEqual([{ outcome: 'committed', seq: 5 }]);
      });
    });

    it('refuses another kind under the same draft id', async () => {
      const notice = draft('same', { kind: 'notice' });
      await log.append([draft('same')]);
      expect(await log.append([notice])).toEqual([{ outcome: 'conflict', seq: 1 }]);
    });
  });
}
