// One signed POST to a webhook, and what came of it: no redirect, hardly anything of the answer is read, and
// everything has its time.
import * as http from 'node:http';
import * as https from 'node:https';
import type { Clock } from '../clock.ts';
import { createResolver, type ResolveName } from '../moderation/hook/hook-lookup.ts';
import { signedHeaders } from '../signing.ts';
import type { WebhookEvent } from './event.ts';
import { createLookup, OutOfReach, refuseLiteral } from './reach.ts';
import { askedMs } from './waits.ts';
import type { Webhook } from './webhook.ts';

/** `gone`: it wants nothing any more. `failed`, whether this entry alone may be the reason, or the webhook takes nothing just now. */
export type Outcome =
  | { readonly is: 'taken' }
  | { readonly is: 'gone'; readonly reason: string }
  | {
      readonly is: 'failed';
      readonly of: 'entry' | 'webhook';
      readonly reason: string;
      readonly askedMs?: number;
    };

/** Everything included: finding the address, connecting, asking and hearing. */
export const timeoutMs = 15_000;

/** So much of an answer is let pass, so that its connection can be used again; with more, it is cut. */
export const answerBytes = 16_384;

const statusGone = 410;

/** By these a receiver says of itself, or what stands before it says, that it takes nothing just now. */
const busyStatuses: ReadonlySet<number> = new Set([429, 502, 503, 504]);

export interface SenderOptions {
  readonly clock: Pick<Clock, 'time' | 'after'>;
  readonly resolve?: ResolveName;
}

export class Sender {
  readonly #clock: Pick<Clock, 'time' | 'after'>;
  readonly #resolve: ResolveName;
  readonly #agents = new Map<Webhook, http.Agent>();
  readonly #underWay = new Set<AbortController>();

  constructor({ clock, resolve = createResolver() }: SenderOptions) {
    this.#clock = clock;
    this.#resolve = resolve;
  }

  /** Never rejects. */
  async send(webhook: Webhook, event: WebhookEvent): Promise<Outcome> {
    const late = new AbortController();
    this.#underWay.add(late);
    const stopTimer = this.#clock.after(timeoutMs, () => late.abort());
    // The answer is there before its end, which is waited for no longer either.
    const ended = () => {
      stopTimer();
      this.#underWay.delete(late);
    };
    try {
      refuseLiteral(webhook.url, webhook.allowPrivate);
      const response = await this.#post(webhook, event, late.signal).catch((error: unknown) => {
        // It closed a connection that was kept, in the moment in which it was used again.
        if (error instanceof StaleConnection) return this.#post(webhook, event, late.signal);
        throw error;
      });
      letPass(response, ended);
      return this.#outcomeOf(response);
    } catch (error) {
      ended();
      return { is: 'failed', of: 'webhook', reason: reasonOf(error, late.signal.aborted) };
    }
  }

  /** What is under way is cut off, and whether it was taken is not known. */
  close(): void {
    for (const late of this.#underWay) late.abort();
    for (const agent of this.#agents.values()) agent.destroy();
    this.#agents.clear();
  }

  #post(webhook: Webhook, event: WebhookEvent, late: AbortSignal): Promise<http.IncomingMessage> {
    const { url, allowPrivate, keys } = webhook;
    return new Promise((resolve, reject) => {
      const { request: open } = url.protocol === 'https:' ? https : http;
      const request = open(url, {
        method: 'POST',
        headers: signedHeaders(keys, event, this.#clock.time()),
        agent: this.#agent(webhook),
        lookup: createLookup(url, allowPrivate, this.#resolve),
        signal: late,
      });
      request.on('error', (error: NodeJS.ErrnoException) =>
        reject(request.reusedSocket && error.code === 'ECONNRESET' ? new StaleConnection() : error),
      );
      request.once('response', resolve);
      request.end(event.body);
    });
  }

  #outcomeOf({ statusCode: status = 0, headers }: http.IncomingMessage): Outcome {
    if (status >= 200 && status < 300) return { is: 'taken' };
    if (status === statusGone) return { is: 'gone', reason: 'It answered with status 410: gone for good.' };
    const isRedirect = status >= 300 && status < 400;
    const reason = isRedirect
      ? `It answered with status ${status}, and redirects are not followed: name the address that it leads to.`
      : `It answered with status ${status}.`;
    const asked = askedMs(headers['retry-after'], this.#clock.time());
    return {
      is: 'failed',
      of: busyStatuses.has(status) ? 'webhook' : 'entry',
      reason,
      ...(asked !== undefined && { askedMs: asked }),
    };
  }

  #agent(webhook: Webhook): http.Agent {
    let agent = this.#agents.get(webhook);
    if (!agent) {
      const { Agent } = webhook.url.protocol === 'https:' ? https : http;
      agent = new Agent({ keepAlive: true });
      this.#agents.set(webhook, agent);
    }
    return agent;
  }
}

class StaleConnection extends Error {
  override readonly name = 'StaleConnection';
}

function letPass(response: http.IncomingMessage, ended: () => void): void {
  let bytes = 0;
  response.on('data', (chunk: Buffer) => {
    bytes += chunk.length;
    if (bytes > answerBytes) response.destroy();
  });
  // What it said by its status counts, however the rest ends.
  response.on('error', () => {});
  response.on('close', ended);
}

/** Never the address: its path may be a secret. */
function reasonOf(error: unknown, isLate: boolean): string {
  if (isLate) return `It did not answer within ${timeoutMs / 1_000} seconds.`;
  if (error instanceof OutOfReach) return error.message;
  const code = (error as NodeJS.ErrnoException).code ?? 'no reason was given';
  return `It could not be reached (${code}).`;
}
