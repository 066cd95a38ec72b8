// The bridge to IRC as a process of its own, between a whole server and a small IRC server.
import { randomUUID } from 'node:crypto';
import { describe, expect, it, vi } from 'vitest';
import type { Config } from '../../server/config/settings.ts';
import { startBridge, startBridged, untilTriedAgain, write } from '../support/bridge.ts';
import type { ChatClient } from '../support/chat-client.ts';
import type { RunningServer } from '../support/chat-server.ts';
import { startIrcServer, type IrcServer } from '../support/irc-server.ts';
import { JumpingClock } from '../support/jumping-clock.ts';
import { joinIrc, noNgircd, startNgircd } from '../support/ngircd.ts';
import { freePort } from '../support/free-port.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';
import { until } from '../support/until.ts';

// IRC takes its time: whoever says more than a few lines at once is thrown out.
vi.setConfig({ testTimeout: 60_000 });

const channel = '#harbour';
const secret = randomUUID();
const apiKeys: Config['apiKeys'] = [{ name: 'irc', secret, scopes: ['posts:write'] }];

interface Bridged extends AsyncDisposable {
  readonly irc: IrcServer;
  readonly server: RunningServer;
  readonly ann: ChatClient;
  readonly lines: readonly string[];
}

function startIrcBridge(irc: Pick<IrcServer, 'port'>, chatPort: number) {
  return startBridge('irc', {
    CHAT_URL: `http://127.0.0.1:${chatPort}`,
    CHAT_ROOM: 'lobby',
    CHAT_KEY: secret,
    CHAT_KEY_NAME: 'irc',
    IRC_SERVER: `irc://127.0.0.1:${irc.port}`,
    IRC_CHANNEL: channel,
    IRC_NICK: 'harbour',
  });
}

/** All of it, with Ann in the room and the bridge in the channel. */
async function start(
  over: Partial<Config> = {},
  clock?: JumpingClock,
  taken: readonly string[] = [],
): Promise<Bridged> {
  const all = new AsyncDisposableStack();
  const irc = all.use(await startIrcServer(channel, { taken }));
  const port = await freePort();
  const bridge = all.use(await startIrcBridge(irc, port));
  const server = all.use(await startBridged(bridge, clock, { apiKeys, port, ...over }));
  await until('the bridge in the channel', () => irc.nicks().length === 1);
  const ann = await server.enter('Ann');
  return { irc, server, ann, lines: bridge.lines, [Symbol.asyncDispose]: () => all.disposeAsync() };
}

/** What was said in the room, by whom. */
const heard = (client: ChatClient) => client.all('message').map(({ from, text }) => `${from.name}: ${text}`);

