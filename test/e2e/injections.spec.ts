// What people write is only text, wherever the widget shows it: nothing of it runs, asks for anything, changes how
// the page looks, or is complained of by the strictest content policy with Trusted Types.
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { ChatClient } from '../support/chat-client.ts';
import { injections, namesToInject } from '../support/injections.ts';
import { audience, issuer, secret, tokenOf } from '../support/member-tokens.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';
import { Chat, expect, test as base, type Stage } from './chat.ts';

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
    const file = join(folder.path, 'secret');
    writeFileSync(file, secret);
    stage.flags.push(
      `--member-secret-file=${file}`,
      `--member-issuer=${issuer}`,
      `--member-audience=${audience}`,
    );
    await stage.restart();
    const all: ChatClient[] = [];
    const come = async (hello: object) => {
      const client = new ChatClient(`${stage.chat.replace('http', 'ws')}/rooms/lobby`, {
        origin: stage.site.origin,
      });
      all.push(client);
      client.say({ type: 'hello', ...hello });
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
    const look = (root: ParentNode) => {
      for (const element of root.querySelectorAll('*')) {
        const { localName, namespaceURI } = element;
        const isOurs = element.getRootNode() !== document;
        if (
          isOurs &&
          /^(script|iframe|object|embed|base|meta|link|template|math|details|noscript|b|i|h1|table)$/.test(
            localName,
          )
        )
          strange.push(element.outerHTML.slice(0, 200));
        if (
          isOurs &&
          namespaceURI === 'http://www.w3.org/2000/svg' &&
          /^(script|animate|set|a|foreignObject|use|image)$/.test(localName)
        )
          strange.push(element.outerHTML.slice(0, 200));
        if (localName === 'img' && /^x$|evil/.test(element.getAttribute('src') ?? '')) strange.push('img');
        if (isOurs && localName === 'style' && /none!important|all:unset|evil/.test(element.textContent))
          strange.push('style');
        for (const { name, value } of element.attributes) {
          if (/^on|^srcdoc$|^formaction$|^ping$/.test(name)) strange.push(`${name}=${value}`);
          if (isOurs && name === 'style' && /evil|fixed/.test(value)) strange.push(`style=${value}`);
          if (
            /^(href|src|action|data|xlink:href)$/.test(name) &&
            isOurs &&
            !/^(https?:\/\/|mailto:)/i.test(value)
          )
            strange.push(`${name}=${value}`);
        }
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
  await expect(chat.root.locator('.answer bdi', { hasText: '<script>hacked()</script>' }).first()).toBeAttached();
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
