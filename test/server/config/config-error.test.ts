import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { ConfigError } from '../../../server/config/config-error.ts';
import { readConfig, type Sources } from '../../../server/config/read-config.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';

/** What is said of a configuration that cannot be used. */
function said(flags: readonly string[], environment: Sources['environment'] = {}): string {
  try {
    readConfig({ flags, environment });
  } catch (error) {
    expect(error).toBeInstanceOf(ConfigError);
    return (error as ConfigError).message;
  }
  throw new Error('It was taken.');
}

/** The same for a file; FILE stands for its path. */
function saidOfFile(content: string): string {
  using folder = temporaryFolder();
  const path = join(folder.path, 'chat.json');
  writeFileSync(path, content);
  return said(['--config', path]).replaceAll(path, 'FILE');
}

const port = 'must be a whole number from 0 to 65535.';
const publicUrl = 'must be the address that visitors use, as in https://chat.example.com.';
const roomCure =
  'cannot be a room’s name; use lower-case letters, digits, dots, underscores and hyphens, and a star at the end for all that begin so.';
const notWritten = 'is not how a browser writes it; write';
const noOrigin = 'is not an origin; write';

describe('a flag that is not there', () => {
  it.each([
    ['--prot 80', '--prot: there is no such setting. Did you mean --port?'],
    ['--origins https://a.example', '--origins: there is no such setting. Did you mean --origin?'],
    ['--maxconnections=5', '--maxconnections: there is no such setting. Did you mean --max-connections?'],
    [
      '--configuration x',
      '--configuration: there is no such setting. See ws-chat start --help for all of them.',
    ],
    ['--__proto__ x', '--__proto__: there is no such setting. See ws-chat start --help for all of them.'],
    ['-x', '-x: there is no such setting. See ws-chat start --help for all of them.'],
    [
      'serve',
      'serve: there is no such command or value here. Every setting is a flag; see ws-chat start --help.',
    ],
    [
      '--plain-clients false',
      'false: there is no such command or value here. Every setting is a flag; see ws-chat start --help.',
    ],
  ])('%s', (line, sentence) => {
    expect(said(line.split(' '))).toBe(sentence);
  });
});

describe('the sign-in of members', () => {
  const secret = 'a secret that is longer than thirty-two bytes';
  const issuer = '--member-issuer https://www.example.com';
  const audience = '--member-audience https://chat.example.com';

  it.each([
    [
      `--member-key k.pem ${audience}`,
      `--member-key k.pem: to sign members in, name their issuer too, as in ${issuer}.`,
    ],
    [
      `--member-secret-file s ${issuer}`,
      `--member-secret-file s: to sign members in, name this chat too, as in ${audience}.`,
    ],
    [
      issuer,
      `${issuer}: to sign members in, give a key too: --member-key, --member-secret-file or WS_CHAT_MEMBER_SECRET.`,
    ],
    [
      audience,
      `${audience}: to sign members in, give a key too: --member-key, --member-secret-file or WS_CHAT_MEMBER_SECRET.`,
    ],
    ['--member-minutes 0', '--member-minutes 0: must be a whole number from 1 to 1440.'],
    ['--member-minutes 1441', '--member-minutes 1441: must be a whole number from 1 to 1440.'],
  ])('%s', (line, sentence) => {
    expect(said(line.split(' '))).toBe(sentence);
  });

  it('takes no secret from the command line, and does not show it', () => {
    const sentence =
      '--member-secret: everyone on this machine can read a command line. Set WS_CHAT_MEMBER_SECRET, or name a file with --member-secret-file.';
    expect(said(['--member-secret', secret])).toBe(sentence);
    expect(said([`--member-secret=${secret}`])).toBe(sentence);
  });

  it('shows no secret that it cannot take', () => {
    const cure = 'must have at least 32 bytes; make one by openssl rand -base64 48.';
    expect(said([], { WS_CHAT_MEMBER_SECRET: 'hush hush' })).toBe(`WS_CHAT_MEMBER_SECRET: ${cure}`);
    expect(said([], { WS_CHAT_MEMBER_SECRET: secret })).toMatch(/^WS_CHAT_MEMBER_SECRET: to sign members in/);
    expect(saidOfFile('{"memberSecret":"hush hush"}')).toBe(`“memberSecret” in FILE: ${cure}`);
    expect(saidOfFile('{"memberSecret":12345}')).toBe('“memberSecret” in FILE: must be text.');
  });

  it('takes the secret from the environment', () => {
    const flags = `${issuer} ${audience}`.split(' ');
    const { memberSecret } = readConfig({ flags, environment: { WS_CHAT_MEMBER_SECRET: secret } });
    expect(memberSecret).toBe(secret);
  });
});

