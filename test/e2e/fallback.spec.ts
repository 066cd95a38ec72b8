// Where no socket passes: a real nginx that takes every upgrade for a plain request, as proxies of companies do.
import { hostSite, htmlPage } from '../support/host-site.ts';
import { nginxIsHere, runNginx } from '../support/nginx.ts';
import { freePort } from '../support/free-port.ts';
import { runServer } from '../support/processes.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';
import { Chat, expect, quickRates, test as base } from './chat.ts';

interface Road {
  /** A page with the chat, whose every byte goes through the proxy. */
  readonly page: string;
  /** From now on the proxy lets sockets pass, or none. */
  letSocketsPass(pass: boolean): Promise<void>;
}

const upgrades = 'proxy_set_header Upgrade $http_upgrade; proxy_set_header Connection "upgrade";';

const test = base.extend<{ road: Road }>({
  road: async ({}, use) => {
    using folder = temporaryFolder();
    const [chatPort, proxyPort] = [await freePort(), await freePort()];
    const address = `http://127.0.0.1:${proxyPort}`;
    const tag = `<script async src="${address}/ws-chat.js"></script><ws-chat room="lobby"></ws-chat>`;
    await using site = await hostSite({ '/': htmlPage(tag) });
    const flags = ['--host=127.0.0.1', `--origin=${site.origin}`, '--trusted-proxies=1', ...quickRates];
    await using _server = await runServer(chatPort, folder.path, flags);
    // Nothing more than its own defaults: HTTP/1.0 to the chat, and answers that it would rather hold back.
    const start = (more = '') =>
      runNginx(
        folder.path,
        proxyPort,
        `location / { proxy_pass http://127.0.0.1:${chatPort}; ${more}
           proxy_set_header X-Forwarded-For $proxy_add_x_forwarded_for; }`,
      );
    let proxy = await start();
    await use({
      page: site.origin,
      async letSocketsPass(pass) {
        await proxy[Symbol.asyncDispose]();
        proxy = await start(pass ? `proxy_http_version 1.1; ${upgrades}` : '');
      },
    });
    await proxy[Symbol.asyncDispose]();
  },
});

test.skip(!nginxIsHere, 'nginx is not installed (Debian: apt-get install -y nginx)');

test('visitors talk where no socket passes', async ({ road, browser }) => {
  const [ann, bo] = [await browser.newPage(), await browser.newPage()];
  await Promise.all([ann.goto(road.page), bo.goto(road.page)]);
  const [annChat, boChat] = [new Chat(ann), new Chat(bo)];
  await annChat.introduce('Ann', 'without a socket');
  await expect(boChat.row('without a socket')).toBeVisible();
  await boChat.introduce('Bo', 'neither have I');
  await expect(annChat.row('neither have I')).toBeVisible();
  const sockets: string[] = [];
  ann.on('websocket', (socket) => sockets.push(socket.url()));
  await ann.reload();
  await expect(annChat.row('neither have I')).toBeVisible();
  // What was found out holds for the tab's next page too.
  expect(sockets).toEqual([]);
  for (let count = 1; count <= 30; count++) await annChat.say(`message ${count}`);
  await expect(boChat.row('message 30')).toBeVisible();
  expect(await boChat.texts()).toEqual([
    'without a socket',
    'neither have I',
    ...Array.from({ length: 30 }, (_, index) => `message ${index + 1}`),
  ]);
});

test('nothing is lost, and nothing comes twice, where sockets pass no longer and then again', async ({
  road,
  browser,
}) => {
  test.slow();
  await road.letSocketsPass(true);
  const [ann, bo] = [await browser.newPage(), await browser.newPage()];
  const ways: string[] = [];
  ann.on('websocket', (socket) => ways.push(socket.url()));
  // It is tried every two minutes whether sockets pass by now: here every second.
  await ann.addInitScript(() => {
    const every = window.setInterval.bind(window);
    window.setInterval = ((run: () => void, ms: number) => every(run, ms === 120_000 ? 1_000 : ms)) as never;
  });
  await Promise.all([ann.goto(road.page), bo.goto(road.page)]);
  const [annChat, boChat] = [new Chat(ann), new Chat(bo)];
  await annChat.introduce('Ann', 'by a socket');
  await expect(boChat.row('by a socket')).toBeVisible();

  await road.letSocketsPass(false);
  const written = ['by a socket'];
  const say = async (from: number) => {
    for (let count = from; count < from + 10; count++) {
      await annChat.say(`message ${count}`);
      written.push(`message ${count}`);
    }
  };
  await say(1);
  const everything = () => annChat.acknowledged();
  await expect.poll(everything, { timeout: 60_000 }).toEqual(written);
  const before = ways.length;

  await road.letSocketsPass(true);
  await say(11);
  await expect.poll(everything, { timeout: 60_000 }).toEqual(written);
  // The one that was tried, and the one that was taken.
  await expect.poll(() => ways.length, { timeout: 60_000 }).toBeGreaterThanOrEqual(before + 2);
  await say(21);
  await expect.poll(everything, { timeout: 60_000 }).toEqual(written);
  await expect.poll(() => boChat.texts(), { timeout: 60_000 }).toEqual(written);
});

test('who was away is told everything, in order', async ({ road, browser }) => {
  const [ann, bo] = [await browser.newPage(), await browser.newPage()];
  await Promise.all([ann.goto(road.page), bo.goto(road.page)]);
  const [annChat, boChat] = [new Chat(ann), new Chat(bo)];
  await annChat.introduce('Ann', 'here');
  await expect(boChat.row('here')).toBeVisible();
  await bo.context().setOffline(true);
  for (let count = 1; count <= 20; count++) await annChat.say(`message ${count}`);
  await expect.poll(() => annChat.acknowledged()).toContain('message 20');
  await bo.context().setOffline(false);
  await expect(boChat.row('message 20')).toBeVisible({ timeout: 60_000 });
  expect(await boChat.texts()).toEqual(['here', ...Array.from({ length: 20 }, (_, i) => `message ${i + 1}`)]);
});
