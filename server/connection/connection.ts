// One connection's life: greeting, joining, present, closed. What comes in is judged and handed to
// the room; what goes out leaves by its one writer, once per turn.
import type { ClientMessage, Hello } from '../../protocol/client-messages.ts';
import { closeCodes, type CloseCode } from '../../protocol/close-codes.ts';
import type { Refused, RoomMode, Waiting } from '../../protocol/server-messages.ts';
import { helloTimeoutMs } from '../../protocol/timing.ts';
import type { Member } from '../identity/members.ts';
import { Bucket } from '../moderation/token-buckets.ts';
import { nothingWaits } from '../moderation/report-line.ts';
import { banned } from '../moderation/verdict.ts';
import type { Reader } from '../room/room.ts';
import type { Signal } from '../room/signal.ts';
import { guestOf, signIn, type Arrival } from './arrival.ts';
import type { Bearer, Dialect, Remark } from './dialect.ts';
import { blankPage, opening, sourceOf } from './opening.ts';
import { Outgoing } from './outgoing.ts';
import { Participation, type Speaker } from './participation.ts';
import { Pulse } from './pulse.ts';
import type { Services } from './services.ts';
import type { Transport } from './transport.ts';
import { welcomeOf } from './welcome.ts';

export interface Visitor {
  readonly roomName: string;
  /** Where it comes from, as limits count it. */
  readonly addressKey: string;
  /** What the browser said of the page. */
  readonly origin?: string | undefined;
  readonly host?: string | undefined;
}

type State =
  | { readonly kind: 'greeting'; readonly roomName: string; readonly since: number }
  | { readonly kind: 'joining'; readonly early: ClientMessage[] }
  | { readonly kind: 'present'; readonly participation: Participation }
  | { readonly kind: 'closed' };

export type Stage = State['kind'];

/** Frames a client may send ahead of its welcome. */
const earlyFrames = 32;

/** What these are worth in frames: a page is read from the disk and large, and a signature takes its time. */
const costs: Readonly<Partial<Record<string, number>>> = { history: 5, renew: 5, prove: 5 };

export class Connection implements Reader, Speaker {
  readonly #transport: Transport;
  readonly #dialect: Dialect;
  readonly visitor: Visitor;
  readonly #services: Services;
  readonly #outgoing: Outgoing;
  readonly #pulse: Pulse;
  readonly #frames: Bucket;
  /** A count was not told because too much was in flight. */
  #owesPresence = false;
  #toldMode: RoomMode | undefined;
  #toldWaiting: Waiting = nothingWaits;
  #toldRights: readonly string[] = [];
  #state: State;

  constructor(transport: Transport, dialect: Dialect, visitor: Visitor, services: Services) {
    this.#transport = transport;
    this.#dialect = dialect;
    this.visitor = visitor;
    this.#services = services;
    this.#outgoing = new Outgoing(transport, dialect, services.traffic);
    const now = services.clock.now();
    this.#pulse = new Pulse(now);
    this.#frames = new Bucket(services.frameRate, now);
    this.#state = { kind: 'greeting', roomName: visitor.roomName, since: now };
    if (dialect.greeting) this.#hear(dialect.greeting);
  }

  /** How far its life has come; `closed` while the other side has not answered the close. */
  get stage(): Stage {
    return this.#state.kind;
  }

  get addressKey(): string {
    return this.visitor.addressKey;
  }

  /** Empty until the participant is in the room. */
  get participantId(): string {
    return this.#state.kind === 'present' ? this.#state.participation.participant.id : '';
  }

