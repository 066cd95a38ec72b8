// What the primary and its workers say to each other. Both are of one program, so nothing of it is checked.
import type { Config } from '../config/settings.ts';
import type { KeptLog } from '../log/open-log.ts';
import type { SharedLog } from '../log/shared-log.ts';
import type { MetricsRecord } from '../telemetry/metrics/metrics-sum.ts';
import type { Channel } from './channel.ts';

export type HostedLog = KeptLog & SharedLog;

/** What is asked of the log from afar, by its names there. */
export type LogQuestion = Exclude<keyof HostedLog, 'epoch' | 'watch' | 'close'>;

/** An error as it passes between processes, which keep no classes. */
export interface Problem {
  readonly message: string;
  /** Whether it is a sentence with its cure. */
  readonly isWhole: boolean;
}

export interface LogAsked {
  readonly type: 'ask';
  readonly id: number;
  readonly question: LogQuestion;
  /** Without the function that hears of what is expired: see `expired`. */
  readonly given: readonly unknown[];
}

export type LogSaid =
  | { readonly type: 'answer'; readonly id: number; readonly result: unknown }
  | { readonly type: 'problem'; readonly id: number; readonly problem: Problem }
  /** Before the answer to `expire`. */
  | { readonly type: 'expired'; readonly id: number; readonly rooms: readonly (readonly [string, number])[] }
  /** Before any answer that is of it. */
  | { readonly type: 'epoch'; readonly epoch: string };

export type BusAsked =
  /** Answered by `followed`. */
  | { readonly type: 'follow'; readonly topic: string }
  | { readonly type: 'unfollow'; readonly topic: string }
  | { readonly type: 'publish'; readonly topic: string; readonly text: string }
  /** Follows nothing any more. */
  | { readonly type: 'leave' };

export type BusSaid =
  | { readonly type: 'followed' }
  | { readonly type: 'heard'; readonly topic: string; readonly text: string }
  | { readonly type: 'missed' };

/** What a worker is to do. */
export interface Begin {
  readonly type: 'begin';
  /** 1 to as many as there are; who takes the place of another has its number. */
  readonly worker: number;
  readonly config: Config;
  /** The epoch of the log that the primary holds; without it, the worker opens the log itself. */
  readonly epoch: string | undefined;
  /** Whether it asks for the first owner, where there is none. */
  readonly greets: boolean;
}

export type PrimarySaid =
  | LogSaid
  | BusSaid
  | Begin
  | { readonly type: 'stop' }
  /** Other settings, which the primary could use. */
  | { readonly type: 'reload'; readonly config: Config }
  /** Answered by `measured`. */
  | { readonly type: 'measure'; readonly id: number };

export type WorkerSaid =
  | LogAsked
  | BusAsked
  /** It listens. `link` is for the first owner, where there is none yet. */
  | { readonly type: 'ready'; readonly port: number; readonly link: string | undefined }
  | { readonly type: 'measured'; readonly id: number; readonly record: MetricsRecord }
  /** It cannot start, or not end in order, and is to be ended. */
  | { readonly type: 'failed'; readonly sentence: string };

/** The line as the primary has it, one to each worker, and as a worker has it. Everybody hears what is for others, too. */
export type PrimarysEnd = Channel<WorkerSaid, PrimarySaid>;
export type WorkersEnd = Channel<PrimarySaid, WorkerSaid>;
