import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { ChatClient } from '../support/chat-client.ts';
import { site } from '../support/chat-server.ts';
import { runCommand } from '../support/command.ts';
import { post, textsOf } from '../support/house.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';
import { until } from '../support/until.ts';

const file = (relative: string) => fileURLToPath(new URL(`../../${relative}`, import.meta.url));
/** What a new server says to whoever started it. */
const firstLink = /^Nobody keeps this chat yet\. .+: http:\/\/localhost:\d+\/console#key=[\w-]{43}\n/;
const urlIn = (line: string) => (JSON.parse(line) as { url: string }).url;

describe('a start that fails', () => {
  /** Says what was said, and that it was one line on standard error and nothing else. */
  async function failure(flags: readonly string[], environment: Record<string, string> = {}, exit = 1) {
    using folder = temporaryFolder();
    using command = runCommand(flags, { environment, folder: folder.path });
    const { code, stdout, stderr } = await command.ended;
    expect([code, stdout]).toEqual([exit, '']);
    expect(stderr).toMatch(/^[^\n]+[.?]\n$/);
    expect(stderr).not.toMatch(/\bat .+:\d+:\d+|node:internal|Error:/);
    return stderr.trim();
  }

  it.each([
    [['--prot', '80'], '--prot: there is no such setting. Did you mean --port?'],
    [['--port', 'x'], '--port x: must be a whole number from 0 to 65535.'],
    [['--port'], '--port: a value is missing. Port to listen on; 0 takes any free one.'],
    [['-port', '80'], '-port: this is one word too many for ws-chat start. Did you mean --port?'],
    [['strat'], 'strat: there is no such command. Did you mean ws-chat start?'],
    [['xyzzyplugh'], 'xyzzyplugh: there is no such command. See ws-chat --help for all of them.'],
    [['start', 'now'], 'now: this is one word too many for ws-chat start. See ws-chat start --help.'],
    [
      ['--metrics', '9464'],
      '--metrics 9464: must be an address of this machine and a port, as in 127.0.0.1:9464.',
    ],
    [
      ['--member-secret', 'x'],
      '--member-secret: everyone on this machine can read a command line. Set WS_CHAT_MEMBER_SECRET, or name a file with --member-secret-file.',
    ],
    [
      ['--origin', 'https://example.com/'],
      '--origin https://example.com/: “https://example.com/” is not how a browser writes it; write https://example.com.',
    ],
  ])('says how it was wrongly called, and ends with 2: %j', async (flags, sentence) => {
    expect(await failure(flags, {}, 2)).toBe(sentence);
  });

  it.each([
    [
      ['--port', '0', '--metrics', '192.0.2.1:9464'],
      '--metrics 192.0.2.1:9464: this machine has no such address. Choose one of its own, as 127.0.0.1.',
    ],
    [
      ['--config', '/nowhere.json'],
      "--config /nowhere.json: ENOENT: no such file or directory, open '/nowhere.json'. Name a readable file with one JSON object.",
    ],
  ])('says why it cannot start, and ends with 1: %j', async (flags, sentence) => {
    expect(await failure(flags)).toBe(sentence);
  });

  it('says which variable is wrong', async () => {
    expect(await failure([], { WS_CHAT_PORT: 'x' })).toBe(
      'WS_CHAT_PORT=x: must be a whole number from 0 to 65535.',
    );
  });

  it('says that the port is taken', async () => {
    const other = createServer();
    await new Promise<void>((resolve) => other.listen(0, '127.0.0.1', resolve));
    const { port } = other.address() as AddressInfo;
    expect(await failure(['--port', `${port}`, '--host', '127.0.0.1'])).toBe(
      `Port ${port} is taken by another process. Stop that one, or choose another port with --port.`,
    );
    other.close();
  });

  it('says that this machine has no such address', async () => {
    expect(await failure(['--port', '0', '--host', '192.0.2.1'])).toBe(
      'This machine has no address 192.0.2.1. Choose another with --host, or leave it out for all.',
    );
  });

  it('says that the data folder is a file', async () => {
    using folder = temporaryFolder();
    const data = join(folder.path, 'letter.txt');
    writeFileSync(data, 'Dear aunt');
    expect(await failure(['--port', '0', '--data', data])).toMatch(
      /^The data folder .*letter\.txt cannot be used \(.+\)\. Make it writable for this user, or name another one with --data\.$/,
    );
    expect(readFileSync(data, 'utf8')).toBe('Dear aunt');
  });

  it('says that the guests’ secret is cut short', async () => {
    using folder = temporaryFolder();
    const secret = join(folder.path, 'guest-secret');
    writeFileSync(secret, 'short');
    expect(await failure(['--port', '0', '--data', folder.path])).toBe(
      `${secret} is cut short. Restore it from a back-up, or remove it: then all guests begin as new ones.`,
    );
  });

  it('says that another process uses the data', async () => {
    using folder = temporaryFolder();
    using first = runCommand(['--port', '0', '--data', folder.path]);
    await first.firstLine;
    expect(await failure(['--port', '0', '--data', folder.path])).toMatch(
      /^Another process is using the log .+ Stop it first, or name another folder with --data\.$/,
    );
  });
});