describe('the keys of programs', () => {
  const secret = 'hush'.repeat(8);
  const key = (over: object) => ({ name: 'news', secretFile: 'f', scopes: ['posts:write'], ...over });
  const keys = (...over: readonly object[]) => JSON.stringify(over.map(key));
  const withSecret = (text: string, over: object = {}) =>
    keys({ secretFile: undefined, secret: text, ...over });
  const scopes =
    '“scopes” must list what the key is for, of rooms:read, history:read, members:read, posts:write, moderation:write, export:read.';
  const name =
    '“name” must be 1 to 32 lower-case letters, digits, dots, underscores and hyphens, as in news.';
  const rooms = '“rooms” must list up to 100 rooms, as in ["lobby", "news-*"]; leave it out for all of them.';

  it.each([
    [{ name: 'News!' }, name],
    [{ name: 'x'.repeat(33) }, name],
    [{ name: undefined }, name],
    [{ scopes: [] }, scopes],
    [{ scopes: ['posts'] }, scopes],
    [{ scopes: 'posts:write' }, scopes],
    [{ rooms: [] }, rooms],
    [{ rooms: Array.from({ length: 101 }, () => 'lobby') }, rooms],
    [
      { secretFile: undefined },
      'a key has a secret, or a secretFile with it: one of the two; “news” has not.',
    ],
    [{ origin: 'x' }, 'a key has name, secret, secretFile, scopes and rooms, nothing else.'],
  ])('cannot be %j', (over, sentence) => {
    expect(said(['--api-keys', keys(over)])).toBe(`--api-keys: ${sentence}`);
  });

  it('are so many and no more, each by a name of its own', () => {
    const named = Array.from({ length: 101 }, (_, index) => ({ name: `key-${index}` }));
    expect(said(['--api-keys', keys(...named)])).toBe('--api-keys: must list up to 100 keys.');
    expect(said(['--api-keys', keys({}, {})])).toBe(
      '--api-keys: “news” is the name of two keys; give each its own.',
    );
    expect(said(['--api-keys', '{}'])).toBe(
      '--api-keys: must list keys, as in [{"name": "news", "secretFile": "news-key", "scopes": ["posts:write"]}].',
    );
  });

  it('take no secret from the command line, and show none that they cannot take', () => {
    const short =
      '“secret” must have 32 to 256 letters, digits and signs of . _ ~ + / = - in it; make one by openssl rand -base64 48.';
    expect(said(['--api-keys', withSecret(secret)])).toBe(
      '--api-keys: everyone on this machine can read a command line. Name a file by “secretFile”, or set WS_CHAT_API_KEYS.',
    );
    for (const text of ['hush', secret.slice(1), `${secret} !`, 'x'.repeat(257)])
      expect(said([], { WS_CHAT_API_KEYS: withSecret(text) })).toBe(`WS_CHAT_API_KEYS: ${short}`);
    expect(said([], { WS_CHAT_API_KEYS: withSecret(secret, { scopes: 1 }) })).not.toContain(secret);
    expect(said([], { WS_CHAT_API_KEYS: `${withSecret(secret)}x` })).not.toContain(secret);
    expect(saidOfFile(`{"apiKeys":${withSecret('hush')}}`)).toBe(`“apiKeys” in FILE: ${short}`);
    const environment = { WS_CHAT_API_KEYS: withSecret(secret) };
    expect(readConfig({ flags: [], environment }).apiKeys[0]?.secret).toBe(secret);
  });
});

