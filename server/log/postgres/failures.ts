// What Postgres and the way to it say, as a sentence with its cure.
import { DatabaseError } from 'pg';
import { LogUnavailable } from '../log.ts';

/** The log holds something else than was written. */
export class LogDamaged extends LogUnavailable {
  readonly detail: string;

  constructor(where: string, detail: string) {
    super(
      `The log in ${where} is damaged (${detail}). Stop the servers and restore the database from a back-up.`,
    );
    this.detail = detail;
  }
}

/** Any failure of work on the log, or of the way to it. */
export function logFailure(where: string, error: unknown): LogUnavailable {
  if (error instanceof LogUnavailable) return error;
  const { message } = error as Error;
  // Whatever else fails on the way there is no answer of the server’s.
  if (!(error instanceof DatabaseError)) {
    const detail = message || String(codeOf(error));
    return isOfCertificate(codeOf(error)) ? untrusted(where, detail) : unreachable(where, detail);
  }
  const { code = '' } = error;
  if (code === 'XX001' || code === 'XX002') return new LogDamaged(where, message);
  const sentence = sentences[code] ?? sentences[code.slice(0, 2)];
  return new LogUnavailable(sentence?.(where, message) ?? `The log in ${where} failed: ${message}.`);
}

export function unreachable(where: string, detail: string): LogUnavailable {
  return new LogUnavailable(
    `Postgres cannot be reached at ${where} (${detail}). Check that it runs, and its address; the chat goes on by itself once it answers.`,
  );
}

function untrusted(where: string, detail: string): LogUnavailable {
  return new LogUnavailable(
    `Postgres at ${where} shows a certificate that is not trusted (${detail}). Name the one that signed it in the address: ?sslmode=verify-full&sslrootcert=/path/to/it.`,
  );
}

/** A log without an epoch: so it is kept from being served while it is filled. */
export function unfinished(where: string): LogUnavailable {
  return new LogUnavailable(
    `The log in ${where} is unfinished: ws-chat migrate is at work on it, or was broken off. Run that to its end, or name another database.`,
  );
}

export function readOnly(where: string): LogUnavailable {
  return new LogUnavailable(
    `Postgres at ${where} takes no writes: it stands by for another, or was set to read only. Name the server that takes them, or make this one do so; the chat then goes on by itself.`,
  );
}

/** As OpenSSL names what is wrong with one. */
function isOfCertificate(code = ''): boolean {
  return code.includes('CERT') || code.endsWith('LEAF_SIGNATURE');
}

export function codeOf(error: unknown): string | undefined {
  return (error as { readonly code?: string }).code;
}

type Sentence = (where: string, detail: string) => string;

const notLetIn: Sentence = (where, detail) =>
  `Postgres at ${where} does not let us in (${detail}). Check user and password in the address, and the server’s pg_hba.conf.`;

const notOurs: Sentence = (where, detail) =>
  `The database ${where} holds tables that are not those of ws-chat (${detail}). Name a database of its own, or a schema by ?options=-csearch_path%3Dname.`;

const restarting: Sentence = (where, detail) =>
  `Postgres at ${where} is starting or stopping (${detail}). The chat goes on by itself once it runs.`;

/** By SQLSTATE, or by its class. */
const sentences: Readonly<Record<string, Sentence>> = {
  '08': (where, detail) => unreachable(where, detail).message,
  25006: (where) => readOnly(where).message,
  28: notLetIn,
  '3D000': (where, detail) =>
    `There is no such database at ${where} (${detail}). Make it, or name another one in the address.`,
  '3F000': (where, detail) =>
    `There is no such schema in ${where} (${detail}). Make it with CREATE SCHEMA, or name another one in the address.`,
  42501: (where, detail) =>
    `Postgres at ${where} does not allow what the log needs (${detail}). Make its user the owner of the database: ALTER DATABASE name OWNER TO user.`,
  '42P01': notOurs,
  '42P07': notOurs,
  42703: notOurs,
  42723: notOurs,
  53: (where, detail) =>
    `Postgres at ${where} has too little of what it needs (${detail}). Give it more; the chat then goes on by itself.`,
  53100: (where) =>
    `The disk of Postgres at ${where} is full. Free some space; the chat then goes on by itself.`,
  53300: (where, detail) =>
    `Postgres at ${where} has no connection left (${detail}). Raise max_connections, or let others use fewer; the chat then goes on by itself.`,
  57: (where, detail) =>
    `Postgres at ${where} ended what it was asked (${detail}). The chat goes on by itself.`,
  '57P01': restarting,
  '57P02': restarting,
  '57P03': restarting,
  58: (where, detail) =>
    `The disk of Postgres at ${where} failed (${detail}). Check the disk and its mount; the chat goes on by itself once it works.`,
};
