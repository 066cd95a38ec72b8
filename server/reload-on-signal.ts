// SIGHUP: the settings are read again, from where they were read at the start.
import { isatty } from 'node:tty';
import { ConfigError } from './config/config-error.ts';
import type { Config, SettingName } from './config/settings.ts';
import type { Taken } from './terms.ts';

/** What of the process it needs. */
export interface Hearing {
  on(signal: 'SIGHUP', hear: () => void): unknown;
  kill(pid: number, signal: 'SIGTERM'): unknown;
  readonly pid: number;
}

/** Who is told what came of it. */
export interface Report {
  reloaded(changed: readonly SettingName[]): void;
  waits(setting: SettingName): void;
  notReloaded(sentence: string): void;
  failed(what: string, error: unknown): void;
}

export interface Reloading {
  /** Throws a ConfigError where a setting cannot be used. */
  read(): Config;
  /** Throws it too, and then nothing has changed. */
  take(config: Config): Taken;
  readonly report: Report;
}

export function reloadOnSignal({ read, take, report }: Reloading, process: Hearing): void {
  const hadTerminal = isatty(0);
  process.on('SIGHUP', () => {
    // It is also what a terminal says that was closed: then it is the end, as it would be unheard.
    if (hadTerminal && !isatty(0)) return void process.kill(process.pid, 'SIGTERM');
    try {
      const { changed, waiting } = take(read());
      for (const setting of waiting) report.waits(setting);
      report.reloaded(changed);
    } catch (error) {
      if (error instanceof ConfigError) report.notReloaded(error.message);
      else report.failed('Reading the settings again failed', error);
    }
  });
}
