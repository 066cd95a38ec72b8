import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';
import { describe, expect, it } from 'vitest';
import { flagOf, settingNames, settings, variableOf } from '../../../server/config/settings.ts';

const path = (relative: string) => fileURLToPath(new URL(`../../../${relative}`, import.meta.url));

describe('settings', () => {
  it('have each a flag and a variable of its own', () => {
    expect(new Set(settingNames.map(flagOf)).size).toBe(settingNames.length);
    expect(new Set(settingNames.map(variableOf)).size).toBe(settingNames.length);
  });

  it.each([
    ['port', '--port', 'WS_CHAT_PORT'],
    ['maxConnectionsPerAddress', '--max-connections-per-address', 'WS_CHAT_MAX_CONNECTIONS_PER_ADDRESS'],
    ['origins', '--origin', 'WS_CHAT_ORIGINS'],
    ['rooms', '--room', 'WS_CHAT_ROOMS'],
  ] as const)('spell %s as %s and %s', (name, flag, variable) => {
    expect([flagOf(name), variableOf(name)]).toEqual([flag, variable]);
  });

  it.each(settingNames)('say of %s in a sentence what it is for', (name) => {
    expect(settings[name].help).toMatch(/^[A-Z].+\.$/s);
  });
});

describe('the JSON schema of the file', () => {
  const schema = JSON.parse(readFileSync(path('server/config/ws-chat.schema.json'), 'utf8')) as Parameters<
    typeof z.fromJSONSchema
  >[0];
  const accepts = (file: object) => z.fromJSONSchema(schema).safeParse(file).success;

  it('is what the settings give', () => {
    const { status, stderr } = spawnSync(process.execPath, [path('tools/config-schema.ts'), '--check']);
    expect({ status, said: stderr.toString() }).toEqual({ status: 0, said: '' });
  });

  it('takes a good file', () => {
    expect(accepts({})).toBe(true);
    expect(
      accepts({
        $schema: './ws-chat.schema.json',
        port: 80,
        rooms: [{ name: 'lobby' }, { name: 'vip', origins: ['https://a.example'] }],
        plainClients: true,
        logLevel: 'warn',
      }),
    ).toBe(true);
  });

  it.each([
    [{ prot: 80 }],
    [{ port: '80' }],
    [{ port: 70_000 }],
    [{ rooms: [] }],
    [{ rooms: ['lobby'] }],
    [{ rooms: [{ name: 'lobby', origin: [] }] }],
    [{ plainClients: 'yes' }],
    [{ logLevel: 'loud' }],
  ])('refuses %j', (file) => {
    expect(accepts(file)).toBe(false);
  });
});
