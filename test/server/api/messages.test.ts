import { describe, expect, it } from 'vitest';
import type { MessageEntry } from '../../../protocol/server-messages.ts';
import type { Page } from '../../../server/api/answers.ts';
import { openEngines } from '../../../server/engines.ts';
import { ringEntries } from '../../../server/room/ring.ts';
import { post } from '../../support/house.ts';
import { askRest, keyFor, startRest } from '../../support/rest.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';

const messages = '/rooms/lobby/messages';

describe('a bot’s post', () => {
  it('reaches a visitor as a member’s message, and is answered with the entry that they get', async () => {
    await using server = await startRest();
    const ann = await server.enter('Ann');
    const { status, json } = await server.post<MessageEntry>(messages, { text: 'Door 3 is open.' });
    expect(status).toBe(201);
    expect(json).toMatchObject({
      type: 'message',
      seq: 1,
      text: 'Door 3 is open.',
      from: { id: 'bot:robot', name: 'robot', role: 'member' },
    });
    expect(await ann.next('message')).toEqual(json);
  });

  it('is in the history of who comes later, and never among those present', async () => {
    await using server = await startRest();
    await server.post(messages, { text: 'hello' });
    const ann = await server.enter('Ann');
    const [welcome] = ann.all('welcome');
    expect(welcome!.present).toBe(1);
    expect(welcome).toMatchObject({ entries: [{ text: 'hello', from: { id: 'bot:robot' } }] });
  });

  it.each(['Idempotency-Key', 'draftId'])('is one by its %s, however often it is sent', async (by) => {
    await using server = await startRest();
    const send = (text = 'hello', draftId = 'd1') =>
      by === 'draftId'
        ? server.post<MessageEntry>(messages, { text, draftId })
        : server.post<MessageEntry>(messages, { text }, { 'Idempotency-Key': draftId });
    const [first, second] = await Promise.all([send(), send()]);
    expect([first.status, second.status]).toEqual([201, 201]);
    expect(first.json).toEqual(second.json);
    await send('something else', 'd2');
    expect((await send()).json).toEqual(first.json);
    const other = await server.post(messages, { text: 'other', draftId: 'd1' });
    expect(other.status).toBe(409);
    expect(other.json.type).toBe('urn:ws-chat:problem:draft-conflict');
    expect((await server.get<Page>(messages)).json.entries).toHaveLength(2);
  });

  it('is one over a restart, and where it has long left the memory', async () => {
    using folder = temporaryFolder();
    const send = { text: 'hello', draftId: 'd1' };
    const first = await (async () => {
      await using server = await startRest({ data: folder.path });
      return (await server.post<MessageEntry>(messages, send)).json;
    })();
    await using server = await startRest({ data: folder.path });
    const ann = await server.enter('Ann');
    for (let index = 0; index < ringEntries; index += 50) {
      ann.say(...Array.from({ length: 50 }, (_, place) => post(`more ${index + place}`)));
      for (let place = 0; place < 50; place++) await ann.next('accepted');
    }
    expect((await server.post(messages, send)).json).toEqual(first);
  });

  it('is not acknowledged while the disk is full, and goes in by the same key afterwards', async () => {
    using folder = temporaryFolder();
    const engines = await openEngines({ data: folder.path, log: undefined, bus: undefined }, undefined);
    const append = engines.log.append.bind(engines.log);
    await using server = await startRest({ data: folder.path }, undefined, engines);
    Object.assign(engines.log, { append: () => Promise.reject(new Error('disk full')) });
    const send = () => server.post<MessageEntry>(messages, { text: 'hello', draftId: 'd1' });
    const { status, headers, json } = await send();
    expect([status, json.type]).toEqual([503, 'urn:ws-chat:problem:unavailable']);
    expect(headers.get('retry-after')).toBe('5');
    Object.assign(engines.log, { append });
    expect((await send()).json.seq).toBe(1);
  });

  it('is refused where its two keys differ', async () => {
    await using server = await startRest();
    const { status, json } = await server.post(
      messages,
      { text: 'hello', draftId: 'd1' },
      { 'Idempotency-Key': 'd2' },
    );
    expect([status, json.field]).toEqual([400, 'draftId']);
  });

  it('bears another name where one is given, but none that could be taken for somebody else', async () => {
    await using server = await startRest({ apiKeys: [keyFor('other')] });
    await server.enter('Ann');
    const say = (name: string) => server.post<MessageEntry>(messages, { text: 'hello', name });
    expect((await say(' Bo\u200b (IRC) ')).json.from).toMatchObject({ id: 'bot:robot', name: 'Bo (IRC)' });
    expect((await say('robot')).status).toBe(201);
    for (const [name, kind] of [
      ['Ann', 'name-taken'],
      ['Αnn', 'name-taken'],
      ['Admin', 'name-reserved'],
      ['other', 'name-reserved'],
    ] as const) {
      const { status, json } = await server.post(messages, { text: 'hello', name });
      expect([name, status, json.type, json.field]).toEqual([
        name,
        409,
        `urn:ws-chat:problem:${kind}`,
        'name',
      ]);
    }
    expect((await server.post(messages, { text: 'hello', name: '\u200b' })).status).toBe(400);
  });

  it('keeps guests from its name', async () => {
    await using server = await startRest();
    const eve = await server.enter('robot');
    expect(eve.all('welcome')[0]!.nameRefused?.code).toBe('name-reserved');
  });

  it('goes through the same rules as everybody’s', async () => {
    await using server = await startRest({
      rules: { words: { block: ['spam'], mask: ['darn'], hold: ['lawyer'] } },
    });
    expect((await server.post(messages, { text: 'spam' })).json).toMatchObject({
      status: 422,
      type: 'urn:ws-chat:problem:word-blocked',
    });
    expect((await server.post<MessageEntry>(messages, { text: 'darn it' })).json.text).not.toContain('darn');
    const held = await server.post<{ draftId: string }>(messages, { text: 'my lawyer', draftId: 'h1' });
    expect([held.status, held.json.draftId]).toEqual([202, 'h1']);
    expect((await server.get<Page>(messages)).json.entries).toHaveLength(1);
    const long = await server.post(messages, { text: 'x'.repeat(2_001) });
    expect([long.status, long.json.type]).toEqual([422, 'urn:ws-chat:problem:text-too-long']);
    expect(long.json.detail).toContain('Shorten it');
  });

  it('is held to the rate of one participant, and told how long to wait', async () => {
    await using server = await startRest({ postBurst: 2, postsPerSecond: 0.1 });
    await server.post(messages, { text: 'one' });
    await server.post(messages, { text: 'two' });
    const { status, headers, json } = await server.post(messages, { text: 'three' });
    expect([status, json.type]).toEqual([429, 'urn:ws-chat:problem:rate-limited']);
    expect(Number(headers.get('retry-after'))).toBe(Math.ceil(json.retryAfterMs! / 1_000));
  });

  it('does not use up what visitors of the same address may say', async () => {
    await using server = await startRest({ postBurst: 1, postsPerSecond: 0.1 });
    for (let index = 0; index < 20; index++) await server.post(messages, { text: `m${index}` });
    const ann = await server.enter('Ann');
    ann.say(post('hello'));
    await ann.next('accepted');
  });

  it('answers a message where it says so', async () => {
    await using server = await startRest();
    await server.post(messages, { text: 'one' });
    const { json } = await server.post<MessageEntry>(messages, { text: 'two', replyTo: 1 });
    expect(json.replyTo).toBe(1);
    expect((await server.post(messages, { text: 'three', replyTo: 99 })).status).toBe(404);
  });

  it('is not taken where nobody can enter', async () => {
    await using server = await startRest();
    const { status, json } = await server.post('/rooms/attic/messages', { text: 'hello' });
    expect([status, json.type]).toEqual([404, 'urn:ws-chat:problem:no-such-room']);
  });
});

