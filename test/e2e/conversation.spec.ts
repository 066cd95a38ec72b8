// The main job: people on a foreign page talk, and nothing is lost.
import { Chat, expect, test } from './chat.ts';

test('two tabs on a foreign origin talk, and a third that comes later sees it all', async ({
  stage,
  browser,
}) => {
  const [ann, bo] = [await browser.newPage(), await browser.newPage()];
  await Promise.all([ann, bo].map((page) => page.goto(stage.site.origin)));
  const [annChat, boChat] = [new Chat(ann), new Chat(bo)];

  await annChat.introduce('Ann', 'Hello from Ann');
  await expect(boChat.row('Hello from Ann')).toBeVisible();
  await boChat.introduce('Bo', 'Hello back');
  await expect(annChat.row('Hello back')).toBeVisible();
  await expect(annChat.row('Hello back').locator('.name')).toHaveText('Bo');
  await expect(annChat.row('Hello from Ann').locator('.name')).toHaveText('You');

  const late = await browser.newPage();
  await late.goto(stage.site.origin);
  const lateChat = new Chat(late);
  await expect(lateChat.rows).toHaveCount(2);
  expect(await lateChat.texts()).toEqual(['Hello from Ann', 'Hello back']);
  await expect(lateChat.root.getByText('3 here')).toBeVisible();
});

test('a name is asked for once and kept', async ({ stage, page }) => {
  await page.goto(stage.site.origin);
  const chat = new Chat(page);
  await chat.introduce('Ann', 'first');
  await chat.say('second');
  await expect(chat.rows).toHaveCount(2);
  await page.reload();
  await chat.say('third');
  await expect(chat.row('third')).toBeVisible();
  await expect(chat.root.locator('.row.own')).toHaveCount(3);
  await expect(chat.root.getByRole('button', { name: 'Writing as Ann. Change your name' })).toBeVisible();
});

test('after kill -9 amid sending, both tabs show every acknowledged message once and in one order', async ({
  stage,
  browser,
}) => {
  const [ann, bo] = [await browser.newPage(), await browser.newPage()];
  await Promise.all([ann, bo].map((page) => page.goto(stage.site.origin)));
  const [annChat, boChat] = [new Chat(ann), new Chat(bo)];
  await annChat.introduce('Ann', 'Ann 0');
  await boChat.introduce('Bo', 'Bo 0');
  await expect(annChat.row('Bo 0')).toBeVisible();

  const sent = ['Ann 0', 'Bo 0'];
  const send = async (chat: Chat, name: string, count: number) => {
    for (let index = 1; index <= count; index++) {
      sent.push(`${name} ${index}`);
      await chat.say(`${name} ${index}`);
    }
  };
  const sending = Promise.all([send(annChat, 'Ann', 20), send(boChat, 'Bo', 20)]);
  // In the middle: some are acknowledged, some on their way, some not written yet.
  await expect.poll(() => annChat.acknowledged().then((texts) => texts.length)).toBeGreaterThan(8);
  await stage.server.kill();
  const acknowledged = new Set([...(await annChat.acknowledged()), ...(await boChat.acknowledged())]);
  await sending;

  await annChat.say('written while the server was down');
  sent.push('written while the server was down');
  await expect(annChat.root.locator('.row.pending').last()).toContainText(
    'written while the server was down',
  );
  await stage.restart();

  await expect.poll(async () => (await annChat.acknowledged()).length, { timeout: 30_000 }).toBe(sent.length);
  await expect.poll(async () => (await boChat.acknowledged()).length, { timeout: 30_000 }).toBe(sent.length);
  const shown = await annChat.texts();
  expect(await boChat.texts()).toEqual(shown);
  expect([...shown].sort()).toEqual([...sent].sort());
  expect(shown).toEqual(expect.arrayContaining([...acknowledged]));
  for (const name of ['Ann', 'Bo'])
    expect(shown.filter((text) => text.startsWith(`${name} `))).toEqual(
      sent.filter((text) => text.startsWith(`${name} `)),
    );

  const late = await browser.newPage();
  await late.goto(stage.site.origin);
  await expect.poll(() => new Chat(late).texts()).toEqual(shown);
});

test('a server that stops politely loses nothing and is found again', async ({ stage, page }) => {
  await page.goto(stage.site.origin);
  const chat = new Chat(page);
  await chat.introduce('Ann', 'before');
  await expect(chat.rows).toHaveCount(1);
  expect(await stage.server.stop()).toBe(0);
  await chat.say('meanwhile');
  await stage.restart();
  await expect.poll(() => chat.acknowledged(), { timeout: 30_000 }).toEqual(['before', 'meanwhile']);
});

test('two rooms on one page are one guest with one name', async ({ stage, page }) => {
  await stage.server.kill();
  stage.flags.push('--room=lobby', '--room=garden');
  await stage.restart();
  await page.goto(stage.site.origin);
  await page.evaluate(() =>
    document
      .querySelector('main')!
      .append(Object.assign(document.createElement('ws-chat'), { room: 'garden' })),
  );
  const lobby = new Chat(page, 'ws-chat >> nth=0');
  const garden = new Chat(page, 'ws-chat >> nth=1');
  await lobby.introduce('Ann', 'in the lobby');
  await expect(lobby.row('in the lobby')).toBeVisible();
  await garden.say('in the garden');
  await expect(garden.row('in the garden')).toBeVisible();
  await page.reload();
  await expect(lobby.root.locator('.row.own')).toHaveCount(1);
});
