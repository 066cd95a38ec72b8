// What a route of the REST API is: a line of a table that says everything of it. Requests are checked by these
// schemas, handlers are typed by them, and the OpenAPI document is made from them.
import type { z } from 'zod';
import type { Scope } from '../config/api-key-setting.ts';
import type { ApiKey } from './key-ring.ts';
import { problem, type Problem, type ProblemStatus } from './problem.ts';

/** Below the chat’s own path. */
export const apiPath = '/api/v1';

type Fields = z.ZodObject;

type Read<Schema> = Schema extends z.ZodType ? z.output<Schema> : undefined;

/** What is answered, by status; null where nothing is. */
type Answers = Readonly<Record<number, z.ZodType | null>>;

type Answered<Of extends Answers> = {
  [Status in keyof Of]: Of[Status] extends z.ZodType
    ? { readonly status: Status; readonly json: z.output<Of[Status]> }
    : { readonly status: Status };
}[keyof Of];

export interface Download {
  readonly file: string;
  readonly type: string;
  readonly chunks: AsyncIterable<string>;
}

export type Answer =
  { readonly status: number; readonly json?: unknown } | { readonly problem: Problem } | Download;

/** What of a request was not looked at yet. */
export interface Raw {
  readonly query: unknown;
  readonly headers: unknown;
  readonly body: unknown;
}

interface Line {
  readonly method: 'get' | 'post';
  /** As OpenAPI writes it: `/rooms/{room}`. */
  readonly path: string;
  /** What programs call it. */
  readonly id: string;
  readonly summary: string;
  readonly description: string;
  readonly scope: Scope;
  /** Of what a key may ask. */
  readonly cost: number;
  /** Whether something is done in the room: then it must be one that can be entered. */
  readonly acts: boolean;
  readonly params: Fields | undefined;
  readonly query: Fields | undefined;
  readonly headers: Fields | undefined;
  readonly body: Fields | undefined;
  readonly answers: Answers;
  /** Downloads, by their type. */
  readonly downloads: Readonly<Record<string, z.ZodType>> | undefined;
  /** Statuses of problems, beside those that every route may have. */
  readonly problems: readonly ProblemStatus[];
}

export interface Route extends Line {
  readParams(
    raw: unknown,
  ): { readonly params: Readonly<Record<string, unknown>> } | { readonly problem: Problem };
  answer(key: ApiKey, params: unknown, raw: Raw): Promise<Answer> | Answer;
}

interface Written<
  Params extends Fields | undefined,
  Query extends Fields | undefined,
  Headers extends Fields | undefined,
  Body extends Fields | undefined,
  Of extends Answers,
>
  extends
    Pick<Line, 'method' | 'path' | 'id' | 'summary' | 'description' | 'scope'>,
    Partial<Pick<Line, 'cost' | 'acts' | 'downloads' | 'problems'>> {
  readonly params?: Params;
  readonly query?: Query;
  readonly headers?: Headers;
  readonly body?: Body;
  readonly answers: Of;
  handle(asked: {
    readonly key: ApiKey;
    readonly params: Read<Params>;
    readonly query: Read<Query>;
    readonly headers: Read<Headers>;
    readonly body: Read<Body>;
  }): Promise<Answered<Of> | { readonly problem: Problem } | Download>;
}

export function route<
  const Of extends Answers,
  Params extends Fields | undefined = undefined,
  Query extends Fields | undefined = undefined,
  Headers extends Fields | undefined = undefined,
  Body extends Fields | undefined = undefined,
>(written: Written<Params, Query, Headers, Body, Of>): Route {
  const { cost = 1, acts = false, problems = [], downloads, params, query, headers, body, ...line } = written;
  return {
    ...{ ...line, cost, acts, problems, downloads, params, query, headers, body },
    readParams(raw) {
      const found = read(params, raw);
      return 'problem' in found ? found : { params: (found.data ?? {}) as Record<string, unknown> };
    },
    answer(key, ofPath, raw) {
      const found = [read(query, raw.query), read(headers, raw.headers), read(body, raw.body)];
      for (const one of found) if ('problem' in one) return one;
      const [ofQuery, ofHeaders, ofBody] = found.map((one) => ('data' in one ? one.data : undefined));
      return written.handle({
        key,
        params: ofPath as Read<Params>,
        query: ofQuery as Read<Query>,
        headers: ofHeaders as Read<Headers>,
        body: ofBody as Read<Body>,
      }) as Promise<Answer>;
    },
  };
}

function read(
  schema: z.ZodType | undefined,
  value: unknown,
): { readonly data: unknown } | { readonly problem: Problem } {
  const result = schema?.safeParse(value) ?? { success: true, data: undefined };
  if (result.success) return { data: result.data };
  const { path, message } = result.error.issues[0]!;
  const field = path.join('.');
  if (field === '') return problem('bad-request', `What was sent cannot be used: ${message}.`);
  return problem('bad-request', `“${field}” cannot be used: ${message}.`, { field });
}
