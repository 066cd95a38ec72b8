// The five walks of the README, by its own code blocks. In the place of what stands there are only
//   `npm ci && npm pack`   what was built before is packed
//   8080, 3000             ports that are free
// and in the walk to the proxy, where nobody owns a domain,
//   chat.example.com       this machine and a free port, with a certificate for it
//   listen 443             that port
//   doctor …               waits for a second instead of seventy whether a silent connection lives
import type { Browser, Page } from '@playwright/test';
import { makeCertificate, opensslIsHere } from '../support/certificate.ts';
import { ChatClient } from '../support/chat-client.ts';
import { nginxIsHere, runNginxHttp } from '../support/nginx.ts';
import { freePort } from '../support/free-port.ts';
import { packInto, Reader, type Substitutions } from '../support/readme.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';
import { Chat, expect, test } from './chat.ts';

const onPage = 'A chat on your page';
const signedIn = 'Your members, signed in';
const keeping = 'A moderator';
const proxied = 'Behind a reverse proxy';
const backedUp = 'A back-up, and back again';

/** Begins the walks: an empty folder, and the file in it. */
const first = new Reader({});

test.describe.configure({ timeout: 3 * 60_000 });
test.beforeAll(async () => {
  test.setTimeout(5 * 60_000);
  expect(first.block(onPage, 'sh', 0)).toBe('npm ci && npm pack');
  await packInto(first.folder);
  const [install] = first.block(onPage, 'sh', 1).split('\n');
  await first.run(install!);
});
test.afterAll(() => first[Symbol.dispose]());

interface Walk extends Disposable {
  readonly reader: Reader;
  readonly chatPort: number;
  readonly sitePort: number;
  readonly site: string;
}

/** What the first lines of the first walk have come to, in a folder of its own. */
async function walk(
  further: Substitutions = {},
  environment: Readonly<Record<string, string>> = {},
): Promise<Walk> {
  const [chatPort, sitePort] = [await freePort(), await freePort()];
  const ports = { 8080: String(chatPort), 3000: String(sitePort) };
  const reader = new Reader({ ...further, ...ports }, environment);
  reader.inheritFrom(first);
  return {
    ...{ reader, chatPort, sitePort, site: `http://localhost:${sitePort}` },
    [Symbol.dispose]: () => reader[Symbol.dispose](),
  };
}

/** The line that stands behind the one that installs. */
function init(reader: Reader): string {
  return reader.block(onPage, 'sh', 1).split('\n').slice(1).join('\n');
}

async function visit(browser: Browser, address: string): Promise<{ page: Page; chat: Chat }> {
  const page = await (await browser.newContext({ ignoreHTTPSErrors: true })).newPage();
  await page.goto(address);
  return { page, chat: new Chat(page) };
}

/** Opens the chat in the corner. */
const open = ({ chat }: { readonly chat: Chat }) => chat.root.getByRole('button').first().click();

test('a chat is on a page, and still knows what was said after a restart', async ({ browser }) => {
  using walked = await walk();
  const { reader, chatPort, sitePort, site } = walked;
  expect(await reader.run(init(reader))).toContain(reader.block(onPage, 'html').split('\n').at(-1));
  const start = () => reader.start(reader.block(onPage, 'sh', 2), chatPort);
  reader.write('index.html', reader.block(onPage, 'html'));
  reader.write('site.mjs', reader.block(onPage, 'js'));
  await using _site = await reader.start(reader.block(onPage, 'sh', 3), sitePort);
  {
    await using chat = await start();
    const [ann, bo] = [await visit(browser, site), await visit(browser, site)];
    await Promise.all([open(ann), open(bo)]);
    await ann.chat.introduce('Ann', 'Hello from the page');
    await expect(bo.chat.row('Hello from the page')).toBeVisible();
    await bo.chat.introduce('Bo', 'Hello back');
    await expect(ann.chat.row('Hello back')).toBeVisible();
    expect(await chat.interrupt()).not.toContain('signal');
  }
  await using _again = await start();
  const late = await visit(browser, site);
  await open(late);
  await expect(late.chat.row('Hello back')).toBeVisible();
});

/** Both servers as the walk of the members leaves them, but for what the site has in the place of a line. */
async function startWithMembers({ reader, chatPort, sitePort }: Walk, user?: string) {
  await reader.run(init(reader));
  await reader.run(reader.block(signedIn, 'sh', 0));
  reader.write('ws-chat.json', reader.block(signedIn, 'json'));
  const site = reader.block(signedIn, 'js');
  reader.write('site.mjs', user === undefined ? site : site.replace(/^const user = .*$/m, user));
  reader.write('index.html', reader.block(signedIn, 'html'));
  const stack = new AsyncDisposableStack();
  stack.use(await reader.start(reader.block(signedIn, 'sh', 1), chatPort));
  stack.use(await reader.start(reader.block(onPage, 'sh', 3), sitePort));
  return stack;
}

test('a member is signed in by the site, and not asked for a name', async ({ browser }) => {
  using walked = await walk();
  await using _servers = await startWithMembers(walked);
  const ann = await visit(browser, walked.site);
  await ann.chat.say('Good morning');
  await expect(ann.chat.root.locator('.row:not(.pending)', { hasText: 'Good morning' })).toBeVisible();
  await expect(ann.chat.root.locator('.writing-as')).toHaveText(/Writing as\s+Ann/);
  const guest = await visit(browser, `http://localhost:${walked.chatPort}/rooms/lobby`);
  await expect(guest.chat.row('Good morning').locator('.name')).toHaveText('Ann');
});

