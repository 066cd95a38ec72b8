import { describe, expect, it } from 'vitest';
import type { RestraintPage, RoomList, SearchPage } from '../../../protocol/console.ts';
import { exportRoom } from '../../../server/console/export.ts';
import { searchedEntries, searchRoom } from '../../../server/console/search.ts';
import { draft } from '../../support/drafts.ts';
import { startChatServer, type RunningServer } from '../../support/chat-server.ts';
import { firstOwner, type Console } from '../../support/console.ts';
import { post } from '../../support/house.ts';
import { MemoryLog } from '../../support/memory-log.ts';

const names = async (who: Console, query = '') =>
  (await who.ask<RoomList>('GET', `/rooms${query}`)).json.rooms.map(({ name }) => name);

/** Somebody says these, one after the other. */
async function says(server: RunningServer, name: string, ...texts: readonly string[]) {
  const client = await server.enter(name);
  for (const [index, text] of texts.entries()) {
    client.say(post(text, `d${index}`));
    await client.next('accepted');
  }
  return { client, id: client.all('welcome')[0]!.you.id };
}

describe('the list of rooms', () => {
  it('has those of the configuration and those that were written in, by name, in pages', async () => {
    await using server = await startChatServer({
      rooms: [{ name: 'lobby' }, { name: 'page*' }, { name: 'attic' }],
    });
    const olga = await firstOwner(server);
    for (const room of ['page-b', 'page-a']) {
      const client = server.connect({ path: `/rooms/${room}` });
      client.say({ type: 'hello' }, post('hello'));
      await client.next('accepted');
    }
    expect(await names(olga)).toEqual(['attic', 'lobby', 'page-a', 'page-b']);
    expect(await names(olga, '?named=age-')).toEqual(['page-a', 'page-b']);
    const { json } = await olga.ask<RoomList>('GET', '/rooms?limit=3');
    expect(json.next).toBe('page-a');
    expect(await names(olga, `?after=${json.next}`)).toEqual(['page-b']);
    expect((await olga.ask<RoomList>('GET', '/rooms?limit=4')).json).not.toHaveProperty('next');
    const kept = await olga.add('Kept', 'moderator', ['page-*', 'attic']);
    expect(await names(kept)).toEqual(['attic', 'page-a', 'page-b']);
  });

  it('tells how lively each is', async () => {
    await using server = await startChatServer({ rules: { lines: 1, words: { hold: ['ham'] } } });
    const olga = await firstOwner(server);
    const bo = await server.enter('Bo');
    bo.say(post('one'), post('two'), post('not\nthis'), post('ham'));
    while (bo.all('refused').length < 2 || bo.all('accepted').length < 2) await bo.nextText();
    const {
      rooms: [lobby],
    } = (await olga.ask<RoomList>('GET', '/rooms')).json;
    expect(lobby).toMatchObject({ name: 'lobby', head: 2, open: true });
    const { present, posts, refused, held, mode } = lobby!.figures!;
    const sum = (counts: readonly number[]) => counts.reduce((one, other) => one + other, 0);
    expect({ present, posts: sum(posts), refused: sum(refused), held, mode }).toEqual({
      present: 1,
      posts: 2,
      refused: 2,
      held: 1,
      mode: {},
    });
  });

  it('counts what was let in when it was', async () => {
    await using server = await startChatServer({ rules: { words: { hold: ['ham'] } } });
    const olga = await firstOwner(server);
    const bo = await server.enter('Bo');
    const { id } = bo.all('welcome')[0]!.you;
    for (const [draftId, text] of [
      ['h1', 'ham'],
      ['h2', 'more ham'],
    ] as const) {
      bo.say({ ...post(text), draftId });
      await bo.next('refused');
    }
    const keeper = server.connect();
    keeper.say({ type: 'hello', token: olga.token });
    for (const [draftId, act] of [
      ['a', { do: 'approve', who: id, held: 'h1' }],
      ['b', { do: 'decline', who: id, held: 'h2' }],
    ] as const) {
      keeper.say({ type: 'moderate', draftId, act });
      await keeper.next('moderated');
    }
    const { rooms } = (await olga.ask<RoomList>('GET', '/rooms')).json;
    const { posts, held } = rooms[0]!.figures!;
    expect([posts.reduce((one, other) => one + other, 0), held]).toEqual([1, 0]);
  });
});

