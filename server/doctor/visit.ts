// One look at a chat: how it is asked, and what is learnt on the way of who answers. A certificate that is wrong is for its
// own check to tell; whoever asks here goes on, for nothing that is secret is sent or believed.
import { request as plainRequest, type IncomingHttpHeaders, type RequestOptions } from 'node:http';
import { request as secureRequest } from 'node:https';
import type { LookupAddress } from 'node:dns';
import type { LookupFunction } from 'node:net';
import { proxyOf, type ProxyName } from './proxies.ts';
import type { Target } from './target.ts';

export interface Surroundings {
  /** All addresses of a name; rejects where there is none. */
  readonly lookup: (host: string) => Promise<readonly LookupAddress[]>;
  /** Unix time in milliseconds. */
  readonly now: () => number;
  /** Whom to trust beside the usual authorities, as text. */
  readonly ca?: string;
}

export interface Question {
  readonly method?: 'GET' | 'POST';
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: Buffer;
}

export interface Answer {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  /** As much of it as is kept. */
  readonly text: string;
}

/** There was none; the message says why. */
export class Unanswered extends Error {
  override readonly name = 'Unanswered';
}

/** Whatever takes longer is no answer for somebody who waits. */
export const patienceMs = 10_000;

/** More than any answer of ours that is read; the script is judged by its headers. */
const keptBytes = 65_536;

export class Visit {
  readonly target: Target;
  readonly surroundings: Surroundings;
  readonly #proxies = new Set<ProxyName>();

  constructor(target: Target, surroundings: Surroundings) {
    this.target = target;
    this.surroundings = surroundings;
  }

  /** Who answered so far, as far as they say so. */
  get proxies(): readonly ProxyName[] {
    return [...this.#proxies];
  }

  /** For whoever opens a connection to the chat. */
  get connecting(): { readonly lookup: LookupFunction; readonly rejectUnauthorized: false } {
    return { lookup: lookupBy(this.surroundings), rejectUnauthorized: false };
  }

  saw(headers: IncomingHttpHeaders, text = ''): void {
    const proxy = proxyOf(headers, text);
    if (proxy !== undefined) this.#proxies.add(proxy);
  }

  /** Asks for a path below that of the chat; rejects with Unanswered. */
  ask(path: string, question: Question = {}): Promise<Answer> {
    return this.askAt(this.target.path + path, question);
  }

  /** The same for any path of the host. */
  askAt(path: string, { method = 'GET', headers = {}, body }: Question = {}): Promise<Answer> {
    return new Promise((resolve, reject) => {
      const fail = (error: Error) => reject(new Unanswered(whyUnanswered(error)));
      const request = this.request(path, {
        method,
        headers: { ...headers, ...(body && { 'Content-Length': body.length }) },
        signal: AbortSignal.timeout(patienceMs),
      });
      request.once('error', fail);
      request.once('response', (response) => {
        const chunks: Buffer[] = [];
        let size = 0;
        const finish = () => {
          const text = Buffer.concat(chunks).toString();
          this.saw(response.headers, text);
          resolve({ status: response.statusCode ?? 0, headers: response.headers, text });
        };
        response.on('data', (chunk: Buffer) => {
          chunks.push(chunk);
          size += chunk.length;
          if (size <= keptBytes) return;
          finish();
          request.destroy();
        });
        response.once('end', finish).once('error', fail);
      });
      request.end(body);
    });
  }

  /** The bare request, for whoever looks at how its answer comes. */
  request(path: string, options: RequestOptions) {
    const { host, port, secure } = this.target;
    const send = secure ? secureRequest : plainRequest;
    return send({ host, port, path, agent: false, ...this.connecting, ...options });
  }
}

function lookupBy({ lookup }: Surroundings): LookupFunction {
  return (host, options, done) => {
    lookup(host).then(
      (addresses) => {
        const [first] = addresses;
        if (options.all === true) done(null, [...addresses]);
        else done(null, first!.address, first!.family);
      },
      (error: unknown) => done(error as NodeJS.ErrnoException, ''),
    );
  };
}

/** What went wrong on the way, for a person. */
export function whyUnanswered(error: Error): string {
  const { code, message } = error as NodeJS.ErrnoException;
  if (error.name === 'TimeoutError' || error.name === 'AbortError' || code === 'ETIMEDOUT')
    return `nothing came within ${patienceMs / 1_000} seconds`;
  if (code === 'ECONNREFUSED') return 'nothing listens there';
  if (code === 'ECONNRESET' || code === 'EPIPE') return 'the connection was broken off';
  if (code === 'EHOSTUNREACH' || code === 'ENETUNREACH') return 'there is no way to it from here';
  return message;
}
