// Those who keep a room act from the chat itself: a real server that signs its members in, a moderator, a guest.
import { violations } from '../support/axe.ts';
import { tokenOf } from '../support/member-tokens.ts';
import { stranger } from '../support/stranger.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';
import { expect, test, type Chat } from './chat.ts';
import { signMembersIn, visit } from './keeping.ts';

const moderator = { sub: 'mo', name: 'Mo', role: 'moderator' };

/** The row of the message has the focus, as by the arrows. */
async function focusRow(chat: Chat, text: string): Promise<void> {
  const row = chat.row(text);
  await row.focus();
  // What the keyboard needs comes with the first focus.
  await expect(chat.root.locator('ws-chat-row-tools .tools')).toBeVisible();
}

const toast = (chat: Chat) => chat.root.locator('.toast');

test('a moderator removes a message, mutes its author and bans them, with two keys each', async ({
  stage,
  browser,
}) => {
  using folder = temporaryFolder();
  await signMembersIn(stage, folder);
  const { page, chat: mo } = await visit(stage, browser, moderator);
  const { chat: eve } = await visit(stage, browser);
  await eve.introduce('Eve', 'Buy cheap watches');
  await eve.say('Buy more watches');

  await focusRow(mo, 'Buy cheap watches');
  await page.keyboard.press('Delete');
  await expect(mo.root.getByRole('button', { name: 'This message' })).toBeFocused();
  expect(await violations(page)).toEqual([]);
  await page.keyboard.press('Enter');
  await expect(eve.root.getByText('This message was removed.')).toBeVisible();

  await focusRow(mo, 'Buy more watches');
  await page.keyboard.press('m');
  await expect(mo.root.getByRole('button', { name: '10 minutes' })).toBeFocused();
  expect(await violations(page)).toEqual([]);
  await page.keyboard.press('Enter');
  await expect(toast(mo)).toContainText('Eve is muted: 10 minutes.');
  await eve.say('And now?');
  await expect(eve.row('And now?').getByRole('alert')).toContainText('You are muted in this room.');
  await expect(eve.row('And now?').locator('ws-chat-wait')).toHaveText(/^(10:00|9:\d\d)$/);

  await focusRow(mo, 'Buy more watches');
  await page.keyboard.press('b');
  await expect(mo.root.getByRole('button', { name: '1 hour' })).toBeFocused();
  expect(await violations(page)).toEqual([]);
  await page.keyboard.press('Enter');
  await expect(toast(mo)).toContainText('Eve is banned: 1 hour.');
  await expect(eve.root.locator('.closed')).toContainText('You are banned from this room.');
  await expect(eve.root.locator('.closed')).not.toContainText('The chat has ended');
});

test('everything of a person goes after a question that says how much that is', async ({
  stage,
  browser,
}) => {
  using folder = temporaryFolder();
  await signMembersIn(stage, folder);
  const { chat: mo } = await visit(stage, browser, moderator);
  const { chat: eve } = await visit(stage, browser);
  await eve.introduce('Eve', 'one');
  await eve.say('two');
  await eve.say('three');
  await mo.pointAt('three');
  await mo.root.getByRole('button', { name: 'More', exact: true }).click();
  await mo.root.getByRole('menuitem', { name: 'Moderate Eve…' }).click();
  await mo.root.getByRole('button', { name: 'Remove…' }).click();
  await mo.root.getByRole('button', { name: 'Everything' }).click();
  await expect(mo.root.locator('.moderation')).toContainText('3 messages of it can be seen here.');
  await mo.root.locator('.moderation').getByRole('textbox').fill('spam');
  await mo.root.getByRole('button', { name: 'Remove', exact: true }).click();
  await expect(toast(mo)).toContainText('Removed: 3 messages of Eve.');
  await expect(eve.root.getByText('This message was removed.')).toHaveCount(3);
});