describe('the bridge to IRC', () => {
  it('brings both sides together, each line once', async () => {
    await using all = await start();
    const { irc, ann } = all;
    await write(ann, 'Hello IRC');
    await until('it there', () => irc.said.length === 1);
    irc.say('bo', 'Hello \x02chat\x02, in \x0304,01red\x03');
    irc.say('bo', '\x01ACTION waves\x01');
    irc.say('bo', '\x01VERSION\x01');
    await until('both here', () => ann.all('message').length === 3);
    ann.say({ type: 'edit', draftId: 'e1', ref: 1, text: 'Hello all' });
    await until('the change', () => irc.said.at(-1)!.includes('changed'));
    ann.say({ type: 'remove', draftId: 'r1', ref: 1 });
    await until('the removal', () => irc.said.at(-1)!.includes('taken back'));
    expect(heard(ann)).toEqual(['Ann: Hello IRC', 'bo (IRC): Hello chat, in red', 'bo (IRC): * waves']);
    expect(irc.said.filter((line) => !line.startsWith('bo'))).toEqual([
      'harbour: <Ann> Hello IRC',
      'harbour: <Ann> (changed) Hello all',
      'harbour: A message was taken back by Ann.',
    ]);
  });

  it('says nothing in IRC but lines of the channel, none too long and not too many at once', async () => {
    await using all = await start();
    const { irc, ann } = all;
    const letters = `${'Ärger mit 漢字 👩‍👩‍👧 '.repeat(60)}${'漢'.repeat(400)}`;
    await write(ann, 'x\r\nQUIT :gone\nJOIN #other', '\x01VERSION\x01\x00', letters);
    const whole = () =>
      irc.said
        .slice(2)
        .map((line) => line.replace('harbour: ', ''))
        .join('');
    await until('all of it', () => whole() === `<Ann> ${letters}`, 50_000);
    expect(irc.said.slice(0, 2)).toEqual([
      'harbour: <Ann> x / QUIT :gone / JOIN #other',
      'harbour: <Ann>  VERSION  ',
    ]);
    expect(irc.longest()).toBeLessThanOrEqual(512);
    expect(irc.said.length).toBeGreaterThan(6);
    expect(all.lines.join()).not.toContain('Flood');
  });

  it('takes another nick where its own is taken, and comes back when it was sent out', async () => {
    await using all = await start({}, undefined, ['harbour']);
    const { irc, ann } = all;
    expect(irc.nicks()).toEqual(['harbour_']);
    irc.say('harbour', 'not the bridge');
    await until('it here', () => ann.all('message').length === 1);
    expect(heard(ann)).toEqual(['harbour (IRC): not the bridge']);
  });

  it('brings everything afterwards, once and in order, when IRC was away for a while', async () => {
    const clock = new JumpingClock();
    await using all = await start({}, clock);
    const { irc, ann, server } = all;
    await write(ann, 'message 1');
    await until('it there', () => irc.answered() === 1);
    await irc.close();
    await write(ann, 'message 2', 'message 3');
    await until('the complaint', () => server.telemetry.told.join().includes('answered with status 502'));
    await using again = await startIrcServer(channel, { port: irc.port });
    await until('the bridge', () => again.nicks().length === 1);
    await untilTriedAgain(clock, 'the rest', () => again.said.length === 2);
    const bea = await server.enter('Bea');
    await write(bea, 'message 4');
    await until('the last', () => again.said.length === 3);
    expect([...irc.said, ...again.said]).toEqual([
      ...[1, 2, 3].map((index) => `harbour: <Ann> message ${index}`),
      'harbour: <Bea> message 4',
    ]);
    again.say('bo', 'Welcome back');
    await until('it here', () => heard(bea).at(-1) === 'bo (IRC): Welcome back');
  });

  it('keeps what is said in IRC until the chat is there again', async () => {
    using data = temporaryFolder();
    await using irc = await startIrcServer(channel);
    const port = await freePort();
    await using bridge = await startIrcBridge(irc, port);
    await until('the bridge in the channel', () => irc.nicks().length === 1);
    for (const text of ['one', 'two', 'three']) irc.say('bo', text);
    await using server = await startBridged(bridge, undefined, { apiKeys, port, data: data.path });
    const ann = await server.enter('Ann');
    await until('all of it', () => ann.all('welcome')[0]!.entries.length + ann.all('message').length === 3);
    const said = [...ann.all('welcome')[0]!.entries, ...ann.all('message')];
    expect(said).toMatchObject([{ text: 'one' }, { text: 'two' }, { text: 'three' }]);
  });

  it('waits where a room takes only so much, and loses nothing by it', async () => {
    await using all = await start({ postBurst: 2, postsPerSecond: 2 });
    const texts = ['one', 'two', 'three', 'four', 'five'];
    for (const text of texts) all.irc.say('bo', text);
    await until('all of it', () => all.ann.all('message').length === 5);
    expect(heard(all.ann)).toEqual(texts.map((text) => `bo (IRC): ${text}`));
  });

  it('passes for nobody in the room, and tells who wrote what the chat does not take', async () => {
    await using all = await start({ rules: { characters: 20 } });
    const { irc, server, ann } = all;
    await server.enter('bo (IRC)');
    irc.say('bo', 'Hello');
    irc.say('bo', 'x'.repeat(30));
    await until('the note', () => irc.notes.length === 1);
    expect(heard(ann)).toEqual(['irc: <bo> Hello']);
    expect(irc.notes[0]).toMatch(/^bo :Your line is not in the chat: .+/);
  });
});

describe.skipIf(noNgircd !== undefined)(
  `and a real server${noNgircd ? ` (not tried: ${noNgircd})` : ''}`,
  () => {
    it('takes the bridge for one of its people: each line once, whole and in order', async () => {
      await using ngircd = await startNgircd();
      using bo = await joinIrc(ngircd.port, channel, 'bo');
      const port = await freePort();
      await using bridge = await startIrcBridge(ngircd, port);
      await until('the bridge in the channel', () => bridge.lines.includes(`In ${channel} as harbour`));
      await using server = await startBridged(bridge, undefined, { apiKeys, port });
      const ann = await server.enter('Ann');
      const letters = 'Ärger mit 漢字 '.repeat(60).trim();
      await write(ann, 'Hello IRC', letters);
      // It takes away the spaces at the ends of lines.
      const rest = () => bo.heard.slice(1).map((line) => line.replace('harbour: ', '').trim());
      await until('both there', () => rest().join(' ') === `<Ann> ${letters}`);
      expect(bo.heard[0]).toBe('harbour: <Ann> Hello IRC');
      expect(bo.heard.length).toBeGreaterThan(3);
      bo.say('Hello chat');
      bo.say('\x01ACTION waves\x01');
      await until('both here', () => ann.all('message').length === 4);
      expect(heard(ann).slice(2)).toEqual(['bo (IRC): Hello chat', 'bo (IRC): * waves']);
    });
  },
);
