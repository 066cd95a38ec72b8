// What every store of webhooks’ places and dead letters must do, whichever adapter.
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Log } from '../../../server/log/log.ts';
import type { StandingStore } from '../../../server/log/standing.ts';
import type { LetterQuery, WebhookStore } from '../../../server/log/webhook-store.ts';
import { draft } from '../../support/drafts.ts';

type Store = Log & WebhookStore & Pick<StandingStore, 'changeStanding'>;

export interface WebhookStoreUnderTest {
  /** Opens the store; the same one each time within a test. */
  open(): Promise<Store>;
  dispose(): Promise<void> | void;
}

const newest = Number.MAX_SAFE_INTEGER;

export function describeWebhookStore(name: string, createStore: () => WebhookStoreUnderTest): void {
  describe(`${name} store of webhooks`, () => {
    let underTest: WebhookStoreUnderTest;
    let store: Store;
    let drafts = 0;

    beforeEach(async () => {
      underTest = createStore();
      store = await underTest.open();
    });

    afterEach(async () => {
      await store.close();
      await underTest.dispose();
    });

    const reopen = async () => {
      await store.close();
      return (store = await underTest.open());
    };

    const write = (...rooms: readonly string[]) =>
      store.append(rooms.map((room) => draft('x', { room, draftId: `d${++drafts}`, at: drafts })));

    const due = (webhook: string, patterns: readonly string[] = ['*'], after = '', limit = 10) =>
      store.findDue({ webhook, patterns, after, limit });

    const letters = (query: Partial<LetterQuery> = {}) =>
      store.findDeadLetters({ before: newest, limit: 10, ...query });

    const letter = { room: 'lobby', seq: 2, reason: 'It answered with status 500.', at: 7, attempts: 3 };

    const buried = async () => {
      await write('lobby', 'lobby', 'lobby');
      await store.beginWebhook('one', ['*']);
      await store.changeWebhook({ webhook: 'one', bury: letter });
      return (await letters())[0]!;
    };

    it('lets the one who opened it deliver, and goes on to', async () => {
      expect(await store.mayDeliver()).toBe(true);
      expect(await store.mayDeliver()).toBe(true);
      expect(await (await reopen()).mayDeliver()).toBe(true);
    });

    it('begins a webhook at the head of each room, and has it tell what came after', async () => {
      await write('lobby', 'lobby', 'attic');
      await store.beginWebhook('one', ['*']);
      expect(await due('one')).toEqual([]);
      await write('lobby', 'new');
      expect(await due('one')).toEqual([
        { room: 'lobby', head: 3, seq: 2 },
        { room: 'new', head: 1, seq: 0 },
      ]);
      expect(await store.dueIn('one', 'lobby')).toEqual({ room: 'lobby', head: 3, seq: 2 });
      expect(await store.dueIn('one', 'attic')).toBeUndefined();
      expect(await store.dueIn('one', 'nowhere')).toBeUndefined();
    });

    it('knows rooms that nothing was said in from those that have something to tell', async () => {
      await store.beginWebhook('one', ['*']);
      await store.changeStanding({ room: 'quiet', mode: '{}' });
      expect(await due('one')).toEqual([]);
    });

    it('finds rooms of these patterns, in order and in pages', async () => {
      await store.beginWebhook('one', ['*']);
      await write('page-b', 'lobby', 'page-a', 'pages');
      const names = async (...query: Parameters<typeof due>) => (await due(...query)).map(({ room }) => room);
      expect(await names('one', ['page-*', 'lobby'])).toEqual(['lobby', 'page-a', 'page-b']);
      expect(await names('one', ['*'], 'lobby', 2)).toEqual(['page-a', 'page-b']);
      expect(await names('one', ['page'])).toEqual([]);
      expect(await names('one', [])).toEqual([]);
    });

    it('keeps places by webhook, over a restart, and never goes back', async () => {
      for (const webhook of ['one', 'other']) await store.beginWebhook(webhook, ['*']);
      await write('lobby', 'lobby', 'lobby', 'attic');
      const trouble = { attempts: 2, since: 1_790_000_000_000 };
      await store.changeWebhook({
        webhook: 'one',
        places: [
          { room: 'lobby', seq: 2, trouble },
          { room: 'attic', seq: 1 },
        ],
      });
      await store.changeWebhook({ webhook: 'one', places: [{ room: 'lobby', seq: 1 }] });
      await reopen();
      expect(await due('one')).toEqual([{ room: 'lobby', head: 3, seq: 2, trouble }]);
      expect(await due('other')).toHaveLength(2);
      await store.changeWebhook({ webhook: 'one', places: [{ room: 'lobby', seq: 2 }] });
      expect(await due('one')).toEqual([{ room: 'lobby', head: 3, seq: 2 }]);
    });

    it('goes on where it was when the webhook begins again, but for rooms that it did not have', async () => {
      await store.beginWebhook('one', ['page-*']);
      await write('page-a', 'lobby');
      await store.beginWebhook('one', ['page-*', 'lobby']);
      await write('lobby');
      expect(await due('one', ['page-*', 'lobby'])).toEqual([
        { room: 'lobby', head: 2, seq: 1 },
        { room: 'page-a', head: 1, seq: 0 },
      ]);
      await store.beginWebhook('one', ['lobby']);
      await store.beginWebhook('one', ['*']);
      expect(await due('one')).toEqual([{ room: 'lobby', head: 2, seq: 1 }]);
    });

    it('keeps how a webhook is', async () => {
      await store.beginWebhook('one', ['*']);
      await store.beginWebhook('other', ['*']);
      await store.changeWebhook({ webhook: 'one', state: '{"is":"off"}' });
      expect(await (await reopen()).readWebhookStates()).toEqual(new Map([['one', '{"is":"off"}']]));
    });

    it('keeps what was given up, the newest first, in pages and by webhook, each entry once', async () => {
      const first = await buried();
      expect(first).toEqual({ id: first.id, webhook: 'one', ...letter, isWanted: false });
      await store.changeWebhook({ webhook: 'one', bury: { ...letter, attempts: 9 } });
      await store.changeWebhook({ webhook: 'other', bury: letter });
      await store.changeWebhook({ webhook: 'one', bury: { ...letter, seq: 3 } });
      await reopen();
      const all = await letters();
      expect(all.map(({ webhook, seq }) => [webhook, seq])).toEqual([
        ['one', 3],
        ['other', 2],
        ['one', 2],
      ]);
      expect(await letters({ webhook: 'other' })).toEqual([all[1]]);
      expect(await letters({ before: all[0]!.id, limit: 1 })).toEqual([all[1]]);
    });

    it('gives a letter up and moves on in one change', async () => {
      await buried();
      const places = [{ room: 'lobby', seq: 3 }];
      const broken = { ...letter, seq: 3, reason: null as never };
      await expect(store.changeWebhook({ webhook: 'one', places, bury: broken })).rejects.toThrow();
      await write('lobby');
      expect(await due('one')).toEqual([{ room: 'lobby', head: 4, seq: 3 }]);
      expect(await letters()).toHaveLength(1);
    });

    it('sends a letter again when it is wanted, until that was in vain or it is forgotten', async () => {
      const { id } = await buried();
      expect(await store.wantDeadLetter(id + 99)).toBe(false);
      expect(await letters({ areWanted: true })).toEqual([]);
      expect(await store.wantDeadLetter(id)).toBe(true);
      expect(await letters({ areWanted: true })).toEqual([{ id, webhook: 'one', ...letter, isWanted: true }]);
      await store.changeWebhook({ webhook: 'one', buryAgain: { id, reason: 'Again.', at: 9 } });
      expect(await letters()).toEqual([
        { id, webhook: 'one', ...letter, reason: 'Again.', at: 9, attempts: 4, isWanted: false },
      ]);
      await store.changeWebhook({ webhook: 'one', forget: id });
      expect(await letters()).toEqual([]);
    });

    it('lets go of letters about entries that are kept no longer', async () => {
      await buried();
      await store.changeWebhook({ webhook: 'one', bury: { ...letter, seq: 3 } });
      await store.expire(drafts);
      expect((await letters()).map(({ seq }) => seq)).toEqual([3]);
    });
  });
}
