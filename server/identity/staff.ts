// Those who keep the chat from its console: who they are, how they come in by links, and how that ends. In
// memory whole; a change holds from the moment it is made, and is acknowledged when it is on disk.
import { randomBytes } from 'node:crypto';
import { closeCodes } from '../../protocol/close-codes.ts';
import type { Clock } from '../clock.ts';
import { matchesRoom } from '../config/room-pattern.ts';
import {
  everyRoom,
  type KeepingChange,
  type KeepingRecord,
  type KeepingStore,
  type StaffRecord,
} from '../log/keeping.ts';
import { expired, type Member, type OwnSignIn, type SignInRefusal } from './members.ts';
import { nameKeys } from './name-keys.ts';
import { cleanName } from './names.ts';
import { hashOf, linkMs, Passes, renewalMs } from './passes.ts';
import { StaffTokens, tokenMs } from './staff-token.ts';

/** Most of them, those who were revoked not counted. */
export const mostStaff = 200;

/** Of one person; the oldest ends. */
const mostSessions = 10;

/** A renewal is written again when so much of its time is gone. */
const renewedEveryMs = 24 * 60 * 60_000;

/** Somebody who is signed in just now. */
export interface Signed {
  readonly who: StaffRecord;
  readonly session: string;
  /** By the clock that never jumps. */
  readonly until: number;
}

export interface Opened {
  readonly who: StaffRecord;
  readonly token: string;
  readonly renewal: string;
}

export interface StaffServices {
  readonly store: KeepingStore;
  readonly secret: Uint8Array;
  readonly clock: Pick<Clock, 'now' | 'time'>;
  /** Those under this session, or all of theirs, have to leave at once. */
  readonly onEnded: (staff: string, isRevoked: boolean) => void;
}

export class Staff implements OwnSignIn {
  readonly #services: StaffServices;
  readonly #tokens: StaffTokens;
  readonly #people = new Map<string, StaffRecord>();
  readonly #passes: Passes;

  constructor({ staff, passes }: KeepingRecord, services: StaffServices) {
    this.#services = services;
    this.#tokens = new StaffTokens(services.secret);
    for (const record of staff) this.#people.set(record.id, record);
    this.#passes = new Passes(passes);
  }

