import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { ConfigError } from '../../../server/config/config-error.ts';
import { readConfig, type Sources } from '../../../server/config/read-config.ts';
import { mostWebhooks } from '../../../server/config/webhook-setting.ts';
import { createWebhooks } from '../../../server/webhooks/webhook.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';

function said(flags: readonly string[], environment: Sources['environment'] = {}): string {
  try {
    readConfig({ flags, environment });
  } catch (error) {
    expect(error).toBeInstanceOf(ConfigError);
    return (error as ConfigError).message;
  }
  throw new Error('It was taken.');
}

const url = 'https://www.example.com/chat';
const webhook = (over: object = {}) => ({ url, secretFile: 's', ...over });
const flag = (...all: object[]) => ['--webhooks', JSON.stringify(all)];
const whsec = (bytes: number) => `whsec_${Buffer.alloc(bytes, 'hush').toString('base64')}`;

const urlError = '“url” must be an address by https, without a name or password in it.';
const nameError =
  '“name” must be 1 to 40 lower-case letters, digits and hyphens, as in shop, and no other webhook’s.';
const roomsError = '“rooms” must list 1 to 100 rooms, or beginnings and a star, as in ["lobby", "page*"].';
const eventsError =
  '“events” must list some of message, edit, removal, reaction, vote, poll-end, pin, notice.';
const hoursError = '“giveUpHours” must be a whole number from 1 to 720.';
const atHome = (host: string) =>
  `the webhook at ${host} leads into a network of your own, or is not by https; set “allowPrivate” if it is meant, and let http stay in there.`;

describe('a webhook', () => {
  it.each<[object, string]>([
    [{ url: 'www.example.com' }, urlError],
    [{ url: 'ftp://www.example.com/' }, urlError],
    [{ url: 'https://me:secret@www.example.com/' }, urlError],
    [{ url: 'https://me@www.example.com/' }, urlError],
    [{ url: 'http://www.example.com/path' }, atHome('www.example.com')],
    [{ url: 'https://localhost:9/' }, atHome('localhost:9')],
    [{ url: 'https://127.1/' }, atHome('127.0.0.1')],
    [{ url: 'https://[::1]/' }, atHome('[::1]')],
    [{ url: 'https://10.0.0.1/' }, atHome('10.0.0.1')],
    [{ url: 'http://8.8.8.8/', allowPrivate: true }, atHome('8.8.8.8')],
    [{ url: 'http://169.254.169.254/', allowPrivate: true }, atHome('169.254.169.254')],
    [{ name: 'Shop' }, nameError],
    [{ name: 'x'.repeat(41) }, nameError],
    [{ rooms: [] }, roomsError],
    [{ rooms: ['No Room'] }, roomsError],
    [{ rooms: Array.from({ length: 101 }, (_, index) => `room-${index}`) }, roomsError],
    [{ events: [] }, eventsError],
    [{ events: ['post'] }, eventsError],
    [{ giveUpHours: 0 }, hoursError],
    [{ giveUpHours: 721 }, hoursError],
    [{ secretFile: undefined }, 'a webhook has a secret, or a secretFile with it: one of the two.'],
    [
      { on: true },
      'a webhook has name, url, secret, secretFile, rooms, events, giveUpHours, allowPrivate, nothing else.',
    ],
  ])('%j cannot be used', (over, sentence) => {
    expect(said(flag(webhook(over)))).toBe(`--webhooks: ${sentence}`);
  });

  it('has all rooms, messages and their changes, and three days, unless it is said otherwise', () => {
    expect(readConfig({ flags: flag(webhook()), environment: {} }).webhooks).toEqual([
      {
        ...{ url, secretFile: 's', rooms: ['*'], giveUpHours: 72, allowPrivate: false },
        events: ['message', 'edit', 'removal'],
      },
    ]);
    const athome = webhook({ url: 'http://127.0.0.1:9000/', allowPrivate: true, rooms: ['a*', 'b'] });
    expect(readConfig({ flags: flag(athome), environment: {} }).webhooks).toMatchObject([athome]);
  });

  it('is one of twenty at most, each with a name or an address of its own', () => {
    const many = (count: number) =>
      flag(...Array.from({ length: count }, (_, index) => webhook({ name: `w${index}` })));
    expect(readConfig({ flags: many(mostWebhooks), environment: {} }).webhooks).toHaveLength(20);
    expect(said(many(mostWebhooks + 1))).toBe('--webhooks: must list at most 20 webhooks.');
    const twice =
      '--webhooks: two webhooks have one name, or one address and no names; give each a “name” of its own.';
    expect(said(flag(webhook(), webhook()))).toBe(twice);
    expect(said(flag(webhook({ name: 'a' }), webhook({ name: 'a', url: `${url}/2` })))).toBe(twice);
    expect(said(['--webhooks', '{}'])).toBe(
      '--webhooks: must list webhooks, as in [{"url": "https://www.example.com/chat", "secretFile": "webhook-secret"}].',
    );
  });

  it('takes a secret of 24 to 64 bytes, never from the command line, and shows none', () => {
    const withSecret = (secret: string, over: object = {}) =>
      webhook({ secretFile: undefined, secret, ...over });
    expect(said(flag(webhook(), withSecret(whsec(32))))).toBe(
      '--webhooks: everyone on this machine can read a command line. Name a file by “secretFile”, or set WS_CHAT_WEBHOOKS.',
    );
    const inVariable = (...all: object[]) => ({ WS_CHAT_WEBHOOKS: JSON.stringify(all) });
    for (const bad of [whsec(23), whsec(65), `${whsec(32)}!`, `${whsec(32)} hush`, 'whsec_', ''])
      expect(said([], inVariable(withSecret(bad)))).toBe(
        'WS_CHAT_WEBHOOKS: “secret” must be 24 to 64 bytes in base64, or two of these with a space between; make one by echo whsec_$(openssl rand -base64 32).',
      );
    expect(said([], inVariable(withSecret(whsec(32), { events: 1 })))).not.toContain(whsec(32));
    for (const bytes of [24, 64]) {
      const { webhooks } = readConfig({ flags: [], environment: inVariable(withSecret(whsec(bytes))) });
      expect(createWebhooks(webhooks)[0]!.keys).toEqual([Buffer.alloc(bytes, 'hush')]);
    }
  });

  it('finds its secret in a file, or says which webhook has none', () => {
    using folder = temporaryFolder();
    const secretFile = join(folder.path, 'secret');
    const { webhooks } = readConfig({ flags: flag(webhook({ secretFile, name: 'shop' })), environment: {} });
    expect(() => createWebhooks(webhooks)).toThrow(
      /^webhook shop: .* Name a readable file by “secretFile”\.$/,
    );
    writeFileSync(secretFile, 'too short');
    expect(() => createWebhooks(webhooks)).toThrow(/^webhook shop: the secret must be 24 to 64 bytes/);
    writeFileSync(secretFile, `${whsec(32)}\n`);
    expect(createWebhooks(webhooks)[0]!.keys).toEqual([Buffer.alloc(32, 'hush')]);
  });

  it('is called by its host and a digest of its address, which may be a secret itself', () => {
    const named = (at: string) =>
      createWebhooks(
        readConfig({
          flags: [],
          environment: {
            WS_CHAT_WEBHOOKS: JSON.stringify([{ url: at, secret: whsec(32) }]),
          },
        }).webhooks,
      )[0]!.name;
    expect(named('https://www.example.com/hush')).toMatch(/^www\.example\.com-[0-9a-f]{8}$/);
    expect(named('https://www.example.com/hush')).not.toBe(named('https://www.example.com/other'));
  });
});
