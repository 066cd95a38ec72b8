// Members as their site signs them in: they come in by its tokens, stay through the end of one, and nobody takes
// their name.
import type { Page, WebSocketRoute } from '@playwright/test';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { tokenToleranceMs } from '../../protocol/timing.ts';
import { hostSite, htmlPage } from '../support/host-site.ts';
import { audience, issuer, secret, tokenOf } from '../support/member-tokens.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';
import { Chat, expect, test as base, type Stage } from './chat.ts';

interface Fixtures {
  /** The chat, which knows the site's secret, and a page of the site that signs its visitor in. */
  readonly members: { readonly stage: Stage; readonly address: string };
}

const test = base.extend<Fixtures>({
  members: async ({ stage }, use) => {
    using folder = temporaryFolder();
    const file = join(folder.path, 'secret');
    writeFileSync(file, secret);
    await using site = await hostSite({
      '/': htmlPage(
        `<script async src="${stage.chat}/ws-chat.js"></script>
        <ws-chat room="lobby" style="height: 400px"></ws-chat>
        <script>
          document.querySelector('ws-chat').tokenProvider = async () => {
            const response = await fetch('/chat-token');
            if (!response.ok) throw new Error('Nobody is signed in.');
            return response.text();
          };
        </script>`,
      ),
    });
    stage.flags.push(
      `--origin=${site.origin}`,
      `--member-secret-file=${file}`,
      `--member-issuer=${issuer}`,
      `--member-audience=${audience}`,
    );
    await stage.restart();
    await use({ stage, address: `${site.origin}/` });
  },
});

/** What the site's own server answers; it counts the questions. */
async function signs(page: Page, token: () => string | undefined): Promise<{ asked: number }> {
  const questions = { asked: 0 };
  await page.route('**/chat-token', async (route) => {
    questions.asked++;
    const body = token();
    await route.fulfill(body === undefined ? { status: 401 } : { body });
  });
  return questions;
}

/** Good for so long, as the chat counts. */
function tokenFor(seconds: number, over: object = {}): string {
  const end = Math.floor(Date.now() / 1_000) + seconds - tokenToleranceMs / 1_000;
  return tokenOf(Date.now(), { iat: end - 600, exp: end, ...over });
}

