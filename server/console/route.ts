// What a route of the console’s API is: a line of a table, with the capability that it asks for.
import type { z } from 'zod';
import { consoleBytes, type ConsoleRefusal, type ConsoleRefusalCode } from '../../protocol/console.ts';
import type { Capability } from '../identity/permissions.ts';
import type { Signed } from '../identity/staff.ts';

/** Who asks, and about what. */
export interface Asked {
  readonly signed: Signed;
  /** The room of the path; `everyRoom` where it names none. */
  readonly room: string;
  /** The staff’s or participant’s id of the path, or nothing. */
  readonly id: string;
  /** Whether they are still signed in, for what takes its time. */
  readonly stands: () => boolean;
}

export type Answer =
  | { readonly status: 200 | 201; readonly json: object }
  | { readonly status: 204 }
  | { readonly refusal: ConsoleRefusal }
  | { readonly file: string; readonly type: string; readonly chunks: AsyncIterable<string> };

/** What of a request was not looked at yet. */
interface Raw {
  readonly body: unknown;
  readonly query: unknown;
}

interface Line {
  readonly method: 'get' | 'post' | 'put' | 'delete';
  /** `:room` and `:id` are what they are called. */
  readonly path: string;
  /** Of the burst of one person. */
  readonly cost: number;
  readonly takesBody: boolean;
  readonly mostBytes: number;
}

/** Whether its path names a room decides where the capability must be had: there, or over all rooms. */
export interface Route extends Line {
  readonly asks: Capability | 'signed-in';
  answer(asked: Asked, raw: Raw): Promise<Answer> | Answer;
}

/** Where one comes in, and has nothing to show yet but what is in the body. */
export interface Door extends Line {
  readonly asks: 'nobody';
  answer(raw: Raw): Promise<Answer> | Answer;
}

type Written<Body, Query> = Pick<Line, 'method' | 'path'> &
  Partial<Pick<Line, 'cost' | 'mostBytes'>> & {
    readonly body?: z.ZodType<Body>;
    readonly query?: z.ZodType<Query>;
  };

export function route<Body = undefined, Query = undefined>(
  written: Written<Body, Query> & {
    readonly asks: Route['asks'];
    readonly handle: (asked: Asked & { body: Body; query: Query }) => Promise<Answer> | Answer;
  },
): Route {
  return {
    ...lineOf(written),
    asks: written.asks,
    answer(asked, raw) {
      const read = readAll(written, raw);
      return 'refusal' in read ? read : written.handle({ ...asked, ...read });
    },
  };
}

export function door<Body>(
  written: Written<Body, undefined> & { readonly handle: (body: Body) => Promise<Answer> | Answer },
): Door {
  return {
    ...lineOf(written),
    asks: 'nobody',
    answer(raw) {
      const read = readAll(written, raw);
      return 'refusal' in read ? read : written.handle(read.body);
    },
  };
}

function lineOf<Body, Query>(written: Written<Body, Query>): Line {
  const { method, path, cost = 1, mostBytes = consoleBytes, body } = written;
  return { method, path, cost, mostBytes, takesBody: body !== undefined };
}

function readAll<Body, Query>(
  { body, query }: Written<Body, Query>,
  raw: Raw,
): { readonly body: Body; readonly query: Query } | { readonly refusal: ConsoleRefusal } {
  const readBody = read(body, raw.body);
  if (readBody && 'refusal' in readBody) return readBody;
  const readQuery = read(query, raw.query);
  if (readQuery && 'refusal' in readQuery) return readQuery;
  return { body: readBody?.data as Body, query: readQuery?.data as Query };
}

function read<Value>(
  schema: z.ZodType<Value> | undefined,
  value: unknown,
): { readonly data: Value } | { readonly refusal: ConsoleRefusal } | undefined {
  const result = schema?.safeParse(value);
  if (!result || result.success) return result;
  const { path, message } = result.error.issues[0]!;
  const field = path.join('.');
  const sentence = `${field === '' ? 'What was sent' : `“${field}”`} cannot be used: ${message}.`;
  return { refusal: { code: 'bad-request', sentence, ...(field !== '' && { field }) } };
}

export function ok(json: object): Answer {
  return { status: 200, json };
}

export const done: Answer = { status: 204 };

export function refuse(code: ConsoleRefusalCode, sentence: string): { readonly refusal: ConsoleRefusal } {
  return { refusal: { code, sentence } };
}

export const statuses: Readonly<Record<ConsoleRefusalCode, number>> = {
  'bad-request': 400,
  'too-large': 413,
  'not-signed-in': 401,
  'bad-key': 403,
  'not-allowed': 403,
  'other-room': 403,
  banned: 403,
  outranked: 403,
  'not-found': 404,
  'name-taken': 409,
  'too-many': 409,
  'rate-limited': 429,
  internal: 500,
  unavailable: 503,
};