describe('the hook', () => {
  const secret = 'hush'.repeat(10);
  const hook = (over: object) =>
    JSON.stringify({ url: 'https://www.example.com/hook', secretFile: 's', onFailure: 'open', ...over });
  const url = '“url” must be an address by https, as in https://www.example.com/chat-hook.';
  const atHome = (at: string) =>
    `${at} leads into a network of your own, or is not by https; set “allowPrivate” if it is meant.`;
  const time = '“timeoutMs” must be a whole number from 100 to 10000.';

  it.each([
    [{ url: 'www.example.com' }, url],
    [{ url: 'ftp://www.example.com/' }, url],
    [{ url: 'https://me:secret@www.example.com/' }, url],
    ...[
      'http://www.example.com/',
      'https://localhost/',
      'https://127.1/',
      'https://[::1]/',
      'https://10.0.0.1/',
    ].map((at): [object, string] => [{ url: at }, atHome(at)]),
    [
      { onFailure: 'maybe' },
      '“onFailure” must be open or closed: whether messages are published while it does not answer.',
    ],
    [
      { onFailure: undefined },
      '“onFailure” must be open or closed: whether messages are published while it does not answer.',
    ],
    [{ timeoutMs: 99 }, time],
    [{ timeoutMs: 10_001 }, time],
    [{ secretFile: undefined }, 'a hook has a secret, or a secretFile with it: one of the two.'],
    [
      { on: true },
      'a hook has url, secret, secretFile, onFailure, timeoutMs and allowPrivate, nothing else.',
    ],
  ])('%j cannot be used', (over, sentence) => {
    expect(said(['--hook', hook(over)])).toBe(`--hook: ${sentence}`);
  });

  it('may be at home where that was said', () => {
    const flags = ['--hook', hook({ url: 'http://127.0.0.1:9000/', allowPrivate: true })];
    expect(readConfig({ flags, environment: {} }).hook).toEqual({
      url: 'http://127.0.0.1:9000/',
      secretFile: 's',
      onFailure: 'open',
      timeoutMs: 2_000,
      allowPrivate: true,
    });
  });

  it('takes no secret from the command line, and shows none that it cannot take', () => {
    const short =
      '“secret” must be 24 to 64 bytes in base64, or two of these with a space between; make one by echo whsec_$(openssl rand -base64 32).';
    const withSecret = (text: string, over: object = {}) =>
      hook({ secretFile: undefined, secret: text, ...over });
    expect(said(['--hook', withSecret(secret)])).toBe(
      '--hook: everyone on this machine can read a command line. Name a file by “secretFile”, or set WS_CHAT_HOOK.',
    );
    for (const text of ['hush', '{}', `${secret}!`])
      expect(said([], { WS_CHAT_HOOK: withSecret(text) })).toBe(`WS_CHAT_HOOK: ${short}`);
    expect(said([], { WS_CHAT_HOOK: withSecret(secret, { onFailure: 1 }) })).not.toContain(secret);
    expect(said([], { WS_CHAT_HOOK: `${withSecret(secret)}x` })).not.toContain(secret);
    expect(saidOfFile(`{"hook":${withSecret('hush')}}`)).toBe(`“hook” in FILE: ${short}`);
    const { hook: taken } = readConfig({ flags: [], environment: { WS_CHAT_HOOK: withSecret(secret) } });
    expect(taken?.secret).toBe(secret);
  });

  it('of a room may be none, and cannot be true', () => {
    const rooms = (own: string) => `{"rooms":[{"name":"lobby","hook":${own}}]}`;
    expect(saidOfFile(rooms('true'))).toBe(
      '“rooms” in FILE: “hook” must be a hook as for all rooms, or false for none in this room.',
    );
    expect(saidOfFile(rooms(hook({ secretFile: undefined, secret, timeoutMs: 5 })))).not.toContain(secret);
  });
});

describe('a flag without its value', () => {
  it.each([
    ['--port', 'Port to listen on; 0 takes any free one.'],
    ['--data', 'Folder for the log of all rooms; made at the first start.'],
  ])('%s', (flag, meaning) => {
    expect(said([flag])).toBe(`${flag}: a value is missing. ${meaning}`);
    expect(said(['--plain-clients', flag])).toBe(`${flag}: a value is missing. ${meaning}`);
  });

  it('says what the file is for', () => {
    expect(said(['--config'])).toBe('--config: a value is missing. A JSON file with settings.');
  });

  it.each([
    ['--port --plain-clients', '--port', 'Port to listen on; 0 takes any free one.'],
    ['--data --port=80', '--data', 'Folder for the log of all rooms; made at the first start.'],
    ['--config --port 80', '--config', 'A JSON file with settings.'],
  ])('%s: the next flag is none', (line, flag, meaning) => {
    expect(said(line.split(' '))).toBe(`${flag}: a value is missing. ${meaning}`);
  });
});

