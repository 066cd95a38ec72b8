// Every setting there is: its shape, its default, and what it is for. Flags, environment, file,
// help and JSON schema are all made from this one table.
import { z } from 'zod';
import { apiKeysSetting } from './api-key-setting.ts';
import { hookSetting } from './hook-setting.ts';
import { parseListenAddress } from './listen-address.ts';
import { parseOriginRule } from './origin-rule.ts';
import { permissionSetting } from './permission-setting.ts';
import { roomPattern } from './room-pattern.ts';
import { ruleSetting } from './rule-setting.ts';
import { shieldSetting } from './shield-setting.ts';
import { webhookSetting } from './webhook-setting.ts';

/** How a setting's value is written on a command line or in the environment. */
export type Spelling = 'number' | 'text' | 'switch' | 'list' | 'json';

const origins = z.array(
  z.string().superRefine((text, context) => {
    try {
      parseOriginRule(text);
    } catch (error) {
      context.addIssue((error as RangeError).message);
    }
  }),
);

const room = z.strictObject(
  {
    name: roomPattern.describe('The room’s name; with a star at the end, every room that begins so.'),
    origins: origins.optional().describe('Sites that may use this room, instead of those for all rooms.'),
    permissions: permissionSetting
      .optional()
      .describe('Who may do what in this room, over what holds for all rooms.'),
    rules: ruleSetting
      .optional()
      .describe('Rules for texts in this room, each in the place of that for all rooms.'),
    hook: z
      .union([z.literal(false), hookSetting], {
        error: '“hook” must be a hook as for all rooms, or false for none in this room',
      })
      .optional()
      .describe('A hook for this room in the place of that for all rooms, or false for none.'),
    shield: shieldSetting
      .optional()
      .describe('The raid shield of this room, each part in the place of that for all rooms.'),
  },
  {
    error: ({ code }) =>
      code === 'unrecognized_keys'
        ? 'a room has a name, origins, permissions, rules, a hook and a shield, nothing else'
        : 'must be a list of rooms, as in [{"name": "lobby"}]',
  },
);

const yesOrNo = z.boolean({ error: 'must be true or false' });

const wholeNumber = (least: number, most: number) => {
  const error = `must be a whole number from ${least} to ${most}`;
  return z.int({ error }).min(least, { error }).max(most, { error });
};

const publicUrl = z
  .string()
  .refine((text) => URL.canParse(text) && /^https?:$/.test(new URL(text).protocol), {
    error: 'must be the address that visitors use, as in https://chat.example.com',
  });

/** The address of an engine, or several after commas; `example` is one as it should be. */
const address = (protocols: readonly string[], example: string) =>
  z.string({ error: 'must be text' }).refine(
    (text) =>
      text.split(',').every((one) => {
        const [, protocol] = /^([a-z]+):\/\/./.exec(one) ?? [];
        return protocol !== undefined && protocols.includes(protocol);
      }),
    { error: `must be an address as in ${example}` },
  );

/** A setting that names what tokens must say, or who they must be for. */
const claim = z.string({ error: 'must be text' }).min(1, { error: 'must not be empty' }).max(256);

