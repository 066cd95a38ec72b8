// The promise itself: the process is killed again and again while people write, and nothing that was
// acknowledged is lost, nothing comes twice, and everybody sees one order.
import { expect, it, onTestFinished } from 'vitest';
import type { ChatClient } from '../../widget/client.ts';
import { createNodeClient, reaches } from '../support/node-client.ts';
import { freePort, runServer } from '../support/processes.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

const writers = 6;
const messagesEach = 300;
const kills = 5;

it('keeps every acknowledged message once, in one order, through kill -9', { timeout: 120_000 }, async () => {
  using folder = temporaryFolder();
  const port = await freePort();
  const flags = ['--allow-missing-origin', '--post-burst=1000', '--posts-per-second=1000'];
  const start = () => runServer(port, folder.path, flags);
  let server = await start();
  // Also when time runs out, which ends the test where it stands.
  onTestFinished(() => server.kill());

  const clients = Array.from({ length: writers }, (_, index) => createNodeClient(port, `Writer ${index}`));
  const accepted = new Set<string>();
  const [first] = clients as [ChatClient];
  clients.forEach((client, index) => write(client, index, accepted));

  for (let kill = 1; kill <= kills; kill++) {
    const enough = (kill * writers * messagesEach) / (kills + 1);
    await reaches(first, () => first.state.timeline.last >= enough);
    await server.kill();
    server = await start();
  }
  const total = writers * messagesEach;
  await Promise.all(clients.map((client) => reaches(client, () => client.state.timeline.last === total)));
  await Promise.all(clients.map((client) => reaches(client, () => client.state.drafts.length === 0)));

  const log = await wholeLog(port);
  const texts = log.map((entry) => (entry.type === 'message' ? entry.text : ''));
  expect(log.map(({ seq }) => seq)).toEqual(Array.from({ length: total }, (_, index) => index + 1));
  expect(new Set(texts).size).toBe(total);
  expect([...accepted].filter((text) => !texts.includes(text))).toEqual([]);
  for (let index = 0; index < writers; index++)
    expect(texts.filter((text) => text.startsWith(`${index}:`))).toEqual(
      Array.from({ length: messagesEach }, (_, number) => `${index}:${number}`),
    );
  for (const client of clients) {
    const { entries } = client.state.timeline;
    expect(entries).toEqual(log.slice(-entries.length));
    client.close();
  }
});

/** Writes the next message as soon as the one before was confirmed; notes what was. */
function write(client: ChatClient, index: number, accepted: Set<string>): void {
  let written = 0;
  let { drafts } = client.state;
  client.subscribe(() => {
    const now = client.state.drafts;
    for (const { draftId, deed } of drafts)
      if (deed.type === 'post' && !now.some((other) => other.draftId === draftId)) accepted.add(deed.text);
    drafts = now;
    if (now.length === 0 && client.state.timeline.epoch && written < messagesEach)
      client.post(`${index}:${written++}`);
  });
  client.start();
}

/** What somebody who comes last reads, from the newest page back to the first message. */
async function wholeLog(port: number) {
  const reader = createNodeClient(port, 'Reader');
  reader.start();
  await reaches(reader, () => reader.state.timeline.epoch !== undefined);
  while (reader.state.timeline.more) {
    const { length } = reader.state.timeline.entries;
    reader.loadOlder();
    await reaches(reader, () => reader.state.timeline.entries.length > length);
  }
  reader.close();
  return reader.state.timeline.entries;
}
