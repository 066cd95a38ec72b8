// Where the widget is measured: the real server in a process of its own, a site on another origin that
// embeds its chat, and a browser.
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { once } from 'node:events';
import { chromium, type Browser } from '@playwright/test';
import express from 'express';
import { chromeArguments, findChrome } from '../../../tools/find-chrome.ts';
import { startServer, type ServerProcess } from '../server-process.ts';
import { targets, type Target } from '../targets.ts';
import { BenchPage, type BenchPageOptions } from './bench-page.ts';
import { ownFiles, peersFiles } from './peers.ts';
import { Talk } from './talk.ts';

const [wsChat] = targets as readonly [Target];

export class Stage implements AsyncDisposable {
  readonly site: string;
  readonly browserVersion: string;
  readonly #browser: Browser;
  readonly #server: ServerProcess;
  readonly #siteServer: Server;
  #rooms = 0;

  private constructor(browser: Browser, server: ServerProcess, siteServer: Server) {
    this.#browser = browser;
    this.#server = server;
    this.#siteServer = siteServer;
    this.site = addressOf(siteServer);
    this.browserVersion = browser.version();
  }

  static async build(): Promise<Stage> {
    let chat = '';
    const siteServer = createServer(createHostSite(() => chat)).listen(0, '127.0.0.1');
    await once(siteServer, 'listening');
    const server = await startServer({
      ...wsChat,
      command: (port, data) => [...wsChat.command(port, data)!, `--origin=${addressOf(siteServer)}`],
    });
    chat = `http://127.0.0.1:${server.port}`;
    const { executablePath } = await findChrome();
    const browser = await chromium.launch({ executablePath, args: chromeArguments });
    return new Stage(browser, server, siteServer);
  }

  get chat(): string {
    return `http://127.0.0.1:${this.#server.port}`;
  }

  /** A room that nobody has entered. */
  newRoom(): string {
    return `room-${++this.#rooms}`;
  }

  talkIn(room: string): Promise<Talk> {
    return Talk.begin(this.#server.port, room);
  }

  /** A page of the site, on its way. */
  async open(path: string, options: BenchPageOptions = {}): Promise<BenchPage> {
    const page = await BenchPage.open(this.#browser, options);
    await page.page.goto(`${this.site}${path}`);
    return page;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#browser.close();
    this.#siteServer.close();
    this.#siteServer.closeAllConnections();
    await this.#server[Symbol.asyncDispose]();
  }
}

function addressOf(server: Server): string {
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

/** Pages as a site's owner would write them, and the bundles of all chats to be loaded from the same place. */
function createHostSite(chat: () => string) {
  const keep = { maxAge: '1h', immutable: true };
  return express()
    .use('/own', express.static(ownFiles, keep))
    .use('/peers', express.static(peersFiles, keep))
    .get('/blank', (_request, response) => void response.type('html').send(hostPage('', '')))
    .get('/inline/:room', ({ params }, response) => {
      const tag = `<script async src="${chat()}/ws-chat.js"></script>`;
      response.type('html').send(hostPage(tag, `<ws-chat room="${params.room}"></ws-chat>`));
    })
    .get('/corner/:room', ({ params }, response) => {
      const tag = `<script async src="${chat()}/ws-chat.js" data-room="${params.room}"></script>`;
      response.type('html').send(hostPage(tag, ''));
    });
}

/** Text above and below, so that whatever moves it is noticed. */
function hostPage(script: string, markup: string): string {
  const paragraph = `<p>${'A page has words of its own, and they stay where they are. '.repeat(4)}</p>`;
  return `<!doctype html>
<html lang="en">
  <meta charset="utf-8">
  <meta name="viewport" content="width=device-width">
  <link rel="icon" href="data:,">
  <title>Host</title>
  <style>
    body { font: 16px/1.5 system-ui, sans-serif; max-width: 40rem; margin: 2rem auto }
    ws-chat, deep-chat { display: block; block-size: 640px; inline-size: 400px }
  </style>
  ${script}
  <h1>Host</h1>
  ${paragraph}${markup}${paragraph}
</html>`;
}
