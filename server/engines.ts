// What a server stands on: the log, the bus to others that write to it, and the secret that they share.
import { randomBytes, randomUUID } from 'node:crypto';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Bus } from './bus/bus.ts';
import { openBus } from './bus/open-bus.ts';
import type { Clock } from './clock.ts';
import type { Config } from './config/settings.ts';
import { keptSecret } from './identity/secret.ts';
import { isShared, openLog, type KeptLog } from './log/open-log.ts';
import { Nodes } from './nodes/nodes.ts';

export interface Engines {
  /** This process’s own name among those that share the log. */
  readonly node: string;
  readonly log: KeptLog;
  /** Undefined where nobody else writes to the log. */
  readonly bus: Bus | undefined;
  /** Where commands reach this process; undefined where they reach another one. */
  readonly controlFolder: string | undefined;
}

/** Rejects with LogUnavailable or BusUnavailable where what the configuration names is no use. */
export async function openEngines(
  config: Pick<Config, 'data' | 'log' | 'bus'>,
  controlFolder: string | undefined,
): Promise<Engines> {
  const log = await openLog(config);
  if (config.log !== undefined && controlFolder !== undefined) makeFolder(controlFolder);
  const node = randomUUID();
  const bus = isShared(log) ? openBus({ bus: config.bus, log: config.log, node }) : undefined;
  return { node, log, bus, controlFolder };
}

/** A log in a file makes its folder itself. Where it cannot be made, the control socket says so. */
function makeFolder(folder: string): void {
  try {
    mkdirSync(folder, { recursive: true });
  } catch {
    return;
  }
}

/** The way to other processes, where the log is one that they may share. */
export function nodesOf(
  { node, log, bus }: Engines,
  clock: Clock,
  onFailure: (error: unknown) => void,
): Nodes | undefined {
  return isShared(log) && bus ? new Nodes({ node, bus, log, clock, onFailure }) : undefined;
}

/** What guests and staff are known again by: in the log where others must know it, else beside it. */
export async function secretOf({ data }: Pick<Config, 'data'>, log: KeptLog): Promise<Uint8Array> {
  if (!isShared(log)) return keptSecret(secretFile(data));
  return Buffer.from(await log.secret(secretName, randomBytes(32).toString('base64')), 'base64');
}

/** What others who share a log in the data folder are told, by its name. */
export function sharedSecrets(data: string): ReadonlyMap<string, string> {
  return new Map([[secretName, Buffer.from(keptSecret(secretFile(data))).toString('base64')]]);
}

const secretName = 'guests';

function secretFile(data: string): string {
  return join(data, 'guest-secret');
}
