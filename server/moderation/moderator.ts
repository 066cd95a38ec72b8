// What those who keep a room do about people and the room: allowed by the matrix and by rank, in effect at
// once, acknowledged when it is on disk, and noted with who did it.
import type { Moderate } from '../../protocol/client-messages.ts';
import type { HeldDraft, Moderated, Participant, Role, RoomMode } from '../../protocol/server-messages.ts';
import type { Clock } from '../clock.ts';
import { authorize, outranks, untouchable, type Capability } from '../identity/permissions.ts';
import { asksToModerate } from '../identity/verbs.ts';
import type { AuditRecord, Restraint, StandingChange } from '../log/standing.ts';
import type { Room } from '../room/room.ts';
import type { Rooms } from '../room/rooms.ts';
import type { HeldQueue } from './held-queue.ts';
import { banMany } from './ban-many.ts';
import { isNetwork } from './networks.ts';
import type { Place } from './place.ts';
import { refused, type Refusal } from './refusal.ts';
import { maySettle, reportRecordOf } from './report-line.ts';
import type { Reports } from './reports.ts';
import type { Standings } from './standings.ts';
import type { Comings } from './shield/comings.ts';
import type { Shields } from './shield/shields.ts';
import { sweep, SweepHalted } from './sweep.ts';
import { forbidden } from './verdict.ts';
import { Undo } from './undo.ts';
import type { Reversal, Undoables } from './undoables.ts';
import type { Whereabouts } from './whereabouts.ts';

export interface ModeratorServices {
  readonly rooms: Rooms;
  readonly standings: Standings;
  readonly held: HeldQueue;
  readonly reports: Reports;
  readonly undoables: Undoables;
  readonly whereabouts: Whereabouts;
  readonly comings: Comings;
  readonly shields: Shields;
  readonly clock: Pick<Clock, 'time'>;
}

/** An act that may be undone one day. */
type Undone = Exclude<Moderate['act'], { do: 'list' }>;

type Done = Omit<Moderated, 'type' | 'draftId'>;

export type Outcome = { readonly done: Done } | { readonly refusal: Refusal };

/** Of those who acted, in which room, and what stands against it. */
interface Case {
  readonly by: Participant;
  readonly room: Room;
  readonly place: Place;
  readonly draftId: string;
  readonly heldBack: HeldBack;
}

/** Why an act that takes a while may not go on, asked with what it takes: much may have happened since it began. */
export type HeldBack = (asked: Capability) => Refusal | undefined;

const outranked: Refusal = {
  code: 'outranked',
  sentence: 'That is somebody of your own rank, or of a higher one. Ask the owner of this chat.',
};

const tooMany: Refusal = {
  code: 'too-many',
  sentence: 'This room keeps as many bans and mutes as it can. Lift some that are no longer needed.',
};

const stillAtIt: Refusal = {
  code: 'busy',
  sentence: 'You are taking back messages of this room already. Wait until that is done.',
  retryAfterMs: 5_000,
};

const declined: Refusal = {
  code: 'declined',
  sentence: 'A moderator looked at this message and did not let it in.',
};

const settled: Refusal = { code: 'not-found', sentence: 'That report does not wait any more.' };

/** Lines of the audit log in one answer. */
const auditLines = 100;

export class Moderator {
  readonly #services: ModeratorServices;
  readonly #undo: Undo;
  /** Who takes back messages of which room just now. */
  readonly #sweeping = new Set<string>();

  constructor(services: ModeratorServices) {
    this.#services = services;
    this.#undo = new Undo(services);
  }

  /** Rejects where it is not known to be on disk. */
  async act(
    { act, draftId }: Moderate,
    by: Participant,
    room: Room,
    place: Place,
    heldBack: HeldBack,
  ): Promise<Outcome> {
    const asked = act.do === 'list' ? asksToModerate.list[act.of] : asksToModerate[act.do];
    if (!authorize(by, asked, place)) return { refusal: forbidden };
    const refusal = 'who' in act ? this.#beyondReach(act.who, by, room) : undefined;
    if (refusal) return { refusal };
    try {
      return await this.#do(act, { by, room, place, draftId, heldBack });
    } catch (error) {
      if (error instanceof SweepHalted) return { refusal: error.refusal };
      throw error;
    }
  }

