// A raid shield as a newcomer meets it: some work that nobody sees, and then a moderator's look. And a raid, from
// what brings the shield up to what undoes it.
import { Chat, expect, test, type Stage } from './chat.ts';
import type { ChatClient } from '../support/chat-client.ts';
import { tokenOf } from '../support/member-tokens.ts';
import { stranger } from '../support/stranger.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';
import { openSurface, signIn, signMembersIn, visit } from './keeping.ts';

/** Somebody who keeps the room, and has put the shield up. */
async function underShield(stage: Stage, folder: { readonly path: string }): Promise<ChatClient> {
  await signMembersIn(stage, folder);
  const mo = stranger(stage, { hello: { token: tokenOf(Date.now(), { role: 'moderator', name: 'Mo' }) } });
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
    const mo = await underShield(stage, folder);
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

/** Four from each network, as a raid comes that was called for elsewhere. */
function raider(stage: Stage, number: number): ChatClient {
  return stranger(stage, { address: `198.51.100.${1 + Math.floor(number / 4)}` });
}

test('a raid brings the shield up by itself, and is undone: what it said, and whoever came with it', async ({
  stage,
  page,
  browser,
}) => {
  using folder = temporaryFolder();
  await signMembersIn(stage, folder, '--trusted-proxies=1');
  const { chat: ann } = await visit(stage, browser, { sub: 'ann', name: 'Ann' });
  await ann.say('Good evening');
  await expect(ann.root.locator('.row:not(.pending)', { hasText: 'Good evening' })).toBeVisible();
  await signIn(page, stage);
  await openSurface(page, '#/rooms/lobby');
  const panel = page.getByRole('region', { name: 'Raid shield' });
  await expect(panel.getByRole('button', { name: 'Put it up' })).toBeEnabled();

  const raiders = Array.from({ length: 99 }, (_, number) => raider(stage, number));
  for (const [number, one] of raiders.entries()) {
    await one.next('welcome');
    if (number % 10 > 0) continue;
    one.say({ type: 'post', draftId: 'r', text: `Come to evil.example/${number}` });
    await one.next('accepted');
  }
  await expect(ann.row('evil.example')).toHaveCount(10);
  // The one that is too many.
  raiders.push(raider(stage, 99));
  await expect(panel.getByText('Many new guests came.')).toBeVisible();
  await expect(page.locator('.room-head .chip', { hasText: 'Raid shield' })).toBeVisible();
  for (const one of raiders.slice(0, 5)) {
    one.say({ type: 'post', draftId: 'more', text: 'And more of it' });
    expect(await one.next('refused')).toMatchObject({ code: 'proof-needed' });
  }
  // Whom the site signs in goes on as before.
  await ann.say('What is this?');
  await expect(ann.root.locator('.row:not(.pending)', { hasText: 'What is this?' })).toBeVisible();

  const dialog = page.getByRole('dialog');
  await panel.getByRole('button', { name: /^Remove what was said since/ }).click();
  await dialog.getByRole('button', { name: 'Remove it' }).click();
  await expect(page.getByText(/messages were removed\./)).toBeVisible();
  await expect(ann.row('evil.example')).toHaveCount(0);
  await panel.getByRole('button', { name: /^Ban who came since/ }).click();
  await dialog.getByRole('button', { name: 'Ban them' }).click();
  await expect(page.getByText('100 people are banned.')).toBeVisible();
  for (const one of raiders) expect((await one.closed).code).toBe(4011);
  await expect(ann.row('Good evening')).toBeVisible();

  await panel.getByRole('button', { name: 'Take it down' }).click();
  await expect(panel.getByRole('button', { name: 'Put it up' })).toBeVisible();
  const late = stranger(stage, { address: '192.0.2.1' });
  late.say({ type: 'post', draftId: 'late', text: 'Is it over?' });
  await expect(ann.row('Is it over?')).toBeVisible();
  late.cut();

  await openSurface(page, '#/rooms/lobby/audit');
  const acts = page.getByRole('listitem');
  await expect(acts.filter({ hasText: 'The server put up the raid shield' })).toBeVisible();
  await expect(acts.filter({ hasText: 'Mara emptied the room' })).toBeVisible();
  await expect(acts.filter({ hasText: 'Mara banned, for coming together' })).toContainText('and 95 others');
  await expect(acts.filter({ hasText: 'Mara took down the raid shield' })).toBeVisible();
});
