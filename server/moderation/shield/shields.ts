// The raid shields of all rooms: up by hand or by themselves, down by hand or when it is calm; each change
// holds at once, is told to the room, and is noted with who made it.
import type { RefusalCode } from '../../../protocol/refusals.ts';
import type { RoomMode, Shield } from '../../../protocol/server-messages.ts';
import type { Clock } from '../../clock.ts';
import { authorize } from '../../identity/permissions.ts';
import type { AuditRecord } from '../../log/standing.ts';
import type { Room } from '../../room/room.ts';
import type { Rooms } from '../../room/rooms.ts';
import type { Author } from '../author.ts';
import { widerNetwork } from '../networks.ts';
import type { PlaceOf } from '../place.ts';
import type { Standings } from '../standings.ts';
import { Alarm, type Moment } from './alarm.ts';
import type { Coming } from './comings.ts';
import type { Proofs } from './proofs.ts';
import type { ShieldSettings } from './shield-settings.ts';
import type { Shielding } from './shielding.ts';

/** Who did it, where nobody did. */
const server = 'server';

/** Refusals that tell of unwanted acts; what a mode or the shield itself keeps back tells nothing. */
const unwanted: ReadonlySet<RefusalCode> = new Set([
  ...(['banned', 'rate-limited', 'repeated', 'word-blocked', 'link-not-allowed'] as const),
  ...(['mention-not-allowed', 'too-many-capitals', 'too-many-marks'] as const),
  ...(['too-many-emoji', 'too-many-lines'] as const),
]);

interface Watch {
  readonly joins: Alarm;
  readonly refusals: Alarm;
  /** Somebody took it down: so long it does not come up by itself. */
  quietUntil: number;
  /** The latest that is down again. */
  former: Shield | undefined;
}

export interface ShieldServices {
  readonly places: PlaceOf;
  readonly proofs: Proofs;
  readonly rooms: Pick<Rooms, 'visit' | 'leave'>;
  readonly standings: Standings;
  /** As what networks are counted in memory. */
  readonly disguise: (network: string) => string;
  readonly clock: Pick<Clock, 'now' | 'time' | 'after'>;
  readonly onFailure: (error: unknown) => void;
}

export class Shields {
  readonly #services: ShieldServices;
  readonly #watches = new WeakMap<Room, Watch>();
  /** Of the rooms whose shield is up. */
  readonly #timers = new Map<string, () => void>();

  constructor(services: ShieldServices) {
    this.#services = services;
  }

