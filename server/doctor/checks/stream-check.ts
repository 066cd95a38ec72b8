// Whether a long answer goes through as it comes: the chat's events, for visitors whose network lets no WebSocket
// through. A proxy that fills a buffer first, or packs, holds them back.
import type { IncomingMessage } from 'node:http';
import { entranceOrigin } from '../entrance.ts';
import { cannotTell, fine, wrong, type Verdict } from '../finding.ts';
import { patienceMs, Unanswered, whyUnanswered, type Visit } from '../visit.ts';
import type { Check } from './check.ts';

/** For the first event: it is said at once. */
const eventMs = 5_000;

export const streamCheck: Check = {
  name: 'stream',
  needs: ['path', 'ready', 'origin'],
  async look(visit) {
    return judged(await streamed(visit, await entranceOrigin(visit)));
  },
};

/** How a stream came. */
type Streamed =
  /** Not even its head. */
  | { readonly kind: 'silent' }
  | { readonly kind: 'other'; readonly status: number; readonly type: string }
  | { readonly kind: 'packed'; readonly packing: string }
  /** Its head, and no whole event. */
  | { readonly kind: 'held'; readonly bytes: number }
  | { readonly kind: 'flowing'; readonly tookMs: number };

function judged(stream: Streamed): Verdict {
  const held = 'Pass the events on as they come.';
  switch (stream.kind) {
    case 'silent':
      return wrong('The proxy holds the stream of events back: not even its head came.', held, {
        remedy: 'buffering',
      });
    case 'held':
      return wrong(
        `The proxy holds the stream of events back: after ${eventMs / 1_000} seconds ${stream.bytes} bytes came, and no whole event.`,
        held,
        { remedy: 'buffering' },
      );
    case 'packed':
      return wrong(
        `The proxy packs the stream of events (${stream.packing}), which holds them back.`,
        'Take text/event-stream out of what is packed.',
        { remedy: 'compression' },
      );
    case 'flowing':
      return fine(`Events come as they are said: the first after ${Math.round(stream.tookMs)} ms.`);
    case 'other':
      return cannotTell(`The stream of events is answered with ${stream.status} (${stream.type}).`);
  }
}

function streamed(visit: Visit, origin: string): Promise<Streamed> {
  const { path, room } = visit.target;
  const begun = performance.now();
  const request = visit.request(`${path}/rooms/${room}/events`, {
    method: 'POST',
    headers: { Accept: 'text/event-stream', 'Accept-Encoding': 'gzip, br', Origin: origin },
  });
  return new Promise<Streamed>((resolve, reject) => {
    request.once('error', (error) => reject(new Unanswered(whyUnanswered(error))));
    request.setTimeout(patienceMs, () => resolve({ kind: 'silent' }));
    request.once('response', (response: IncomingMessage) => {
      const { statusCode: status = 0, headers } = response;
      const type = headers['content-type'] ?? 'no type';
      const packing = headers['content-encoding'];
      if (status !== 200 || !type.startsWith('text/event-stream'))
        return resolve({ kind: 'other', status, type });
      if (packing !== undefined && packing !== 'identity') return resolve({ kind: 'packed', packing });
      firstEvent(response, begun).then(resolve, (error: unknown) =>
        reject(new Unanswered(whyUnanswered(error as Error))),
      );
    });
    request.end();
  }).finally(() => request.destroy());
}

/** The end of an event must come too: the rest of a long one may lie in a buffer that is not full. */
async function firstEvent(response: IncomingMessage, begun: number): Promise<Streamed> {
  let tail = '';
  let bytes = 0;
  const late = new Promise<'late'>((resolve) => {
    const timer = setTimeout(() => resolve('late'), eventMs);
    response.once('close', () => clearTimeout(timer));
  });
  const whole = new Promise<'whole' | 'over'>((resolve, reject) => {
    response.on('data', (chunk: Buffer) => {
      bytes += chunk.length;
      tail = (tail + chunk.toString()).replaceAll('\r', '').slice(-2);
      if (tail === '\n\n') resolve('whole');
    });
    response.once('end', () => resolve('over')).once('error', reject);
  });
  return (await Promise.race([whole, late])) === 'whole'
    ? { kind: 'flowing', tookMs: performance.now() - begun }
    : { kind: 'held', bytes };
}
