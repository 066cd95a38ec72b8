// Flags over environment over file over defaults: one frozen Config, or an error that names the
// setting, where it was set, and its cure.
import { readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { closest } from './closest.ts';
import { ConfigError } from './config-error.ts';
import {
  configSchema,
  flagOf,
  isSecret,
  mayBeTold,
  settingNames,
  settings,
  variableOf,
  type Config,
  type SettingName,
} from './settings.ts';
import { read } from './spelling.ts';

export interface Sources {
  readonly flags: readonly string[];
  readonly environment: Readonly<Record<string, string | undefined>>;
}

/** Where a value came from, as its reader would look for it. */
interface Given {
  readonly value: unknown;
  readonly place: string;
}

const filePrefix = 'WS_CHAT_';
const fileVariable = 'WS_CHAT_CONFIG';
const flags = new Map(settingNames.filter((name) => !isSecret(name)).map((name) => [flagOf(name), name]));
const secretFlags = new Map(settingNames.filter(isSecret).map((name) => [flagOf(name), name]));
const variables = new Map(settingNames.map((name) => [variableOf(name), name]));

export function readConfig(sources: Sources): Config {
  const fromFlags = readFlags(sources.flags);
  const path = fromFlags.file ?? sources.environment[fileVariable];
  const given = new Map<SettingName, Given>([
    ...(path ? readFile(path) : []),
    ...readEnvironment(sources.environment),
    ...fromFlags.given,
  ]);
  return configFrom(given);
}

/** As a file has them, given by a program. */
export function readSettings(settings: unknown): Config {
  return configFrom(
    readObject(settings, {
      whole: 'createChatServer: the settings must be',
      placeOf: (key) => `“${key}”`,
    }),
  );
}

function configFrom(given: ReadonlyMap<SettingName, Given>): Config {
  const config = configSchema.safeParse(
    Object.fromEntries([...given].map(([name, { value }]) => [name, value])),
    { reportInput: true },
  );
  if (config.success) return frozen(config.data);
  const { path: where, message, input } = config.error.issues[0]!;
  const name = where[0] as SettingName;
  throw new ConfigError(`${given.get(name)!.place}: ${sentence(message, input)}`);
}

function readFlags(flagTexts: readonly string[]): {
  given: Map<SettingName, Given>;
  file: string | undefined;
} {
  const texts = new Map<SettingName, string[]>();
  let file: string | undefined;
  for (const { flag, value } of tokens(flagTexts)) {
    if (flag === '--config') {
      file = value ?? missingValue(flag, 'A JSON file with settings.');
      continue;
    }
    const secret = secretFlags.get(flag);
    if (secret !== undefined) readable(flag, secret);
    const name = flags.get(flag) ?? unknown(flag, [...flags.keys(), '--config', '--help', '--version']);
    const needsValue = settings[name].spelling !== 'switch';
    const text = value ?? (needsValue ? missingValue(flag, settings[name].help) : '');
    texts.set(name, [...(texts.get(name) ?? []), text]);
  }
  const given = new Map(
    [...texts].map(([name, list]) => [
      name,
      { value: unsecret(name, read(name, list)), place: placeOf(name, list) },
    ]),
  );
  return { given, file };
}

function placeOf(name: SettingName, texts: readonly string[]): string {
  return mayBeTold(name) ? `${flagOf(name)} ${texts.join(' ')}`.trim() : flagOf(name);
}

/** A value from the command line, where no secret may stand inside of it either. */
function unsecret(name: SettingName, value: unknown): unknown {
  if (mayBeTold(name) || ![value].flat().some(holdsSecret)) return value;
  throw new ConfigError(
    `${flagOf(name)}: everyone on this machine can read a command line. Name a file by “secretFile”, or set ${variableOf(name)}.`,
  );
}

function holdsSecret(value: unknown): boolean {
  return typeof value === 'object' && value !== null && 'secret' in value;
}

/** Each flag with its value, whether written `--flag value` or `--flag=value`. */
function* tokens(flagTexts: readonly string[]): Generator<{ flag: string; value: string | undefined }> {
  const options = Object.fromEntries(
    [...flags.keys(), '--config'].map((flag) => {
      const name = flags.get(flag);
      const type = name && settings[name].spelling === 'switch' ? 'boolean' : 'string';
      return [flag.slice(2), { type, multiple: true } as const];
    }),
  );
  const parsed = parseArgs({ args: [...flagTexts], options, strict: false, tokens: true });
  for (const token of parsed.tokens) {
    if (token.kind === 'option') {
      // The next flag is no value; the parser is too obliging here.
      const isFlag = token.inlineValue === false && token.value.startsWith('--');
      yield { flag: token.rawName.split('=', 1)[0]!, value: isFlag ? undefined : token.value };
    } else if (token.kind === 'positional')
      throw new ConfigError(
        `${token.value}: there is no such command or value here. Every setting is a flag; see --help.`,
      );
  }
}

function readEnvironment(environment: Sources['environment']): Map<SettingName, Given> {
  const given = new Map<SettingName, Given>();
  for (const [variable, text] of Object.entries(environment)) {
    if (!variable.startsWith(filePrefix) || variable === fileVariable || text === undefined) continue;
    if (isServiceLink(variable, text)) continue;
    const name = variables.get(variable) ?? unknown(variable, [...variables.keys(), fileVariable]);
    const place = mayBeTold(name) ? `${variable}=${text}` : variable;
    given.set(name, { value: read(name, [text]), place });
  }
  return given;
}

/** Kubernetes tells every pod where services named ws-chat… are, in variables that look like ours. */
function isServiceLink(variable: string, text: string): boolean {
  return (
    /_SERVICE_(HOST|PORT)/.test(variable) ||
    /_PORT_\d+_(TCP|UDP)/.test(variable) ||
    (variable.endsWith('_PORT') && /^(tcp|udp):\/\//.test(text))
  );
}

function readFile(path: string): Map<SettingName, Given> {
  let json: unknown;
  try {
    json = JSON.parse(readFileSync(path, 'utf8'));
  } catch (error) {
    throw new ConfigError(
      `--config ${path}: ${(error as Error).message}. Name a readable file with one JSON object.`,
    );
  }
  return readObject(json, {
    whole: `--config ${path}: the file must hold`,
    placeOf: (key) => `“${key}” in ${path}`,
  });
}

/** How what is wrong in it is said: with the whole, and with one setting. */
interface Saying {
  readonly whole: string;
  placeOf(key: string): string;
}

function readObject(json: unknown, { whole, placeOf }: Saying): Map<SettingName, Given> {
  if (typeof json !== 'object' || json === null || Array.isArray(json))
    throw new ConfigError(`${whole} one JSON object, as in {"origins": ["https://example.com"]}.`);
  const given = new Map<SettingName, Given>();
  for (const [key, value] of Object.entries(json)) {
    if (key === '$schema' || value === undefined) continue;
    const place = placeOf(key);
    const name = settingNames.find((known) => known === key) ?? unknown(place, settingNames, key);
    given.set(name, { value, place });
  }
  return given;
}

/** All the way down. */
function frozen<Value>(value: Value): Value {
  if (typeof value === 'object' && value !== null) {
    for (const part of Object.values(value)) frozen(part);
    Object.freeze(value);
  }
  return value;
}

function unknown(shown: string, known: readonly string[], typed = shown): never {
  const near = closest(typed, known);
  throw new ConfigError(
    `${shown}: there is no such setting. ${near ? `Did you mean ${near}?` : 'See --help for all of them.'}`,
  );
}

function readable(flag: string, name: SettingName): never {
  throw new ConfigError(
    `${flag}: everyone on this machine can read a command line. Set ${variableOf(name)}, or name a file with ${flag}-file.`,
  );
}

function missingValue(flag: string, help: string): never {
  throw new ConfigError(`${flag}: a value is missing. ${help}`);
}

/** Own messages are whole already; the library's get the value they speak of. */
function sentence(message: string, input: unknown): string {
  const said = /^[“a-z]/.test(message) ? message : `${message} (got ${JSON.stringify(input)})`;
  return said.endsWith('.') ? said : `${said}.`;
}
