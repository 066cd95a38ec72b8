// The way in where no socket passes: one request whose answer brings the frames down, and one for what goes up. Both
// are simple requests to a browser, which asks nobody before it sends them.
import { Router, text, type Response } from 'express';
import type { Denial } from '../../protocol/server-messages.ts';
import { eventsPath, framesPath, uploadBytes } from '../../protocol/stream.ts';
import { upload, type Upload } from '../../protocol/upload.ts';
import { subprotocol } from '../../protocol/version.ts';
import { Connection } from '../connection/connection.ts';
import { dialectV1 } from '../connection/dialect-v1.ts';
import { answer, type Gate } from '../connection/gate.ts';
import { clientAddressKey, knock } from '../connection/knock.ts';
import { EventStream } from '../connection/stream/event-stream.ts';
import type { EventStreams } from '../connection/stream/event-streams.ts';
import type { TokenBuckets } from '../moderation/token-buckets.ts';

export interface StreamGate extends Gate {
  readonly streams: EventStreams;
  /** How often a network may say something that another node has to be told. */
  readonly forwarding: TokenBuckets;
}

export function streamRoutes(gate: StreamGate): Router {
  const router = Router();
  // Who may read the answer is judged by the room; without it a page would not hear why it may not.
  router.use(/^\/rooms\/[^/]+\/(events|frames)$/, (_request, response, next) => {
    response.set({ 'Access-Control-Allow-Origin': '*', 'Cache-Control': 'no-store' });
    next();
  });
  router.post(`/rooms/:room/${eventsPath}`, (request, response) => {
    const asked = knock(request, request.params.room, [subprotocol], gate.trustedProxies);
    const admission = answer(gate, asked);
    if (!admission.admitted) return refuse(response, admission.denial);
    const { streams, connections, services } = gate;
    const link = streams.createLink();
    const stream = new EventStream(response, link);
    const { addressKey, origin, host } = asked;
    const visitor = { roomName: admission.room, addressKey, origin, host };
    const connection = new Connection(stream, dialectV1, visitor, services);
    streams.add(link, stream);
    connections.add(connection);
    stream.attend(connection, () => {
      streams.remove(link);
      connections.remove(connection);
    });
  });
  router.post(
    `/rooms/:room/${framesPath}`,
    text({ type: () => true, limit: uploadBytes }),
    (request, response) => {
      const said = read(request.body);
      if (typeof said === 'string')
        return refuse(response, { status: 400, code: 'bad-upload', sentence: said });
      switch (gate.streams.placeOf(said.link)) {
        case 'here':
          gate.streams.hear(said);
          break;
        case 'elsewhere': {
          const waitMs = gate.forwarding.take(clientAddressKey(request, gate.trustedProxies));
          if (waitMs > 0) return refuse(response, tooOften(waitMs));
          gate.streams.tellOthers(said);
          break;
        }
        case 'nowhere':
          return refuse(response, over);
      }
      response.status(204).end();
    },
  );
  return router;
}

const over: Denial = { status: 404, code: 'no-such-link', sentence: 'This link is over. Open a new one.' };

function tooOften(retryAfterMs: number): Denial {
  const sentence = 'Your network says too much at once. Wait a little and try again.';
  return { status: 429, code: 'too-many-requests', sentence, retryAfterMs };
}

function refuse(response: Response, denial: Denial): void {
  if (denial.retryAfterMs !== undefined)
    response.set('Retry-After', String(Math.ceil(denial.retryAfterMs / 1_000)));
  response.status(denial.status).json(denial);
}

/** What is wrong with it, in words, where it is nothing of this wire. */
function read(body: unknown): Upload | string {
  try {
    const said = upload.safeParse(JSON.parse(String(body)));
    if (said.success) return said.data;
    const { path, message } = said.error.issues[0]!;
    return `${path.join('.') || 'body'}: ${message}`;
  } catch {
    return 'The body must be one JSON object: link, number and frames.';
  }
}
