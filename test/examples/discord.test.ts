// The bridge to Discord as a process of its own, between a whole server and a stand-in for Discord.
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { describe, expect, it, vi } from 'vitest';
import { startBridge, startBridged, untilTriedAgain, write } from '../support/bridge.ts';
import { startDiscord, type Discord } from '../support/far-side.ts';
import { injections } from '../support/injections.ts';
import { JumpingClock } from '../support/jumping-clock.ts';
import { endsWithTest } from '../support/ends-with-test.ts';
import { audience, issuer, secret, tokenOf } from '../support/member-tokens.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';
import { until } from '../support/until.ts';

// Each is three processes, which take their time on a busy machine.
vi.setConfig({ testTimeout: 60_000 });

const numbered = (first: number, last: number) =>
  Array.from({ length: last - first + 1 }, (_, index) => `message ${first + index}`);

function start(discord: Discord, data = endsWithTest(temporaryFolder()).path, port?: number) {
  const settings = { DISCORD_WEBHOOK_URL: discord.url, DISCORD_DATA: join(data, 'discord.sqlite') };
  return startBridge('discord', settings, port);
}

const members = { memberIssuer: issuer, memberAudience: audience, memberSecret: secret };
const moderator = (name = 'Mo') => tokenOf(Date.now(), { name, role: 'moderator' });

/** How many messages it knows to be posted. */
function kept(data: string): number {
  const database = new DatabaseSync(join(data, 'discord.sqlite'), { readOnly: true });
  const { count } = database.prepare('SELECT count(*) AS count FROM posted').get() as { count: number };
  database.close();
  return count;
}

const texts = (discord: Discord) => discord.shown().map(({ text }) => text);

describe('the bridge to Discord', () => {
  it('brings what is said, changes what is changed, and deletes what is taken back', async () => {
    await using discord = await startDiscord();
    await using bridge = await start(discord);
    await using server = await startBridged(bridge);
    const ann = await server.enter('Ann');
    await write(ann, 'Hello', 'a slip', 'https://example.com/a_b_(c)');
    await until('three', () => discord.shown().length === 3);
    expect(discord.shown()[0]).toEqual({ name: 'Ann', text: 'Hello', markup: 'Hello' });
    expect(discord.shown()[2]!.markup).toBe('https://example.com/a_b_(c)');
    ann.say({ type: 'edit', draftId: 'e1', ref: 1, text: 'Hello all' });
    ann.say({ type: 'remove', draftId: 'r1', ref: 2 });
    await until('the removal', () => discord.shown().length === 2);
    expect(texts(discord)).toEqual(['Hello all', 'https://example.com/a_b_(c)']);
  });

  it('shows what was taken back and put back, and what is changed after that', async () => {
    await using discord = await startDiscord();
    await using bridge = await start(discord);
    await using server = await startBridged(bridge, undefined, members);
    const [ann, mo] = [await server.enter('Ann'), await server.enter('Mo', { token: moderator() })];
    await write(ann, 'first', 'second');
    await until('both', () => discord.shown().length === 2);
    mo.say({ type: 'remove', draftId: 'r1', ref: 1 });
    await until('its end', () => discord.shown().length === 1);
    mo.say({ type: 'moderate', draftId: 'm1', act: { do: 'undo', of: 'r1' } });
    await until('it again', () => discord.shown().length === 2);
    ann.say({ type: 'edit', draftId: 'e1', ref: 1, text: 'first!' });
    await until('its change', () => texts(discord)[1] === 'first!');
    expect(texts(discord)).toEqual(['second', 'first!']);
    expect(discord.shown()[1]!.name).toBe('Ann');
  });

  it('lets nobody call anybody or dress a text up, whatever it says', async () => {
    await using discord = await startDiscord();
    await using bridge = await start(discord);
    await using server = await startBridged(bridge, undefined, members);
    // A guest’s @everyone would not even be taken.
    const mallory = await server.enter('', { token: moderator('@everyone discord') });
    const forged = [
      '@everyone',
      '@here',
      '<@80351110224678912>',
      '<@&1>',
      '**bold** _and_ ~~gone~~',
      '> quote',
    ];
    const dressed = [
      '[bank](https://evil.example)',
      '\\*',
      '```js\n1\n```',
      '# Big',
      '- list',
      '<:e:1>',
      '||s||',
    ];
    const all = [...forged, ...dressed, ...injections.filter((text) => text.trim() === text)];
    await write(mallory, ...all);
    await until('all of it', () => discord.shown().length === all.length);
    expect(discord.calls).toEqual([]);
    expect(texts(discord)).toEqual(all);
    for (const { name, markup } of discord.shown()) {
      expect(name).toBe('@everyone discord');
      // Outside of bare links, each sign of Markdown’s stands behind a stroke.
      const bare = markup.replaceAll(/https?:\/\/[^\s<>|`*~\\]+/g, '').replaceAll(/\\./gs, '');
      expect(bare).not.toMatch(/[\\*_~`|<>#@[\]()]/);
    }
  });

  it('has room for the longest text there is, a poll with its answers too', async () => {
    await using discord = await startDiscord();
    await using bridge = await start(discord);
    await using server = await startBridged(bridge, undefined, members);
    const mo = await server.enter('Mo', { token: moderator() });
    const longest = '*'.repeat(2_000);
    await write(mo, longest);
    const options = Array.from({ length: 6 }, (_, index) => `${index}${'_'.repeat(99)}`);
    mo.say({ type: 'poll', draftId: 'p1', text: longest, options });
    await until('both', () => discord.shown().length === 2);
    const answers = options.map((option, index) => `${index + 1}. ${option}`);
    expect(texts(discord)).toEqual([longest, [longest, ...answers].join('\n')]);
  });

  it('brings everything afterwards, once and in order, when Discord had enough or failed for a while', async () => {
    await using discord = await startDiscord();
    await using bridge = await start(discord);
    const clock = new JumpingClock();
    await using server = await startBridged(bridge, clock);
    const ann = await server.enter('Ann');
    discord.fail({ status: 429, headers: { 'retry-after': '90.5' } });
    await write(ann, ...numbered(1, 4));
    await until('the complaint', () => server.telemetry.told.join().includes('answered with status 503'));
    clock.jump(80_000);
    await write(await server.enter('Ann'), 'message 5');
    expect(discord.asked).toBe(1);
    discord.fail({ status: 502 });
    await untilTriedAgain(clock, 'an attempt that fails', () => discord.asked >= 2);
    discord.fail();
    await untilTriedAgain(clock, 'all of it', () => discord.shown().length === 5);
    expect(texts(discord)).toEqual(numbered(1, 5));
  });

  it('knows after a restart what it has posted: nothing comes twice, and a removal finds its message', async () => {
    await using discord = await startDiscord();
    const data = endsWithTest(temporaryFolder()).path;
    const first = await start(discord, data);
    const clock = new JumpingClock();
    await using server = await startBridged(first, clock);
    const ann = await server.enter('Ann');
    await write(ann, 'message 1', 'message 2');
    await until('both', () => kept(data) === 2);
    await first.kill();
    ann.say({ type: 'remove', draftId: 'r1', ref: 1 });
    await until('the failure', () => server.telemetry.told.join().includes('could not be reached'));
    await using _second = await start(discord, data, first.port);
    await untilTriedAgain(clock, 'the removal', () => discord.shown().length === 1);
    expect(texts(discord)).toEqual(['message 2']);
  });
});
