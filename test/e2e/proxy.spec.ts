// The chat behind a reverse proxy that is set up as the README says.
import { hostSite, htmlPage } from '../support/host-site.ts';
import { nginxIsHere, readmeLocation, runNginx } from '../support/nginx.ts';
import { freePort } from '../support/free-port.ts';
import { runServer } from '../support/processes.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';
import { Chat, expect, test } from './chat.ts';

test('two visitors talk through nginx, one of them on the room’s own page', async ({ browser }) => {
  test.skip(!nginxIsHere, 'nginx is not installed (Debian: apt-get install -y nginx)');
  using folder = temporaryFolder();
  const [chatPort, proxyPort] = [await freePort(), await freePort()];
  const address = `http://127.0.0.1:${proxyPort}`;
  const tag = `<script async src="${address}/ws-chat.js"></script><ws-chat room="lobby"></ws-chat>`;
  await using site = await hostSite({ '/': htmlPage(tag) });
  await using _server = await runServer(chatPort, folder.path, [
    '--host=127.0.0.1',
    `--public-url=${address}`,
    `--origin=${site.origin}`,
    '--trusted-proxies=1',
  ]);
  await using _proxy = await runNginx(folder.path, proxyPort, readmeLocation(chatPort));

  const [ann, bo] = [await browser.newPage(), await browser.newPage()];
  await Promise.all([ann.goto(site.origin), bo.goto(`${address}/rooms/lobby`)]);
  const [annChat, boChat] = [new Chat(ann), new Chat(bo)];
  await annChat.introduce('Ann', 'through the proxy');
  await expect(boChat.row('through the proxy')).toBeVisible();
  await boChat.introduce('Bo', 'from the room’s own page');
  await expect(annChat.row('from the room’s own page')).toBeVisible();
});
