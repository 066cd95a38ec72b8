// Who is in a room, by participant: two tabs of one person are one. What changes is gathered and told
// once a second, by name while that is still of use to anybody; in a crowd, only how many they are.
import { rosterParticipants } from '../../protocol/limits.ts';
import type { Participant, Presence as PresenceMessage, Role } from '../../protocol/server-messages.ts';
import { crowdPresenceEveryMs, presenceEveryMs } from '../../protocol/timing.ts';
import type { Clock } from '../clock.ts';
import { TakenNames } from '../identity/taken-names.ts';
import type { Roster } from './relay.ts';

interface Stay {
  readonly participant: Participant;
  /** Those of this node; each other node that somebody is on counts as one more. */
  readonly connections: number;
}

const nobody: Roster = { count: 0, here: [] };

export class Presence {
  readonly #stays = new Map<string, Stay>();
  readonly #names = new TakenNames();
  /** What other nodes told, by node. */
  readonly #elsewhere = new Map<string, Roster>();
  readonly #clock: Pick<Clock, 'after'>;
  readonly #tell: (presence: PresenceMessage) => void;
  /** Since it was told last; an id is in one of the two at most. */
  readonly #came = new Map<string, Participant>();
  readonly #gone = new Set<string>();
  /** Whether everybody who looks has been told the names. */
  #toldByName = true;
  #stopTimer: (() => void) | undefined;
  #closed = false;

  /** `tell` is called at most once a second, after somebody came, went or took another name. */
  constructor(clock: Pick<Clock, 'after'>, tell: (presence: PresenceMessage) => void) {
    this.#clock = clock;
    this.#tell = tell;
  }

  get count(): number {
    let count = this.#stays.size;
    for (const roster of this.#elsewhere.values()) if (!roster.here) count += roster.count;
    return count;
  }

  /** Everybody, by name unless they are too many. */
  get now(): Pick<PresenceMessage, 'count' | 'here'> {
    const { count } = this;
    if (count > rosterParticipants) return { count };
    return { count, here: Array.from(this.#stays.values(), ({ participant }) => participant) };
  }

  /** Undefined for who is not here. */
  roleOf(participantId: string): Role | undefined {
    return this.#stays.get(participantId)?.participant.role;
  }

  /** Whether somebody else here is called so, or so much alike that readers would take them for one. */
  isTaken(name: string, byOthersThan: string): boolean {
    return this.#names.isTaken(name, byOthersThan);
  }

  arrived(participant: Participant): void {
    const former = this.#stays.get(participant.id);
    this.#names.take(participant.name, participant.id);
    this.#stays.set(participant.id, { participant, connections: (former?.connections ?? 0) + 1 });
    // Who comes now is told no names, even where they are told again a moment later.
    if (this.count > rosterParticipants) this.#toldByName = false;
    if (!former || !isSame(former.participant, participant)) this.#changed(participant);
  }

  /** Is called otherwise, or has another role, from now on. */
  renamed(participant: Participant): void {
    const stay = this.#stays.get(participant.id);
    if (!stay) return;
    this.#stays.set(participant.id, { ...stay, participant });
    if (isSame(stay.participant, participant)) return;
    this.#names.take(participant.name, participant.id);
    this.#changed(participant);
  }

  departed(participantId: string): void {
    const stay = this.#stays.get(participantId);
    if (!stay) return;
    if (stay.connections > 1) {
      this.#stays.set(participantId, { ...stay, connections: stay.connections - 1 });
      return;
    }
    this.#stays.delete(participantId);
    this.#names.free(participantId);
    this.#came.delete(participantId);
    this.#gone.add(participantId);
    this.#schedule();
  }

  /** Who is in the same room on another node, in the place of what it told before. */
  elsewhere(node: string, roster: Roster = nobody): void {
    const former = this.#elsewhere.get(node) ?? nobody;
    if (roster.count === 0) this.#elsewhere.delete(node);
    else this.#elsewhere.set(node, roster);
    const stayed = new Map(former.here?.map((participant) => [participant.id, participant]));
    for (const participant of roster.here ?? []) {
      if (stayed.delete(participant.id)) this.renamed(participant);
      else this.arrived(participant);
    }
    for (const id of stayed.keys()) this.departed(id);
    if (roster.here && former.here) return;
    if (this.count > rosterParticipants) this.#toldByName = false;
    if (former.count !== roster.count) this.#schedule();
  }

  /** Nothing is told any more. */
  close(): void {
    this.#closed = true;
    this.#stopTimer?.();
    this.#stopTimer = undefined;
  }

  #changed(participant: Participant): void {
    this.#gone.delete(participant.id);
    this.#came.set(participant.id, participant);
    this.#schedule();
  }

  #schedule(): void {
    if (this.#closed) return;
    const everyMs = this.count > rosterParticipants ? crowdPresenceEveryMs : presenceEveryMs;
    this.#stopTimer ??= this.#clock.after(everyMs, () => {
      this.#stopTimer = undefined;
      this.#tell(this.#news());
      this.#came.clear();
      this.#gone.clear();
    });
  }

  #news(): PresenceMessage {
    const { now } = this;
    const { count, here } = now;
    const knewNames = this.#toldByName;
    this.#toldByName = here !== undefined;
    // Names begin again, or so many changed that all of them are less.
    if (!here || !knewNames || this.#came.size + this.#gone.size > count) return { type: 'presence', ...now };
    return { type: 'presence', count, came: [...this.#came.values()], gone: [...this.#gone] };
  }
}

/** Whether others see no difference. */
function isSame(one: Participant, other: Participant): boolean {
  return (['name', 'role', 'avatar', 'color'] as const).every((field) => one[field] === other[field]);
}