  get all(): readonly StaffRecord[] {
    return [...this.#people.values()];
  }

  get isFull(): boolean {
    return this.all.filter(isGood).length >= mostStaff;
  }

  /** Until then the server itself lets one in. */
  get hadOwner(): boolean {
    return this.all.some(({ role, seenAt }) => role === 'owner' && seenAt !== undefined);
  }

  /** Undefined for who was revoked, and for who never was. */
  person(id: string): StaffRecord | undefined {
    const record = this.#people.get(id);
    return record && isGood(record) ? record : undefined;
  }

  /** Whether one of them is called so, or nearly so. */
  isTaken(name: string): boolean {
    return this.#called(name) !== undefined;
  }

  /** A key for a new owner, or for one who lost theirs; it ends the one before. */
  ownerKey(): Promise<string> {
    return this.#issueLink(undefined);
  }

  /** The name as it is shown is the caller’s to clean and to compare. */
  async add(
    { name, role, rooms }: Pick<StaffRecord, 'name' | 'role'> & { rooms?: readonly string[] | undefined },
    by: string,
  ): Promise<{ who: StaffRecord; key: string }> {
    const who = this.#newcomer(name, role, rooms);
    const audit = { room: everyRoom, at: who.since, by, act: 'staff-added', whom: who.id };
    return { who, key: await this.#issueLink(who.id, { staff: who, audit }) };
  }

  /** Another link for who lost theirs. */
  link(who: StaffRecord, by: string): Promise<string> {
    const at = this.#services.clock.time();
    return this.#issueLink(who.id, { audit: { room: everyRoom, at, by, act: 'staff-linked', whom: who.id } });
  }

  /** Undefined where the key is good for nothing, or a name is missing. */
  async open(key: string, name: string | undefined): Promise<Opened | 'bad-key' | 'nameless' | 'full'> {
    const time = this.#services.clock.time();
    const link = this.#passes.get(hashOf(key), 'link', time);
    if (!link) return 'bad-key';
    const known = link.staff === undefined ? this.#ownerCalled(name) : this.person(link.staff);
    if (link.staff !== undefined && !known) return 'bad-key';
    const shown = known?.name ?? cleanName(name ?? '');
    if (shown === undefined) return 'nameless';
    if (!known && this.isFull) return 'full';
    // From here on nobody else comes in by it, though nothing is on disk yet.
    this.#passes.end([link.hash]);
    const who = { ...(known ?? this.#newcomer(shown, 'owner')), seenAt: time };
    const { key: renewal, pass } = this.#passes.issue('renewal', who.id, time + renewalMs);
    const end = [
      link.hash,
      ...this.#passes
        .of('renewal', who.id)
        .slice(0, -mostSessions)
        .map(({ hash }) => hash),
    ];
    const audit = { room: everyRoom, at: time, by: who.id, act: 'signed-in' };
    await this.#change({ staff: who, issue: pass, end, audit });
    return { who, renewal, token: await this.#tokens.sign({ staff: who.id, session: pass.hash }, time) };
  }

  /** Undefined where the renewal is good for nothing any more. */
  async renew(renewal: string): Promise<Omit<Opened, 'renewal'> | undefined> {
    const time = this.#services.clock.time();
    const pass = this.#passes.get(hashOf(renewal), 'renewal', time);
    const person = pass?.staff === undefined ? undefined : this.person(pass.staff);
    if (!pass || !person) return undefined;
    const who = { ...person, seenAt: time };
    if (pass.until < time + renewalMs - renewedEveryMs) {
      const longer = { ...pass, until: time + renewalMs };
      this.#passes.keep(longer);
      await this.#change({ staff: who, issue: longer });
    }
    return { who, token: await this.#tokens.sign({ staff: who.id, session: pass.hash }, time) };
  }

  async signOut({ who, session }: Signed): Promise<void> {
    const ended = this.#change({ end: [session] });
    this.#services.onEnded(who.id, false);
    await ended;
  }

  /** Their sockets are closed, and nothing of theirs is taken any more, when this returns. */
  async revoke({ id }: StaffRecord, by: string): Promise<void> {
    const at = this.#services.clock.time();
    const audit = { room: everyRoom, at, by, act: 'staff-revoked', whom: id };
    await this.#end(id, { audit }, at);
  }

  /** The log empties what it knows of them itself; here their name goes. */
  forget(id: string): void {
    const record = this.#people.get(id);
    if (!record) return;
    const { revokedAt = this.#services.clock.time() } = record;
    this.#people.set(id, { ...record, name: '', revokedAt });
    this.#passes.end(
      [...this.#passes.of('link', id), ...this.#passes.of('renewal', id)].map(({ hash }) => hash),
    );
    this.#services.onEnded(id, true);
  }

  /** As the log has it: another node may have changed it. Returns those who keep nothing any more since. */
  reread({ staff, passes }: KeepingRecord): readonly string[] {
    const former = this.all.filter(isGood);
    this.#people.clear();
    for (const record of staff) this.#people.set(record.id, record);
    this.#passes.renew(passes);
    return former.map(({ id }) => id).filter((id) => !this.person(id));
  }

  isOne(token: string): boolean {
    return this.#tokens.isOne(token);
  }

  /** Whoever this token signs in; undefined where nobody. */
  async check(token: string): Promise<Signed | 'expired' | undefined> {
    const { clock } = this.#services;
    const claims = await this.#tokens.read(token, clock.time());
    if (claims === undefined || claims === 'expired') return claims;
    const { staff, session, until } = claims;
    const who = this.person(staff);
    if (!who || !this.#isOpen(session)) return undefined;
    return { who, session, until: clock.now() + until - clock.time() };
  }

  /** As somebody who comes into a room by it. */
  async signIn(token: string, room: string): Promise<Member | SignInRefusal> {
    const signed = await this.check(token);
    if (signed === undefined) return signedOut;
    if (signed === 'expired') return expired;
    const { who, until } = signed;
    if (!keeps(who, room)) return otherRoom;
    const { id, name, role } = who;
    return { participant: { id, name, role }, until, stands: () => this.stands(signed) };
  }

  /** Whether they are signed in still: neither revoked nor signed out, which a token does not know. */
  stands({ who, session }: Pick<Signed, 'who' | 'session'>): boolean {
    return this.person(who.id) !== undefined && this.#isOpen(session);
  }

  #isOpen(session: string): boolean {
    return this.#passes.get(session, 'renewal', this.#services.clock.time()) !== undefined;
  }

  #called(name: string): StaffRecord | undefined {
    const keys = new Set<string>(nameKeys(name));
    return this.all.find((record) => isGood(record) && nameKeys(record.name).some((key) => keys.has(key)));
  }

  /** Whoever has a link of the machine’s may be any owner. */
  #ownerCalled(name = ''): StaffRecord | undefined {
    return this.all.find(
      (record) => isGood(record) && record.role === 'owner' && record.name === cleanName(name),
    );
  }

  #newcomer(name: string, role: StaffRecord['role'], rooms?: readonly string[]): StaffRecord {
    return {
      // Neither a guest’s, which has no dot, nor a member’s.
      id: `s.${randomBytes(12).toString('base64url')}`,
      name,
      role,
      ...(rooms && { rooms }),
      since: this.#services.clock.time(),
    };
  }

  async #issueLink(staff: string | undefined, change: KeepingChange = {}): Promise<string> {
    const end = this.#passes.of('link', staff).map(({ hash }) => hash);
    const { key, pass } = this.#passes.issue('link', staff, this.#services.clock.time() + linkMs);
    await this.#change({ ...change, issue: pass, end });
    return key;
  }

  #end(id: string, change: KeepingChange, at: number): Promise<void> {
    const end = [...this.#passes.of('link', id), ...this.#passes.of('renewal', id)].map(({ hash }) => hash);
    const record = this.#people.get(id)!;
    const written = this.#change({ ...change, staff: { ...record, revokedAt: at }, end });
    this.#services.onEnded(id, true);
    return written;
  }

  /** Holds at once, whatever becomes of the writing. */
  #change(change: KeepingChange): Promise<void> {
    const { staff, end = [] } = change;
    if (staff) this.#people.set(staff.id, staff);
    this.#passes.end(end);
    return this.#services.store.changeKeeping(change);
  }
}

/** Whether a room is one of those that somebody is kept to. */
export function keeps({ rooms }: Pick<StaffRecord, 'rooms'>, room: string): boolean {
  return rooms === undefined || rooms.some((pattern) => matchesRoom(pattern, room));
}

/** How long a token is good for. */
export const sessionMs = tokenMs;

function isGood({ revokedAt }: StaffRecord): boolean {
  return revokedAt === undefined;
}

const signedOut: SignInRefusal = {
  code: closeCodes.badToken,
  reason: 'You are signed in to the console no longer. Ask an owner of this chat for a new link.',
};

const otherRoom: SignInRefusal = {
  code: closeCodes.otherRoom,
  reason: 'You keep other rooms than this one. An owner of this chat can change that.',
};
