// Those who keep a chat, in a browser: members whom the site signs in, and who comes into the console by its link.
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser, BrowserContextOptions, Locator, Page } from '@playwright/test';
import { audience, issuer, secret, tokenOf } from '../support/member-tokens.ts';
import { Chat, expect, type Stage } from './chat.ts';

/** The server again, knowing the site's secret, which lies in the folder. */
export async function signMembersIn(
  stage: Stage,
  { path }: { readonly path: string },
  ...flags: readonly string[]
): Promise<void> {
  const file = join(path, 'secret');
  writeFileSync(file, secret);
  const named = [
    `--member-secret-file=${file}`,
    `--member-issuer=${issuer}`,
    `--member-audience=${audience}`,
  ];
  stage.flags.push(...named, ...flags);
  await stage.restart();
}

/** A page of the site whose visitor it signs in by these claims; without them, a guest's. */
export async function visit(
  stage: Stage,
  browser: Browser,
  claims?: object,
  options: BrowserContextOptions = {},
): Promise<{ page: Page; chat: Chat }> {
  const page = await (await browser.newContext(options)).newPage();
  await page.addInitScript(
    (token) => {
      addEventListener('DOMContentLoaded', () => {
        if (token) Object.assign(document.querySelector('ws-chat')!, { token });
      });
    },
    claims && tokenOf(Date.now(), claims),
  );
  await page.goto(stage.site.origin);
  return { page, chat: new Chat(page) };
}

/** What the server prints at its first start, behind the address of its console. */
async function printedKey(stage: Stage): Promise<string> {
  const find = () => /#key=\S+/.exec(stage.server.lines.join('\n'))?.[0];
  await expect.poll(find).toBeDefined();
  return find()!;
}

/** The address of the link that the server printed at its first start. */
export async function printedLink(stage: Stage): Promise<string> {
  return `${stage.chat}/console${await printedKey(stage)}`;
}

/** Opens that link, as the chat's owner. */
export async function signIn(page: Page, stage: Stage, name = 'Mara'): Promise<Locator> {
  await page.goto(await printedLink(stage));
  const field = page.getByLabel('Your name');
  await field.fill(name);
  await field.press('Enter');
  await expect(page.getByRole('heading', { name: 'Rooms' })).toBeVisible();
  return page.locator('ws-chat-console');
}

/** Shows another surface of the console, and waits for what it asks the server for. */
export async function openSurface(page: Page, hash: string): Promise<void> {
  await page.evaluate(
    (to) =>
      new Promise<void>((drawn) => {
        if (location.hash === to) return drawn();
        const afterward = () => requestAnimationFrame(() => requestAnimationFrame(() => drawn()));
        addEventListener('hashchange', afterward, { once: true });
        location.hash = to;
      }),
    hash,
  );
  await expect(page.locator('.waiting')).toHaveCount(0);
}
