// What a machine can say of accessibility, in every state there is.
import { violations } from '../support/axe.ts';
import { Chat, expect, test } from './chat.ts';

for (const colorScheme of ['light', 'dark'] as const)
  test(`axe finds nothing in any state, ${colorScheme}`, async ({ stage, browser }) => {
    const context = await browser.newContext({ colorScheme, reducedMotion: 'reduce' });
    const page = await context.newPage();
    await page.goto(stage.site.origin);
    const chat = new Chat(page);
    await expect(chat.root.getByText('No messages yet')).toBeVisible();
    expect(await violations(page), 'empty').toEqual([]);
    await chat.say('Hello');
    await expect(chat.root.getByLabel('What should we call you?')).toBeFocused();
    expect(await violations(page), 'asking for a name').toEqual([]);
    await page.keyboard.press('Enter');
    await expect(chat.rows).toHaveCount(1);
    await chat.say('z'.repeat(2_001));
    await expect(chat.remark).toContainText('One character too long');
    expect(await violations(page), 'talking, too long').toEqual([]);
    await stage.server.kill();
    await chat.say('waiting');
    await expect(chat.status.getByRole('button', { name: 'Retry now' })).toBeVisible();
    expect(await violations(page), 'offline').toEqual([]);
    await context.close();
  });
