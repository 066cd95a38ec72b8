// A member's token as the site would make it, for trying out and for scripts.
import { SignJWT } from 'jose/jwt/sign';
import { ConfigError, UsageError } from '../config/config-error.ts';
import type { Config } from '../config/settings.ts';
import { readMemberKeys, type MemberKey } from '../identity/member-keys.ts';
import { claimsOf } from '../identity/member-token.ts';
import { jsonOption, lastOf, type Call, type Command, type Outcome } from './command.ts';

export const token: Command = {
  name: 'token',
  options: [
    {
      flag: '--id',
      value: 'ID',
      isNeeded: true,
      help: 'Who it is to the site: the number or name that never changes.',
    },
    { flag: '--name', value: 'NAME', isNeeded: true, help: 'What everyone reads.' },
    { flag: '--role', value: 'ROLE', help: 'member, moderator or owner. Default: member.' },
    {
      flag: '--room',
      value: 'ROOM',
      help: 'A room that they may enter, or “team-*”; repeat for more. Default: all.',
    },
    {
      flag: '--expires',
      value: 'TIME',
      help: 'How long it is good, as in 30s, 10m or 1h. Default: as long as the chat takes one.',
    },
    jsonOption,
  ],
  settings: ['memberSecretFile', 'memberSecret', 'memberIssuer', 'memberAudience', 'memberMinutes'],
  help: 'Print a token for a member or a moderator, as your site would make it.',
  more: 'It is signed with the secret that the chat shares with the site, so it works where the configuration has one. docs/members.md says how your site makes its own.',
  example: 'ws-chat token --config ws-chat.json --id 42 --name Ann --role moderator --expires 1h',
  run: makeToken,
};

const unitSeconds: Readonly<Record<string, number>> = { s: 1, m: 60, h: 3_600 };

async function makeToken(call: Call): Promise<Outcome> {
  const config = call.settings();
  const key = signingKey(config);
  const now = Math.floor(Date.now() / 1_000);
  const exp = now + secondsOf(lastOf(call, '--expires'), config.memberMinutes);
  const rooms = call.options.get('--room');
  const claims = {
    // Where there is a key, there are both.
    ...{ iss: config.memberIssuer!, aud: config.memberAudience! },
    ...{ sub: lastOf(call, '--id')!, name: lastOf(call, '--name')! },
    role: lastOf(call, '--role') ?? 'member',
    ...(rooms && { rooms: [...rooms] }),
    ...{ iat: now, exp },
  };
  // What the chat would turn away is told now.
  const read = claimsOf(claims);
  if (typeof read === 'string') throw new UsageError(unusable[read] ?? `This ${read} cannot be used.`);
  const signed = await new SignJWT(claims).setProtectedHeader({ alg: 'HS256', typ: 'JWT' }).sign(key);
  return { sentence: signed, json: { token: signed, expires: new Date(exp * 1_000).toISOString() } };
}

const unusable: Readonly<Record<string, string>> = {
  sub: '--id: must have 1 to 256 characters.',
  name: '--name: must have 1 to 256 characters, and something that can be seen.',
  role: '--role: must be member, moderator or owner. Guests need no token.',
  rooms:
    '--room: must be a room’s name, of lower-case letters, digits, dots, underscores and hyphens, with a star at the end for all that begin so; 100 at most.',
};

function signingKey(config: Config): MemberKey['key'] {
  const keys = readMemberKeys(config);
  const shared = keys.find(({ algorithms }) => algorithms.includes('HS256'));
  if (shared) return shared.key;
  const why =
    keys.length > 0
      ? 'This chat knows public keys alone, and with those nobody can sign: only your site can.'
      : 'This chat signs nobody in yet: there is no key to sign with.';
  throw new ConfigError(
    `${why} Name the configuration with --config, or set a shared secret by --member-secret-file, --member-issuer and --member-audience: see docs/members.md.`,
  );
}

function secondsOf(text: string | undefined, mostMinutes: number): number {
  const most = mostMinutes * 60;
  if (text === undefined) return most;
  const [, count, unit = ''] = /^([1-9]\d{0,6})([smh])$/.exec(text) ?? [];
  const seconds = Number(count) * (unitSeconds[unit] ?? 0);
  if (count === undefined)
    throw new UsageError(
      `--expires ${text}: must be a whole number of seconds, minutes or hours, as in 30s, 10m or 1h.`,
    );
  if (seconds > most)
    throw new UsageError(
      `--expires ${text}: this chat takes no token that is good for more than ${mostMinutes} minutes. Make it shorter, or raise --member-minutes there.`,
    );
  return seconds;
}
