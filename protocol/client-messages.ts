// What a client may say, as schemas: the server checks every frame against these.
// The types come from the schemas; the widget imports only the types.
import { z } from 'zod';
import { pageEntries } from './limits.ts';

const seq = z.int().min(0);

/** Chosen by the client, unique for its author: the same draft sent twice is one message. */
const draftId = z.string().regex(/^[A-Za-z0-9_-]{1,64}$/);

/** First, within five seconds. `since` is the last entry the client holds. */
export const hello = z.object({
  type: z.literal('hello'),
  token: z.string().max(512).optional(),
  name: z.string().max(256).optional(),
  since: z.object({ epoch: z.string().max(64), seq }).optional(),
  /** How many of the newest entries a fresh client wants. */
  history: z.int().min(0).max(pageEntries).optional(),
});

/** Text longer than the limit is refused with a sentence, not closed: a person wrote it. */
export const post = z.object({ type: z.literal('post'), draftId, text: z.string() });

/** A page of entries with a seq below `before`, the newest of them, in order. */
export const history = z.object({
  type: z.literal('history'),
  before: seq,
  limit: z.int().min(1).max(pageEntries),
});

export const rename = z.object({ type: z.literal('rename'), name: z.string().max(256) });

/** Asks for a sign of life; the server answers `pong`. */
export const ping = z.object({ type: z.literal('ping') });

/** Answers the server's `ping`. */
export const pong = z.object({ type: z.literal('pong') });

export const clientMessage = z.discriminatedUnion('type', [hello, post, history, rename, ping, pong]);

export type Hello = z.infer<typeof hello>;
export type Post = z.infer<typeof post>;
export type History = z.infer<typeof history>;
export type Rename = z.infer<typeof rename>;
export type ClientMessage = z.infer<typeof clientMessage>;