describe('a value that cannot be used', () => {
  it.each([
    ['--port x', port],
    ['--port=', port],
    ['--port 65536', port],
    ['--port=-1', port],
    ['--port 80.5', port],
    ['--port 1e400', port],
    ['--port NaN', port],
    ['--workers 65', 'must be a whole number from 0 to 64.'],
    ['--max-connections 0', 'must be a whole number from 1 to 1000000.'],
    ['--trusted-proxies 11', 'must be a whole number from 0 to 10.'],
    ['--posts-per-second 0', 'must be a number from 0.01 to 1000000.'],
    ['--posts-per-second fast', 'must be a number from 0.01 to 1000000.'],
    ['--log-level loud', 'must be one of debug, info, warn, error, silent.'],
    ['--plain-clients=maybe', 'must be true or false.'],
    ['--public-url chat.example.com', publicUrl],
    ['--public-url javascript:alert(1)', publicUrl],
    ['--room Lobby', `“Lobby” ${roomCure}`],
    ['--room *', `“*” ${roomCure}`],
    ['--room a*b', `“a*b” ${roomCure}`],
    ['--room lobby,garden', `“lobby,garden” ${roomCure}`],
    ['--room vip=example.com', `“example.com” ${noOrigin} the scheme too, as in https://example.com.`],
    ['--origin example.com', `“example.com” ${noOrigin} the scheme too, as in https://example.com.`],
    [
      '--origin ftp://example.com',
      `“ftp://example.com” ${noOrigin} the scheme too, as in https://example.com.`,
    ],
    ['--origin localhost:3000', `“localhost:3000” ${noOrigin} the scheme too, as in http://localhost:3000.`],
    ['--origin //example.com', `“//example.com” ${noOrigin} the scheme too, as in https://example.com.`],
    ['--origin https://', `“https://” ${noOrigin} it as in https://example.com.`],
    ['--origin https://example.com/', `“https://example.com/” ${notWritten} https://example.com.`],
    ['--origin https://example.com/chat', `“https://example.com/chat” ${notWritten} https://example.com.`],
    ['--origin https://example.com:443', `“https://example.com:443” ${notWritten} https://example.com.`],
    ['--origin http://Example.com', `“http://Example.com” ${notWritten} http://example.com.`],
    ['--origin https://ü.example', `“https://ü.example” ${notWritten} https://xn--tda.example.`],
    ['--origin https://*.Example.com', `“https://*.Example.com” ${notWritten} https://*.example.com.`],
    [
      '--origin https://*.com',
      '“https://*.com” would admit every site under .com; name a domain, as in https://*.example.com.',
    ],
    ['--origin *', '“*”: a star may only stand as in https://*.example.com; name each site.'],
    [
      '--origin https://*.*.example.com',
      '“https://*.*.example.com”: a star may only stand as in https://*.example.com; name each site.',
    ],
    ['--origin null', '“null” is no site; to admit pages without an origin, set allowNullOrigin.'],
  ])('%s', (line, problem) => {
    expect(said(line.split(' '))).toBe(
      `${line.replace(/^(--port|--plain-clients)=/, '$1 ').trim()}: ${problem}`,
    );
  });

  it('is shown with all that were given for its list', () => {
    expect(said(['--room', 'lobby', '--room', '-x-'])).toBe(`--room lobby -x-: “-x-” ${roomCure}`);
  });
});