  async #do(act: Moderate['act'], one: Case): Promise<Outcome> {
    const { room, by } = one;
    switch (act.do) {
      case 'remove-all':
        return this.#alone(one, () =>
          this.#sweep(act, act.since, ({ participant }) => participant === act.who, one),
        );
      case 'clear':
        return this.#alone(one, async () => {
          await this.#turnDownSince(act.since ?? 0, one);
          return this.#sweep(act, act.since ?? 0, () => true, one);
        });
      case 'mute':
        return this.#restrain(
          [this.#restraint(act.shadow ? 'shadow' : 'mute', act.who, act.forMs, by)],
          act,
          one,
        );
      case 'unmute':
        return this.#lift(['mute', 'shadow'], act, one);
      case 'kick':
        room.reconsider(act.who);
        return this.#note({}, act, one);
      case 'ban':
        return this.#restrain(
          [act.who, ...this.#networks(act)].map((subject) => this.#restraint('ban', subject, act.forMs, by)),
          act,
          one,
        );
      case 'unban':
        return this.#lift(['ban'], act, one);
      case 'mode': {
        const { mode: before } = room.standing;
        const [former, now] = [before, this.#modeOf(act.mode, before)].map((mode) => JSON.stringify(mode));
        this.#keep({ kind: 'mode', former: former!, now: now! }, act, one);
        const changed = this.#note({ mode: now! }, act, one);
        room.reconsider();
        return changed;
      }
      case 'undo':
        return this.#reverse(act, one);
      case 'shield': {
        const { shields } = this.#services;
        const shield = await shields[act.on ? 'raise' : 'lower'](room, { ...act, by: by.id });
        return { done: { ...(shield && { shield }) } };
      }
      case 'ban-many': {
        const done = await banMany(act, by, room, this.#services, (impose) =>
          this.#keepRestraints(impose, act, one),
        );
        return done ? { done } : { refusal: tooMany };
      }
      case 'approve':
      case 'decline':
        return this.#settle(act, one);
      case 'resolve':
      case 'dismiss':
        return this.#close(act, one);
      case 'list':
        return this.#list(act, one);
    }
  }

  /** By the role they are present with, or wrote with lately; who is not known is held back by rank when they come. */
  #beyondReach(who: string, by: Participant, room: Room): Refusal | undefined {
    const role = who === by.id ? by.role : (room.presence.roleOf(who) ?? room.ring.roleOf(who));
    return role !== undefined && !outranks(by.role, role) ? outranked : undefined;
  }

  /** One sweep at a time of the same person: each may be ten thousand entries. */
  async #alone({ by, room }: Case, sweep: () => Promise<Outcome>): Promise<Outcome> {
    const key = `${room.name} ${by.id}`;
    if (this.#sweeping.has(key)) return { refusal: stillAtIt };
    this.#sweeping.add(key);
    try {
      return await sweep();
    } finally {
      this.#sweeping.delete(key);
    }
  }

  async #sweep(
    act: Extract<Moderate['act'], { do: 'remove-all' | 'clear' }>,
    since: number,
    isMeant: (entry: { readonly participant: string }) => boolean,
    one: Case,
  ): Promise<Outcome> {
    const { by, room, heldBack } = one;
    const { rooms, clock } = this.#services;
    const swept = await sweep(room, rooms, {
      by: { participant: by.id, author: JSON.stringify(by), spares: untouchable(by.role) },
      since,
      isMeant,
      at: () => clock.time(),
      stop: () => heldBack(asksToModerate[act.do]),
      onTaken: (texts) => this.#keep({ kind: 'removals', texts, isAll: true }, act, one),
    });
    await this.#note({}, act, one);
    return { done: swept };
  }

  async #restrain(impose: readonly Restraint[], act: Undone, one: Case): Promise<Outcome> {
    const { room, by } = one;
    const { standing } = room;
    if (standing.isFull(impose.length, this.#services.clock.time())) return { refusal: tooMany };
    // Nobody takes the place of what somebody of a higher rank imposed.
    const former = impose.map(({ kind, subject }) => standing.restraint(kind, subject));
    if (former.some((restraint) => restraint && outranks(restraint.by as Role, by.role)))
      return { refusal: outranked };
    const { until, kind } = impose[0]!;
    this.#keepRestraints(impose, act, one);
    const noted = this.#note({ impose }, act, one, until === undefined ? {} : { until });
    if (kind !== 'shadow') this.#takeBack(room, impose);
    room.reconsider();
    const [outcome] = await Promise.all([noted, kind === 'ban' && this.#letGo(room, impose, by)]);
    return outcome;
  }

  /** What waits for the log is not on its way yet: nothing of theirs comes after this. */
  #takeBack(room: Room, impose: readonly Restraint[]): void {
    const ids = new Set(impose.map(({ subject }) => subject));
    this.#services.rooms.withdraw(room.name, ({ participant }) => ids.has(participant));
  }

  /** And what waits for a moderator must not be let in by another one. */
  async #letGo(room: Room, impose: readonly Restraint[], by: Participant): Promise<void> {
    const { held, whereabouts } = this.#services;
    const subjects = new Set(impose.map(({ subject }) => subject));
    const isTheirs = ({ id, role }: Participant) =>
      subjects.has(id) || (role === 'guest' && whereabouts.of(id).some((network) => subjects.has(network)));
    await held.drop(room, ({ from }) => outranks(by.role, from.role) && isTheirs(from));
  }

  async #lift(
    kinds: readonly Restraint['kind'][],
    act: Extract<Moderate['act'], { do: 'unmute' | 'unban' }>,
    one: Case,
  ): Promise<Outcome> {
    const { room, by } = one;
    const found = kinds.flatMap((kind) => room.standing.restraint(kind, act.who) ?? []);
    if (found.some((restraint) => outranks(restraint.by as Role, by.role))) return { refusal: outranked };
    const changes = kinds.map((kind) => ({
      kind,
      subject: act.who,
      imposed: undefined,
      former: room.standing.restraint(kind, act.who),
    }));
    this.#keep({ kind: 'restraints', changes }, act, one);
    return this.#note({ lift: kinds.map((kind) => ({ kind, subject: act.who })) }, act, one);
  }

  async #settle(act: Extract<Moderate['act'], { do: 'approve' | 'decline' }>, one: Case): Promise<Outcome> {
    const { room } = one;
    const { held } = this.#services;
    const refusal =
      act.do === 'approve'
        ? await held.approve(room, act.who, act.held)
        : held.decline(room, act.who, act.held);
    if (refusal) return { refusal };
    const noted = await this.#note({ release: { participant: act.who, draftId: act.held } }, act, one);
    if (act.do === 'decline') room.tell(act.who, refused(act.held, declined));
    return noted;
  }

  async #close(act: Extract<Moderate['act'], { do: 'resolve' | 'dismiss' }>, one: Case): Promise<Outcome> {
    const report = one.room.standing.report(act.report);
    if (!report) return { refusal: settled };
    if (!maySettle(one.by, report)) return { refusal: outranked };
    const { from, ref, about } = report;
    this.#keep({ kind: 'report', report: reportRecordOf(report) }, act, one);
    return this.#note({ settle: { participant: from.id, ref } }, act, one, { whom: about.id });
  }

  async #reverse(act: Extract<Moderate['act'], { do: 'undo' }>, one: Case): Promise<Outcome> {
    const { by, room, place, heldBack } = one;
    const found = this.#undo.find(act, by, room, place);
    if ('refusal' in found) return found;
    const { whom, asks } = found.undoable;
    const stop = () => heldBack(asksToModerate.undo) ?? heldBack(asks);
    const undone = await this.#undo.take(found.undoable, by, room, stop);
    if ('refusal' in undone) return undone;
    this.#undo.forget(act, by, room);
    const change = 'change' in undone ? undone.change : {};
    const noted = this.#note(change, act, one, whom === undefined ? {} : { whom });
    room.reconsider();
    await noted;
    return { done: 'change' in undone ? {} : undone };
  }

  #keepRestraints(impose: readonly Restraint[], act: Undone, one: Case): void {
    const changes = impose.map((imposed) => {
      const { kind, subject } = imposed;
      return { kind, subject, imposed, former: one.room.standing.restraint(kind, subject) };
    });
    this.#keep({ kind: 'restraints', changes }, act, one);
  }

  /** For ten minutes it can be undone, by who may do it. */
  #keep(reversal: Reversal, act: Undone, { by, room, draftId }: Case): void {
    const whom = 'who' in act ? act.who : undefined;
    const key = { room: room.name, by: by.id, draftId };
    this.#services.undoables.add(key, { by, asks: asksToModerate[act.do], whom, reversal });
  }

  /** What waits is taken back with what was shown. */
  async #turnDownSince(since: number, { by, room }: Case): Promise<void> {
    const isMeant = ({ from, at }: HeldDraft) => at >= since && outranks(by.role, from.role);
    for (const { from, draftId } of await this.#services.held.drop(room, isMeant))
      room.tell(from.id, refused(draftId, declined));
  }

  async #list(
    { of, before }: Extract<Moderate['act'], { do: 'list' }>,
    { room, by }: Case,
  ): Promise<Outcome> {
    switch (of) {
      case 'held':
        return { done: { held: this.#services.held.list(room) } };
      case 'reports':
        return { done: { reports: this.#services.reports.list(room, by) } };
      case 'shield': {
        const shield = this.#services.shields.latest(room);
        return { done: { ...(shield && { shield }) } };
      }
      case 'restraints':
        return { done: { restraints: room.standing.restraints } };
      case 'audit': {
        const last = before ?? Number.MAX_SAFE_INTEGER;
        return { done: { audit: await this.#services.standings.audit(room.name, last, auditLines) } };
      }
    }
  }

  async #note(
    change: Omit<StandingChange, 'room' | 'audit'>,
    act: Moderate['act'],
    { room, by }: Case,
    more: Pick<AuditRecord, 'whom' | 'until'> = {},
  ): Promise<Outcome> {
    const audit: AuditRecord = {
      at: this.#services.clock.time(),
      by: by.id,
      act: nameOf(act),
      ...('who' in act && { whom: act.who }),
      ...('why' in act && act.why !== undefined && { why: act.why }),
      ...more,
    };
    await this.#services.standings.change(room.standing, { room: room.name, ...change, audit });
    return { done: {} };
  }

  #restraint(
    kind: Restraint['kind'],
    subject: string,
    forMs: number | undefined,
    by: Participant,
  ): Restraint {
    const until = forMs === undefined ? undefined : this.#services.clock.time() + forMs;
    return { kind, subject, by: by.role, ...(until !== undefined && { until }) };
  }

  #networks({ who, network }: Extract<Moderate['act'], { do: 'ban' }>): readonly string[] {
    if (network === undefined || isNetwork(who)) return [];
    const known = this.#services.whereabouts.of(who);
    return network === 'wide' ? known.slice(-1) : known.slice(0, 1);
  }

  /** What is off is left out, and what is told as a time becomes one. The shield is a matter of its own. */
  #modeOf(
    { slowSeconds, paused, ...switches }: Extract<Moderate['act'], { do: 'mode' }>['mode'],
    { shield }: RoomMode,
  ): RoomMode {
    const on = Object.entries(switches).filter(([, value]) => value);
    const until = paused?.forMs === undefined ? undefined : this.#services.clock.time() + paused.forMs;
    return {
      ...(slowSeconds && { slowSeconds }),
      ...Object.fromEntries(on),
      ...(paused && {
        paused: {
          ...(paused.message !== undefined && { message: paused.message }),
          ...(until !== undefined && { until }),
        },
      }),
      ...(shield && { shield }),
    };
  }
}

function nameOf(act: Moderate['act']): string {
  if (act.do === 'mute' && act.shadow) return 'shadow-mute';
  return act.do === 'ban' && act.network ? `ban-${act.network}-network` : act.do;
}