export const settings = {
  port: {
    isFixed: true,
    spelling: 'number',
    schema: wholeNumber(0, 65_535).default(8080),
    help: 'Port to listen on; 0 takes any free one.',
  },
  host: {
    isFixed: true,
    spelling: 'text',
    schema: z.string().min(1).optional(),
    help: 'Address to listen on; 127.0.0.1 behind a proxy on this machine. Default: all.',
  },
  workers: {
    isFixed: true,
    spelling: 'number',
    schema: wholeNumber(0, 64).default(1),
    help: 'Processes that share the port and the rooms; 0 is one for each core.',
  },
  data: {
    isFixed: true,
    spelling: 'text',
    schema: z.string().min(1).default('data'),
    help: 'Folder for the log of all rooms; made at the first start.',
  },
  log: {
    isFixed: true,
    spelling: 'text',
    secret: 'inside',
    schema: address(['postgres', 'postgresql'], 'postgres://user:password@host/database').optional(),
    help: 'Address of the Postgres that keeps the log in the place of the folder, for several processes that serve the same rooms. Better in WS_CHAT_LOG than on the command line.',
  },
  bus: {
    isFixed: true,
    spelling: 'text',
    secret: 'inside',
    schema: address(['redis', 'rediss', 'valkey', 'valkeys'], 'redis://host').optional(),
    help: 'Address of the Valkey or Redis by which these processes tell each other what happens, or several after commas. Default: the Postgres does that, too.',
  },
  rooms: {
    spelling: 'list',
    flag: 'room',
    schema: z
      .array(room)
      .min(1)
      .default([{ name: 'lobby' }]),
    help: 'A room, as name or name=origin,origin. Repeat for more; “page*” is every room that begins so.',
  },
  origins: {
    spelling: 'list',
    flag: 'origin',
    schema: origins.default([]),
    help: 'A site whose pages may use the chat, as in https://example.com or https://*.example.com. Repeat for more.',
  },
  allowNullOrigin: {
    spelling: 'switch',
    schema: yesOrNo.default(false),
    help: 'Admit pages without an origin: files opened from disk, sandboxed frames.',
  },
  allowMissingOrigin: {
    spelling: 'switch',
    schema: yesOrNo.default(false),
    help: 'Admit programs that are no browser.',
  },
  plainClients: {
    spelling: 'switch',
    schema: yesOrNo.default(false),
    help: 'Admit clients that speak plain text frames instead of ws-chat’s own protocol.',
  },
  path: {
    isFixed: true,
    spelling: 'text',
    schema: z
      .string({ error: 'must be text' })
      .regex(/^(\/[\w.~-]+)*$/, { error: 'must begin with a slash and end without one, as in /chat' })
      .default(''),
    help: 'Path under which the chat is served, as in /chat, where the site has other pages too. Default: none.',
  },
  publicUrl: {
    isFixed: true,
    spelling: 'text',
    schema: publicUrl.optional(),
    help: 'Address that visitors use, as in https://chat.example.com, with the path where a proxy takes that away. Default: whatever they asked for.',
  },
  permissions: {
    spelling: 'json',
    schema: permissionSetting.default({}),
    help: 'The least role that may, by capability, as in {"link": "member"}: guest, member, moderator or owner.',
  },
  rules: {
    spelling: 'json',
    schema: ruleSetting.default({}),
    help: 'Rules for texts, as in {"lines": 10, "words": {"block": ["spam"]}}: characters, lines, marks, emoji, capitals, links, words, repeats.',
  },
  hook: {
    spelling: 'json',
    secret: 'inside',
    schema: hookSetting.optional(),
    help: 'A program of yours that is asked about each message: {"url": …, "secretFile": …, "onFailure": "open" or "closed"}. See docs/hook.md.',
  },
  shield: {
    spelling: 'json',
    schema: shieldSetting.default({}),
    help: 'When the raid shield comes up and what it asks for, as in {"auto": false}: auto, joins, refusals, minutes, newMinutes, slowSeconds, work.',
  },
  webhooks: {
    isFixed: true,
    spelling: 'json',
    secret: 'inside',
    schema: webhookSetting.default([]),
    help: 'Programs of yours that are told what was written: [{"url": …, "secretFile": …, "rooms": […], "events": […]}]. See docs/webhooks.md.',
  },
  trustedProxies: {
    isFixed: true,
    spelling: 'number',
    schema: wholeNumber(0, 10).default(0),
    help: 'How many reverse proxies of yours stand in front: their X-Forwarded-For is believed.',
  },
  maxConnections: {
    spelling: 'number',
    schema: wholeNumber(1, 1_000_000).default(20_000),
    help: 'Connections that each worker admits at once.',
  },
  maxConnectionsPerAddress: {
    spelling: 'number',
    schema: wholeNumber(1, 1_000_000).default(100),
    help: 'Connections that each worker admits from one network address.',
  },
  postBurst: {
    spelling: 'number',
    schema: wholeNumber(1, 1_000_000).default(5),
    help: 'Messages a participant may send at once after a pause.',
  },
  postsPerSecond: {
    spelling: 'number',
    schema: z
      .number({ error: 'must be a number from 0.01 to 1000000' })
      .min(0.01, { error: 'must be a number from 0.01 to 1000000' })
      .max(1_000_000, { error: 'must be a number from 0.01 to 1000000' })
      .default(1),
    help: 'Messages a participant may send per second in the long run.',
  },
  apiKeys: {
    spelling: 'json',
    secret: 'inside',
    schema: apiKeysSetting.default([]),
    help: 'Programs that may use the REST API, as in [{"name": "news", "secretFile": "news-key", "scopes": ["posts:write"], "rooms": ["news-*"]}]. See docs/rest.md.',
  },
  retentionDays: {
    spelling: 'number',
    schema: wholeNumber(1, 36_500).optional(),
    help: 'Messages older than so many days are deleted. Default: they are kept.',
  },
  memberKeys: {
    spelling: 'list',
    flag: 'member-key',
    schema: z.array(z.string().min(1)).default([]),
    help: 'A file with a public key of the site that signs members in: PEM, JSON Web Key or a set. Repeat for more.',
  },
  memberSecret: {
    spelling: 'text',
    secret: 'whole',
    schema: z
      .string({ error: 'must be text' })
      .refine((text) => Buffer.byteLength(text) >= 32, {
        error: 'must have at least 32 bytes; make one by openssl rand -base64 48',
      })
      .optional(),
    help: 'A secret that the site shares with the chat and signs members in with. Never on the command line.',
  },
  memberSecretFile: {
    spelling: 'text',
    schema: z.string().min(1).optional(),
    help: 'A file with that secret instead.',
  },
  memberIssuer: {
    spelling: 'text',
    schema: claim.optional(),
    help: 'What the tokens of members name as their issuer (iss), as in https://www.example.com.',
  },
  memberAudience: {
    spelling: 'text',
    schema: claim.optional(),
    help: 'What they name as their audience (aud): this chat, as in https://chat.example.com.',
  },
  memberMinutes: {
    spelling: 'number',
    schema: wholeNumber(1, 1_440).default(60),
    help: 'The longest that a member’s token may be good for, in minutes.',
  },
  reservedNames: {
    spelling: 'list',
    flag: 'reserved-name',
    schema: z
      .array(z.string().min(1).max(256))
      .default(['Admin', 'Administrator', 'Moderator', 'Owner', 'Staff', 'Support', 'System']),
    help: 'A name that no guest may take, nor one that looks like it; spaces and signs do not count. Repeat for more.',
  },
  logLevel: {
    spelling: 'text',
    schema: z
      .enum(['debug', 'info', 'warn', 'error', 'silent'], {
        error: 'must be one of debug, info, warn, error, silent',
      })
      .default('info'),
    help: 'How much is told on standard output, as JSON lines: debug, info, warn, error or silent.',
  },
  metrics: {
    isFixed: true,
    spelling: 'text',
    schema: z
      .string({ error: 'must be text' })
      .refine((text) => parseListenAddress(text) !== undefined, {
        error: 'must be an address of this machine and a port, as in 127.0.0.1:9464',
      })
      .optional(),
    help: 'Address and port where Prometheus finds metrics, at /metrics, as in 127.0.0.1:9464; no visitor should reach it. Default: nowhere.',
  },
} as const satisfies Record<
  string,
  {
    spelling: Spelling;
    schema: z.ZodType;
    help: string;
    flag?: string;
    secret?: 'whole' | 'inside';
    isFixed?: true;
  }
