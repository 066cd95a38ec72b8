// The chat does no harm to its host page.
import { build } from 'esbuild';
import { version } from '../../widget/version.ts';
import { hostSite, htmlPage, scriptFile } from '../support/host-site.ts';
import { Chat, expect, test } from './chat.ts';

test('the strictest content policy with Trusted Types sees no violation', async ({ stage, page }) => {
  const complaints: string[] = [];
  page.on('console', (message) => {
    if (['error', 'warning'].includes(message.type()) && !message.location().url.endsWith('/favicon.ico'))
      complaints.push(message.text());
  });
  page.on('pageerror', (error) => complaints.push(error.message));
  await page.addInitScript(() => {
    const violations: string[] = [];
    Object.assign(globalThis, { violations });
    document.addEventListener('securitypolicyviolation', (event) =>
      violations.push(event.violatedDirective + event.blockedURI),
    );
  });
  await page.goto(`${stage.site.origin}/strict`);
  const chat = new Chat(page);
  await chat.introduce('Ann', '<img src=x onerror=alert(1)> is only text');
  await expect(chat.row('<img src=x onerror=alert(1)> is only text')).toBeVisible();
  await chat.say('y'.repeat(3_000));
  await expect(chat.remark).toContainText('1000 characters too long');
  const violations = await page.evaluate(
    () => (globalThis as unknown as { violations: string[] }).violations,
  );
  expect(violations.filter((violation) => !violation.includes('favicon'))).toEqual([]);
  expect(complaints).toEqual([]);
});

test('asks nobody but its own server for anything', async ({ stage, page }) => {
  const hosts = new Set<string>();
  page.on('request', (request) => hosts.add(new URL(request.url()).origin));
  page.on('websocket', (socket) => hosts.add(new URL(socket.url()).origin));
  await page.goto(stage.site.origin);
  const chat = new Chat(page);
  await chat.introduce('Ann', 'see https://example.org/picture.png');
  await expect(chat.rows).toHaveCount(1);
  expect([...hosts].sort()).toEqual([stage.site.origin, stage.chat, stage.chat.replace('http', 'ws')].sort());
});

test('a floating chat opens, counts what came while closed, and closes by Escape', async ({
  stage,
  page,
  browser,
}) => {
  await page.goto(`${stage.site.origin}/floating`);
  const chat = new Chat(page);
  const other = await browser.newPage();
  await other.goto(stage.site.origin);
  const otherChat = new Chat(other);
  await expect(chat.root.getByRole('button', { name: 'Open the chat' })).toBeVisible();
  await otherChat.introduce('Bo', 'one');
  await otherChat.say('two');
  await chat.root.getByRole('button', { name: 'Open the chat, 2 unread' }).click();
  await expect(chat.rows).toHaveCount(2);
  await expect(chat.field).toBeFocused();
  await page.keyboard.press('Escape');
  await expect(chat.root.getByRole('button', { name: 'Open the chat', exact: true })).toBeFocused();
});

test('on a phone a floating chat fills the screen', async ({ stage, browser }) => {
  const page = await browser.newPage({
    viewport: { width: 320, height: 640 },
    hasTouch: true,
    isMobile: true,
    reducedMotion: 'reduce',
  });
  await page.goto(`${stage.site.origin}/floating`);
  await page.locator('ws-chat').getByRole('button').click();
  await expect
    .poll(() => page.locator('ws-chat .panel').boundingBox())
    .toEqual({ x: 0, y: 0, width: 320, height: 640 });
});

test('the script before, after and without its element, and loaded twice', async ({ stage, page }) => {
  const said: string[] = [];
  page.on('console', (message) => said.push(message.text()));
  await page.goto(`${stage.site.origin}/floating`);
  await expect(page.locator('ws-chat')).toHaveCount(1);
  await page.addScriptTag({ url: `${stage.chat}/ws-chat.js?again` });
  await page.evaluate((server) => {
    document.body.insertAdjacentHTML('beforeend', `<ws-chat server="${server}" id="late"></ws-chat>`);
  }, stage.chat);
  await expect(page.locator('#late').getByText('No messages yet')).toBeVisible();
  expect(said.filter((text) => text.includes('ws-chat'))).toEqual([]);
});

test('of two versions of the script the first stays, and the second says so', async ({ stage, page }) => {
  const warnings: string[] = [];
  page.on('console', (message) => {
    if (message.type() === 'warning') warnings.push(message.text());
  });
  await page.route('**/ws-chat.js?other', async (route) => {
    const response = await route.fetch();
    await route.fulfill({ response, body: (await response.text()).replaceAll(version, '99.0.0') });
  });
  await page.goto(stage.site.origin);
  const chat = new Chat(page);
  await expect(chat.root.getByText('No messages yet')).toBeVisible();
  await page.addScriptTag({ url: `${stage.chat}/ws-chat.js?other` });
  expect(warnings).toEqual([`ws-chat 99.0.0 is not used: the page has ${version}.`]);
  await chat.introduce('Ann', 'Hello');
  await expect(chat.row('Hello')).toBeVisible();
});

for (const order of ['before', 'after'] as const)
  test(`a strict page with another Lit, loaded ${order} the chat, has both`, async ({ stage, page }) => {
    const { outputFiles } = await build({
      stdin: {
        contents: `import { html, LitElement } from 'lit-2';
          class HostGreeting extends LitElement { render() { return html\`<p>Hello from \${'the page'}</p>\`; } }
          customElements.define('host-greeting', HostGreeting);`,
        resolveDir: import.meta.dirname,
      },
      bundle: true,
      write: false,
    });
    const scripts = ['<script src="/own.js"></script>', `<script src="${stage.chat}/ws-chat.js"></script>`];
    const policy = [
      `default-src 'none'; script-src 'self' ${stage.chat}; connect-src ${stage.chat} ${stage.chat.replace('http', 'ws')}`,
      `require-trusted-types-for 'script'; trusted-types ws-chat lit-html`,
    ];
    await using site = await hostSite({
      '/': htmlPage(
        `${(order === 'before' ? scripts : scripts.reverse()).join('')}<host-greeting></host-greeting><ws-chat room="lobby"></ws-chat>`,
        { 'Content-Security-Policy': policy.join('; ') },
      ),
      '/own.js': scriptFile(outputFiles[0]!.text),
    });
    stage.flags.push(`--origin=${site.origin}`);
    await stage.restart();
    const errors: string[] = [];
    page.on('pageerror', (error) => errors.push(error.message));
    await page.goto(site.origin);
    const chat = new Chat(page);
    await chat.introduce('Ann', '<b>Hello</b>');
    await expect(chat.row('<b>Hello</b>')).toBeVisible();
    await expect(page.getByText('Hello from the page')).toBeVisible();
    expect(errors).toEqual([]);
  });
