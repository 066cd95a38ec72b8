// A bridge of examples/bridges as its owner runs it, beside a whole server whose webhooks go to it.
import { randomUUID } from 'node:crypto';
import type { Config } from '../../server/config/settings.ts';
import { startChatServer, type RunningServer } from './chat-server.ts';
import type { ChatClient } from './chat-client.ts';
import type { JumpingClock } from './jumping-clock.ts';
import { freePort } from './free-port.ts';
import { run, type RunningProcess } from './processes.ts';
import { until } from './until.ts';
import { webhookSecret } from './webhook-receiver.ts';

export interface Bridge extends RunningProcess {
  readonly url: string;
  readonly port: number;
}

/** Resolves once it takes webhooks. */
export async function startBridge(
  name: 'slack' | 'discord' | 'irc',
  settings: Readonly<Record<string, string>>,
  port?: number,
): Promise<Bridge> {
  const at = port ?? (await freePort());
  const environment = { WEBHOOK_SECRET: webhookSecret, PORT: `${at}`, ...settings };
  const isReady = (line: string) => line.startsWith('Takes webhooks on ');
  const running = await run(`examples/bridges/${name}.ts`, [], environment, isReady);
  return Object.assign(running, { url: `http://127.0.0.1:${at}`, port: at });
}

/** A server that tells a bridge; its rates let a test write without pauses. */
export function startBridged(
  { url }: Pick<Bridge, 'url'>,
  clock?: JumpingClock,
  over: Partial<Config> = {},
): Promise<RunningServer> {
  const webhook = { name: 'bridge', url, secret: webhookSecret, rooms: ['*'], giveUpHours: 72 };
  const events = ['message' as const, 'edit' as const, 'removal' as const];
  const limits = { postBurst: 10_000, postsPerSecond: 10_000 };
  return startChatServer(
    { ...limits, webhooks: [{ ...webhook, events, allowPrivate: true }], ...over },
    clock,
  );
}

/** Says these one after the other, and resolves once they are on disk. */
export async function write(client: ChatClient, ...texts: readonly string[]): Promise<void> {
  for (const text of texts) {
    const draftId = randomUUID();
    client.say({ type: 'post', draftId, text });
    await until('the answer', () => client.all('accepted').some((one) => one.draftId === draftId));
  }
}

/** How long an attempt is given before the next wait is left out: a jump in the middle of it would end it. */
const attemptMs = 2_000;

/** As long as the server waits after its first attempts. */
const waitMs = 15_000;

/**
 * Has the server’s waits be over until that is so. Whoever is in a room falls silent for the server by it; and a bridge,
 * which has the time of the machine, takes nothing any more that says it is of five minutes later.
 */
export function untilTriedAgain(clock: JumpingClock, what: string, look: () => boolean): Promise<true> {
  let jumpedAt = -Infinity;
  return until(what, () => {
    if (look()) return true;
    if (performance.now() - jumpedAt > attemptMs) {
      clock.jump(waitMs);
      jumpedAt = performance.now();
    }
    return false;
  });
}