test('nothing is offered against the owner, and a command says why it is not done', async ({
  stage,
  browser,
}) => {
  using folder = temporaryFolder();
  await signMembersIn(stage, folder);
  const { chat: owner } = await visit(stage, browser, { sub: 'olga', name: 'Olga', role: 'owner' });
  const { chat: mo } = await visit(stage, browser, moderator);
  await owner.say('Welcome');
  await mo.pointAt('Welcome');
  await mo.root.getByRole('button', { name: 'More', exact: true }).click();
  await expect(mo.root.getByRole('menuitem', { name: 'Copy text' })).toBeVisible();
  await expect(mo.root.getByRole('menuitem', { name: /Moderate/ })).toHaveCount(0);
  await mo.root.page().keyboard.press('Escape');
  await mo.say('/ban @Olga');
  await expect(toast(mo)).toContainText('of your own rank, or of a higher one');
  await expect(owner.field).toBeVisible();

  // Whoever speaks the wire themselves is told the same.
  const other = stranger(stage, { hello: { token: tokenOf(Date.now(), { ...moderator, sub: 'max' }) } });
  const { here = [] } = await other.next('welcome');
  const { id } = here.find(({ role }) => role === 'owner')!;
  for (const act of [
    { do: 'ban', who: id },
    { do: 'mute', who: id, shadow: true },
    { do: 'kick', who: id },
  ]) {
    other.say({ type: 'moderate', draftId: act.do, act });
    expect(await other.next('refused')).toMatchObject({ draftId: act.do, code: 'outranked' });
  }
  other.cut();
  await expect(owner.field).toBeVisible();
});

test('a spammer who is banned with their network stays out as a new guest, and nobody else does', async ({
  stage,
  browser,
}) => {
  using folder = temporaryFolder();
  await signMembersIn(stage, folder, '--trusted-proxies=1');
  const { page, chat: mo } = await visit(stage, browser, moderator);
  const { page: spam, chat: eve } = await visit(stage, browser);
  await eve.introduce('Eve', 'Buy cheap watches');

  await focusRow(mo, 'Buy cheap watches');
  await page.keyboard.press('b');
  await mo.root.getByRole('radio', { name: 'Their network' }).check();
  await mo.root.getByRole('button', { name: 'For good' }).click();
  await expect(toast(mo)).toContainText('Eve is banned: For good.');
  const banned = 'You are banned from this room.';
  await expect(eve.root.locator('.closed')).toContainText(banned);
  await spam.reload();
  await expect(eve.root.getByRole('alert')).toContainText(banned);
  // Another browser knows nothing of Eve: they come as a new guest.
  const { chat: again } = await visit(stage, browser);
  await expect(again.root.getByRole('alert')).toContainText(banned);

  // The moderator, from the same network, is a member; and this guest comes from elsewhere.
  await mo.say('They are gone');
  await expect(mo.root.locator('.row:not(.pending)', { hasText: 'They are gone' })).toBeVisible();
  const zoe = stranger(stage, { hello: { name: 'Zoe' }, address: '192.0.2.7' });
  zoe.say({ type: 'post', draftId: 'one', text: 'Thank you' });
  await expect(mo.row('Thank you')).toBeVisible();
  zoe.cut();
});

test('a message waits for a moderator, who lets it in', async ({ stage, browser }) => {
  using folder = temporaryFolder();
  await signMembersIn(stage, folder);
  const { chat: eve } = await visit(stage, browser);
  await eve.introduce('Eve', 'Hello');
  const { page, chat: mo } = await visit(stage, browser, moderator);
  await expect(mo.row('Hello')).toBeVisible();
  await mo.root.getByRole('button', { name: 'Keep the room' }).click();
  await mo.root.getByRole('checkbox', { name: 'A moderator looks at each message first' }).click();
  await expect(eve.root.locator('.mode')).toContainText('A moderator looks at each message first');
  await mo.root.getByRole('button', { name: 'Back to the chat' }).click();
  await eve.say('May I?');
  await expect(eve.row('May I?')).toContainText('A moderator looks at this message before it is shown.');
  await expect(mo.row('May I?')).toHaveCount(0);
  // It is asked for now and then, and whenever the room is entered.
  await page.reload();
  await mo.root.getByRole('button', { name: 'Keep the room: 1 message waits' }).click();
  expect(await violations(page)).toEqual([]);
  await mo.root.getByRole('button', { name: 'Let in the message of Eve' }).click();
  await expect(toast(mo)).toContainText('The message of Eve was let in.');
  await mo.root.getByRole('button', { name: 'Back to the chat' }).click();
  await expect(mo.row('May I?')).toBeVisible();
  await expect(eve.row('May I?')).not.toContainText('A moderator looks');
});

