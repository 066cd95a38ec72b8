// One signed POST to the owner's hook, and its answer: no redirect, no more bytes than an answer has, and
// everything in its time.
import { randomUUID } from 'node:crypto';
import * as http from 'node:http';
import * as https from 'node:https';
import type { Clock } from '../../clock.ts';
import { signedHeaders } from '../../signing.ts';
import type { Hook } from './hook.ts';
import { createLookup, createResolver, refuseLiteral, type ResolveName } from './hook-lookup.ts';

/** Longest answer: a text of the most characters, each escaped, and some room. */
export const answerBytes = 65_536;

/** Connections that are kept for the next question. */
const idleSockets = 16;

export class HookFailed extends Error {
  override readonly name = 'HookFailed';
}

export interface HookCallerOptions {
  readonly clock: Pick<Clock, 'time'>;
  readonly resolve?: ResolveName;
}

export class HookCaller {
  readonly #clock: Pick<Clock, 'time'>;
  readonly #resolve: ResolveName;
  readonly #agents = new Map<Hook, http.Agent>();

  constructor({ clock, resolve = createResolver() }: HookCallerOptions) {
    this.#clock = clock;
    this.#resolve = resolve;
  }

  /** Resolves with the body of the answer; rejects with whatever came in its way. */
  async ask(hook: Hook, body: string): Promise<string> {
    refuseLiteral(hook.url, hook.allowPrivate);
    const late = AbortSignal.timeout(hook.timeoutMs);
    const headers = signedHeaders(hook.keys, { id: randomUUID(), body }, this.#clock.time());
    try {
      return await this.#post(hook, body, headers, late);
    } catch (error) {
      if (late.aborted) throw new HookFailed(`It did not answer within ${hook.timeoutMs} ms.`);
      // It closed a connection that was kept, in the moment in which it was used again.
      if (error instanceof StaleConnection) return this.#post(hook, body, headers, late);
      throw error;
    }
  }

  close(): void {
    for (const agent of this.#agents.values()) agent.destroy();
    this.#agents.clear();
  }

  #post(hook: Hook, body: string, headers: http.OutgoingHttpHeaders, late: AbortSignal): Promise<string> {
    return new Promise((resolve, reject) => {
      const { request: open } = hook.url.protocol === 'https:' ? https : http;
      const request = open(hook.url, {
        method: 'POST',
        headers,
        agent: this.#agent(hook),
        lookup: createLookup(this.#resolve, hook.allowPrivate),
        signal: late,
      });
      request.once('error', (error: NodeJS.ErrnoException) =>
        reject(request.reusedSocket && error.code === 'ECONNRESET' ? new StaleConnection() : error),
      );
      request.once('response', (response) => {
        bodyOf(response)
          .catch((error: unknown) => {
            request.destroy();
            throw error;
          })
          .then(resolve, reject);
      });
      request.end(body);
    });
  }

  #agent(hook: Hook): http.Agent {
    let agent = this.#agents.get(hook);
    if (!agent) {
      const { Agent } = hook.url.protocol === 'https:' ? https : http;
      agent = new Agent({ keepAlive: true, maxFreeSockets: idleSockets });
      this.#agents.set(hook, agent);
    }
    return agent;
  }
}

class StaleConnection extends Error {
  override readonly name = 'StaleConnection';
}

async function bodyOf(response: http.IncomingMessage): Promise<string> {
  if (response.statusCode !== 200) throw new HookFailed(`It answered with status ${response.statusCode}.`);
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of response as AsyncIterable<Buffer>) {
    bytes += chunk.length;
    if (bytes > answerBytes) throw new HookFailed(`Its answer has more than ${answerBytes} bytes.`);
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString();
}
