// A bridge of examples/bridges as its owner runs it, beside a whole server whose webhooks go to it.
import { randomUUID } from 'node:crypto';
import type { Config } from '../../server/config/settings.ts';
import { startChatServer, type RunningServer } from './chat-server.ts';
import type { ChatClient } from './chat-client.ts';
import type { JumpingClock } from './jumping-clock.ts';
import { freePort, run, type RunningProcess } from './processes.ts';
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
  const before = client.all('accepted').length;
  client.say(...texts.map((text) => ({ type: 'post', draftId: randomUUID(), text })));
  await until('the answers', () => client.all('accepted').length === before + texts.length);
}

/** Has the server’s waits be over until that is so. */
export function untilTriedAgain(clock: JumpingClock, what: string, look: () => boolean): Promise<true> {
  return until(what, () => {
    const isSo = look();
    if (!isSo) clock.jump(1_000);
    return isSo;
  });
}
