import { describe, expect, it } from 'vitest';
import type { AuditPage } from '../../../protocol/console.ts';
import type { Entry } from '../../../protocol/server-messages.ts';
import type { Page } from '../../../server/api/answers.ts';
import { firstOwner } from '../../support/console.ts';
import { post } from '../../support/house.ts';
import { startRest } from '../../support/rest.ts';

describe('an export', () => {
  it('is one JSON array of everything that the room keeps', async () => {
    await using server = await startRest();
    const ann = await server.enter('Ann');
    // More than one page of the log, and what would break lines.
    for (let batch = 0; batch < 11; batch++) {
      ann.say(...Array.from({ length: 50 }, (_, index) => post(`${batch}\n${index}`, `d${batch}-${index}`)));
      for (let index = 0; index < 50; index++) await ann.next('accepted');
    }
    await server.post('/rooms/lobby/messages/3/remove');
    const { status, headers, json } = await server.get<Entry[]>('/rooms/lobby/export');
    expect([status, headers.get('content-type')]).toEqual([200, 'application/json; charset=utf-8']);
    expect(headers.get('content-disposition')).toBe('attachment; filename=lobby.json');
    expect(json.map(({ seq }) => seq)).toEqual(Array.from({ length: 551 }, (_, index) => index + 1));
    expect((await server.get<Page>('/rooms/lobby/messages?limit=1')).json.entries).toEqual(json.slice(-1));
    expect(json[2]).toMatchObject({ text: '', removed: true });
  });

  it('is CSV where that is asked for, safe to open in a spreadsheet', async () => {
    await using server = await startRest();
    await server.post('/rooms/lobby/messages', { text: '=1+1' });
    const { headers, text } = await server.get('/rooms/lobby/export?format=csv');
    expect(headers.get('content-type')).toBe('text/csv; charset=utf-8');
    const [first, second] = text.replace('\ufeff', '').split('\r\n');
    expect(first).toBe('"seq","at","kind","id","name","role","ref","text"');
    expect(second).toMatch(/^1,"[^"]+","message","bot:robot","robot","member","","'=1\+1"$/);
  });

  it('of an empty room is an empty array', async () => {
    await using server = await startRest();
    expect((await server.get('/rooms/lobby/export')).json).toEqual([]);
  });

  it('is of one participant where one is named', async () => {
    await using server = await startRest();
    const ann = await server.enter('Ann');
    ann.say(post('hers'));
    await ann.next('accepted');
    await server.post('/rooms/lobby/messages', { text: 'ours' });
    const { json } = await server.get<Entry[]>('/rooms/lobby/export?participant=bot:robot');
    expect(json).toMatchObject([{ text: 'ours' }]);
    expect(json).toHaveLength(1);
  });

  it('is in the audit log, with the key that took it', async () => {
    await using server = await startRest();
    await server.get('/rooms/lobby/export');
    const olga = await firstOwner(server);
    const { json } = await olga.ask<AuditPage>('GET', '/rooms/lobby/audit');
    expect(json.audit).toMatchObject([{ by: 'bot:robot', act: 'export' }]);
  });
});
