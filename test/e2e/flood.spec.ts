// Two hundred guests come from fifty addresses and say all they can. Of it no more comes in than the limits let;
// and those who keep the room, and who came before, do not notice.
import type { ChatClient } from '../support/chat-client.ts';
import { stranger } from '../support/stranger.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';
import { expect, test } from './chat.ts';
import { signMembersIn, visit } from './keeping.ts';

const guests = 200;
const addresses = 50;

/** What each of them says at once, and what of it a participant may. */
const said = 8;
const burst = 3;

interface Answers {
  readonly accepted: { readonly seq: number };
  readonly refused: { readonly code: string; readonly retryAfterMs: number };
}

/** Of all that it was told only this is looked at: each of them hears everybody. */
function heard<Type extends keyof Answers>({ texts }: ChatClient, type: Type): readonly Answers[Type][] {
  return texts
    .filter((text) => text.startsWith(`{"type":"${type}"`))
    .map((text) => JSON.parse(text) as Answers[Type]);
}

const answersTo = (one: ChatClient) => heard(one, 'accepted').length + heard(one, 'refused').length;

test('a flood leaves staff alone, and the room takes no more of it than each may say', async ({
  stage,
  browser,
}) => {
  test.slow();
  using folder = temporaryFolder();
  // Next to nothing after the first ones: then it is known how many there may be. The shield has plays of its own.
  await signMembersIn(
    stage,
    folder,
    '--trusted-proxies=1',
    `--post-burst=${burst}`,
    '--posts-per-second=0.01',
    '--shield={"auto":false}',
  );
  const { chat: mo } = await visit(stage, browser, { sub: 'mo', name: 'Mo', role: 'moderator' });
  const { chat: ann } = await visit(stage, browser);
  await mo.say('Before the flood');
  await ann.introduce('Ann', 'Nice and quiet');
  await expect(mo.row('Nice and quiet')).toBeVisible();

  const flood = Array.from({ length: guests }, (_, number) =>
    stranger(stage, { address: `198.51.100.${1 + (number % addresses)}` }),
  );
  const drown = (one: ChatClient, from: number) => {
    for (let post = from; post < from + said; post++)
      one.say({ type: 'post', draftId: `f${post}`, text: `flood ${post}` });
  };
  await Promise.all(flood.map((one) => one.next('welcome')));
  for (const one of flood) drown(one, 0);
  await mo.say('In the middle of it');
  await ann.say('I can still write');
  await expect(mo.root.locator('.row:not(.pending)', { hasText: 'In the middle of it' })).toBeVisible();
  await expect(mo.row('I can still write')).toBeVisible();
  await expect(ann.row('In the middle of it')).toBeVisible();

  await expect.poll(() => flood.every((one) => answersTo(one) === said)).toBe(true);
  for (const one of flood) {
    expect(heard(one, 'accepted')).toHaveLength(burst);
    for (const { code, retryAfterMs } of heard(one, 'refused')) {
      expect(code).toBe('rate-limited');
      expect(retryAfterMs).toBeGreaterThan(0);
    }
  }
  const head = Math.max(...flood.flatMap((one) => heard(one, 'accepted').map(({ seq }) => seq)));
  expect(head).toBeLessThanOrEqual(guests * burst + 4);

  // One word of those who keep the room, and nothing of it comes in any more.
  await mo.say('/pause 1h Until it is dry');
  await expect(ann.root.locator('.closed')).toBeVisible();
  for (const one of flood) drown(one, said);
  await expect.poll(() => flood.every((one) => answersTo(one) === 2 * said)).toBe(true);
  expect(flood.flatMap((one) => heard(one, 'accepted'))).toHaveLength(guests * burst);
  for (const one of flood) one.cut();
  await mo.say('/open');
  await expect(ann.field).toBeVisible();
});

test('one address is one crowd: it may say no more than a few participants together', async ({
  stage,
  browser,
}) => {
  using folder = temporaryFolder();
  await signMembersIn(
    stage,
    folder,
    '--trusted-proxies=1',
    '--post-burst=2',
    '--posts-per-second=0.01',
    '--shield={"auto":false}',
    '--max-connections-per-address=40',
  );
  const { chat: ann } = await visit(stage, browser);
  await ann.introduce('Ann', 'From elsewhere');
  const crowd = Array.from({ length: 40 }, () => stranger(stage, { address: '198.51.100.1' }));
  await Promise.all(crowd.map((one) => one.next('welcome')));
  const tooMany = stranger(stage, { address: '198.51.100.1' });
  expect((await tooMany.refused).status).toBe(429);
  for (const one of crowd) one.say({ type: 'post', draftId: 'one', text: 'flood' });
  await expect.poll(() => crowd.every((one) => answersTo(one) === 1)).toBe(true);
  // Eight participants’ share.
  expect(crowd.flatMap((one) => heard(one, 'accepted'))).toHaveLength(16);
  await ann.say('I am not one of them');
  await expect(ann.root.locator('.row:not(.pending)', { hasText: 'I am not one' })).toBeVisible();
  for (const one of crowd) one.cut();
});
