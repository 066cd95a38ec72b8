import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { readConfig, type Sources } from '../../../server/config/read-config.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';

type Environment = Sources['environment'];

const configOf = (flags: readonly string[], environment: Environment = {}) =>
  readConfig({ flags, environment });

/** Reads a configuration with a file of this content. */
function configWithFile(content: unknown, flags: readonly string[] = [], environment: Environment = {}) {
  using folder = temporaryFolder();
  const path = join(folder.path, 'chat.json');
  writeFileSync(path, JSON.stringify(content));
  return configOf(['--config', path, ...flags], environment);
}

describe('readConfig', () => {
  it('has a default for everything', () => {
    expect(configOf([])).toEqual({
      port: 8080,
      workers: 1,
      data: 'data',
      rooms: [{ name: 'lobby' }],
      origins: [],
      allowNullOrigin: false,
      allowMissingOrigin: false,
      plainClients: false,
      path: '',
      permissions: {},
      rules: {},
      shield: {},
      webhooks: [],
      trustedProxies: 0,
      maxConnections: 20_000,
      maxConnectionsPerAddress: 100,
      postBurst: 5,
      postsPerSecond: 1,
      apiKeys: [],
      memberKeys: [],
      memberMinutes: 60,
      reservedNames: ['Admin', 'Administrator', 'Moderator', 'Owner', 'Staff', 'Support', 'System'],
      logLevel: 'info',
    });
  });

  it('cannot be changed afterwards', () => {
    expect(Object.isFrozen(configOf([]))).toBe(true);
    const { permissions, rooms } = configWithFile({
      permissions: { link: 'member' },
      rooms: [{ name: 'a' }],
    });
    for (const part of [permissions, rooms, rooms[0]]) expect(Object.isFrozen(part)).toBe(true);
  });

  it('takes every setting as a flag', () => {
    const flags =
      '--port 1 --host ::1 --workers 4 --data d --room a --origin https://a.example --allow-null-origin ' +
      '--allow-missing-origin --plain-clients --path /p --public-url https://c.example --trusted-proxies 2 ' +
      '--permissions {"link":"member"} --rules {"lines":9} --shield {"joins":50} --webhooks [] --max-connections 3 --max-connections-per-address 4 ' +
      '--post-burst 6 --posts-per-second 0.5 --log-level warn ' +
      '--api-keys [{"name":"news","secretFile":"f","scopes":["posts:write"],"rooms":["news-*"]}] ' +
      '--member-key k.pem --member-key l.json --member-secret-file s --member-issuer i --member-audience a ' +
      '--member-minutes 5 --reserved-name Ann';
    expect(configOf(flags.split(' '))).toEqual({
      port: 1,
      host: '::1',
      workers: 4,
      data: 'd',
      rooms: [{ name: 'a' }],
      origins: ['https://a.example'],
      allowNullOrigin: true,
      allowMissingOrigin: true,
      plainClients: true,
      path: '/p',
      publicUrl: 'https://c.example',
      permissions: { link: 'member' },
      rules: { lines: 9 },
      shield: { joins: 50 },
      webhooks: [],
      trustedProxies: 2,
      maxConnections: 3,
      maxConnectionsPerAddress: 4,
      postBurst: 6,
      postsPerSecond: 0.5,
      apiKeys: [{ name: 'news', secretFile: 'f', scopes: ['posts:write'], rooms: ['news-*'] }],
      memberKeys: ['k.pem', 'l.json'],
      memberSecretFile: 's',
      memberIssuer: 'i',
      memberAudience: 'a',
      memberMinutes: 5,
      reservedNames: ['Ann'],
      logLevel: 'warn',
    });
  });

  it('takes a value after a space or after an equals sign', () => {
    expect(configOf(['--port', '81']).port).toBe(81);
    expect(configOf(['--port=82']).port).toBe(82);
    expect(configOf(['--data=a=b']).data).toBe('a=b');
    expect(configOf(['--data=--b']).data).toBe('--b');
  });

  it('takes the last of a value that was given twice', () => {
    expect(configOf(['--port', '81', '--port=82']).port).toBe(82);
  });

  it('takes every setting from the environment', () => {
    const config = configOf([], {
      WS_CHAT_PORT: '90',
      WS_CHAT_MAX_CONNECTIONS: '7',
      WS_CHAT_LOG_LEVEL: 'silent',
      WS_CHAT_PUBLIC_URL: 'http://c.example',
      PATH: '/usr/bin',
    });
    expect(config).toMatchObject({
      port: 90,
      maxConnections: 7,
      logLevel: 'silent',
      publicUrl: 'http://c.example',
    });
  });

  it('puts flags over the environment, and the environment over the file', () => {
    const file = { port: 1, data: 'file', maxConnections: 1 };
    const environment = { WS_CHAT_PORT: '2', WS_CHAT_DATA: 'environment' };
    expect(configWithFile(file, ['--port', '3'], environment)).toMatchObject({
      port: 3,
      data: 'environment',
      maxConnections: 1,
      postBurst: 5,
    });
  });

  it('replaces a list as a whole', () => {
    const file = { origins: ['https://a.example', 'https://b.example'] };
    expect(configWithFile(file, ['--origin', 'https://c.example']).origins).toEqual(['https://c.example']);
  });

  it('takes the file that the environment names, unless a flag names another', () => {
    using folder = temporaryFolder();
    const [first, second] = ['1', '2'].map((name) => join(folder.path, name)) as [string, string];
    writeFileSync(first, '{"port":1}');
    writeFileSync(second, '{"port":2}');
    expect(configOf([], { WS_CHAT_CONFIG: first }).port).toBe(1);
    expect(configOf(['--config', second], { WS_CHAT_CONFIG: first }).port).toBe(2);
    expect(configOf([`--config=${second}`]).port).toBe(2);
  });

  it('lets a file say where its schema is', () => {
    expect(configWithFile({ $schema: './ws-chat.schema.json', port: 1 }).port).toBe(1);
  });

  describe('lists', () => {
    it('repeats a flag for more, or separates by commas', () => {
      const flags = ['--origin', 'https://a.example,https://b.example', '--origin', 'https://*.c.example'];
      expect(configOf(flags).origins).toEqual([
        'https://a.example',
        'https://b.example',
        'https://*.c.example',
      ]);
    });

    it('separates by commas or spaces in the environment', () => {
      const { origins, rooms } = configOf([], {
        WS_CHAT_ORIGINS: 'https://a.example, https://b.example\nhttps://c.example',
        WS_CHAT_ROOMS: 'lobby page*',
      });
      expect(origins).toEqual(['https://a.example', 'https://b.example', 'https://c.example']);
      expect(rooms).toEqual([{ name: 'lobby' }, { name: 'page*' }]);
    });

    it('gives a room origins of its own', () => {
      const flags = ['--room', 'lobby', '--room', 'vip=https://a.example,https://b.example'];
      expect(configOf(flags).rooms).toEqual([
        { name: 'lobby' },
        { name: 'vip', origins: ['https://a.example', 'https://b.example'] },
      ]);
    });

    it('takes rooms with and without origins from the file', () => {
      const rooms = [{ name: 'lobby' }, { name: 'vip-*', origins: ['https://a.example'] }];
      expect(configWithFile({ rooms }).rooms).toEqual(rooms);
    });
  });

  describe('switches', () => {
    it.each(['true', 'yes', '1', ''])('are on with %j', (text) => {
      expect(configOf([], { WS_CHAT_PLAIN_CLIENTS: text }).plainClients).toBe(true);
    });

    it.each(['false', 'no', '0'])('are off with %j', (text) => {
      expect(configOf([], { WS_CHAT_PLAIN_CLIENTS: text }).plainClients).toBe(false);
      expect(configOf([`--plain-clients=${text}`], { WS_CHAT_PLAIN_CLIENTS: 'yes' }).plainClients).toBe(
        false,
      );
    });
  });
});
