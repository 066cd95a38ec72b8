import { describe, expect, it } from 'vitest';
import type { z } from 'zod';
import type { peopleSchema, Room, roomListSchema } from '../../../server/api/answers.ts';
import { post } from '../../support/house.ts';
import { keyFor, startRest } from '../../support/rest.ts';

type RoomList = z.output<typeof roomListSchema>;
type People = z.output<typeof peopleSchema>;

describe('the list of rooms', () => {
  it('has those of the configuration and those that were written in, with how many are there', async () => {
    await using server = await startRest({
      rooms: [{ name: 'lobby' }, { name: 'page-*' }, { name: 'attic' }],
    });
    await server.enter('Ann');
    await server.enter('Bo');
    for (const text of ['one', 'two']) await server.post('/rooms/page-1/messages', { text });
    const { json } = await server.get<RoomList>('/rooms');
    expect(json).toEqual({
      rooms: [
        { name: 'attic', head: 0, open: true, present: 0 },
        { name: 'lobby', head: 0, open: true, present: 2 },
        { name: 'page-1', head: 2, open: true, present: 0 },
      ],
    });
  });

  it('comes in pages, and by a part of the name', async () => {
    await using server = await startRest({
      rooms: ['a', 'b', 'c', 'ab'].map((name) => ({ name })),
    });
    const names = async (query: string) => {
      const { json } = await server.get<RoomList>(`/rooms?${query}`);
      return [json.rooms.map(({ name }) => name), json.next];
    };
    expect(await names('limit=2')).toEqual([['a', 'ab'], 'ab']);
    expect(await names('limit=2&after=ab')).toEqual([['b', 'c'], undefined]);
    expect(await names('named=b')).toEqual([['ab', 'b'], undefined]);
  });
});

describe('a room', () => {
  it('tells its newest seq, who is there, and how it is kept', async () => {
    await using server = await startRest();
    const ann = await server.enter('Ann');
    ann.say(post('hello'));
    await ann.next('accepted');
    await server.post('/rooms/lobby/slow-mode', { seconds: 5 });
    expect((await server.get<Room>('/rooms/lobby')).json).toEqual({
      name: 'lobby',
      head: 1,
      open: true,
      present: 1,
      mode: { slowSeconds: 5 },
    });
    const { you } = ann.all('welcome')[0]!;
    expect((await server.get<People>('/rooms/lobby/people')).json).toEqual({ present: 1, people: [you] });
  });

  it('that the configuration knows no longer can still be read, but nothing is done there', async () => {
    await using server = await startRest();
    expect((await server.get('/rooms/attic')).status).toBe(404);
    expect((await server.get('/rooms/attic/export')).status).toBe(404);
    expect((await server.post('/rooms/attic/close')).status).toBe(404);
  });
});

describe('the API under a path', () => {
  it('is where all the rest of the chat is, and its document says so', async () => {
    const key = keyFor('news');
    await using server = await startRest({ path: '/chat', apiKeys: [key] });
    const document = await fetch(`${server.url}/chat/api/v1/openapi.json`);
    const { servers } = (await document.json()) as { readonly servers: readonly { readonly url: string }[] };
    expect(servers).toEqual([{ url: `${server.url}/chat/api/v1` }]);
    const headers = { Authorization: `Bearer ${key.secret}` };
    expect((await fetch(`${servers[0]!.url}/rooms`, { headers })).status).toBe(200);
    expect((await fetch(`${server.url}/api/v1/rooms`, { headers })).status).toBe(404);
  });
});
