// Who has no socket, before several workers: whatever they say may come to any of them.
import { expect, it } from 'vitest';
import { endsWithTest } from '../../support/ends-with-test.ts';
import { site } from '../../support/chat-server.ts';
import { StreamClient } from '../../support/stream-client.ts';
import { startWorkersServer } from '../../support/workers.ts';

it('is heard in order, and each once, whoever is asked', { timeout: 120_000 }, async () => {
  const server = endsWithTest(await startWorkersServer(3, ['--post-burst=100']));
  const lobby = `${server.url}/rooms/lobby`;
  using ann = await StreamClient.enter(lobby, site, 'Ann');
  const { client } = await server.enter({ name: 'Bo' });
  const texts = Array.from({ length: 8 }, (_, index) => `text ${index}`);
  for (const [index, text] of texts.entries())
    expect(await ann.say({ type: 'post', draftId: `draft-${index}`, text })).toBe(204);
  const heard = [];
  while (heard.length < texts.length) heard.push((await client.next('message')).text);
  expect(heard).toEqual(texts);
  client.cut();
});

it('is told that a link is nobody’s only where it cannot be another’s', { timeout: 120_000 }, async () => {
  const server = endsWithTest(await startWorkersServer(2));
  using ann = await StreamClient.enter(`${server.url}/rooms/lobby`, site, 'Ann');
  const ping = (link: string) => JSON.stringify({ link, number: 2, frames: ['{"type":"ping"}'] });
  const statuses = new Set<number>();
  for (let count = 0; count < 8; count++) statuses.add(await ann.post(ping('x'.repeat(43))));
  expect([...statuses]).toEqual([404]);
  // A network may have so much passed on to other processes, and no more.
  const burst = Array.from({ length: 400 }, () => ann.post(ping(ann.link)));
  expect(new Set(await Promise.all(burst))).toEqual(new Set([204, 429]));
});
