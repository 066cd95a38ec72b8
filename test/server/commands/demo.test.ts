import { mkdirSync, readdirSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { ChatClient } from '../../support/chat-client.ts';
import { runCommand } from '../../support/command.ts';
import { openLink } from '../../support/console.ts';
import { post } from '../../support/house.ts';
import { freePort } from '../../support/free-port.ts';
import { run, type RunningProcess } from '../../support/processes.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';
import { until } from '../../support/until.ts';

/** What else it makes goes into a folder of the test’s own. */
async function show(temporary: string, ...words: string[]) {
  const all = ['demo', `--port=${await freePort()}`, ...words];
  const isShown = (line: string) => line.includes('What happens in the rooms');
  return run('server/main.ts', all, { TMPDIR: temporary }, isShown);
}

function addressIn({ lines }: RunningProcess, what: string): string {
  const [, address] = new RegExp(`${what} +(\\S+)`).exec(lines.join('\n'))!;
  return address!;
}

async function enter(demo: RunningProcess, name: string): Promise<ChatClient> {
  const origin = addressIn(demo, 'A site with it');
  const address = addressIn(demo, 'The chat').replace('http', 'ws');
  const client = new ChatClient(`${address}/rooms/lobby`, { origin });
  client.say({ type: 'hello', name });
  await client.next('welcome');
  return client;
}

describe('the demo', () => {
  it('is a site, and on another port the chat that its pages may use', async () => {
    using folder = temporaryFolder();
    await using demo = await show(folder.path);
    const [chat, site] = [addressIn(demo, 'The chat'), addressIn(demo, 'A site with it')];
    expect(new URL(site).origin).not.toBe(new URL(chat).origin);
    for (const path of [
      '/',
      '/radio',
      '/rooms',
      '/gallery',
      '/docs/',
      '/docs/wire.html',
      '/site.css',
      '/gallery/scenes.js',
    ])
      expect((await fetch(site + path)).status, path).toBe(200);
    expect(await (await fetch(site)).text()).toContain(`src="${chat}/ws-chat.js"`);
    const [ann, bo] = [await enter(demo, 'Ann'), await enter(demo, 'Bo')];
    ann.say(post('hello'));
    expect((await bo.next('message')).text).toBe('hello');
    await until('the terminal to tell', () => demo.lines.some((line) => line.includes('Ann: hello')));
    ann.cut();
    bo.cut();
  });

  it('lets whoever started it into the console', async () => {
    using folder = temporaryFolder();
    await using demo = await show(folder.path);
    const url = addressIn(demo, 'The chat');
    const { session } = await openLink({ url }, addressIn(demo, 'Its console'), 'Olga');
    expect(session.you.role).toBe('owner');
  });

  it('leaves nothing when it is ended, which is no failure', async () => {
    using folder = temporaryFolder();
    const demo = await show(folder.path);
    expect(readdirSync(folder.path)).toEqual([expect.stringMatching(/^ws-chat-demo-/)]);
    demo.signal('SIGINT');
    expect(await demo.exited).toBe(0);
    expect(readdirSync(folder.path)).toEqual([]);
  });

  it('keeps what was said in a folder that is named', async () => {
    using folder = temporaryFolder();
    const data = join(folder.path, 'kept');
    const words = [`--data=${data}`];
    const before = await show(folder.path, ...words);
    const ann = await enter(before, 'Ann');
    ann.say(post('hello'));
    await ann.next('accepted');
    await before.stop();
    await using after = await show(folder.path, ...words);
    const bo = await enter(after, 'Bo');
    expect(bo.all('welcome')[0]).toMatchObject({ entries: [{ text: 'hello' }] });
    bo.cut();
  });

  it('says that the port of the chat is taken, and leaves nothing', async () => {
    using folder = temporaryFolder();
    const other = createServer();
    await new Promise<void>((resolve) => other.listen(0, '127.0.0.1', resolve));
    const { port } = other.address() as AddressInfo;
    using command = runCommand(['demo', '--port', `${port}`], { environment: { TMPDIR: folder.path } });
    expect(await command.ended).toEqual({
      code: 1,
      stdout: '',
      stderr: `Port ${port} is taken by another process. Stop that one, or choose another port with --port.\n`,
    });
    expect(readdirSync(folder.path)).toEqual([]);
    other.close();
  });

  it.each([
    [['--port', 'x'], '--port x: must be a whole number from 0 to 65535.'],
    [['--prot', '1'], '--prot: there is no such setting. Did you mean --port?'],
  ])('says how it was wrongly called: %j', async (words, sentence) => {
    using folder = temporaryFolder();
    mkdirSync(join(folder.path, 'temporary'));
    const environment = { TMPDIR: join(folder.path, 'temporary') };
    using command = runCommand(['demo', ...words], { environment });
    expect(await command.ended).toEqual({ code: 2, stdout: '', stderr: `${sentence}\n` });
    expect(readdirSync(environment.TMPDIR)).toEqual([]);
  });
});