test('slow mode counts down on the button that sends, and a pause closes the field and keeps what was typed', async ({
  stage,
  browser,
}) => {
  using folder = temporaryFolder();
  await signMembersIn(stage, folder);
  const { chat: eve } = await visit(stage, browser);
  await eve.introduce('Eve', 'Hello');
  const { chat: mo } = await visit(stage, browser, moderator);
  await expect(mo.row('Hello')).toBeVisible();
  await mo.say('/slow 5m');
  await expect(eve.root.locator('.mode')).toHaveText(/Slow mode: one message every 5 minutes/);
  await eve.say('Slowly');
  await expect(mo.row('Slowly')).toBeVisible();
  await expect(eve.root.locator('[part=send]')).toHaveText(/^\s*(5:00|4:\d\d)\s*$/);
  await eve.field.fill('My next thought');
  await mo.say('/pause 10m Back after the break');
  await expect(eve.root.locator('.closed')).toContainText('Back after the break');
  await expect(eve.root.locator('.closed')).toContainText(/It goes on in (10:00|9:\d\d)\./);
  await mo.say('/open');
  await expect(eve.field).toHaveValue('My next thought');
});

test('a moderator pins a message and announces something, and everybody sees both', async ({
  stage,
  browser,
}) => {
  using folder = temporaryFolder();
  await signMembersIn(stage, folder);
  const { chat: eve } = await visit(stage, browser);
  await eve.introduce('Eve', 'The rules are these');
  const { page, chat: mo } = await visit(stage, browser, moderator);
  await mo.pointAt('The rules');
  await mo.root.getByRole('button', { name: 'More', exact: true }).click();
  await mo.root.getByRole('menuitem', { name: 'Pin' }).click();
  await expect(eve.root.getByRole('region', { name: 'Pinned' })).toContainText('The rules are these');
  expect(await violations(page)).toEqual([]);
  await expect(eve.root.getByRole('button', { name: 'Unpin' })).toHaveCount(0);
  await mo.say('/notice Doors close at ten');
  await expect(eve.root.locator('.announcement')).toHaveText('Doors close at ten');
  await mo.root.getByRole('button', { name: 'Unpin' }).click();
  await expect(eve.root.getByRole('region', { name: 'Pinned' })).toHaveCount(0);
});

test('a moderator asks by a command, guests choose by pointer and keys, and the end is told to all', async ({
  stage,
  browser,
}) => {
  using folder = temporaryFolder();
  await signMembersIn(stage, folder);
  const { page, chat: mo } = await visit(stage, browser, moderator);
  const { page: guestPage, chat: ann } = await visit(stage, browser);
  await ann.introduce('Ann', 'hello');
  await mo.say('/poll Tea or coffee?');
  await expect(mo.root.locator('#remark')).toContainText('each behind a bar');
  await expect(mo.field).toHaveValue('/poll Tea or coffee?');
  await mo.field.pressSequentially(' | Tea | Coffee');
  await mo.field.press('Enter');
  await ann.root.getByRole('radio', { name: 'Tea' }).click();
  await expect(ann.root.getByRole('radio', { name: 'Tea' })).toBeChecked();
  await expect(ann.root.locator('.poll-foot')).toContainText('1 vote');
  expect(await violations(guestPage)).toEqual([]);

  await focusRow(mo, 'Tea or coffee?');
  await page.keyboard.press('Enter');
  await expect(mo.root.getByRole('radio', { name: 'Tea' })).toBeFocused();
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  await expect(mo.root.getByRole('radio', { name: 'Coffee' })).toBeChecked();
  await expect(ann.root.locator('.poll-foot')).toContainText('2 votes');

  await ann.root.getByRole('radio', { name: 'Coffee' }).click();
  await expect(mo.root.locator('.answer.chosen')).toContainText('2 · 100%');
  await mo.pointAt('Tea or coffee?');
  await mo.root.getByRole('button', { name: 'More', exact: true }).click();
  await mo.root.getByRole('menuitem', { name: 'End the poll' }).click();
  await expect(ann.root.locator('.poll-foot')).toHaveText(/2 votes · ended/);
  await expect(ann.root.getByRole('radio')).toHaveCount(0);
  expect(await violations(guestPage)).toEqual([]);
  await guestPage.reload();
  await expect(ann.root.locator('.answer.chosen')).toContainText('Coffee');
  await expect(ann.root.locator('.poll-foot')).toHaveText(/2 votes · ended/);
});
