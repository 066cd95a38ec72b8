// Drafts that wait for a moderator: kept on disk, let in as if their author sent them now, or turned down.
import type { HeldDraft, Participant } from '../../protocol/server-messages.ts';
import type { Clock } from '../clock.ts';
import type { DraftRecord } from '../log/log.ts';
import type { HeldRecord } from '../log/standing.ts';
import type { CommitOutcome } from '../room/committer.ts';
import { messageText } from '../room/entry-text.ts';
import type { Room } from '../room/room.ts';
import type { Rooms } from '../room/rooms.ts';
import type { Telemetry } from '../telemetry/telemetry.ts';
import { outcomeRefusals } from './outcome-refusals.ts';
import { refused, type Refusal } from './refusal.ts';
import { mostHeld, mostHeldOfOne } from './standing.ts';
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

const enough: Refusal = {
  code: 'too-many',
  sentence:
    'Many messages of yours wait for a moderator already. Send this one when they have been looked at.',
};

const gone: Refusal = { code: 'not-found', sentence: 'That message does not wait any more.' };

const impossible: Refusal = {
  code: 'not-found',
  sentence:
    'That message cannot be let in any more: what it is about has changed, or its author may no longer write. They were told, and it does not wait any more.',
};

const beingLetIn: Refusal = {
  code: 'busy',
  sentence: 'Somebody is letting this message in just now. Look again in a moment whether it still waits.',
  retryAfterMs: 1_000,
};

const unavailable: Refusal = {
  code: 'unavailable',
  sentence: 'The chat cannot store messages right now. Try again in a while.',
  retryAfterMs: 5_000,
};

export interface HeldServices {
  readonly rooms: Pick<Rooms, 'submit'>;
  readonly standings: Standings;
  readonly clock: Pick<Clock, 'time'>;
  readonly telemetry: Pick<Telemetry, 'posted'>;
}

export class HeldQueue {
  readonly #services: HeldServices;
  /** What was submitted, with what an approval of it is answered: nobody turns it down meanwhile. */
  readonly #lettingIn = new WeakMap<HeldRecord, Promise<Refusal | undefined>>();

  constructor(services: HeldServices) {
    this.#services = services;
  }

  /** Resolves with what its author is told, once it is on disk. The same draft waits once. */
  async hold(room: Room, draft: DraftRecord): Promise<Refusal> {
    const { standing } = room;
    const { participant, draftId } = draft;
    if (standing.heldDraft(participant, draftId)) return heldBack;
    const { held } = standing;
    if (held.filter((one) => one.participant === participant).length >= mostHeldOfOne) return enough;
    if (held.length >= mostHeld) return full;
    const hold = { participant, draftId, record: JSON.stringify(draft) };
    await this.#services.standings.change(standing, { room: room.name, hold });
    return heldBack;
  }

  list(room: Room): readonly HeldDraft[] {
    return room.standing.held.map(lineOf);
  }

  /** Resolves with nothing when it is an entry. It goes on waiting while the log takes nothing. */
  async approve(room: Room, participant: string, draftId: string): Promise<Refusal | undefined> {
    const held = room.standing.heldDraft(participant, draftId);
    if (!held) return gone;
    let answer = this.#lettingIn.get(held);
    if (!answer) this.#lettingIn.set(held, (answer = this.#letIn(held, room)));
    return answer;
  }

  decline(room: Room, participant: string, draftId: string): Refusal | undefined {
    const held = room.standing.heldDraft(participant, draftId);
    if (!held) return gone;
    return this.#lettingIn.has(held) ? beingLetIn : undefined;
  }

  /** Lets go of what is meant; returns what that was. Rejects where it is not known to be on disk. */
  async drop(room: Room, isMeant: (draft: HeldDraft) => boolean): Promise<readonly HeldDraft[]> {
    const meant = room.standing.held.flatMap((held) => {
      const line = lineOf(held);
      return isMeant(line) ? [{ held, line }] : [];
    });
    const dropped = await Promise.all(
      meant.map(async ({ held, line }) => ((await this.#drop(held, room)) ? [line] : [])),
    );
    return dropped.flat();
  }

  /** Resolves with whether it went unseen. What is being let in is waited for: it may be an entry, or wait again. */
  async #drop(held: HeldRecord, room: Room): Promise<boolean> {
    const lettingIn = this.#lettingIn.get(held);
    if (lettingIn && (!(await lettingIn) || !room.standing.heldDraft(held.participant, held.draftId)))
      return false;
    await this.#release(held, room);
    return true;
  }

  async #letIn(held: HeldRecord, room: Room): Promise<Refusal | undefined> {
    const outcome = await this.#submit({ ...draftOf(held), at: this.#services.clock.time() }, room);
    if (outcome === 'committed' || outcome === 'twin') return undefined;
    if (outcome === 'unavailable' || outcome === 'busy') {
      this.#lettingIn.delete(held);
      return unavailable;
    }
    await this.#release(held, room);
    room.tell(held.participant, refused(held.draftId, outcomeRefusals[outcome]));
    return impossible;
  }

  #release({ participant, draftId }: HeldRecord, room: Room): Promise<void> {
    return this.#services.standings.change(room.standing, {
      room: room.name,
      release: { participant, draftId },
    });
  }

  #submit(draft: DraftRecord, room: Room): Promise<CommitOutcome | 'busy'> {
    return new Promise((resolve) => {
      const isTaken = this.#services.rooms.submit(draft, (outcome, seq) => {
        if (outcome === 'committed' && draft.kind === 'message') this.#tell(draft, seq, room);
        resolve(outcome);
      });
      if (!isTaken) resolve('busy');
    });
  }

  /** It was posted now, as far as anybody counts. */
  #tell({ author, body }: DraftRecord, seq: number, room: Room): void {
    const participant = JSON.parse(author) as Participant;
    const visit = { room: room.name, participant, present: () => room.presence.count };
    this.#services.telemetry.posted(visit, seq, messageText(body));
  }
}

function draftOf({ record }: HeldRecord): DraftRecord {
  return JSON.parse(record) as DraftRecord;
}

function lineOf(held: HeldRecord): HeldDraft {
  const { draftId, at, author, body, ref } = draftOf(held);
  const { text, options } = JSON.parse(body) as Pick<HeldDraft, 'text' | 'options'>;
  const from = JSON.parse(author) as Participant;
  return { from, draftId, at, text, ...(options && { options }), ...(ref !== undefined && { ref }) };
}