  /** A text frame came in. */
  receive(frame: string): void {
    if (this.#state.kind === 'closed') return;
    const { clock, frameRate } = this.#services;
    const now = clock.now();
    try {
      const message = this.#dialect.read(frame);
      // Nobody answers it in a crowd: a ping must go on telling its author that the link lives.
      if (!('type' in message && message.type === 'typing')) this.#pulse.heard(now);
      const cost = 'type' in message ? (costs[message.type] ?? 1) : 1;
      if (this.#frames.take(frameRate, now, cost) > 0) return this.#flooded();
      if ('malformed' in message) return this.close(closeCodes.badFrame, message.malformed);
      this.#hear(message);
    } catch (error) {
      // A fault of ours costs this connection, never the process.
      this.failed('Taking a frame failed', error);
    }
  }

  /** A control frame came in: the other side lives. It counts as any frame does, or it could flood. */
  heard(): void {
    if (this.#state.kind === 'closed') return;
    const { clock, frameRate } = this.#services;
    const now = clock.now();
    this.#pulse.heard(now);
    if (this.#frames.take(frameRate, now) > 0) this.#flooded();
  }

  /** Called about once a second, so that no connection needs a timer of its own. */
  beat(): void {
    const now = this.#services.clock.now();
    if (this.#state.kind === 'greeting' && now - this.#state.since >= helloTimeoutMs)
      return this.close(closeCodes.helloTimeout, 'Say hello within five seconds.');
    if (this.#state.kind === 'present' && this.#hasEnded(this.#state.participation)) return;
    const next = this.#pulse.beat(now);
    if (next === 'give-up') this.close(closeCodes.noAnswer, 'No sign of life.');
    else if (next === 'ask') {
      if (this.#put(this.#dialect.say({ type: 'ping' }))) this.sayHead();
      else this.#transport.ping();
    }
  }

  say(remark: Remark): void {
    if (remark.type === 'renewed') this.#toldRights = remark.may;
    this.#put(this.#dialect.say(remark));
  }

  sayWithEntries(bearer: Bearer, entries: readonly string[]): void {
    this.#put(this.#dialect.sayWithEntries(bearer, entries));
  }

  sayHead(): void {
    if (this.#state.kind === 'present') this.say({ type: 'head', seq: this.#outgoing.cursor });
  }

  /** What is shed is not missed, except for who is here: that is told as a whole later. */
  signal(signal: Signal): void {
    if (this.#transport.spareBytes <= 0) this.#owesPresence ||= signal.message.type === 'presence';
    else {
      const frame = this.#dialect.signal(this.#knowsNames ? signal : signal.nameless);
      if (frame) this.#outgoing.put(frame);
    }
  }

  /** Who has to leave does so at once; who stays is told how the room is kept now. */
  reconsider(kicked?: string): void {
    if (this.#state.kind !== 'present') return;
    const { participation } = this.#state;
    if (this.#hasEnded(participation)) return;
    if (participation.participant.id === kicked)
      return this.close(closeCodes.kicked, 'Those who keep this room sent you off.');
    if (participation.isBanned) {
      participation.withdraw();
      return this.close(closeCodes.banned, banned.sentence);
    }
    const { mode } = participation.room.standing;
    if (mode !== this.#toldMode) this.say({ type: 'mode', mode });
    this.#toldMode = mode;
    if (participation.reconsider()) this.#tellRights(participation);
  }

  /** What is not theirs to look at changes nothing that they are told. */
  tellWaiting(): void {
    if (this.#state.kind !== 'present') return;
    const { waiting } = this.#state.participation;
    const { held, reports } = this.#toldWaiting;
    if (waiting.held === held && waiting.reports === reports) return;
    this.#toldWaiting = waiting;
    this.say({ type: 'waiting', ...waiting });
  }

  tell(participantId: string, refused: Refused): void {
    if (participantId === this.participantId) this.say(refused);
  }

  flush(): void {
    if (this.#state.kind === 'closed') return;
    try {
      this.#flush();
    } catch (error) {
      this.failed('Writing to a connection failed', error);
    }
  }

  /** Says that the server goes; the client comes back within `spreadMs`. */
  dismiss(spreadMs: number): void {
    this.say({ type: 'goodbye', spreadMs });
    this.close(closeCodes.drain, 'The server restarts.');
  }

  /** Writes what waits, then ends. */
  close(code: CloseCode, reason: string): void {
    this.flush();
    this.#end(code, reason);
  }

  /** Ends a connection whose other side does not answer the close. */
  destroy(): void {
    this.#transport.destroy();
  }

  /** The connection is gone, whoever ended it. */
  closed(code: number): void {
    const state = this.#state;
    this.#state = { kind: 'closed' };
    if (state.kind === 'closed') return;
    if (state.kind !== 'present') return this.#services.telemetry.endedEarly(code);
    const { room, participant, visit } = state.participation;
    room.leave(this, participant.id);
    this.#services.rooms.leave(room);
    this.#services.telemetry.left(visit, code);
  }

  #flush(): void {
    const room = this.#state.kind === 'present' ? this.#state.participation.room : undefined;
    if (this.#outgoing.isBehind(room?.ring))
      return this.#end(closeCodes.slowReader, 'You were too far behind. Resume from your last seq.');
    this.#outgoing.flush(room?.ring, this.participantId);
    if (!this.#owesPresence || !room || this.#transport.spareBytes <= 0) return;
    this.#owesPresence = false;
    const { count, here } = room.presence.now;
    this.say({ type: 'presence', count, ...(here && this.#knowsNames && { here }) });
  }

  /** Who may stay no longer is sent off. */
  #hasEnded({ end }: Participation): boolean {
    if (end) this.close(end.code, end.reason);
    return end !== undefined;
  }

  #flooded(): void {
    this.close(closeCodes.flood, 'Too many frames. Come back more slowly.');
  }

  #end(code: CloseCode, reason: string): void {
    if (this.#state.kind === 'closed') return;
    this.#transport.close(code, reason);
    this.closed(code);
  }

  #hear(message: ClientMessage): void {
    const state = this.#state;
    switch (state.kind) {
      case 'greeting':
        if (message.type !== 'hello')
          return this.close(closeCodes.badFrame, 'The first frame must be hello.');
        this.#state = { kind: 'joining', early: [] };
        this.#join(message, state.roomName).catch((error: unknown) =>
          this.failed('Joining a room failed', error),
        );
        return;
      case 'joining':
        if (state.early.push(message) > earlyFrames)
          this.close(closeCodes.flood, 'Wait for welcome before you say so much.');
        return;
      case 'present':
        // The beat may be a moment late, and nothing that comes after the end may count.
        if (this.#hasEnded(state.participation)) return;
        return state.participation.act(message);
      case 'closed':
        return;
    }
  }

  async #join(hello: Hello, roomName: string): Promise<void> {
    const signedIn = signIn(hello, roomName, this.#services.members);
    if (!signedIn) return this.#enter(hello, roomName);
    const member = await signedIn;
    // It may have gone while the signature was looked at.
    if (this.#state.kind !== 'joining') return;
    if (!('code' in member)) return this.#enter(hello, roomName, member);
    this.#services.telemetry.notSignedIn(roomName, member.reason);
    this.close(member.code, member.reason);
  }

  async #enter(hello: Hello, roomName: string, member?: Member): Promise<void> {
    const { rooms, guests, reservedNames, telemetry } = this.#services;
    const room = await rooms.visit(roomName);
    const opened = await opening(room, hello).catch((error: unknown) => {
      rooms.leave(room);
      throw error;
    });
    // It may have gone while we read.
    if (this.#state.kind !== 'joining') return rooms.leave(room);
    const { early } = this.#state;
    const arrival: Arrival = member ? { ...member, token: '' } : guestOf(hello, room, guests, reservedNames);
    const participation = new Participation(room, arrival, this.addressKey, this.#services, this);
    // What holds was looked at before it came in, and may have changed while we read.
    const { end } = participation;
    if (end) {
      rooms.leave(room);
      return this.close(end.code, end.reason);
    }
    const { shields } = this.#services;
    const isGuest = arrival.participant.role === 'guest';
    const isNew = isGuest && hello.token !== arrival.token;
    shields.entered(room, this.addressKey, isNew ? participation.coming : undefined);
    if (participation.isBanned) {
      if (isGuest) shields.refused(room, this.addressKey, 'banned');
      rooms.leave(room);
      return this.close(closeCodes.banned, banned.sentence);
    }
    this.#state = { kind: 'present', participation };
    this.#toldMode = room.standing.mode;
    this.#toldWaiting = participation.waiting;
    this.#toldRights = participation.allowed;
    const start = participation.may('history') ? opened : blankPage(room);
    this.#outgoing.startFrom(start.cursor, hello.batches ? this.#dialect.inBatches : undefined);
    room.enter(this, arrival.participant);
    this.sayWithEntries(welcomeOf(participation, arrival, start), start.entries);
    telemetry.connected(participation.visit, sourceOf(start));
    for (const message of early) this.#hear(message);
  }

  /** Where they changed; who may know names by now is told them, and who may not only how many. */
  #tellRights({ allowed }: Participation): void {
    const told = this.#toldRights;
    this.#toldRights = allowed;
    if (allowed === told || allowed.join() === told.join()) return;
    this.#owesPresence = true;
    this.say({ type: 'may', may: allowed });
  }

  get #knowsNames(): boolean {
    return this.#state.kind === 'present' && this.#state.participation.may('roster');
  }

  /** Returns whether there was anything to put. */
  #put(frame: Buffer | undefined): boolean {
    if (!frame || this.#state.kind === 'closed') return false;
    this.#outgoing.put(frame);
    this.#services.rooms.flusher.mark(this);
    return true;
  }

  failed(what: string, error: unknown): void {
    this.#services.telemetry.failed(what, error);
    this.#end(closeCodes.internal, 'Something went wrong on the server. Try again.');
  }
}