describe('a variable that cannot be used', () => {
  it.each([
    ['WS_CHAT_PROT', '80', 'WS_CHAT_PROT: there is no such setting. Did you mean WS_CHAT_PORT?'],
    ['WS_CHAT_ORIGIN', 'x', 'WS_CHAT_ORIGIN: there is no such setting. Did you mean WS_CHAT_ORIGINS?'],
    [
      'WS_CHAT_XYZZY_PLUGH_PLOVER',
      'x',
      'WS_CHAT_XYZZY_PLUGH_PLOVER: there is no such setting. See ws-chat start --help for all of them.',
    ],
    ['WS_CHAT_PORT', 'x', `WS_CHAT_PORT=x: ${port}`],
    ['WS_CHAT_PLAIN_CLIENTS', 'on', 'WS_CHAT_PLAIN_CLIENTS=on: must be true or false.'],
    ['WS_CHAT_ROOMS', 'a B', `WS_CHAT_ROOMS=a B: “B” ${roomCure}`],
  ])('%s=%s', (variable, value, sentence) => {
    expect(said([], { [variable]: value })).toBe(sentence);
  });

  it('is ignored where it is not ours', () => {
    expect(readConfig({ flags: [], environment: { WS_CHATTER: 'x', PORT: 'x' } }).port).toBe(8080);
  });

  it('is ignored where Kubernetes made it for a service of our name', () => {
    const environment = {
      WS_CHAT_SERVICE_HOST: '10.0.0.7',
      WS_CHAT_SERVICE_PORT: '8080',
      WS_CHAT_SERVICE_PORT_HTTP: '8080',
      WS_CHAT_PORT: 'tcp://10.0.0.7:8080',
      WS_CHAT_PORT_8080_TCP: 'tcp://10.0.0.7:8080',
      WS_CHAT_PORT_8080_TCP_PROTO: 'tcp',
      WS_CHAT_PORT_8080_TCP_PORT: '8080',
      WS_CHAT_PORT_8080_TCP_ADDR: '10.0.0.7',
    };
    expect(readConfig({ flags: [], environment })).toEqual(readConfig({ flags: [], environment: {} }));
  });
});

describe('a file that cannot be used', () => {
  it.each([
    ['{"prot":80}', '“prot” in FILE: there is no such setting. Did you mean port?'],
    [
      '{"__proto__":{"port":1}}',
      '“__proto__” in FILE: there is no such setting. See ws-chat start --help for all of them.',
    ],
    ['{"port":"80"}', `“port” in FILE: ${port}`],
    ['{"port":null}', `“port” in FILE: ${port}`],
    ['{"plainClients":"yes"}', '“plainClients” in FILE: must be true or false.'],
    [
      '{"origins":"https://a.example"}',
      '“origins” in FILE: Invalid input: expected array, received string (got "https://a.example").',
    ],
    [
      '{"origins":["a.example"]}',
      `“origins” in FILE: “a.example” ${noOrigin} the scheme too, as in https://a.example.`,
    ],
    ['{"rooms":["lobby"]}', '“rooms” in FILE: must be a list of rooms, as in [{"name": "lobby"}].'],
    [
      '{"rooms":[{"name":"a","origin":[]}]}',
      '“rooms” in FILE: a room has a name, origins, permissions, rules, a hook and a shield, nothing else.',
    ],
    ['{"permissions":{"lnik":"member"}}', '“permissions” in FILE: “lnik” is no capability; “link” is.'],
    [
      '{"permissions":{"link":"everyone"}}',
      '“permissions” in FILE: “link” cannot be left to "everyone"; name the least role that may: guest, member, moderator, owner.',
    ],
    [
      '{"rooms":[{"name":"a","permissions":{"post":"all"}}]}',
      '“rooms” in FILE: “post” cannot be left to "all"; name the least role that may: guest, member, moderator, owner.',
    ],
    ['{"rooms":[{"name":"A"}]}', `“rooms” in FILE: “A” ${roomCure}`],
    ['[]', '--config FILE: the file must hold one JSON object, as in {"origins": ["https://example.com"]}.'],
    [
      'null',
      '--config FILE: the file must hold one JSON object, as in {"origins": ["https://example.com"]}.',
    ],
    ['80', '--config FILE: the file must hold one JSON object, as in {"origins": ["https://example.com"]}.'],
  ])('%s', (content, sentence) => {
    expect(saidOfFile(content)).toBe(sentence);
  });

  it.each(['', '{"port":', '{port:80}'])('%j, which is no JSON', (content) => {
    expect(saidOfFile(content)).toMatch(/^--config FILE: .+\. Name a readable file with one JSON object\.$/);
  });

  it('one that is not there', () => {
    expect(said(['--config', '/nowhere/chat.json'])).toBe(
      "--config /nowhere/chat.json: ENOENT: no such file or directory, open '/nowhere/chat.json'. Name a readable file with one JSON object.",
    );
  });
});
