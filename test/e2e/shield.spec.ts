// A raid shield as a newcomer meets it: some work that nobody sees, and then a moderator's look.
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { subprotocol } from '../../protocol/version.ts';
import { ChatClient } from '../support/chat-client.ts';
import { audience, issuer, secret, tokenOf } from '../support/member-tokens.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';
import { Chat, expect, test, type Stage } from './chat.ts';

/** The server with somebody who keeps its room, and has put the shield up. */
async function underShield(stage: Stage, folder: string): Promise<ChatClient> {
  const file = join(folder, 'secret');
  writeFileSync(file, secret);
  stage.flags.push(
    `--member-secret-file=${file}`,
    `--member-issuer=${issuer}`,
    `--member-audience=${audience}`,
  );
  await stage.restart();
  const mo = new ChatClient(`${stage.chat.replace('http', 'ws')}/rooms/lobby`, {
    origin: stage.site.origin,
    protocols: [subprotocol],
  });
  mo.say({ type: 'hello', token: tokenOf(Date.now(), { role: 'moderator', name: 'Mo' }) });
  mo.say({ type: 'moderate', draftId: 'up', act: { do: 'shield', on: true } });
  await mo.next('moderated');
  return mo;
}

const places = {
  'another site under the strictest policy, without a worker': ({ site }: Stage) => `${site.origin}/strict`,
  'the server’s own page, with a worker': ({ chat }: Stage) => `${chat}/rooms/lobby`,
};

for (const [place, addressOf] of Object.entries(places))
  test(`a newcomer’s message goes out by itself on ${place}`, async ({ stage, page }) => {
    using folder = temporaryFolder();
    const mo = await underShield(stage, folder.path);
    await page.addInitScript(() => {
      const violations: string[] = [];
      Object.assign(globalThis, { violations });
      document.addEventListener('securitypolicyviolation', (event) =>
        violations.push(event.violatedDirective + event.blockedURI),
      );
    });
    let workers = 0;
    page.on('worker', () => workers++);
    const sentences: string[] = [];
    page.on('websocket', (socket) =>
      socket.on('framereceived', ({ payload }) => void sentences.push(payload.toString())),
    );
    await page.goto(addressOf(stage));
    const chat = new Chat(page);
    await chat.introduce('Ann', 'Hello from Ann');
    await expect(chat.root).toContainText('A moderator looks at this message before it is shown.');
    expect(sentences.join()).toContain('proof-needed');
    expect(await chat.root.textContent()).not.toContain('Very many people');

    mo.say({ type: 'moderate', draftId: 'list', act: { do: 'list', of: 'held' } });
    const { held } = await mo.next('moderated');
    expect(held).toMatchObject([{ text: 'Hello from Ann', from: { name: 'Ann' } }]);
    const { from, draftId } = held![0]!;
    mo.say({ type: 'moderate', draftId: 'in', act: { do: 'approve', who: from.id, held: draftId } });
    await expect.poll(() => chat.acknowledged()).toEqual(['Hello from Ann']);

    expect(workers).toBe(place.includes('own page') ? 1 : 0);
    const violations = await page.evaluate(
      () => (globalThis as unknown as { violations: string[] }).violations,
    );
    expect(violations.filter((violation) => !violation.includes('favicon'))).toEqual([]);
    mo.cut();
  });
