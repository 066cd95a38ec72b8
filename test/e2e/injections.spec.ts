// What people write is only text, wherever the chat shows it, to visitors, to those who keep it, on the screen, in a
// file: nothing of it runs, asks for anything, changes how
// the page looks, or is complained of by the strictest content policy with Trusted Types.
import { readFile } from 'node:fs/promises';
import type { Page } from '@playwright/test';
import type { ChatClient } from '../support/chat-client.ts';
import { injections, namesToInject } from '../support/injections.ts';
import { tokenOf } from '../support/member-tokens.ts';
import { stranger } from '../support/stranger.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';
import { Chat, expect, test as base, type Stage } from './chat.ts';
import { openSurface, signIn, signMembersIn } from './keeping.ts';

interface Strangers {
  /** Somebody of that name who was welcomed. */
  guest(name: string): Promise<ChatClient>;
  /** The same, who may pin and announce. */
  moderator(name: string): Promise<ChatClient>;
}

/** The stage with members, and people who come by no browser. */
const test = base.extend<{ strangers: Strangers }>({
  strangers: async ({ stage }, use) => {
    using folder = temporaryFolder();
    await signMembersIn(stage, folder);
    const all: ChatClient[] = [];
    const come = async (hello: object) => {
      const client = stranger(stage, { hello });
      all.push(client);
      await client.next('welcome');
      return client;
    };
    await use({
      guest: (name) => come({ name }),
      moderator: (name) => come({ token: tokenOf(Date.now(), { name, role: 'moderator' }) }),
    });
    for (const client of all) client.cut();
  },
});

interface Findings {
  readonly ran: number;
  readonly violations: readonly string[];
  readonly strange: readonly string[];
}

/** Sees all that the page does from its beginning on. */
async function watch(page: Page, stage: Stage): Promise<{ errors: string[]; foreign: string[] }> {
  const errors: string[] = [];
  const foreign: string[] = [];
  const known = [stage.site.origin, stage.chat, stage.chat.replace('http', 'ws')];
  page.on('pageerror', (error) => errors.push(error.message));
  page.on('dialog', (dialog) => void (errors.push(dialog.message()), dialog.dismiss()));
  page.on('request', (request) => {
    const url = new URL(request.url());
    if (/^(https?|wss?):$/.test(url.protocol) && !known.includes(url.origin)) foreign.push(url.href);
  });
  page.on('popup', (popup) => foreign.push(popup.url()));
  await page.addInitScript(() => {
    const seen = { ran: 0, violations: [] as string[], notices: [] as unknown[] };
    Object.assign(globalThis, { seen, hacked: () => seen.ran++ });
    document.addEventListener('securitypolicyviolation', ({ violatedDirective, blockedURI }) => {
      if (!blockedURI.endsWith('/favicon.ico')) seen.violations.push(`${violatedDirective} ${blockedURI}`);
    });
    class Recorded {
      static permission = 'granted';
      static requestPermission = () => Promise.resolve('granted');
      constructor(title: string, options: object) {
        seen.notices.push({ title, ...options });
      }
      close(): void {}
    }
    Object.assign(globalThis, { Notification: Recorded });
  });
  return { errors, foreign };
}

