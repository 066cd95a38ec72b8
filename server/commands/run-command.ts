// The commands: each does one thing to the log, by the server if one runs, and says what came of it.
import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { ConfigError } from '../config/config-error.ts';
import { commands, type CommandName } from '../config/commands.ts';
import { readConfig } from '../config/read-config.ts';
import { askServer } from '../control/control-client.ts';
import { keptSecret } from '../identity/secret.ts';
import { LogUnavailable } from '../log/log.ts';
import {
  backUpLog,
  eraseFrom,
  migrateLog,
  restoreLog,
  type LogPlace,
  type OnProgress,
} from '../log/open-log.ts';

interface Sources {
  /** What stands behind the command's name. */
  readonly words: readonly string[];
  readonly environment: Readonly<Record<string, string | undefined>>;
  /** Hears how far it is while it is long at it. */
  readonly onProgress?: (what: string, done: number, all: number) => void;
}

/** Resolves with a sentence for the person who asked; rejects with one that names the cure. */
export async function runCommand(
  name: CommandName,
  { words, environment, onProgress = () => {} }: Sources,
): Promise<string> {
  const { subject, replace, flags } = parse(name, words);
  const place = readConfig({ flags, environment });
  const onDone =
    (what: string): OnProgress =>
    (done, all) =>
      onProgress(what, done, all);
  switch (name) {
    case 'backup':
      return backUp(place, resolve(subject), onDone('Copied'));
    case 'restore':
      return restore(place, resolve(subject), replace, onDone('Copied'));
    case 'migrate':
      return migrate(place, onDone);
    case 'erase':
      return erase(place, subject);
    case 'console-link':
      return consoleLink(place.data);
  }
}

async function backUp(place: LogPlace, file: string, onProgress: OnProgress): Promise<string> {
  // A log that is nobody's alone needs no server to be asked.
  const done = place.log === undefined && (await askServer(place.data, { command: 'backup', file }));
  if (!done) await backUpLog(place, file, onProgress);
  return `The log is backed up in ${file}.`;
}

async function restore(
  place: LogPlace,
  file: string,
  replace: boolean,
  onProgress: OnProgress,
): Promise<string> {
  const { entries, aside } = await restoreLog(place, { copy: file, replace, now: new Date(), onProgress });
  const former = aside === undefined ? '' : ` The former log is ${aside} now.`;
  return `The log is the back-up ${file} now, with ${entries} entries.${former} Whoever comes back starts from it.`;
}

async function migrate(
  { data, log: address }: LogPlace,
  onDone: (what: string) => OnProgress,
): Promise<string> {
  if (address === undefined)
    throw new ConfigError(
      'Name the Postgres that is to hold the log with WS_CHAT_LOG, as in postgres://user:password@host/database.',
    );
  // Who the guests and those who keep the chat are known again by goes with the log.
  const path = join(data, 'guest-secret');
  const secrets = new Map(
    existsSync(path) ? [['guests', Buffer.from(keptSecret(path)).toString('base64')]] : [],
  );
  const { entries, where, before } = await migrateLog(data, {
    ...{ address, secrets, onCopied: onDone('Copied'), onCompared: onDone('Compared') },
  });
  return before
    ? `The log of the folder ${data} was taken to ${where} before. Nothing was done; what was written in the folder since then is not there.`
    : `The log of the folder ${data} is in ${where} now, with ${entries} entries, and was compared. Start the servers with WS_CHAT_LOG; clients go on where they were.`;
}

async function erase(place: LogPlace, participant: string): Promise<string> {
  const done = await askServer(place.data, { command: 'erase', participant });
  const count = done ? (done.count ?? 0) : await eraseFrom(place, participant);
  return count === 0
    ? `Nothing in the log is from ${participant}.`
    : `${count} entries of ${participant} are erased. Back-ups that were made before still hold them.`;
}

/** Only the server knows under which address it is reached, and who keeps it. */
async function consoleLink(data: string): Promise<string> {
  const done = await askServer(data, { command: 'console-link' });
  if (done?.link === undefined)
    throw new LogUnavailable(
      `No server runs on the folder ${data}. Start it, or name its data folder with --data.`,
    );
  return `Open this within a day to keep the chat; it is good once: ${done.link}`;
}

/** The one word that the command is about comes first; the rest are settings. */
function parse(name: CommandName, words: readonly string[]) {
  const isAlone = name === 'console-link' || name === 'migrate';
  const [subject, ...rest] = isAlone ? ['', ...words] : words;
  if (subject === undefined || subject.startsWith('--')) {
    const { usage, help } = commands.find((command) => command.name === name)!;
    throw new ConfigError(`Write it as: ws-chat ${usage} [--data FOLDER]. ${help}`);
  }
  const isReplace = (word: string) => name === 'restore' && word === '--replace';
  return { subject, replace: rest.some(isReplace), flags: rest.filter((word) => !isReplace(word)) };
}
