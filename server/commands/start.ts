// The server itself, which is what ws-chat does where no command is named.
import { createChatServer } from '../chat-server.ts';
import { settingNames, type Config } from '../config/settings.ts';
import { serveMetrics } from '../http/metrics-server.ts';
import { publicAddress } from '../serving.ts';
import { reloadOnSignal } from '../reload-on-signal.ts';
import { stopOnSignal } from '../stop-on-signal.ts';
import { createStructuredLog } from '../telemetry/structured-log.ts';
import type { Telemetry } from '../telemetry/telemetry.ts';
import { startWorkers, workersIn, type Running } from '../workers/primary.ts';
import type { Call, Command, Outcome } from './command.ts';

export const start: Command = {
  name: 'start',
  settings: settingNames,
  help: 'Start the server. It does so without a command, too: ws-chat --config ws-chat.json.',
  example: 'ws-chat start --origin https://www.example.com --data data',
  exits:
    'Ends with 0 after a signal asked it to, 1 when it could not start or end, 2 when it was wrongly called.',
  run: startServer,
};

/** Resolves when it listens. */
async function startServer({ settings, terminal }: Call): Promise<Outcome> {
  const config = settings();
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
  const { port, link, reload, close } = running;
  readMetrics = running.metrics;
  stopOnSignal(() => close().finally(() => metrics?.close()), running.process);
  reloadOnSignal(
    {
      read: settings,
      take(next) {
        const taken = reload(next);
        log.setLevel(next.logLevel);
        return taken;
      },
      report: log,
    },
    process,
  );
  const address = publicAddress(config) ?? `http://${config.host ?? 'localhost'}:${port}${config.path}`;
  log.started(address, metrics?.url);
  // Not into the log, which others read: it is for whoever started this.
  if (link !== undefined) terminal.errors.write(`${firstLinkSentence(link)}\n`);
  return {};
}

async function startAlone(config: Config, telemetry: Telemetry): Promise<Running> {
  const server = await createChatServer(config, telemetry);
  const { port } = await server.listen();
  const { metrics } = server;
  return {
    port,
    link: await server.firstLink(),
    metrics: metrics && (() => metrics.text()),
    reload: server.reload,
    close: server.close,
    process,
  };
}

function firstLinkSentence(link: string): string {
  return `Nobody keeps this chat yet. Open this within a day to do so; it is good once: ${link}`;
}