  /** Somebody comes in; `newcomer` is how a guest came who was never here before. */
  entered(room: Room, addressKey: string, newcomer?: Coming): void {
    // One that was up when the server ended has nobody yet who takes it down.
    if (room.standing.mode.shield && !this.#timers.has(room.name)) this.#look(room);
    if (newcomer) this.#count('joins', room, addressKey, newcomer);
  }

  /** A guest was refused. */
  refused(room: Room, addressKey: string, code: RefusalCode): void {
    if (!unwanted.has(code) || (code === 'link-not-allowed' && room.standing.mode.shield)) return;
    const { clock } = this.#services;
    this.#count('refusals', room, addressKey, { at: clock.now(), time: clock.time() });
  }

  /** How it stands over somebody; undefined where it is down, and for whom it is not there. */
  over(room: Room, { participant }: Pick<Author, 'participant'>, coming: Coming): Shielding | undefined {
    const { shield } = room.standing.mode;
    if (!shield || participant.role !== 'guest') return undefined;
    const { places, proofs, clock } = this.#services;
    const place = places(room.name);
    if (authorize(participant, 'bypass-mode', place)) return undefined;
    const { newMinutes, work } = place.shield;
    const waitMs = coming.at + newMinutes * 60_000 - clock.now();
    const ask = () => proofs.ask(room.name, participant.id, work);
    return {
      slowSeconds: shield.slowSeconds,
      isNewcomer: waitMs > 0,
      proof: waitMs > 0 && work > 0 && !coming.proven ? { waitMs: Math.ceil(waitMs), ask } : undefined,
    };
  }

  /** The one that is up, or the latest that was. */
  latest(room: Room): Shield | undefined {
    return room.standing.mode.shield ?? this.#watch(room).former;
  }

  /** Rejects where it is not known to be on disk; and so does `lower`. */
  async raise(
    room: Room,
    { by = server, forMs, why, began }: Hand & { readonly began?: Began },
  ): Promise<Shield> {
    const { slowSeconds, minutes } = this.#services.places(room.name).shield;
    const time = this.#services.clock.time();
    const up = room.standing.mode.shield;
    const until = time + (forMs ?? minutes * 60_000);
    const { since, cause } = up ?? began ?? { since: time, cause: 'hand' };
    const shield: Shield = { since, until, slowSeconds, cause };
    const raised = this.#change(room, shield, { by, act: 'shield', why, until });
    this.#lookLater(room);
    await raised;
    return shield;
  }

  async lower(room: Room, { by = server, why }: Hand = {}): Promise<Shield | undefined> {
    const watch = this.#watch(room);
    const { clock, places } = this.#services;
    const up = room.standing.mode.shield;
    if (up) watch.former = { ...up, until: clock.time() };
    if (by !== server) watch.quietUntil = clock.now() + places(room.name).shield.minutes * 60_000;
    this.#stopTimer(room.name);
    await this.#change(room, undefined, { by, act: 'shield-end', why });
    return watch.former;
  }

  /** Nothing happens by itself any more. */
  close(): void {
    for (const stop of this.#timers.values()) stop();
    this.#timers.clear();
  }

  #count(what: 'joins' | 'refusals', room: Room, addressKey: string, moment: Moment): void {
    const { auto } = this.#settings(room);
    if (!auto) return;
    const { disguise, onFailure } = this.#services;
    const watch = this.#watch(room);
    // A customer who has a whole /48 is one place, or they would ring it alone.
    watch[what].count(disguise(widerNetwork(addressKey) ?? addressKey), moment);
    const since = watch[what].since(moment.at);
    if (room.standing.mode.shield || moment.at < watch.quietUntil || since === undefined) return;
    this.raise(room, { began: { since, cause: what } }).catch(onFailure);
  }

  /** Takes it down when its time has come and it is calm. */
  #look(room: Room): void {
    const { shield } = room.standing.mode;
    if (!shield) return this.#stopTimer(room.name);
    const { clock, onFailure } = this.#services;
    if (clock.time() < shield.until) return this.#lookLater(room);
    const { joins, refusals } = this.#watch(room);
    const isCalm = ![joins, refusals].some((alarm) => alarm.isRinging(clock.now()));
    (isCalm ? this.lower(room) : this.raise(room, {})).catch(onFailure);
  }

  /** The room may be let go until then: it is brought back for it. */
  #lookLater({ name, standing }: Room): void {
    this.#stopTimer(name);
    const { rooms, clock, onFailure } = this.#services;
    const leftMs = Math.max(0, standing.mode.shield!.until - clock.time());
    const look = async () => {
      this.#timers.delete(name);
      const room = await rooms.visit(name);
      try {
        this.#look(room);
      } finally {
        rooms.leave(room);
      }
    };
    this.#timers.set(
      name,
      clock.after(leftMs, () => void look().catch(onFailure)),
    );
  }

  #stopTimer(name: string): void {
    this.#timers.get(name)?.();
    this.#timers.delete(name);
  }

  async #change(
    room: Room,
    shield: Shield | undefined,
    { by, act, why, until }: Omit<AuditRecord, 'at' | 'why'> & { readonly why: string | undefined },
  ): Promise<void> {
    const { standings, clock } = this.#services;
    const { shield: _, ...others } = room.standing.mode;
    const mode: RoomMode = { ...others, ...(shield && { shield }) };
    const audit: AuditRecord = {
      at: clock.time(),
      by,
      act,
      ...(why !== undefined && { why }),
      ...(until !== undefined && { until }),
    };
    const changed = standings.change(room.standing, { room: room.name, mode: JSON.stringify(mode), audit });
    room.reconsider();
    return changed;
  }

  #settings(room: Room): ShieldSettings {
    return this.#services.places(room.name).shield;
  }

  #watch(room: Room): Watch {
    let watch = this.#watches.get(room);
    if (!watch) {
      const { joins, refusals } = this.#settings(room);
      watch = { joins: new Alarm(joins), refusals: new Alarm(refusals), quietUntil: 0, former: undefined };
      this.#watches.set(room, watch);
    }
    return watch;
  }
}

/** Since when what goes on that brought it up. */
type Began = Pick<Shield, 'since' | 'cause'>;

/** By whom and why, if it is not by itself. */
interface Hand {
  readonly by?: string;
  readonly forMs?: number | undefined;
  readonly why?: string | undefined;
}
