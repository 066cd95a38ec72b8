import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { closeCodes } from '../../../protocol/close-codes.ts';
import { runCommand } from '../../../server/commands/run-command.ts';
import { token } from '../../../server/commands/token.ts';
import { UsageError } from '../../../server/config/config-error.ts';
import { startChatServer } from '../../support/chat-server.ts';
import { runCommand as runProgram } from '../../support/command.ts';
import { audience, issuer, pairs, secret } from '../../support/member-tokens.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';

const environment = {
  WS_CHAT_MEMBER_SECRET: secret,
  WS_CHAT_MEMBER_ISSUER: issuer,
  WS_CHAT_MEMBER_AUDIENCE: audience,
};
const settings = { memberSecret: secret, memberIssuer: issuer, memberAudience: audience };
const ann = ['--id', '42', '--name', 'Ann'];

const make = async (...words: string[]) =>
  (await runCommand(token, { words: [...ann, ...words], environment })).sentence!;

const claimsIn = (made: string) =>
  JSON.parse(Buffer.from(made.split('.')[1]!, 'base64url').toString()) as Record<string, unknown>;

describe('a token that it makes', () => {
  it('lets a member in to a real server, with the name and the role', async () => {
    await using server = await startChatServer(settings);
    using program = runProgram(['token', ...ann, '--role', 'moderator'], { environment });
    const { code, stdout, stderr } = await program.ended;
    expect([code, stderr]).toEqual([0, '']);
    const client = server.connect();
    client.say({ type: 'hello', token: stdout.trim() });
    expect((await client.next('welcome')).you).toMatchObject({ name: 'Ann', role: 'moderator' });
  });

  it('lets them in to the rooms that it names, and to no others', async () => {
    await using server = await startChatServer({
      ...settings,
      rooms: [{ name: 'lobby' }, { name: 'team-*' }],
    });
    const made = await make('--room', 'team-*', '--room', 'garden');
    const inside = server.connect({ path: '/rooms/team-one' });
    inside.say({ type: 'hello', token: made });
    expect((await inside.next('welcome')).you.role).toBe('member');
    const outside = server.connect();
    outside.say({ type: 'hello', token: made });
    expect((await outside.closed).code).toBe(closeCodes.otherRoom);
  });

  it('is good for as long as it is told, and else as long as the chat takes one', async () => {
    for (const [words, seconds] of [
      [['--expires', '30s'], 30],
      [['--expires', '10m'], 600],
      [['--expires', '1h'], 3_600],
      [[], 3_600],
      [['--member-minutes', '5'], 300],
    ] as const) {
      const { iat, exp } = claimsIn(await make(...words)) as { iat: number; exp: number };
      expect(exp - iat).toBe(seconds);
    }
  });

  it('comes as JSON for a script', async () => {
    const { token: made, expires } = JSON.parse(await make('--json')) as { token: string; expires: string };
    expect(Date.parse(expires)).toBe((claimsIn(made).exp as number) * 1_000);
  });
});

describe('what cannot be made', () => {
  it.each([
    [['--role', 'guest'], '--role: must be member, moderator or owner. Guests need no token.'],
    [['--room', 'Team'], '--room: must be a room’s name, of lower-case letters,'],
    [Array.from({ length: 101 }, (_, index) => `--room=r${index}`), '100 at most.'],
    [['--name', '\u200b'], '--name: must have 1 to 256 characters, and something that can be seen.'],
    [['--name', 'n'.repeat(257)], '--name: must have 1 to 256 characters'],
    [['--id', 'i'.repeat(257)], '--id: must have 1 to 256 characters.'],
    [
      ['--expires', 'soon'],
      '--expires soon: must be a whole number of seconds, minutes or hours, as in 30s, 10m or 1h.',
    ],
    [['--expires', '0m'], '--expires 0m: must be a whole number'],
    [
      ['--expires', '61m'],
      '--expires 61m: this chat takes no token that is good for more than 60 minutes. Make it shorter, or raise --member-minutes there.',
    ],
  ])('%j', async (words, sentence) => {
    const made = make(...words);
    await expect(made).rejects.toThrow(sentence);
    await expect(made).rejects.toBeInstanceOf(UsageError);
  });

  it('is one without who it is for', async () => {
    await expect(runCommand(token, { words: ['--id', '42'], environment })).rejects.toThrow(
      /^Write it as: ws-chat token --id ID --name NAME \[--role ROLE\]/,
    );
  });

  it('is one that no key signs', async () => {
    await expect(runCommand(token, { words: ann, environment: {} })).rejects.toThrow(
      'This chat signs nobody in yet: there is no key to sign with. Name the configuration with --config, or set a shared secret by --member-secret-file, --member-issuer and --member-audience: see docs/members.md.',
    );
  });

  it('is one where the chat knows public keys alone', async () => {
    using folder = temporaryFolder();
    const key = join(folder.path, 'public.pem');
    writeFileSync(key, pairs.EdDSA.publicKey.export({ type: 'spki', format: 'pem' }));
    const { WS_CHAT_MEMBER_SECRET: _secret, ...rest } = environment;
    await expect(
      runCommand(token, { words: [...ann, '--member-key', key], environment: rest }),
    ).rejects.toThrow(
      /^This chat knows public keys alone, and with those nobody can sign: only your site can\./,
    );
  });
});
