// Why a request was not done, as RFC 9457 has it: one table of kinds, each with its status, and a sentence of its
// own for every case.
import { z } from 'zod';
import type { RefusalCode } from '../../protocol/refusals.ts';

/** Kinds of the API’s own, beside those by which the chat refuses. */
const ownKinds = {
  'bad-request': 400,
  'no-key': 401,
  'wrong-origin': 403,
  'missing-scope': 403,
  'other-room': 403,
  'no-such-room': 404,
  'no-such-route': 404,
  'wrong-method': 405,
  'name-taken': 409,
  'name-reserved': 409,
  'too-large': 413,
  'not-json': 415,
  internal: 500,
} as const;

/** The statuses of what the chat itself refuses. What is held is no problem: it waits. */
const chatKinds = {
  'text-empty': 422,
  'text-too-long': 422,
  'emoji-unknown': 422,
  'not-found': 404,
  'not-allowed': 403,
  'poll-ended': 422,
  'draft-conflict': 409,
  banned: 403,
  'members-only': 403,
  'emoji-only': 422,
  'read-only': 403,
  'word-blocked': 422,
  'link-not-allowed': 422,
  'mention-not-allowed': 422,
  repeated: 422,
  'too-many-capitals': 422,
  'too-many-marks': 422,
  'too-many-emoji': 422,
  'too-many-lines': 422,
  declined: 422,
  'not-wanted': 422,
  outranked: 403,
  'too-many': 409,
  muted: 403,
  'slow-mode': 429,
  paused: 403,
  'proof-needed': 403,
  'rate-limited': 429,
  unchecked: 503,
  busy: 503,
  unavailable: 503,
} as const satisfies Record<Exclude<RefusalCode, 'held'>, number>;

export const kinds = { ...ownKinds, ...chatKinds };

export type ProblemKind = keyof typeof kinds;

export type ProblemStatus = (typeof kinds)[ProblemKind];

/** Of each status, in the words of HTTP. */
export const titles: Readonly<Record<ProblemStatus, string>> = {
  400: 'Bad Request',
  401: 'Unauthorized',
  403: 'Forbidden',
  404: 'Not Found',
  405: 'Method Not Allowed',
  409: 'Conflict',
  413: 'Content Too Large',
  415: 'Unsupported Media Type',
  422: 'Unprocessable Content',
  429: 'Too Many Requests',
  500: 'Internal Server Error',
  503: 'Service Unavailable',
};

export const problemType = 'application/problem+json';

const typePrefix = 'urn:ws-chat:problem:';

/** As it is answered. */
export const problemSchema = z
  .object({
    type: z
      .string()
      .regex(/^urn:ws-chat:problem:[a-z-]+$/)
      .describe('The kind of problem, for programs.'),
    title: z.string().describe('The status in words.'),
    status: z.int().min(400).max(599),
    detail: z.string().min(1).describe('What is wrong and what to do about it, for people.'),
    field: z.string().exactOptional().describe('What of the request cannot be used.'),
    scope: z.string().exactOptional().describe('The scope that the key lacks.'),
    retryAfterMs: z
      .int()
      .min(0)
      .exactOptional()
      .describe('How long to wait, in milliseconds; Retry-After says it too.'),
  })
  .describe('Why it was not done (RFC 9457).');

/** What a handler or a gate says instead of an answer. */
export interface Problem {
  readonly kind: ProblemKind;
  readonly detail: string;
  readonly field?: string;
  readonly scope?: string;
  readonly retryAfterMs?: number;
}

export function problem(
  kind: ProblemKind,
  detail: string,
  more: Partial<Problem> = {},
): { problem: Problem } {
  return { problem: { ...more, kind, detail } };
}

export function statusOf({ kind }: Problem): ProblemStatus {
  return kinds[kind];
}

export function problemJson({ kind, detail, ...more }: Problem): z.output<typeof problemSchema> {
  const status = kinds[kind];
  return { type: `${typePrefix}${kind}`, title: titles[status], status, detail, ...more };
}
