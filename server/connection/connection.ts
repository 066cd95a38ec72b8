// One connection's life: greeting, joining, present, closed. What comes in is judged and handed to
// the room; what goes out leaves by its one writer, once per turn.
import type { ClientMessage, Hello } from '../../protocol/client-messages.ts';
import { closeCodes, type CloseCode } from '../../protocol/close-codes.ts';
import { limits } from '../../protocol/limits.ts';
import type { Participant } from '../../protocol/server-messages.ts';
import { helloTimeoutMs } from '../../protocol/timing.ts';
import type { Reader, Room } from '../room/room.ts';
import type { Dialect, Remark } from './dialect.ts';
import { opening } from './opening.ts';
import { Outgoing } from './outgoing.ts';
import { Participation } from './participation.ts';
import { Pulse } from './pulse.ts';
import type { Services } from './services.ts';
import type { Transport } from './transport.ts';

export interface Visitor {
  readonly connectionId: string;
  readonly roomName: string;
  readonly addressKey: string;
}

type State =
  | { readonly kind: 'greeting'; readonly stopTimer: () => void }
  | { readonly kind: 'joining'; readonly early: ClientMessage[] }
  | { readonly kind: 'present'; readonly participation: Participation }
  | { readonly kind: 'closed' };

/** Frames a client may send ahead of its welcome. */
const earlyFrames = 32;

/** A page of history is worth so many frames: it is read from the disk, and it is large. */
const historyCost = 5;

const capabilities = ['post', 'history', 'rename'] as const;

export class Connection implements Reader {
  readonly #transport: Transport;
  readonly #dialect: Dialect;
  readonly #visitor: Visitor;
  readonly #services: Services;
  readonly #outgoing: Outgoing;
  readonly #pulse: Pulse;
  /** A count was not told because too much was in flight. */
  #owesPresence = false;
  #state: State;

  constructor(transport: Transport, dialect: Dialect, visitor: Visitor, services: Services) {
    this.#transport = transport;
    this.#dialect = dialect;
    this.#visitor = visitor;
    this.#services = services;
    this.#outgoing = new Outgoing(transport, dialect);
    this.#pulse = new Pulse(services.clock.now());
    const stopTimer = services.clock.after(helloTimeoutMs, () =>
      this.close(closeCodes.helloTimeout, 'Say hello within five seconds.'),
    );
    this.#state = { kind: 'greeting', stopTimer };
    if (dialect.greeting) this.#hear(dialect.greeting);
  }

  /** Empty until the participant is in the room. */
  get participantId(): string {
    return this.#state.kind === 'present' ? this.#state.participation.participant.id : '';
  }

  /** A text frame came in. */
  receive(frame: string): void {
    if (this.#state.kind === 'closed') return;
    this.heard();
    this.#guard('Taking a frame failed', () => {
      const message = this.#dialect.read(frame);
      const cost = 'type' in message && message.type === 'history' ? historyCost : 1;
      if (this.#services.frames.take(this.#visitor.connectionId, cost) > 0)
        return this.close(closeCodes.flood, 'Too many frames. Come back more slowly.');
      if ('malformed' in message) return this.close(closeCodes.badFrame, message.malformed);
      this.#hear(message);
    });
  }

  /** Anything at all came in: the other side lives. */
  heard(): void {
    this.#pulse.heard(this.#services.clock.now());
  }

  /** Called about once a second. */
  beat(): void {
    const next = this.#pulse.beat(this.#services.clock.now());
    if (next === 'give-up') this.close(closeCodes.noAnswer, 'No sign of life.');
    else if (next === 'ask' && !this.#say({ type: 'ping' })) this.#transport.ping();
  }

  present(count: number): void {
    this.#owesPresence = this.#transport.congested;
    if (!this.#owesPresence) this.#say({ type: 'presence', count });
  }

  flush(): void {
    if (this.#state.kind !== 'closed') this.#guard('Writing to a connection failed', () => this.#flush());
  }

  /** Says that the server goes; the client comes back within `spreadMs`. */
  dismiss(spreadMs: number): void {
    this.#say({ type: 'goodbye', spreadMs });
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
    this.#services.frames.forget(this.#visitor.connectionId);
    if (state.kind === 'greeting') state.stopTimer();
    if (state.kind !== 'present') return;
    const { room, participant, visit } = state.participation;
    room.leave(this, participant.id);
    this.#services.rooms.leave(room);
    this.#services.telemetry.left(visit, code);
  }

  #flush(): void {
    const room = this.#state.kind === 'present' ? this.#state.participation.room : undefined;
    const ring = room?.ring;
    if (this.#outgoing.isBehind(ring))
      this.#end(closeCodes.slowReader, 'You were too far behind. Resume from your last seq.');
    else this.#outgoing.flush(ring, this.participantId);
    if (this.#owesPresence && room) this.present(room.present);
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
        state.stopTimer();
        this.#state = { kind: 'joining', early: [] };
        this.#join(message).catch((error: unknown) => this.#failed('Joining a room failed', error));
        return;
      case 'joining':
        if (state.early.push(message) > earlyFrames)
          this.close(closeCodes.flood, 'Wait for welcome before you say so much.');
        return;
      case 'present':
        return state.participation.act(message);
      case 'closed':
        return;
    }
  }

  async #join(hello: Hello): Promise<void> {
    const { rooms, guests, telemetry } = this.#services;
    const room = await rooms.visit(this.#visitor.roomName);
    const start = await opening(room, rooms.epoch, hello).catch((error: unknown) => {
      rooms.leave(room);
      throw error;
    });
    // It may have gone while we read.
    if (this.#state.kind !== 'joining') return rooms.leave(room);
    const { entries, cursor, ...how } = start;
    const { early } = this.#state;
    const { participant, token } = guests.admit(hello.token, hello.name);
    const participation = this.#participationOf(participant, room);
    this.#state = { kind: 'present', participation };
    this.#outgoing.startFrom(cursor);
    room.enter(this, participant.id);
    const { name, present, ring } = room;
    // After a reset the entries end at the head; what was added since follows as frames.
    const head = how.resumed ? ring.head : cursor;
    const house = { room: name, epoch: rooms.epoch, head, limits, capabilities, present };
    this.#put(
      this.#dialect.sayWithEntries({ type: 'welcome', you: participant, token, ...house, ...how }, entries),
    );
    telemetry.connected(participation.visit);
    for (const message of early) this.#hear(message);
  }

  #participationOf(participant: Participant, room: Room): Participation {
    return new Participation(room, participant, this.#visitor.addressKey, this.#services, {
      say: (remark) => void this.#say(remark),
      sayWithEntries: (bearer, entries) => void this.#put(this.#dialect.sayWithEntries(bearer, entries)),
      close: (code, reason) => this.close(code, reason),
      failed: (what, error) => this.#failed(what, error),
    });
  }

  #say(remark: Remark): boolean {
    return this.#put(this.#dialect.say(remark));
  }

  /** Returns whether there was anything to put. */
  #put(frame: Buffer | undefined): boolean {
    if (!frame || this.#state.kind === 'closed') return false;
    this.#outgoing.put(frame);
    this.#services.rooms.flusher.mark(this);
    return true;
  }

  /** A fault of ours costs this connection, never the process. */
  #guard(what: string, act: () => void): void {
    try {
      act();
    } catch (error) {
      this.#failed(what, error);
    }
  }

  #failed(what: string, error: unknown): void {
    this.#services.telemetry.failed(what, error);
    this.#end(closeCodes.internal, 'Something went wrong on the server. Try again.');
  }
}