describe('pages of history', () => {
  it('meet without a gap, whichever way they are read', async () => {
    await using server = await startRest();
    const ann = await server.enter('Ann');
    for (let index = 1; index <= 25; index++) ann.say(post(`m${index}`));
    for (let index = 1; index <= 25; index++) await ann.next('accepted');
    const read = async (query: string) => (await server.get<Page>(`${messages}?${query}`)).json;
    const all = Array.from({ length: 25 }, (_, index) => index + 1);
    for (const limit of [1, 4, 5, 25, 100]) {
      const back: number[] = [];
      let page = await read(`limit=${limit}`);
      back.unshift(...page.entries.map(({ seq }) => seq));
      while (page.more) {
        page = await read(`limit=${limit}&before=${page.before}`);
        back.unshift(...page.entries.map(({ seq }) => seq));
      }
      expect([limit, back]).toEqual([limit, all]);
      const on: number[] = [];
      page = await read(`limit=${limit}&after=0`);
      on.push(...page.entries.map(({ seq }) => seq));
      while (page.more) {
        page = await read(`limit=${limit}&after=${page.after}`);
        on.push(...page.entries.map(({ seq }) => seq));
      }
      expect([limit, on]).toEqual([limit, all]);
    }
  });

  it('have cursors also where nothing is in them, from which nothing is missed', async () => {
    await using server = await startRest();
    const read = async (query: string) => (await server.get<Page>(`${messages}${query}`)).json;
    const empty = await read('');
    expect(empty).toEqual({ entries: [], more: false, before: 1, after: 0 });
    await server.post(messages, { text: 'one' });
    const one = await read(`?after=${empty.after}`);
    expect(one.entries).toMatchObject([{ seq: 1, text: 'one' }]);
    const none = await read(`?after=${one.after}`);
    expect(none).toEqual({ entries: [], more: false, before: 2, after: 1 });
    const largest = Number.MAX_SAFE_INTEGER;
    const beyond = await read(`?after=${largest}`);
    expect(beyond).toEqual({ entries: [], more: false, before: largest, after: largest });
    expect((await read(`?before=${none.before}`)).entries).toEqual(one.entries);
    expect((await read(`?after=${(await read('?before=1')).after}`)).entries).toEqual(one.entries);
  });

  it('are the same as a visitor’s', async () => {
    await using server = await startRest();
    await server.post(messages, { text: 'one' });
    await server.post('/rooms/lobby/messages/1/remove');
    const ann = await server.enter('Ann');
    expect((await server.get<Page>(messages)).json.entries).toEqual(
      (ann.all('welcome')[0] as unknown as Page).entries,
    );
  });

  it('cannot be asked for both ways at once, nor be larger than a hundred', async () => {
    await using server = await startRest();
    for (const [query, field] of [
      ['before=3&after=1', 'after'],
      ['limit=101', 'limit'],
      ['limit=0', 'limit'],
      ['before=-1', 'before'],
      ['limit=1&limit=2', 'limit'],
    ]) {
      const { status, json } = await server.get(`${messages}?${query!}`);
      expect([query, status, json.field]).toEqual([query, 400, field]);
    }
    expect((await server.get(`${messages}?page=2`)).json.detail).toBe(
      'What was sent cannot be used: “page” is not known; there are before, after, limit.',
    );
  });

  it('of a room that was never there are no pages', async () => {
    await using server = await startRest({ rooms: [{ name: 'lobby' }, { name: 'page*' }] });
    expect((await server.get('/rooms/attic/messages')).status).toBe(404);
    expect((await server.get<Page>('/rooms/page-1/messages')).json.entries).toEqual([]);
    expect((await askRest(server, 'GET', messages)).status).toBe(401);
  });
});