>;

export type SettingName = keyof typeof settings;

export const settingNames = Object.keys(settings) as SettingName[];

type Schemas = { [Name in SettingName]: (typeof settings)[Name]['schema'] };

const schemas = Object.fromEntries(settingNames.map((name) => [name, settings[name].schema])) as Schemas;

/** A whole configuration, as the file has it. */
export const configSchema = z.strictObject(schemas).superRefine((config, context) => {
  const { memberSecret, memberSecretFile, memberKeys, memberIssuer, memberAudience } = config;
  const complain = (name: SettingName, message: string) =>
    context.addIssue({ code: 'custom', path: [name], message });
  const key =
    (memberKeys.length > 0 && 'memberKeys') ||
    (memberSecret !== undefined && 'memberSecret') ||
    (memberSecretFile !== undefined && 'memberSecretFile');
  if (config.bus !== undefined && config.log === undefined)
    complain('bus', 'is for several processes: name the Postgres that keeps their log too, with WS_CHAT_LOG');
  if (key && memberIssuer === undefined)
    complain(key, 'to sign members in, name their issuer too, as in --member-issuer https://www.example.com');
  if (key && memberAudience === undefined)
    complain(key, 'to sign members in, name this chat too, as in --member-audience https://chat.example.com');
  const named =
    (memberIssuer !== undefined && 'memberIssuer') || (memberAudience !== undefined && 'memberAudience');
  if (!key && named)
    complain(
      named,
      'to sign members in, give a key too: --member-key, --member-secret-file or WS_CHAT_MEMBER_SECRET',
    );
});

export type Config = Readonly<z.infer<typeof configSchema>>;

/** What everyone on the machine could read on a command line is given by the environment or the file only. */
export function isSecret(name: SettingName): boolean {
  const setting = settings[name];
  return 'secret' in setting && setting.secret === 'whole';
}

/** Whether a value of it may stand in a message. */
export function mayBeTold(name: SettingName): boolean {
  return !('secret' in settings[name]);
}

/** Whether it can change at a start alone. */
export function isFixed(name: SettingName): boolean {
  return 'isFixed' in settings[name];
}

/** `maxConnections` -> `--max-connections`; lists are named in the singular. */
export function flagOf(name: SettingName): string {
  const setting = settings[name];
  return `--${'flag' in setting ? setting.flag : kebab(name)}`;
}

/** `maxConnections` -> `WS_CHAT_MAX_CONNECTIONS`. */
export function variableOf(name: SettingName): string {
  return `WS_CHAT_${kebab(name).replaceAll('-', '_').toUpperCase()}`;
}

function kebab(name: string): string {
  return name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
}
