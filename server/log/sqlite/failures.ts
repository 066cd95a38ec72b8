// What SQLite says, as a sentence with its cure.
import { dirname } from 'node:path';
import { LogUnavailable } from '../log.ts';

/** An error as it passes between threads, which keep neither its class nor its fields. */
export interface Problem {
  readonly message: string;
  /** SQLite's own number for it. */
  readonly code?: number;
  /** Whether the message is a sentence with its cure already. */
  readonly isWhole: boolean;
}

/** The lower byte of SQLite's result codes. */
const codes = {
  busy: 5,
  readOnly: 8,
  inputOutput: 10,
  corrupt: 11,
  full: 13,
  cannotOpen: 14,
  notDatabase: 26,
};

export function problemOf(error: unknown): Problem {
  const message = error instanceof Error ? error.message : String(error);
  const code = errorCode(error);
  return { message, isWhole: error instanceof LogUnavailable, ...(code !== undefined && { code }) };
}

/** Whether the file itself cannot be trusted any more. */
export function isDamage(error: unknown): boolean {
  const code = primary(errorCode(error));
  return code === codes.corrupt || code === codes.notDatabase || error instanceof LogDamaged;
}

export function isBusy(error: unknown): boolean {
  return primary(errorCode(error)) === codes.busy;
}

/** The log holds something else than was written. */
export class LogDamaged extends LogUnavailable {
  readonly detail: string;

  constructor(path: string, detail: string) {
    super(
      `The log ${path} is damaged (${detail}). Stop the server and put a back-up in its place with: ws-chat restore FILE --replace.`,
    );
    this.detail = detail;
  }
}

/** Any failure of work on an open log. */
export function logFailure(path: string, { message, code, isWhole }: Problem): LogUnavailable {
  if (isWhole) return new LogUnavailable(message);
  switch (primary(code)) {
    case codes.full:
      return new LogUnavailable(
        `The disk that holds the log ${path} is full. Free some space; the chat then goes on by itself.`,
      );
    case codes.readOnly:
      return new LogUnavailable(
        `The log ${path} cannot be written (${message}). Make it and its folder writable for this user; the chat then goes on by itself.`,
      );
    case codes.inputOutput:
    case codes.cannotOpen:
      return new LogUnavailable(
        `The disk that holds the log ${path} failed (${message}). Check the disk and its mount; the chat goes on by itself once it works.`,
      );
    case codes.corrupt:
    case codes.notDatabase:
      return new LogDamaged(path, message);
    default:
      return new LogUnavailable(`The log ${path} failed: ${message}.`);
  }
}

/** A failure to open it at all. */
export function openFailure(path: string, problem: Problem): LogUnavailable {
  const code = primary(problem.code);
  if (problem.isWhole || code === codes.full || code === codes.corrupt || code === codes.notDatabase)
    return logFailure(path, problem);
  return unusableFolder(path, problem.message);
}

export function unusableFolder(path: string, detail: string): LogUnavailable {
  return new LogUnavailable(
    `The data folder ${dirname(path)} cannot be used (${detail}). Make it writable for this user, or name another one with --data.`,
  );
}

function errorCode(error: unknown): number | undefined {
  return error instanceof Error && 'errcode' in error ? (error.errcode as number) : undefined;
}

/** Without the details that SQLite puts into the higher bytes. */
function primary(code: number | undefined): number | undefined {
  return code === undefined ? undefined : code & 0xff;
}
