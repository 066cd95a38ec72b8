// What those who keep a room did in the last ten minutes, and how it is undone; in memory alone, so that what
// was taken back is not kept for longer anywhere.
import type { Participant } from '../../protocol/server-messages.ts';
import type { Clock } from '../clock.ts';
import type { Capability } from '../identity/permissions.ts';
import type { Taken } from '../log/log.ts';
import type { ReportRecord, Restraint, RestraintKind } from '../log/standing.ts';

/** What holds somebody since, and what did before; either may be nothing. */
export interface RestraintChange {
  readonly kind: RestraintKind;
  readonly subject: string;
  readonly imposed: Restraint | undefined;
  readonly former: Restraint | undefined;
}

/** What message `ref` said; `removal` is the entry that took it. */
export interface KeptText {
  readonly ref: number;
  readonly removal: number;
  readonly taken: Taken;
}

export type Reversal =
  | { readonly kind: 'restraints'; readonly changes: readonly RestraintChange[] }
  | { readonly kind: 'mode'; readonly now: string; readonly former: string }
  | { readonly kind: 'report'; readonly report: ReportRecord }
  | { readonly kind: 'pin'; readonly ref: number; readonly on: boolean; readonly seq: number }
  | { readonly kind: 'removals'; readonly texts: readonly KeptText[]; readonly isAll: boolean };

export interface Undoable {
  readonly by: Participant;
  /** What it takes to do it, and so to undo it. */
  readonly asks: Capability;
  readonly whom?: string | undefined;
  readonly reversal: Reversal;
}

/** Whose act in which room. */
export interface ActKey {
  readonly room: string;
  readonly by: string;
  readonly draftId: string;
}

interface Kept extends Undoable {
  readonly until: number;
  readonly bytes: number;
}

/** So long something can be undone. */
export const undoMs = 600_000;

/** Most that is kept for all rooms together; the oldest goes first. */
export const mostUndoables = 5_000;
export const undoableBytes = 8_388_608;

/** What an act or a text takes beside its characters, about. */
const overheadBytes = 200;

export class Undoables {
  readonly #clock: Pick<Clock, 'now' | 'after'>;
  /** In the order in which they were done. */
  readonly #kept = new Map<string, Kept>();
  #bytes = 0;
  #stopTimer: (() => void) | undefined;

  constructor(clock: Pick<Clock, 'now' | 'after'>) {
    this.#clock = clock;
  }

  /** What they take, about. */
  get bytes(): number {
    return this.#bytes;
  }

  /** Done again under the same draft id, it is undone to what was before the first time. */
  add(key: ActKey, undoable: Undoable): void {
    const former = this.#kept.get(textOf(key));
    this.#keep(
      textOf(key),
      former ? { ...undoable, reversal: merged(former.reversal, undoable.reversal) } : undoable,
    );
  }

  find(key: ActKey): Undoable | undefined {
    this.#expire();
    return this.#kept.get(textOf(key));
  }

  forget(key: ActKey): void {
    this.#drop(textOf(key));
  }

  /** Somebody was erased: what they said must not be here either. */
  clear(): void {
    this.#kept.clear();
    this.#bytes = 0;
    this.#stopTimer?.();
    this.#stopTimer = undefined;
  }

  #keep(text: string, undoable: Undoable): void {
    this.#drop(text);
    const bytes = bytesOf(undoable.reversal);
    for (const oldest of this.#kept.keys()) {
      if (this.#kept.size < mostUndoables && this.#bytes + bytes <= undoableBytes) break;
      this.#drop(oldest);
    }
    const fitting = bytes <= undoableBytes ? undoable : { ...undoable, reversal: fitted(undoable.reversal) };
    const kept = { ...fitting, until: this.#clock.now() + undoMs, bytes: bytesOf(fitting.reversal) };
    this.#kept.set(text, kept);
    this.#bytes += kept.bytes;
    this.#watch();
  }

  #drop(text: string): void {
    this.#bytes -= this.#kept.get(text)?.bytes ?? 0;
    this.#kept.delete(text);
  }

  #expire(): void {
    const now = this.#clock.now();
    for (const [text, { until }] of this.#kept) {
      if (until > now) return;
      this.#drop(text);
    }
  }

  /** One timer for the oldest of them. */
  #watch(): void {
    const [oldest] = this.#kept.values();
    if (!oldest) return;
    this.#stopTimer ??= this.#clock.after(oldest.until - this.#clock.now(), () => {
      this.#stopTimer = undefined;
      this.#expire();
      this.#watch();
    });
  }
}

function textOf({ room, by, draftId }: ActKey): string {
  return `${room} ${by} ${draftId}`;
}

function merged(former: Reversal, next: Reversal): Reversal {
  if (former.kind === 'restraints' && next.kind === 'restraints')
    return {
      ...next,
      changes: next.changes.map((change) => {
        const same = former.changes.find(
          ({ kind, subject }) => kind === change.kind && subject === change.subject,
        );
        return same ? { ...change, former: same.former } : change;
      }),
    };
  if (former.kind === 'mode' && next.kind === 'mode') return { ...next, former: former.former };
  if (former.kind === 'removals' && next.kind === 'removals')
    return { ...next, texts: [...former.texts, ...next.texts], isAll: former.isAll && next.isAll };
  return next;
}

function bytesOf(reversal: Reversal): number {
  if (reversal.kind === 'restraints') return overheadBytes * (1 + reversal.changes.length);
  if (reversal.kind !== 'removals') return overheadBytes;
  return reversal.texts.reduce((sum, text) => sum + bytesOfText(text), overheadBytes);
}

function bytesOfText({ taken }: KeptText): number {
  return overheadBytes + 2 * [taken.text, ...(taken.options ?? [])].join('').length;
}

/** As many texts as may be kept at all: those that were taken first. */
function fitted(reversal: Reversal): Reversal {
  if (reversal.kind !== 'removals') return reversal;
  const texts: KeptText[] = [];
  let bytes = overheadBytes;
  for (const text of reversal.texts) {
    bytes += bytesOfText(text);
    if (bytes > undoableBytes) break;
    texts.push(text);
  }
  return { ...reversal, texts, isAll: false };
}