/** Every socket of the page to the chat's rooms, led by the test. */
async function leadSockets(page: Page, lead: (socket: WebSocketRoute, count: number) => void): Promise<void> {
  let count = 0;
  await page.routeWebSocket(/\/rooms\//, (socket) => lead(socket, ++count));
}

/** Lets all pass, but for what `holds` says; the end of either side is told to the other. */
function connect(
  socket: WebSocketRoute,
  holds: { readonly toServer?: (text: string) => boolean; readonly toPage?: () => boolean },
): { readonly ended: Promise<number | undefined> } {
  const server = socket.connectToServer();
  socket.onMessage((message) => {
    if (!holds.toServer?.(String(message))) server.send(message);
  });
  server.onMessage((message) => {
    if (!holds.toPage?.()) socket.send(message);
  });
  socket.onClose(() => void server.close());
  const ended = new Promise<number | undefined>((resolve) => {
    server.onClose((code, reason) => {
      resolve(code);
      void socket.close({ ...(code !== undefined && { code }), ...(reason !== undefined && { reason }) });
    });
  });
  return { ended };
}

test('a member is signed in by the page, with name, badge and no question', async ({
  members: { stage, address },
  page,
  context,
}) => {
  await signs(page, () => tokenFor(600, { role: 'moderator', name: 'Dr. Ann' }));
  await page.goto(address);
  const chat = new Chat(page);
  await chat.say('Good morning');
  await expect(chat.root.locator('.row:not(.pending)', { hasText: 'Good morning' })).toBeVisible();
  await expect(chat.root.locator('.writing-as')).toHaveText(/Writing as\s+Dr\. Ann/);
  await expect(chat.root.getByRole('button', { name: /Change your name/ })).toHaveCount(0);

  const other = await context.newPage();
  await other.goto(stage.site.origin);
  const row = new Chat(other).row('Good morning');
  await expect(row.locator('.name')).toHaveText('Dr. Ann');
  await expect(row.locator('.badge-role')).toHaveText('Mod');
});

for (const [how, reaches] of [
  ['did not arrive any more', false],
  ['arrived, and whose answer was lost', true],
] as const)
  test(
    `a token expires amid a post that ${how}: it is in the log once`,
    { tag: '@socket' },
    async ({ members: { stage, address }, page, context }) => {
      const ends: Promise<number | undefined>[] = [];
      await leadSockets(page, (socket, count) => {
        let isCut = false;
        const { ended } = connect(socket, {
          toServer: (text) => {
            if (count > 1 || !text.includes('"Amid"')) return false;
            isCut = true;
            return !reaches;
          },
          toPage: () => isCut,
        });
        ends.push(ended);
      });
      let life = 10;
      const questions = await signs(page, () => tokenFor(life));
      await page.goto(address);
      const chat = new Chat(page);
      await chat.say('Before');
      await expect(chat.root.locator('.row:not(.pending)', { hasText: 'Before' })).toBeVisible();
      life = 600;
      await chat.say('Amid');
      expect(await ends[0]).toBe(4300);
      await expect(chat.root.locator('.row:not(.pending)', { hasText: 'Amid' })).toBeVisible();
      expect(questions.asked).toBe(2);
      await chat.say('After');
      await expect(chat.root.locator('.row:not(.pending)', { hasText: 'After' })).toBeVisible();
      expect(await chat.texts()).toEqual(['Before', 'Amid', 'After']);
      await expect(chat.root.locator('.row.own')).toHaveCount(3);

      const other = await context.newPage();
      await other.goto(stage.site.origin);
      await expect(new Chat(other).row('After')).toBeVisible();
      expect(await new Chat(other).texts()).toEqual(['Before', 'Amid', 'After']);
    },
  );

test('a site that signs nobody in any more keeps what was written until it does', async ({
  members: { address },
  page,
}) => {
  let token: string | undefined = tokenFor(8);
  await signs(page, () => token);
  await page.goto(address);
  const chat = new Chat(page);
  await chat.say('Before');
  await expect(chat.root.locator('.row:not(.pending)', { hasText: 'Before' })).toBeVisible();
  token = undefined;
  await expect(chat.status).toContainText('This page could not sign you in.');
  await chat.say('Meanwhile');
  await expect(chat.row('Meanwhile')).toContainText('Waits for the connection');
  await expect(chat.root.getByRole('button', { name: 'Retry now' })).toBeVisible();
  token = tokenFor(600);
  await expect(chat.root.locator('.row:not(.pending)', { hasText: 'Meanwhile' })).toBeVisible();
  expect(await chat.texts()).toEqual(['Before', 'Meanwhile']);
});

test('a page that gives a token and no function is told when it has expired', async ({
  members: { stage },
  page,
}) => {
  await page.goto(stage.site.origin);
  const chat = new Chat(page);
  const give = (token: string) =>
    chat.root.evaluate((element, token) => Object.assign(element, { token }), token);
  // Early, and then when it is over.
  const told = chat.root.evaluate(
    (element) =>
      new Promise((resolve) => {
        const details: { readonly expired: boolean }[] = [];
        element.addEventListener('ws-chat-token-needed', (event) => {
          details.push((event as CustomEvent<{ readonly expired: boolean }>).detail);
          if (details.length === 2) resolve(details);
        });
      }),
  );
  await give(tokenFor(6));
  await expect(chat.root.locator('.writing-as')).toHaveText(/Writing as\s+Ann/);
  await expect(chat.status).toContainText('Your sign-in has expired.');
  expect(await told).toEqual([{ expired: false }, { expired: true }]);
  await chat.say('Meanwhile');
  await give(tokenFor(600));
  await expect(chat.root.locator('.row:not(.pending)', { hasText: 'Meanwhile' })).toBeVisible();
});

test('an impostor with a look-alike name is refused, keeps the message, and sends it under another name', async ({
  members: { stage, address },
  page,
  context,
}) => {
  await signs(page, () => tokenFor(600));
  await page.goto(address);
  await new Chat(page).say('It is me');
  await expect(new Chat(page).row('It is me')).toBeVisible();

  const other = await context.newPage();
  await other.goto(stage.site.origin);
  const chat = new Chat(other);
  // Who chooses a name before they are in is told later, in another place.
  await expect(chat.row('It is me')).toBeVisible();
  const name = chat.root.getByLabel('What should we call you?');
  // The first letter is Cyrillic.
  for (const alike of ['\u0410nn', 'ANN', 'A\u200Bnn']) {
    if (await name.isVisible()) {
      await name.fill(alike);
      await name.press('Enter');
    } else await chat.introduce(alike, 'Send me your password');
    await expect(chat.root.getByRole('alert')).toContainText('Choose another name.');
    await expect(name).toHaveValue(alike);
    await expect(name).toBeFocused();
  }
  await expect(chat.field).toHaveValue('Send me your password');
  await name.fill('Ben');
  await name.press('Enter');
  const row = chat.root.locator('.row:not(.pending)', { hasText: 'Send me your password' });
  await expect(row).toBeVisible();
  await expect(new Chat(page).row('Send me your password').locator('.name')).toHaveText('Ben');
  await expect(new Chat(page).row('Send me your password').locator('.badge-role')).toHaveCount(0);
});

test('who signs out is a guest in the same page, and none of the member’s words are theirs', async ({
  members: { address },
  page,
}) => {
  await signs(page, () => tokenFor(600));
  await page.goto(address);
  const chat = new Chat(page);
  await chat.say('As a member');
  await expect(chat.root.locator('.row.own:not(.pending)')).toHaveCount(1);
  await chat.root.evaluate((element) => Object.assign(element, { tokenProvider: undefined }));
  await expect(chat.root.locator('.row.own')).toHaveCount(0);
  await chat.introduce('Ben', 'As a guest');
  const row = chat.row('As a guest');
  await expect(chat.root.locator('.row.own:not(.pending)', { hasText: 'As a guest' })).toBeVisible();
  await expect(row.locator('.badge-role')).toHaveCount(0);
  await expect(chat.row('As a member').locator('.badge-role')).toHaveText('Member');
});