describe('search', () => {
  it('finds by words and by whom, the newest first, in pages, whatever the case', async () => {
    await using server = await startChatServer({ postBurst: 100 });
    const olga = await firstOwner(server);
    const { id } = await says(server, 'Bo', 'An Apple', '100% sure_', 'apple pie', 'it’s "quoted\\"');
    await says(server, 'Cy', 'APPLES?');
    const found = async (query: string) => {
      const { json } = await olga.ask<SearchPage>('GET', `/rooms/lobby/search?${query}`);
      return json.entries.map((entry) => 'text' in entry && entry.text);
    };
    expect(await found('text=apple')).toEqual(['APPLES?', 'apple pie', 'An Apple']);
    expect(await found(`text=apple&who=${id}`)).toEqual(['apple pie', 'An Apple']);
    expect(await found('who=cy')).toEqual(['APPLES?']);
    expect(await found('text=apple&before=5')).toEqual(['apple pie', 'An Apple']);
    expect(await found('text=%25')).toEqual(['100% sure_']);
    expect(await found('text=e_')).toEqual(['100% sure_']);
    expect(await found('text=.*')).toEqual([]);
    expect(await found(`text=${encodeURIComponent('quoted\\"')}`)).toEqual(['it’s "quoted\\"']);
    expect(await found(`text=${encodeURIComponent("' OR 1=1 --")}`)).toEqual([]);
    const { json } = await olga.ask<SearchPage>('GET', '/rooms/lobby/search?text=apple&limit=1');
    expect(json.next).toBe(5);
  });

  it('finds nothing of what was removed or erased', async () => {
    await using server = await startChatServer();
    const olga = await firstOwner(server);
    const { client, id } = await says(server, 'Bo', 'plugh one', 'plugh two');
    const found = async () =>
      (await olga.ask<SearchPage>('GET', '/rooms/lobby/search?text=plugh')).json.entries.length;
    expect(await found()).toBe(2);
    client.say({ type: 'remove', draftId: 'r1', ref: 1 });
    await client.next('accepted');
    expect(await found()).toBe(1);
    await olga.ask('DELETE', `/people/${id}`);
    expect(await found()).toBe(0);
    const { json } = await olga.ask<SearchPage>('GET', `/rooms/lobby/search?who=${id}`);
    expect(json.entries).toEqual([]);
  });

  it('looks at so much at a time, and says where to go on', async () => {
    const log = new MemoryLog();
    const first = draft('needle', { draftId: 'needle' });
    await log.append([
      first,
      ...Array.from({ length: searchedEntries }, (_, index) => draft(`hay ${index}`)),
    ]);
    const search = { text: 'needle', who: '', before: Number.MAX_SAFE_INTEGER, limit: 10 };
    const found = await searchRoom(log, 'lobby', search);
    expect(found).toEqual({ entries: [], next: 2 });
    expect(await searchRoom(log, 'lobby', { ...search, before: found.next! })).toMatchObject({
      entries: [{ seq: 1 }],
    });
  });
});

