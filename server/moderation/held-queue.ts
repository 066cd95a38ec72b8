// Drafts that wait for a moderator: kept on disk, let in as if their author sent them now, or turned down.
import type { HeldDraft, Participant } from '../../protocol/server-messages.ts';
import type { Clock } from '../clock.ts';
import type { DraftRecord } from '../log/log.ts';
import type { HeldRecord } from '../log/standing.ts';
import type { CommitOutcome } from '../room/committer.ts';
import type { Room } from '../room/room.ts';
import type { Rooms } from '../room/rooms.ts';
import type { Refusal } from './refusal.ts';
import { mostHeld } from './standing.ts';
import type { Standings } from './standings.ts';

export const heldBack: Refusal = {
  code: 'held',
  sentence: 'A moderator looks at this message before it is shown. You need not send it again.',
};

const full: Refusal = {
  code: 'busy',
  sentence: 'Very many messages wait for a moderator already. Try again in a while.',
  retryAfterMs: 30_000,
};

const gone: Refusal = { code: 'not-found', sentence: 'That message does not wait any more.' };

const unavailable: Refusal = {
  code: 'unavailable',
  sentence: 'The chat cannot store messages right now. Try again in a while.',
  retryAfterMs: 5_000,
};

export class HeldQueue {
  readonly #rooms: Rooms;
  readonly #standings: Standings;
  readonly #clock: Pick<Clock, 'time'>;

  constructor(rooms: Rooms, standings: Standings, clock: Pick<Clock, 'time'>) {
    this.#rooms = rooms;
    this.#standings = standings;
    this.#clock = clock;
  }

  /** Resolves with what its author is told, once it is on disk. The same draft waits once. */
  async hold(room: Room, draft: DraftRecord): Promise<Refusal> {
    const { standing } = room;
    const { participant, draftId } = draft;
    if (standing.heldDraft(participant, draftId)) return heldBack;
    if (standing.held.length >= mostHeld) return full;
    const hold = { participant, draftId, record: JSON.stringify(draft) };
    await this.#standings.change(standing, { room: room.name, hold });
    return heldBack;
  }

  list(room: Room): readonly HeldDraft[] {
    return room.standing.held.map((held) => {
      const { draftId, at, author, body, ref } = draftOf(held);
      const { text, options } = JSON.parse(body) as Pick<HeldDraft, 'text' | 'options'>;
      const from = JSON.parse(author) as Participant;
      return { from, draftId, at, text, ...(options && { options }), ...(ref !== undefined && { ref }) };
    });
  }

  /** Resolves with nothing when it is an entry. It goes on waiting where the log does not take it. */
  async approve(room: Room, participant: string, draftId: string): Promise<Refusal | undefined> {
    const held = room.standing.heldDraft(participant, draftId);
    if (!held) return gone;
    const outcome = await this.#submit({ ...draftOf(held), at: this.#clock.time() });
    return outcome === 'unavailable' || outcome === 'busy' ? unavailable : undefined;
  }

  decline(room: Room, participant: string, draftId: string): Refusal | undefined {
    return room.standing.heldDraft(participant, draftId) ? undefined : gone;
  }

  /** Lets go of what is meant; returns what that was. Rejects where it is not known to be on disk. */
  async drop(room: Room, isMeant: (draft: HeldDraft) => boolean): Promise<readonly HeldDraft[]> {
    const meant = this.list(room).filter(isMeant);
    await Promise.all(
      meant.map(({ from, draftId }) =>
        this.#standings.change(room.standing, {
          room: room.name,
          release: { participant: from.id, draftId },
        }),
      ),
    );
    return meant;
  }

  #submit(draft: DraftRecord): Promise<CommitOutcome | 'busy'> {
    return new Promise((resolve) => {
      if (!this.#rooms.submit(draft, (outcome) => resolve(outcome))) resolve('busy');
    });
  }
}

function draftOf({ record }: HeldRecord): DraftRecord {
  return JSON.parse(record) as DraftRecord;
}
