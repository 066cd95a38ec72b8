// Programs that ask one node of several over a real Postgres about what happens on another.
import { describe, expect, it } from 'vitest';
import type { z } from 'zod';
import type { MessageEntry } from '../../../protocol/server-messages.ts';
import type { Page, peopleSchema } from '../../../server/api/answers.ts';
import { post } from '../../support/house.ts';
import { ownPostgres } from '../../support/own-postgres.ts';
import { askRest, keyFor } from '../../support/rest.ts';
import { startChatServer } from '../../support/chat-server.ts';
import { until } from '../../support/until.ts';

const messages = '/rooms/lobby/messages';

describe('the REST API of several nodes', () => {
  const own = ownPostgres();

  it('is the same on each: posts, their drafts, history, who is there, and a mute', async () => {
    const key = keyFor('news');
    const { secret } = key;
    const log = await own.engine.createSchema();
    const over = { log, apiKeys: [key], postBurst: 1_000 };
    await using here = await startChatServer(over);
    await using there = await startChatServer(over);
    const bo = await there.enter('Bo');

    const send = { secret, body: { text: 'hello', draftId: 'd1' } };
    const first = await askRest<MessageEntry>(here, 'POST', messages, send);
    expect(first.status).toBe(201);
    expect(await bo.next('message')).toEqual(first.json);
    expect((await askRest(there, 'POST', messages, send)).json).toEqual(first.json);

    const { id } = bo.all('welcome')[0]!.you;
    expect((await askRest(here, 'POST', `/rooms/lobby/people/${id}/mute`, { secret })).status).toBe(204);
    let tries = 0;
    await until('Bo is muted there, too', async () => {
      const answered = () => bo.all('accepted').length + bo.all('refused').length;
      const before = answered();
      bo.say(post('still here?', `p${tries++}`));
      await until('an answer', () => answered() > before);
      return bo.all('refused').some(({ code }) => code === 'muted');
    });

    const read = (server: typeof here) => askRest<Page>(server, 'GET', messages, { secret });
    expect((await read(here)).json).toEqual((await read(there)).json);
    const people = async () => {
      const path = '/rooms/lobby/people';
      return (await askRest<z.output<typeof peopleSchema>>(here, 'GET', path, { secret })).json.people;
    };
    await until('Bo is known here', async () => (await people())?.some((one) => one.id === id));
  });
});