test('a moderator removes a message and bans its author by keys, and the owner comes into the console', async ({
  browser,
}) => {
  using walked = await walk();
  const { reader } = walked;
  await using _servers = await startWithMembers(walked, reader.block(keeping, 'js'));
  const eve = await visit(browser, `http://localhost:${walked.chatPort}/rooms/lobby`);
  await eve.chat.introduce('Eve', 'Buy cheap watches');
  await eve.chat.say('Buy more watches');
  const ann = await visit(browser, walked.site);
  for (const [text, key, told] of [
    ['Buy cheap watches', 'Delete', 'This message was removed.'],
    ['Buy more watches', 'b', 'You are banned from this room.'],
  ] as const) {
    await ann.chat.row(text).focus();
    await expect(ann.chat.root.locator('ws-chat-row-tools .tools')).toBeVisible();
    await ann.page.keyboard.press(key);
    await expect(ann.chat.root.locator('.moderation')).toBeVisible();
    await ann.page.keyboard.press('Enter');
    await expect(eve.chat.root.getByText(told)).toBeVisible();
  }

  const [, link] = /(http\S+#key=\S+)/.exec(await reader.run(reader.block(keeping, 'sh')))!;
  const owner = await visit(browser, link!);
  await owner.page.getByLabel('Your name').fill('Mara');
  await owner.page.getByLabel('Your name').press('Enter');
  await expect(owner.page.getByRole('heading', { name: 'Rooms' })).toBeVisible();
});

test('visitors talk through nginx with TLS, and the doctor finds nothing wrong', async ({ browser }) => {
  test.skip(!nginxIsHere, 'nginx is not installed (Debian: apt-get install -y nginx)');
  test.skip(!opensslIsHere, 'OpenSSL is not installed (Debian: apt-get install -y openssl)');
  using folder = temporaryFolder();
  const { text, certificateFile, keyFile } = makeCertificate(folder.path);
  const proxyPort = await freePort();
  const letsEncrypt = '/etc/letsencrypt/live/chat.example.com';
  using walked = await walk(
    {
      'listen 443 ssl': `listen 127.0.0.1:${proxyPort} ssl`,
      'server_name chat.example.com': 'server_name 127.0.0.1',
      [`${letsEncrypt}/fullchain.pem`]: certificateFile,
      [`${letsEncrypt}/privkey.pem`]: keyFile,
      'chat.example.com': `127.0.0.1:${proxyPort}`,
    },
    { NODE_EXTRA_CA_CERTS: certificateFile },
  );
  const { reader, chatPort } = walked;
  const [setUp, ...start] = reader.block(proxied, 'sh', 0).split('\n');
  // It writes over what the first walk left.
  await reader.run(init(reader));
  await reader.run(setUp!);
  await using _chat = await reader.start(start.join('\n'), chatPort);
  await using _proxy = await runNginxHttp(folder.path, proxyPort, reader.block(proxied, 'nginx'));

  const address = `127.0.0.1:${proxyPort}/rooms/lobby`;
  const [ann, bo] = [await visit(browser, `https://${address}`), await visit(browser, `https://${address}`)];
  await ann.chat.introduce('Ann', 'through the proxy');
  await expect(bo.chat.row('through the proxy')).toBeVisible();
  const client = new ChatClient(`wss://${address}`, { origin: 'https://www.example.com', ca: text });
  client.say(
    { type: 'hello', name: 'Eve' },
    { type: 'post', draftId: 'd1', text: 'from a page of the site' },
  );
  await expect(bo.chat.row('from a page of the site')).toBeVisible();
  client.cut();
  expect(await reader.run(`${reader.block(proxied, 'sh', 1)} --idle 1`)).toContain('Nothing is wrong');
});

test('a back-up is restored: what was said before it is there, and what came after is not', async () => {
  using walked = await walk();
  const { reader, chatPort, site } = walked;
  await reader.run(init(reader));
  const enter = async () => {
    const client = new ChatClient(`ws://localhost:${chatPort}/rooms/lobby`, { origin: site });
    client.say({ type: 'hello', name: 'Ann' });
    return { client, welcome: await client.next('welcome') };
  };
  const say = async (text: string) => {
    const { client } = await enter();
    client.say({ type: 'post', draftId: text.replaceAll(' ', '-'), text });
    await client.next('message');
    client.cut();
  };
  const [restore, ...start] = reader.block(backedUp, 'sh', 1).split('\n');
  {
    await using chat = await reader.start(reader.block(onPage, 'sh', 2), chatPort);
    await say('Before it');
    await reader.run(reader.block(backedUp, 'sh', 0));
    await say('After it');
    await chat.interrupt();
  }
  expect(await reader.run(restore!)).toContain('The former log is');
  await using _restored = await reader.start(start.join('\n'), chatPort);
  const { client, welcome } = await enter();
  const texts =
    'entries' in welcome ? welcome.entries.flatMap((entry) => ('text' in entry ? entry.text : [])) : [];
  expect(texts).toEqual(['Before it']);
  client.cut();
});
