// Undoes what somebody who keeps the room did a moment ago: by themselves, or by whom they outrank.
import type { Moderate } from '../../protocol/client-messages.ts';
import type { Participant } from '../../protocol/server-messages.ts';
import type { Clock } from '../clock.ts';
import { authorize, outranks } from '../identity/permissions.ts';
import { restoralBody, type DraftRecord } from '../log/log.ts';
import type { Restraint, StandingChange } from '../log/standing.ts';
import type { CommitOutcome } from '../room/committer.ts';
import type { Room } from '../room/room.ts';
import type { Rooms } from '../room/rooms.ts';
import type { Place } from './place.ts';
import type { Refusal } from './refusal.ts';
import { reportId } from './report-line.ts';
import { haltIf, SweepHalted, type Stop } from './sweep.ts';
import type { RestraintChange, Reversal, Undoable, Undoables } from './undoables.ts';
import { forbidden } from './verdict.ts';

/** What standing has to change, or how many entries were made; and whether something is left that cannot be undone. */
export type Undone =
  | { readonly change: Omit<StandingChange, 'room' | 'audit'> }
  | { readonly count: number; readonly more: boolean };

const gone: Refusal = {
  code: 'not-found',
  sentence: 'That cannot be undone: it was more than ten minutes ago, or is undone already.',
};

const changed: Refusal = {
  code: 'not-found',
  sentence: 'That cannot be undone any more: somebody has changed it since.',
};

/** So many restorals are under way at once: fewer than a room keeps ready for its readers. */
const atOnce = 100;

export interface UndoServices {
  readonly rooms: Rooms;
  readonly undoables: Undoables;
  readonly clock: Pick<Clock, 'time'>;
}

type UndoAct = Extract<Moderate['act'], { do: 'undo' }>;

export class Undo {
  readonly #services: UndoServices;

  constructor(services: UndoServices) {
    this.#services = services;
  }

  /** What may be undone by whom, before anything is. */
  find(
    { of: draftId, by: whose }: UndoAct,
    by: Participant,
    room: Room,
    place: Place,
  ): { readonly undoable: Undoable } | { readonly refusal: Refusal } {
    const undoable = this.#services.undoables.find({ room: room.name, by: whose ?? by.id, draftId });
    if (!undoable) return { refusal: gone };
    const isOwn = undoable.by.id === by.id;
    if (!authorize(by, undoable.asks, place) || (!isOwn && !outranks(by.role, undoable.by.role)))
      return { refusal: forbidden };
    return { undoable };
  }

  /** Makes what entries it takes; rejects with SweepHalted where the log took not all of them. */
  async take(
    { reversal }: Undoable,
    by: Participant,
    room: Room,
    stop: Stop,
  ): Promise<Undone | { readonly refusal: Refusal }> {
    switch (reversal.kind) {
      case 'restraints':
        return this.#putBack(reversal.changes, room);
      case 'mode':
        if (JSON.stringify(room.standing.mode) !== reversal.now) return { refusal: changed };
        return { change: { mode: reversal.former } };
      case 'report':
        if (room.standing.report(reportId(reversal.report))) return { refusal: changed };
        return { change: { report: reversal.report } };
      case 'pin':
        return this.#unpin(reversal, by, room);
      case 'removals':
        return this.#restore(reversal, by, room, stop);
    }
  }

  /** It is undone once; what was only begun can be asked for again. */
  forget({ of: draftId, by: whose }: UndoAct, by: Participant, room: Room): void {
    this.#services.undoables.forget({ room: room.name, by: whose ?? by.id, draftId });
  }

  #putBack(changes: readonly RestraintChange[], room: Room): Undone | { readonly refusal: Refusal } {
    const { standing } = room;
    const now = this.#services.clock.time();
    const impose: Restraint[] = [];
    const lift: Pick<Restraint, 'kind' | 'subject'>[] = [];
    for (const { kind, subject, imposed, former } of changes) {
      const current = standing.restraint(kind, subject);
      if (!isSame(current, imposed)) continue;
      if (former && (former.until === undefined || former.until > now)) impose.push(former);
      else if (current) lift.push({ kind, subject });
    }
    if (impose.length + lift.length === 0) return { refusal: changed };
    return { change: { impose, lift } };
  }

  async #unpin(
    { ref, on, seq }: Extract<Reversal, { kind: 'pin' }>,
    by: Participant,
    room: Room,
  ): Promise<Undone | { readonly refusal: Refusal }> {
    const body = `{"ref":${ref},"on":${on}}`;
    const outcome = await this.#submit(room, by, { kind: 'pin', draftId: `undo-${seq}`, ref, body });
    return outcome === 'missing' ? { refusal: changed } : { count: 1, more: false };
  }

  async #restore(
    { texts, isAll }: Extract<Reversal, { kind: 'removals' }>,
    by: Participant,
    room: Room,
    stop: Stop,
  ): Promise<Undone> {
    let count = 0;
    for (let start = 0; start < texts.length; start += atOnce) {
      haltIf(stop());
      const outcomes = await Promise.all(
        texts.slice(start, start + atOnce).map(({ ref, removal, taken }) =>
          // The same restoral by the same person is one entry, however often it is asked for.
          this.#submit(room, by, {
            kind: 'edit',
            draftId: `undo-${removal}`,
            ref,
            body: restoralBody(ref, taken),
          }),
        ),
      );
      count += outcomes.filter((outcome) => outcome === 'committed').length;
    }
    return { count, more: !isAll };
  }

  #submit(
    room: Room,
    by: Participant,
    content: Pick<DraftRecord, 'kind' | 'draftId' | 'ref' | 'body'>,
  ): Promise<CommitOutcome> {
    const draft = {
      room: room.name,
      participant: by.id,
      at: this.#services.clock.time(),
      author: JSON.stringify(by),
      ...content,
    };
    return new Promise((resolve, reject) => {
      const taken = this.#services.rooms.submit(draft, (outcome) => {
        if (outcome === 'unavailable' || outcome === 'withdrawn') reject(new SweepHalted());
        else resolve(outcome);
      });
      if (!taken) reject(new SweepHalted());
    });
  }
}

function isSame(one: Restraint | undefined, other: Restraint | undefined): boolean {
  return one?.by === other?.by && one?.until === other?.until && !one === !other;
}
