// The command line: configuration in, process out; nothing else.
import { createRequire } from 'node:module';
import { createChatServer } from './chat-server.ts';
import { showProgress } from './commands/progress.ts';
import { runCommand } from './commands/run-command.ts';
import { isCommand, type CommandName } from './config/commands.ts';
import { help } from './config/help.ts';
import { readConfig } from './config/read-config.ts';
import type { Config } from './config/settings.ts';
import { startFailure } from './start-failure.ts';
import { stopOnSignal } from './stop-on-signal.ts';
import { createStructuredLog } from './telemetry/structured-log.ts';
import type { Telemetry } from './telemetry/telemetry.ts';
import { startWorkers, workersIn, type Running } from './workers/primary.ts';

const flags = process.argv.slice(2);
if (flags.includes('--help')) process.stdout.write(help());
else if (flags.includes('--version')) process.stdout.write(`${version()}\n`);
else if (isCommand(flags[0])) await obey(flags[0], flags.slice(1));
else await start();

async function start(): Promise<void> {
  try {
    const config = readConfig({ flags, environment: process.env });
    const log = createStructuredLog(config.logLevel);
    const running = await (workersIn(config) > 1 ? startWorkers : startAlone)(config, log);
    stopOnSignal(running.close, running.process);
    const { port, link } = running;
    log.started(config.publicUrl ?? `http://${config.host ?? 'localhost'}:${port}`);
    // Not into the log, which others read: it is for whoever started this.
    if (link !== undefined) process.stderr.write(`${firstLinkSentence(link)}\n`);
  } catch (error) {
    process.stderr.write(`${startFailure(error)}\n`);
    process.exit(1);
  }
}

async function startAlone(config: Config, telemetry: Telemetry): Promise<Running> {
  const server = await createChatServer(config, telemetry);
  const { port } = await server.listen();
  return { port, link: await server.firstLink(), close: server.close, process };
}

function firstLinkSentence(link: string): string {
  return `Nobody keeps this chat yet. Open this within a day to do so; it is good once: ${link}`;
}

async function obey(command: CommandName, words: readonly string[]): Promise<void> {
  const progress = showProgress(process.stderr);
  try {
    const { onProgress } = progress;
    const sentence = await runCommand(command, { words, environment: process.env, onProgress });
    progress.end();
    process.stdout.write(`${sentence}\n`);
  } catch (error) {
    progress.end();
    process.stderr.write(`${startFailure(error)}\n`);
    process.exitCode = 1;
  }
}

function version(): string {
  const find = createRequire(import.meta.url);
  const manifest = import.meta.url.endsWith('.ts') ? '../package.json' : '../../package.json';
  return (find(manifest) as { version: string }).version;
}
