// The package’s `./server`: the chat in a program of somebody’s own, with a server for itself or as a part of theirs.
// docs/embedding.md is its text.
import type { z } from 'zod';
import { createChatServer as createWith, type ChatServer as ServerWithConfig } from './chat-server.ts';
import { ConfigError } from './config/config-error.ts';
import { readSettings } from './config/read-config.ts';
import type { Config, configSchema } from './config/settings.ts';
import { createStructuredLog } from './telemetry/structured-log.ts';
import type { Taken } from './terms.ts';
import { workersIn } from './workers/primary.ts';

export { BusUnavailable } from './bus/bus.ts';
export { SecretUnavailable } from './identity/secret.ts';
export { LogUnavailable } from './log/log.ts';
export type { ChatHandler } from './http/under-path.ts';
export type { HttpServer } from './serving.ts';
export { ConfigError, type Taken };

/** The settings of the command line, by the names that they have in its file; what is left out has its default. */
export type ChatServerConfig = Readonly<z.input<typeof configSchema>>;

export interface ChatServer extends Omit<ServerWithConfig, 'reload'> {
  /**
   * Takes other settings while it runs, as far as they can change then, and tells which did. They are whole: what is left out
   * has its default. Throws a ConfigError where one cannot be used, and nothing changes.
   */
  reload(settings: ChatServerConfig): Taken;
}

/**
 * Opens the log, makes the rooms and waits for `listen` or `attach`. Rejects with a ConfigError that names the setting
 * and its cure, or with LogUnavailable, BusUnavailable or SecretUnavailable, whose messages say what to do.
 */
export async function createChatServer(settings: ChatServerConfig = {}): Promise<ChatServer> {
  const config = configOf(settings);
  const chat = await createWith(config, createStructuredLog(config.logLevel));
  return { ...chat, reload: (next) => chat.reload(configOf(next)) };
}

function configOf(settings: ChatServerConfig): Config {
  const config = readSettings(settings);
  if (workersIn(config) !== 1)
    throw new ConfigError(
      '“workers”: here the chat is served by this process alone. Leave it out, or start the command ws-chat, which starts several.',
    );
  return config;
}