describe('a start that succeeds', () => {
  it('says where it listens, as one JSON line', async () => {
    using folder = temporaryFolder();
    using command = runCommand(['--port', '0', '--data', folder.path]);
    const line = await command.firstLine;
    expect(JSON.parse(line)).toMatchObject({ msg: 'listening' });
    expect((await fetch(`${urlIn(line)}/health/live`)).status).toBe(200);
  });

  it('says so with the path that it is under', async () => {
    using folder = temporaryFolder();
    using command = runCommand(['--port', '0', '--data', folder.path, '--path', '/chat']);
    const url = urlIn(await command.firstLine);
    expect(url).toMatch(/:\d+\/chat$/);
    expect((await fetch(`${url}/health/live`)).status).toBe(200);
  });

  it('keeps its data where it was told', async () => {
    using folder = temporaryFolder();
    mkdirSync(join(folder.path, 'work'));
    using command = runCommand(['--port', '0', '--data', 'chat/data'], { folder: join(folder.path, 'work') });
    await command.firstLine;
    expect(existsSync(join(folder.path, 'work/chat/data/log.sqlite'))).toBe(true);
    expect(existsSync(join(folder.path, 'work/chat/data/guest-secret'))).toBe(true);
  });

  it.each(['SIGTERM', 'SIGINT'] as const)('ends in order at %s', async (signal) => {
    using folder = temporaryFolder();
    const flags = ['--port', '0', '--data', folder.path, '--origin', site, '--log-level', 'info'];
    using command = runCommand(flags);
    const url = urlIn(await command.firstLine);
    const ann = new ChatClient(`${url.replace('http', 'ws')}/rooms/lobby`, { origin: site });
    ann.say({ type: 'hello', name: 'Ann' }, post('last words'));
    await ann.next('accepted');
    command.child.kill(signal);
    expect((await ann.closed).code).toBe(4200);
    const { code, stdout, stderr } = await command.ended;
    expect(code).toBe(0);
    expect(stderr).toMatch(firstLink);
    expect(stdout).not.toMatch(/last words|Ann|key=/);
  });

  it('ends at a second signal also while a thread of the log waits inside of SQLite', async () => {
    using folder = temporaryFolder();
    using command = runCommand(['--port', '0', '--data', folder.path, '--origin', site]);
    const url = urlIn(await command.firstLine);
    const ann = new ChatClient(`${url.replace('http', 'ws')}/rooms/lobby`, { origin: site });
    ann.say({ type: 'hello', name: 'Ann' });
    await ann.next('welcome');
    const other = new DatabaseSync(join(folder.path, 'log.sqlite'));
    other.exec('BEGIN IMMEDIATE');
    ann.say(post('cannot be written'), { type: 'ping' });
    await ann.next('pong');
    command.child.kill('SIGTERM');
    await until('the end to begin', async () => (await fetch(`${url}/health/ready`)).status === 503);
    command.child.kill('SIGTERM');
    const { stderr } = await command.ended;
    expect(command.child.signalCode).toBe('SIGKILL');
    expect(stderr.replace(firstLink, '')).toMatch(
      /^A second signal came, so what was under way was cut\. [^\n]+\n$/,
    );
    other.close();
  });

  it('keeps what it acknowledged when it is killed', async () => {
    using folder = temporaryFolder();
    const start = () => runCommand(['--port', '0', '--data', folder.path, '--origin', site]);
    const enter = async (line: string) => {
      const client = new ChatClient(`${urlIn(line).replace('http', 'ws')}/rooms/lobby`, { origin: site });
      client.say({ type: 'hello', name: 'Ann' });
      return { client, welcome: await client.next('welcome') };
    };
    using first = start();
    const before = await enter(await first.firstLine);
    before.client.say(post('one'), post('two'), post('three'));
    while ((await before.client.next('accepted')).seq < 3);
    first.child.kill('SIGKILL');
    await first.ended;
    using second = start();
    const { client, welcome } = await enter(await second.firstLine);
    expect(welcome.epoch).toBe(before.welcome.epoch);
    expect(textsOf(welcome.entries)).toEqual(['one', 'two', 'three']);
    client.cut();
  });
});

describe('the command', () => {
  it.each([
    [['--port', 'x', '--help'], 'To begin with'],
    [['--help'], 'npx ws-chat init'],
    [['start', '--help'], '--max-connections'],
    [['backup', '--help'], 'Usage: ws-chat backup FILE'],
  ])('helps: %j', async (words, part) => {
    using command = runCommand(words);
    const { code, stdout, stderr } = await command.ended;
    expect([code, stderr]).toEqual([0, '']);
    expect(stdout).toContain(part);
  });

  it('starts the server by its name, too', async () => {
    using folder = temporaryFolder();
    using command = runCommand(['start', '--port', '0', '--data', folder.path]);
    const line = await command.firstLine;
    expect((await fetch(`${urlIn(line)}/health/live`)).status).toBe(200);
  });

  it('tells its version', async () => {
    using command = runCommand(['--version']);
    const manifest = JSON.parse(readFileSync(file('package.json'), 'utf8')) as { version: string };
    expect(await command.ended).toEqual({ code: 0, stdout: `${manifest.version}\n`, stderr: '' });
  });

  it('says on an old Node which one it needs', async ({ skip }) => {
    const node = '/usr/bin/node';
    const version = existsSync(node) ? spawnSync(node, ['--version']).stdout.toString().trim() : '';
    const [major = 0, minor = 0] = version.slice(1).split('.').map(Number);
    const old = version !== '' && (major < 22 || (major === 22 && minor < 13));
    skip(!old, `${node} is ${version || 'not there'}, and no older one is known`);
    using command = runCommand([], { node, program: file('bin/ws-chat.js') });
    expect(await command.ended).toEqual({
      code: 1,
      stdout: '',
      stderr: `ws-chat needs Node 22.13 or newer, and this is ${version.slice(1)}. Install a newer one from your system's packages or with a version manager.\n`,
    });
  });
});
