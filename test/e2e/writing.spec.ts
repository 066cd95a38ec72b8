// What helps to write comes from files that are loaded later, and works wherever the chat does.
import { violations } from '../support/axe.ts';
import { Chat, expect, test } from './chat.ts';

test('emoji and commands come under the strictest content policy, from another site', async ({
  stage,
  page,
  way,
}) => {
  const complaints: string[] = [];
  page.on('pageerror', (error) => complaints.push(error.message));
  page.on('console', (message) => {
    if (message.type() === 'error' && !message.location().url.endsWith('/favicon.ico'))
      complaints.push(message.text());
  });
  await page.goto(`${stage.site.origin}/strict`);
  const chat = new Chat(page);
  await chat.introduce('Ann', 'Hello');
  await chat.field.pressSequentially('Good morning :tada:');
  await expect(chat.field).toHaveValue('Good morning 🎉');
  await chat.root.getByRole('button', { name: 'Emoji', exact: true }).click();
  await chat.root.getByRole('gridcell', { name: 'grinning face', exact: true }).click();
  await expect(chat.field).toHaveValue('Good morning 🎉😀');
  await expect(chat.field).toBeFocused();
  await chat.field.press('Enter');
  await expect(chat.row('Good morning 🎉😀')).toBeVisible();
  await chat.say('/me waves');
  await expect(chat.row('waves')).toBeVisible();
  await chat.say('/nick Robin');
  await expect(chat.root.getByRole('button', { name: 'Writing as Robin' })).toBeVisible();
  // A browser itself complains of each socket that could not be had.
  const isOwn = (text: string) => way === 'stream' && text.startsWith('WebSocket connection to');
  expect(complaints.filter((text) => !isOwn(text))).toEqual([]);
});

test('half a message is there again after a reload, and gone once it was sent', async ({ stage, page }) => {
  await page.goto(stage.site.origin);
  const chat = new Chat(page);
  await chat.introduce('Ann', 'Hello');
  await chat.field.fill('Half a mess');
  await page.reload();
  await expect(chat.field).toHaveValue('Half a mess');
  await chat.field.press('Enter');
  await expect(chat.row('Half a mess')).toBeVisible();
  await page.reload();
  await expect(chat.row('Half a mess')).toBeVisible();
  await expect(chat.field).toHaveValue('');
});

test('what is written before the chat has begun to connect survives a reload', async ({ stage, page }) => {
  await page.goto(stage.site.origin);
  const chat = new Chat(page);
  await chat.introduce('Ann', 'Hello');
  await expect(chat.row('Hello').locator('.outcome')).toHaveCount(0);
  // Where it is not known yet to be in view, as on a slow machine.
  await page.addInitScript(() => {
    if (sessionStorage.getItem('was here')) return;
    sessionStorage.setItem('was here', 'yes');
    IntersectionObserver.prototype.observe = () => {};
  });
  await page.reload();
  await chat.say('Are you there?');
  await expect(chat.row('Are you there?')).toBeVisible();
  await page.reload();
  await expect(chat.root.locator('.row:not(.pending)', { hasText: 'Are you there?' })).toBeVisible();
});

for (const colorScheme of ['light', 'dark'] as const)
  test(`axe finds nothing in the lists and the picker, ${colorScheme}`, async ({ stage, browser }) => {
    const context = await browser.newContext({ colorScheme, reducedMotion: 'reduce' });
    const page = await context.newPage();
    await page.goto(stage.site.origin);
    const chat = new Chat(page);
    await chat.introduce('Ann', 'Hello');
    await chat.field.pressSequentially(':smi');
    await expect(chat.root.getByRole('option')).toHaveCount(8);
    expect(await violations(page), 'completions').toEqual([]);
    await chat.field.press('Escape');
    await chat.root.getByRole('button', { name: 'Emoji', exact: true }).click();
    await expect(chat.root.getByRole('gridcell').first()).toBeVisible();
    expect(await violations(page), 'picker').toEqual([]);
    await chat.root.getByLabel('Search for emoji').fill('no such thing');
    expect(await violations(page), 'nothing found').toEqual([]);
    await context.close();
  });
