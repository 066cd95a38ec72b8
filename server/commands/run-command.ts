// The commands: each does one thing to the log, by the server if one runs, and says what came of it.
import { resolve } from 'node:path';
import { ConfigError } from '../config/config-error.ts';
import { commands, type CommandName } from '../config/commands.ts';
import { readConfig } from '../config/read-config.ts';
import { askServer } from '../control/control-client.ts';
import { LogUnavailable, type Log } from '../log/log.ts';
import { openKeptLog, restoreLog, type LogPlace } from '../log/open-log.ts';

interface Sources {
  /** What stands behind the command's name. */
  readonly words: readonly string[];
  readonly environment: Readonly<Record<string, string | undefined>>;
}

/** Resolves with a sentence for the person who asked; rejects with one that names the cure. */
export async function runCommand(name: CommandName, { words, environment }: Sources): Promise<string> {
  const { subject, replace, flags } = parse(name, words);
  const place = readConfig({ flags, environment });
  switch (name) {
    case 'backup':
      return backUp(place, resolve(subject));
    case 'restore':
      return restore(place.data, resolve(subject), replace);
    case 'erase':
      return erase(place, subject);
    case 'console-link':
      return consoleLink(place.data);
  }
}

async function backUp(place: LogPlace, file: string): Promise<string> {
  const done = await askServer(place.data, { command: 'backup', file });
  if (!done) await withLog(place, (log) => log.backUp(file));
  return `The log is backed up in ${file}.`;
}

function restore(data: string, file: string, replace: boolean): string {
  const { entries, aside } = restoreLog(data, file, replace, new Date());
  const former = aside === undefined ? '' : ` The former log is ${aside} now.`;
  return `The log is the back-up ${file} now, with ${entries} entries.${former} Whoever comes back starts from it.`;
}

async function erase(place: LogPlace, participant: string): Promise<string> {
  const done = await askServer(place.data, { command: 'erase', participant });
  const count = done ? (done.count ?? 0) : await withLog(place, (log) => log.erase(participant));
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

async function withLog<Result>(place: LogPlace, act: (log: Log) => Promise<Result>): Promise<Result> {
  const log = await openKeptLog(place);
  try {
    return await act(log);
  } finally {
    await log.close();
  }
}

/** The one word that the command is about comes first; the rest are settings. */
function parse(name: CommandName, words: readonly string[]) {
  const [subject, ...rest] = name === 'console-link' ? ['', ...words] : words;
  if (subject === undefined || subject.startsWith('--')) {
    const { usage, help } = commands.find((command) => command.name === name)!;
    throw new ConfigError(`Write it as: ws-chat ${usage} [--data FOLDER]. ${help}`);
  }
  const isReplace = (word: string) => name === 'restore' && word === '--replace';
  return { subject, replace: rest.some(isReplace), flags: rest.filter((word) => !isReplace(word)) };
}
