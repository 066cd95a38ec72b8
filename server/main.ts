// The command line: configuration in, process out; nothing else.
import { createRequire } from 'node:module';
import { createChatServer } from './chat-server.ts';
import { runDoctor } from './commands/doctor.ts';
import { showProgress } from './commands/progress.ts';
import { runCommand } from './commands/run-command.ts';
import { isCommand, type CommandName } from './config/commands.ts';
import { help } from './config/help.ts';
import { readConfig } from './config/read-config.ts';
import type { Config } from './config/settings.ts';
import { serveMetrics } from './http/metrics-server.ts';
import { startFailure } from './start-failure.ts';
import { stopOnSignal } from './stop-on-signal.ts';
import { createStructuredLog } from './telemetry/structured-log.ts';
import type { Telemetry } from './telemetry/telemetry.ts';
import { startWorkers, workersIn, type Running } from './workers/primary.ts';

const flags = process.argv.slice(2);
if (flags.includes('--help')) process.stdout.write(help());
else if (flags.includes('--version')) process.stdout.write(`${version()}\n`);
else if (isCommand(flags[0])) await obey(flags[0], flags.slice(1));
else if (flags[0] === 'doctor') process.exitCode = await examine(flags.slice(1));
else await start();

async function start(): Promise<void> {
  try {
    const config = readConfig({ flags, environment: process.env });
    const log = createStructuredLog(config.logLevel);
    let readMetrics: Running['metrics'] = undefined;
    // First, so that an address that cannot be used is told before anybody came in.
    const metrics =
      config.metrics === undefined
        ? undefined
        : await serveMetrics(
            config.metrics,
            () => readMetrics?.(),
            (error) => log.failed('Reading the metrics failed', error),
          );
    const running = await (workersIn(config) > 1 ? startWorkers : startAlone)(config, log);
    const { port, link, close } = running;
    readMetrics = running.metrics;
    stopOnSignal(() => close().finally(() => metrics?.close()), running.process);
    log.started(config.publicUrl ?? `http://${config.host ?? 'localhost'}:${port}`, metrics?.url);
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
  const { metrics } = server;
  return {
    port,
    link: await server.firstLink(),
    metrics: metrics && (() => metrics.text()),
    close: server.close,
    process,
  };
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

function examine(words: readonly string[]): Promise<number> {
  return runDoctor(words, { output: process.stdout, errors: process.stderr, environment: process.env });
}

function version(): string {
  const find = createRequire(import.meta.url);
  const manifest = import.meta.url.endsWith('.ts') ? '../package.json' : '../../package.json';
  return (find(manifest) as { version: string }).version;
}
