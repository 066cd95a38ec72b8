// Who of a room is on this node, as the others are told: at most once a second, after something changed.
import { rosterParticipants } from '../../protocol/limits.ts';
import type { Participant } from '../../protocol/server-messages.ts';
import { presenceEveryMs } from '../../protocol/timing.ts';
import type { Clock } from '../clock.ts';
import type { Roster } from './relay.ts';

interface Stay {
  readonly participant: Participant;
  readonly connections: number;
}

export class Company {
  readonly #clock: Pick<Clock, 'after'>;
  readonly #tell: (roster: Roster) => void;
  readonly #stays = new Map<string, Stay>();
  #stopTimer: (() => void) | undefined;
  #closed = false;

  constructor(clock: Pick<Clock, 'after'>, tell: (roster: Roster) => void) {
    this.#clock = clock;
    this.#tell = tell;
  }

  get count(): number {
    return this.#stays.size;
  }

  get roster(): Roster {
    const { count } = this;
    if (count > rosterParticipants) return { count };
    return { count, here: Array.from(this.#stays.values(), ({ participant }) => participant) };
  }

  arrived(participant: Participant): void {
    const connections = (this.#stays.get(participant.id)?.connections ?? 0) + 1;
    this.#stays.set(participant.id, { participant, connections });
    this.#schedule();
  }

  renamed(participant: Participant): void {
    const stay = this.#stays.get(participant.id);
    if (!stay) return;
    this.#stays.set(participant.id, { ...stay, participant });
    this.#schedule();
  }

  departed(participantId: string): void {
    const stay = this.#stays.get(participantId);
    if (!stay) return;
    if (stay.connections > 1) this.#stays.set(participantId, { ...stay, connections: stay.connections - 1 });
    else {
      this.#stays.delete(participantId);
      this.#schedule();
    }
  }

  close(): void {
    this.#closed = true;
    this.#stopTimer?.();
  }

  #schedule(): void {
    if (this.#closed) return;
    this.#stopTimer ??= this.#clock.after(presenceEveryMs, () => {
      this.#stopTimer = undefined;
      this.#tell(this.roster);
    });
  }
}