describe('an export', () => {
  it('is a file of JSON Lines, or CSV that no spreadsheet takes for formulas', async () => {
    await using server = await startChatServer();
    const olga = await firstOwner(server);
    const { id } = await says(server, 'Bo', 'hello', '=1+1');
    const cy = await says(server, 'Cy', 'hi');
    cy.client.say({ type: 'react', draftId: 'r1', ref: 1, emoji: '🎈', on: true });
    await cy.client.next('accepted');
    const json = await olga.ask('GET', '/rooms/lobby/export');
    expect(json.headers.get('content-disposition')).toMatch(/^attachment; filename="?lobby\.jsonl"?$/);
    const lines = json.text.trimEnd().split('\n');
    expect(lines.map((line) => JSON.parse(line) as unknown)).toMatchObject([
      { type: 'message', seq: 1, text: 'hello', from: { id, name: 'Bo' } },
      { seq: 2, text: '=1+1' },
      { seq: 3, from: { name: 'Cy' } },
      { type: 'reaction', seq: 4 },
    ]);
    const csv = await olga.ask('GET', '/rooms/lobby/export?format=csv');
    expect(csv.headers.get('content-type')).toBe('text/csv; charset=utf-8');
    const [head, first, second, , last] = csv.text.split('\r\n');
    expect(head).toBe('"seq","at","kind","id","name","role","ref","text"');
    expect(first).toMatch(/^1,"20.*Z","message",".*","Bo","guest","","hello"$/);
    expect(second).toMatch(/,"'=1\+1"$/);
    expect(last).toMatch(/,1,"🎈"$/);
    const theirs = await olga.ask('GET', `/rooms/lobby/export?participant=${id}`);
    expect(theirs.text.trimEnd().split('\n')).toHaveLength(2);
  });

  it('has polls with their answers, votes and ends; and a search finds them by an answer', async () => {
    await using server = await startChatServer({ permissions: { poll: 'guest' } });
    const olga = await firstOwner(server);
    const { client } = await says(server, 'Bo');
    for (const act of [
      { type: 'poll', draftId: 'p', text: 'Tea?', options: ['Darjeeling', 'No'] },
      { type: 'vote', draftId: 'v', ref: 1, option: 1 },
      { type: 'vote', draftId: 'w', ref: 1 },
      { type: 'end-poll', draftId: 'e', ref: 1 },
    ]) {
      client.say(act);
      await client.next('accepted');
    }
    const json = await olga.ask('GET', '/rooms/lobby/export');
    const lines = json.text.trimEnd().split('\n');
    expect(lines.map((line) => JSON.parse(line) as unknown)).toMatchObject([
      { type: 'message', text: 'Tea?', options: ['Darjeeling', 'No'] },
      { type: 'vote', ref: 1, option: 1 },
      { type: 'vote', ref: 1 },
      { type: 'poll-end', ref: 1 },
    ]);
    const csv = await olga.ask('GET', '/rooms/lobby/export?format=csv');
    const [, asked, vote, back, end] = csv.text.split('\r\n');
    expect([asked, vote, back, end].map((line) => line!.replace(/.*"guest",/s, ''))).toEqual([
      '"","Tea?\nDarjeeling\nNo"',
      '1,1',
      '1,""',
      '1,""',
    ]);
    const { entries } = (await olga.ask<SearchPage>('GET', '/rooms/lobby/search?text=darjeeling')).json;
    expect(entries.map(({ seq }) => seq)).toEqual([1]);
  });

  it('as CSV says by its first character that it is UTF-8', async () => {
    const chunks = exportRoom(new MemoryLog(), { room: 'lobby', format: 'csv', stands: () => true });
    expect((await chunks.next()).value).toMatch(/^\ufeff"seq",/);
  });

  it('of a person has what they wrote in all rooms', async () => {
    await using server = await startChatServer({ rooms: [{ name: 'lobby' }, { name: 'garden' }] });
    const olga = await firstOwner(server);
    const bo = await says(server, 'Bo', 'in the lobby');
    const { token } = bo.client.all('welcome')[0]!;
    await says(server, 'Cy', 'not this');
    const garden = server.connect({ path: '/rooms/garden' });
    garden.say({ type: 'hello', token, name: 'Bo' }, post('in the garden'));
    await garden.next('accepted');
    const { text } = await olga.ask('GET', `/people/${bo.id}/export`);
    expect(
      text
        .trimEnd()
        .split('\n')
        .map((line) => JSON.parse(line) as unknown),
    ).toMatchObject([
      { room: 'garden', seq: 1, text: 'in the garden' },
      { room: 'lobby', seq: 1, text: 'in the lobby' },
    ]);
  });

  it('reads no more than is fetched, and ends with the sign-in', async () => {
    const log = new MemoryLog();
    await log.append(Array.from({ length: 2_000 }, (_, index) => draft(`${index}`)));
    let stands = true;
    const chunks = exportRoom(log, { room: 'lobby', format: 'jsonl', stands: () => stands });
    await chunks.next();
    expect(log.reads).toBe(0);
    expect((await chunks.next()).value).toContain('"seq":500,');
    expect(log.reads).toBe(1);
    stands = false;
    await expect(chunks.next()).rejects.toThrow('not signed in');
  });
});

describe('those who are held back', () => {
  it('are listed by kind and subject, in pages, also of a room that nobody is in', async () => {
    await using server = await startChatServer();
    const olga = await firstOwner(server);
    const client = server.connect();
    const acts = ['ann', 'bo', 'cy'].map((who, index) => ({
      type: 'moderate',
      draftId: `d${index}`,
      act: { do: index === 2 ? 'mute' : 'ban', who, forMs: 60_000 },
    }));
    client.say({ type: 'hello', token: olga.token }, ...acts);
    while (client.all('moderated').length < 3) await client.next('moderated');
    const page = async (query = '') =>
      (await olga.ask<RestraintPage>('GET', `/rooms/lobby/restraints${query}`)).json;
    const subjects = async (query = '') => (await page(query)).restraints.map(({ subject }) => subject);
    expect(await subjects()).toEqual(['ann', 'bo', 'cy']);
    expect(await subjects('?kind=mute')).toEqual(['cy']);
    expect(await subjects('?subject=bo')).toEqual(['bo']);
    const { next } = await page('?limit=1');
    expect(await subjects(`?after=${encodeURIComponent(next!)}&limit=2`)).toEqual(['bo', 'cy']);
    expect((await page()).restraints[0]).toMatchObject({ kind: 'ban', by: 'owner' });
    expect(await page('?limit=3')).not.toHaveProperty('next');
  });
});
