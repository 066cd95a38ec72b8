// What every surface of the console works with.
import type { Staff } from '../../protocol/console.ts';
import type { Times } from '../elements/times.ts';
import type { Api } from './api.ts';
import type { RoomKeeper } from './room-keeper.ts';
import type { ConsoleStrings } from './strings.ts';

export interface Desk {
  readonly server: string;
  readonly strings: ConsoleStrings;
  readonly times: Times;
  readonly api: Api;
  readonly you: Staff;
  /** What we may do over all rooms. */
  readonly may: readonly string[];
  /** What was changed and not saved yet, by where: it outlives its page. */
  readonly drafts: Map<string, unknown>;
  /** A room, not entered yet: whoever asks starts it and closes it. */
  keeper(room: string): RoomKeeper;
  /** Says something for a moment, to eyes and ears; `undo` takes back what it tells of. */
  say(sentence: string, undo?: () => void): void;
  /** Why something was not done, in words. */
  sentenceOf(error: unknown): string;
}
