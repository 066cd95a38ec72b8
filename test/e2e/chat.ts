// The chat as a visitor meets it: what is on the page, what one can do there.
import { test as base, expect, type Locator, type Page } from '@playwright/test';
import { hostSite, htmlPage, type HostSite } from '../support/host-site.ts';
import { nginxIsHere, runNginx } from '../support/nginx.ts';
import { freePort } from '../support/free-port.ts';
import { runServer, type RunningProcess } from '../support/processes.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

/** Nobody in these tests types slowly. */
export const quickRates = ['--post-burst=1000', '--posts-per-second=1000'];

export interface Stage {
  /** The chat's address, as visitors know it. */
  readonly chat: string;
  /** The same with nothing before it. */
  readonly straight: string;
  readonly site: HostSite;
  readonly flags: string[];
  server: RunningProcess;
  /** Starts the server again, on the same port and data. */
  restart(): Promise<void>;
}

/** How visitors get to the chat: straight, or through a proxy that takes each upgrade for a plain request. */
export type Way = 'socket' | 'stream';

/** A server, and a site on another origin that embeds it, as each test needs them. */
export const test = base.extend<{ stage: Stage; way: Way; leavesNoPage: undefined }>({
  // A page that is left open looks for its server for ever, beside all tests that follow.
  leavesNoPage: [
    async ({ browser }, use) => {
      await use(undefined);
      await Promise.all(browser.contexts().map((context) => context.close()));
    },
    { auto: true },
  ],
  way: ['socket', { option: true }],
  stage: async ({ way }, use) => {
    test.skip(way === 'stream' && !nginxIsHere, 'nginx is not installed (Debian: apt-get install -y nginx)');
    using folder = temporaryFolder();
    const port = await freePort();
    const doorPort = way === 'stream' ? await freePort() : port;
    const chat = `http://localhost:${doorPort}`;
    const script = `<script async src="${chat}/ws-chat.js"></script>`;
    await using site = await hostSite({
      '/': htmlPage(`${script}<ws-chat room="lobby" style="height: 400px"></ws-chat>`),
      '/floating': htmlPage(
        `<script async src="${chat}/ws-chat.js" data-room="lobby" data-loading="eager"></script>`,
      ),
      '/two': htmlPage(
        `${script}<ws-chat room="den"></ws-chat><div style="height: 3000px"></div><ws-chat room="lobby"></ws-chat>`,
      ),
      '/strict': htmlPage(`${script}<ws-chat room="lobby"></ws-chat>`, {
        'Content-Security-Policy': `default-src 'none'; script-src ${chat}; connect-src ${chat} ws://localhost:${doorPort}; require-trusted-types-for 'script'; trusted-types ws-chat`,
      }),
    });
    const flags = [`--origin=${site.origin}`, ...quickRates];
    await using door = new AsyncDisposableStack();
    if (way === 'stream') {
      flags.push('--trusted-proxies=1', `--public-url=${chat}`);
      door.use(await runNginx(folder.path, doorPort, withoutUpgrades(port)));
    }
    const stage: Stage = {
      chat,
      straight: `http://localhost:${port}`,
      site,
      flags,
      server: await runServer(port, folder.path, flags),
      async restart() {
        await stage.server.kill();
        stage.server = await runServer(port, folder.path, flags);
      },
    };
    await use(stage);
    await stage.server.kill();
  },
});

/** By its own defaults: HTTP/1.0 to the chat, and answers that it would rather hold back. */
export function withoutUpgrades(chatPort: number): string {
  return `location / {
    proxy_pass http://127.0.0.1:${chatPort};
    proxy_set_header Host $http_host;
    proxy_set_header X-Forwarded-For $proxy_add_x_forwarded_for;
  }`;
}

export { expect };

export class Chat {
  readonly root: Locator;
  readonly field: Locator;
  readonly rows: Locator;
  readonly status: Locator;
  /** What the line below the field says. */
  readonly remark: Locator;

  constructor(page: Page, selector = 'ws-chat') {
    this.root = page.locator(selector);
    this.field = this.root.locator('textarea');
    this.rows = this.root.getByRole('article');
    this.status = this.root.locator('.state-line');
    this.remark = this.root.locator('#remark');
  }

  /** Writes as somebody who has a name already. */
  async say(text: string): Promise<void> {
    await this.field.fill(text);
    await this.field.press('Enter');
  }

  /** The first message of a visitor: it asks for the name. */
  async introduce(name: string, text: string): Promise<void> {
    await this.say(text);
    const nameField = this.root.getByLabel('What should we call you?');
    await nameField.fill(name);
    await nameField.press('Enter');
    // Until the server agrees to the name, what is about to go stays as it is.
    await expect(this.field).toBeEditable();
  }

  /** Brings the mouse to a message until its tools are there: what comes in that moment may move it away. */
  async pointAt(text: string): Promise<void> {
    await expect(async () => {
      await this.row(text).hover();
      await expect(this.root.locator('ws-chat-row-tools .tools')).toBeVisible({ timeout: 1_000 });
    }).toPass();
  }

  row(text: string): Locator {
    return this.rows.filter({ hasText: text });
  }

  /** The texts in order, as they stand there. */
  texts(): Promise<string[]> {
    return this.root.locator('.text').allTextContents();
  }

  /** The texts of what the server has confirmed. */
  acknowledged(): Promise<string[]> {
    return this.root.locator('.row:not(.pending) .text').allTextContents();
  }
}