/** What stands in the page, shadow roots included, that only somebody’s markup could have put there. */
function findings(page: Page): Promise<Findings> {
  return page.evaluate(() => {
    const strange: string[] = [];
    // None of these is in any template of ours; the bold and slanted ones of the corpus say who they are.
    const foreign =
      /^(script|iframe|object|embed|base|meta|link|template|math|mtext|details|noscript|animate|set|foreignObject|use|image)$/;
    const isStrange = ({ localName, textContent, namespaceURI }: Element) =>
      foreign.test(localName) ||
      (/^[bi]$/.test(localName) && /^(Ann|nnA|x)$/.test(textContent)) ||
      (localName === 'a' && namespaceURI !== 'http://www.w3.org/1999/xhtml') ||
      (localName === 'style' && /none!important|all:unset|evil/.test(textContent));
    const isStrangeAttribute = ({ name, value }: Attr) =>
      /^on|^srcdoc$|^formaction$|^ping$/.test(name) ||
      (name === 'style' && /evil|fixed/.test(value)) ||
      (/^(href|src|action|data|xlink:href)$/.test(name) && !/^(https?:\/\/|mailto:|#\/|blob:)/i.test(value));
    const look = (root: ParentNode) => {
      for (const element of root.querySelectorAll('*')) {
        // The page’s own head and script are not ours to judge.
        const isOurs = element.getRootNode() !== document;
        const isFound = [...element.attributes].some(isStrangeAttribute) || isStrange(element);
        const { src } = element as { readonly src?: unknown };
        if ((isOurs && isFound) || (typeof src === 'string' && /\/x$|evil/.test(src)))
          strange.push(element.outerHTML.slice(0, 200));
        if (element.shadowRoot) look(element.shadowRoot);
      }
    };
    look(document);
    const { ran, violations } = (globalThis as unknown as { seen: Findings }).seen;
    return { ran, violations, strange };
  });
}

const nothing: Findings = { ran: 0, violations: [], strange: [] };

/** Those of which every character is shown. */
const literal = injections.filter(
  (text) => text.startsWith('<') && !/[`*_~\\\n]|https?:|www\.|mailto:|[^ -~]/.test(text),
);

/** Said by somebody, one after the other; returns the seqs. */
async function sayAll(client: ChatClient, texts: readonly string[]): Promise<number[]> {
  const seqs: number[] = [];
  for (const [number, text] of texts.entries()) {
    client.say({ type: 'post', draftId: `all${number}`, text });
    seqs.push((await client.next('accepted')).seq);
  }
  return seqs;
}

/** Done by somebody who keeps the room. */
async function carryOut(client: ChatClient, draftId: string, act: object): Promise<void> {
  client.say({ type: 'moderate', draftId, act });
  await client.next('moderated');
}

test('messages, answers to them, edits, polls, notices and pins, as they come and after a reload', async ({
  stage,
  page,
  strangers,
}) => {
  const { errors, foreign } = await watch(page, stage);
  await page.goto(`${stage.site.origin}/strict`);
  const chat = new Chat(page);
  await expect(chat.field).toBeVisible();
  const ann = await strangers.guest('Ann');
  const mo = await strangers.moderator('<img src=x onerror=hacked()>');
  for (const [number, text] of injections.entries()) {
    ann.say({ type: 'post', draftId: `t${number}`, text });
    const { seq } = await ann.next('accepted');
    ann.say({ type: 'post', draftId: `r${number}`, text: `answer ${number}`, replyTo: seq });
    await ann.next('accepted');
    if (number % 10 === 0) {
      ann.say({ type: 'edit', draftId: `e${number}`, ref: seq, text: `${text} edited` });
      await ann.next('accepted');
      mo.say({ type: 'notice', draftId: `n${number}`, text });
      await mo.next('accepted');
      const answer = Array.from(text).slice(0, 100).join('');
      mo.say({ type: 'poll', draftId: `q${number}`, text, options: [answer, 'No'] });
      await mo.next('accepted');
    }
    if (number === injections.length - 1) {
      mo.say({ type: 'pin', draftId: 'p', ref: seq, on: true });
      await mo.next('accepted');
    }
  }
  await expect(chat.row(`answer ${injections.length - 1}`)).toBeVisible();
  const texts = (await chat.texts()).join('\n');
  expect(literal.length).toBeGreaterThan(8);
  for (const text of literal) expect(texts).toContain(text);
  await expect(
    chat.root.locator('.answer bdi', { hasText: '<script>hacked()</script>' }).first(),
  ).toBeAttached();
  expect(await findings(page)).toEqual(nothing);
  // No style is lost, and none is won: rows stand where rows stand.
  const panel = (await chat.root.locator('.panel').boundingBox())!;
  const odd = await chat.rows.evaluateAll(
    (rows) =>
      rows.filter((row) => {
        const { position, display } = getComputedStyle(row);
        return position === 'fixed' || display === 'none' || row.getBoundingClientRect().width === 0;
      }).length,
  );
  expect(odd).toBe(0);
  const widest = await chat.rows.evaluateAll((rows) =>
    Math.max(...rows.map((row) => row.getBoundingClientRect().width)),
  );
  expect(widest).toBeLessThanOrEqual(panel.width);
  await page.reload();
  await expect(chat.row(`answer ${injections.length - 1}`)).toBeVisible();
  expect(await findings(page)).toEqual(nothing);
  expect([errors, foreign]).toEqual([[], []]);
});

test('names: by the messages, in the list of people, who writes, completions, menus, comings and goings', async ({
  stage,
  page,
  strangers,
}) => {
  const { errors, foreign } = await watch(page, stage);
  await page.goto(`${stage.site.origin}/strict`);
  const chat = new Chat(page);
  await chat.introduce('Zoe', 'Hello');
  const people: ChatClient[] = [];
  for (const [number, name] of namesToInject.entries()) {
    const guest = await strangers.guest(name);
    people.push(guest);
    guest.say({ type: 'post', draftId: `d${number}`, text: `said ${number}` });
    await guest.next('accepted');
    guest.say({ type: 'react', draftId: `r${number}`, ref: 1, emoji: '🎈', on: true });
    await guest.next('accepted');
  }
  await expect(chat.row(`said ${people.length - 1}`)).toBeVisible();
  await expect(chat.root.locator('.name', { hasText: '<svg onload=hacked()>' })).toBeVisible();
  // Who writes.
  for (const guest of people.slice(0, 2)) guest.say({ type: 'typing', on: true });
  await expect(chat.root.locator('.writers')).toContainText('<svg onload=hacked()>');
  expect(await findings(page)).toEqual(nothing);
  // What a name may be completed to, and what it is then in a message.
  await chat.field.fill('@');
  await chat.field.press('End');
  await chat.field.pressSequentially('<');
  const options = chat.root.getByRole('option');
  await expect(options.first()).toBeVisible();
  await expect(chat.root.getByRole('listbox')).toContainText('<img src=x onerror=hacked()>');
  expect(await findings(page)).toEqual(nothing);
  await chat.field.press('Enter');
  await chat.field.press('Enter');
  await expect(chat.root.locator('.mention').first()).toBeVisible();
  // The list of people, and the menu of a message.
  await chat.root.locator('button.present').click();
  await expect(chat.root.locator('.person-name', { hasText: '<img src=x onerror=hacked()>' })).toBeVisible();
  expect(await findings(page)).toEqual(nothing);
  await page.keyboard.press('Escape');
  await chat.row('said 0').hover();
  await chat.root.getByRole('button', { name: 'More' }).click();
  await expect(chat.root.getByRole('menuitem').first()).toBeVisible();
  expect(await findings(page)).toEqual(nothing);
  await page.keyboard.press('Escape');
  for (const guest of people) guest.leave();
  await expect.poll(() => findings(page)).toEqual(nothing);
  expect([errors, foreign]).toEqual([[], []]);
});

test('what is read aloud, the count in the title, and notifications', async ({ stage, page, strangers }) => {
  const { errors, foreign } = await watch(page, stage);
  await page.addInitScript(() => {
    const { setItem, getItem } = Storage.prototype;
    // As somebody keeps them who chose all of it.
    Storage.prototype.getItem = function (key) {
      if (!key.endsWith('choices')) return getItem.call(this, key);
      return JSON.stringify({ announce: 'all', about: 'everything', badge: true, desktop: true });
    };
    Storage.prototype.setItem = setItem;
  });
  await page.goto(`${stage.site.origin}/strict`);
  const chat = new Chat(page);
  await expect(chat.root.getByText('No messages yet')).toBeVisible();
  await page.evaluate(() => {
    Object.defineProperty(document, 'hidden', { get: () => true });
    document.dispatchEvent(new Event('visibilitychange'));
  });
  const title = await page.title();
  const someone = await strangers.guest('<svg onload=hacked()>');
  for (const [number, text] of injections.entries()) {
    someone.say({ type: 'post', draftId: `d${number}`, text });
    await someone.next('accepted');
  }
  await expect.poll(() => page.title()).toMatch(/^\(\d+\+?\) /);
  expect((await page.title()).replace(/^\(\d+\+?\) /, '')).toBe(title);
  const notices = () =>
    page.evaluate(
      () =>
        (globalThis as unknown as { seen: { notices: { title: unknown; body: unknown }[] } }).seen.notices,
    );
  await expect.poll(async () => (await notices()).length).toBeGreaterThan(0);
  for (const notice of await notices())
    expect([typeof notice.title, typeof notice.body]).toEqual(['string', 'string']);
  expect(await findings(page)).toEqual(nothing);
  expect([errors, foreign]).toEqual([[], []]);
});

test('the heading of a window of its own, by its address', async ({ stage, page }) => {
  const { errors, foreign } = await watch(page, stage);
  for (const text of [
    ...injections.filter((one) => one.startsWith('<') || one.startsWith('"')),
    ...namesToInject,
  ]) {
    const value = encodeURIComponent(text);
    await page.goto(
      `${stage.chat}/rooms/lobby?heading=${value}&lang=${value}&theme=${value}&density=${value}`,
    );
    await expect(page.locator('ws-chat').getByText('No messages yet')).toBeVisible();
    if (/^[ -~]{1,100}$/.test(text)) await expect(page.locator('ws-chat #heading')).toHaveText(text.trim());
    expect(await page.title()).toBe('lobby');
    expect(await findings(page)).toEqual(nothing);
  }
  expect([errors, foreign]).toEqual([[], []]);
});

test('what waits, who is held back and why a room is paused, for who keeps it from the chat', async ({
  stage,
  page,
  strangers,
}) => {
  const { errors, foreign } = await watch(page, stage);
  const mo = await strangers.moderator('Max');
  const guests: ChatClient[] = [];
  for (const name of namesToInject.slice(0, 6)) guests.push(await strangers.guest(name));
  await carryOut(mo, 'hold', { do: 'mode', mode: { holdAll: true } });
  for (const [number, guest] of guests.entries()) {
    guest.say({ type: 'post', draftId: 'held', text: injections[number]! });
    await guest.next('refused');
  }
  await carryOut(mo, 'pause', { do: 'mode', mode: { holdAll: true, paused: { message: injections[4]! } } });
  const { here = [] } = (await strangers.guest('Last')).all('welcome')[0]!;
  const { id } = here.find(({ name }) => name === namesToInject[1])!;
  await carryOut(mo, 'mute', { do: 'mute', who: id, why: injections[0]! });
  await page.addInitScript(
    (token) => {
      addEventListener('DOMContentLoaded', () => {
        Object.assign(document.querySelector('ws-chat')!, { token });
      });
    },
    tokenOf(Date.now(), { sub: 'mo', name: 'Mo', role: 'moderator' }),
  );
  await page.goto(`${stage.site.origin}/strict`);
  const chat = new Chat(page);
  await expect(chat.root.locator('.mode')).toContainText(injections[4]!);
  await chat.root.getByRole('button', { name: /^Keep the room: 6/ }).click();
  await expect(chat.root.locator('.held-said', { hasText: injections[3]! })).toBeVisible();
  await expect(chat.root.locator('.held-said b', { hasText: namesToInject[1]! })).toHaveCount(2);
  expect(await findings(page)).toEqual(nothing);
  expect([errors, foreign]).toEqual([[], []]);
});

test('the console: the conversation, what waits, reports, search, people, the log, staff, and the embed code', async ({
  stage,
  page,
  strangers,
}) => {
  test.slow();
  const { errors, foreign } = await watch(page, stage);
  const ann = await strangers.guest('Ann');
  const zoe = await strangers.guest('<svg onload=hacked()>');
  const mo = await strangers.moderator('Max');
  const seqs = await sayAll(ann, injections);
  for (const [number, name] of namesToInject.entries()) {
    await sayAll(await strangers.guest(name), [`said ${number}`]);
  }
  const last = await strangers.guest('Last');
  const people = last.all('welcome')[0]!.here!.filter(({ name }) => namesToInject.includes(name));
  // Nobody reports more than twenty.
  for (const [number, ref] of seqs.slice(0, 15).entries()) {
    const text = injections[number]!;
    zoe.say({ type: 'report', draftId: `report${number}`, ref, reason: 'other', text });
    await zoe.next('reported');
  }
  for (const [number, { id }] of people.slice(0, 8).entries())
    await carryOut(mo, `mute${number}`, { do: 'mute', who: id, why: injections[2 * number]! });
  await carryOut(mo, 'hold', { do: 'mode', mode: { holdAll: true } });
  // No more than ten of one person wait.
  const writers = [ann, last, await strangers.guest('Latest')];
  for (const [number, text] of injections.slice(0, 30).entries()) {
    const writer = writers[number % writers.length]!;
    writer.say({ type: 'post', draftId: `held${number}`, text });
    await writer.next('refused');
  }
  await carryOut(mo, 'pause', { do: 'mode', mode: { holdAll: true, paused: { message: injections[4]! } } });

  await signIn(page, stage, '<b>Ann</b>');
  const title = await page.title();
  const isFine = async (surface: string) => {
    expect(await findings(page), surface).toEqual(nothing);
    expect(await page.title(), surface).toBe(title);
    expect([errors, foreign], surface).toEqual([[], []]);
  };
  await isFine('rooms');
  await openSurface(page, '#/rooms/lobby');
  await expect(page.getByText(`said ${namesToInject.length - 1}`, { exact: true })).toBeVisible();
  await expect(page.locator('.paused', { hasText: injections[4]! })).toBeVisible();
  await page.locator('.row', { hasText: 'said 0' }).focus();
  await expect(page.locator('.row-tools')).toBeVisible();
  await isFine('conversation');
  await page.keyboard.press('.');
  await expect(page.getByRole('dialog')).toContainText(namesToInject[0]!);
  await isFine('what asks once more');
  await page.keyboard.press('Escape');

  await openSurface(page, '#/rooms/lobby/held');
  await expect(page.locator('.card')).toHaveCount(30);
  for (const text of literal.slice(0, 5))
    await expect(page.locator('.card', { hasText: text })).not.toHaveCount(0);
  await isFine('what waits');
  await openSurface(page, '#/rooms/lobby/reports');
  await expect(page.locator('.card')).toHaveCount(15);
  await expect(page.locator('.card q', { hasText: literal[0]! })).not.toHaveCount(0);
  await isFine('reports');
  await openSurface(page, '#/rooms/lobby/people');
  await expect(page.locator('.lines li')).toHaveCount(8);
  await isFine('bans and mutes');
  await openSurface(page, '#/rooms/lobby/search');
  await page.getByLabel('Text').fill('hacked');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('status').filter({ hasText: 'found' })).toBeVisible();
  await expect(page.locator('.card').first()).toBeVisible();
  await isFine('search');
  await openSurface(page, '#/rooms/lobby/search?who=%3Csvg');
  await expect(page.getByRole('status').filter({ hasText: 'found' })).toBeVisible();
  await isFine('search for somebody');
  await openSurface(page, '#/rooms/lobby/audit');
  await expect(page.locator('.why')).toHaveCount(8);
  await isFine('the log of acts');

  await openSurface(page, '#/staff');
  for (const name of namesToInject.slice(0, 3)) {
    await page.getByRole('textbox', { name: 'Name', exact: true }).fill(name);
    await page.getByRole('button', { name: 'Make a link' }).click();
    await expect(page.getByRole('heading', { name: `A link for ${name}`, exact: true })).toBeVisible();
  }
  await isFine('staff');
  await openSurface(page, '#/rooms/lobby/rules');
  await page.getByRole('textbox', { name: 'Try a text' }).fill(literal.join(' '));
  await expect(page.getByText('It is shown:')).toBeVisible();
  await isFine('the rules');
  await openSurface(page, '#/embed');
  for (const text of [
    '"><img src=x onerror=hacked()>',
    '</script><script>hacked()</script>',
    '<svg onload=hacked()>',
  ]) {
    await page.getByLabel('Heading').fill(text);
    await page.getByLabel('What the empty field says').fill(text);
    await expect(page.locator('ws-chat #heading')).toHaveText(text);
    await expect(page.locator('.copy code')).not.toContainText(text);
    await isFine('the embed code');
  }
});

test('an export: each line is one line of JSON, and no cell is a formula', async ({
  stage,
  page,
  strangers,
}) => {
  const ann = await strangers.guest('=Ann()');
  await sayAll(ann, injections);
  await signIn(page, stage);
  await openSurface(page, '#/rooms/lobby/settings');
  const take = async (format: string) => {
    await page.locator('[name=format]').selectOption(format);
    const downloading = page.waitForEvent('download');
    await page.getByRole('button', { name: 'Download' }).click();
    const download = await downloading;
    expect(download.suggestedFilename()).toBe(`lobby.${format}`);
    return readFile(await download.path(), 'utf8');
  };
  const lines = (await take('jsonl')).split('\n').filter(Boolean);
  expect(lines.map((line) => (JSON.parse(line) as { text: string }).text)).toEqual([...injections]);
  const cells = [...(await take('csv')).matchAll(/"((?:[^"]|"")*)"/g)].map(([, cell]) => cell!);
  expect(cells.length).toBeGreaterThan(4 * injections.length);
  for (const cell of cells) expect(cell).not.toMatch(/^[\s\p{C}]*[=+\-@]/u);
});
