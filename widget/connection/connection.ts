// The socket that comes back: opens it, says hello, notices when it is dead, and tries again as the
// link's states say. Speaks typed messages; knows nothing of rows.
import type { ClientMessage, Hello } from '../../protocol/client-messages.ts';
import type { ServerMessage } from '../../protocol/server-messages.ts';
import { deadAfterMs, openMs, probeMs } from '../../protocol/timing.ts';
import { readFrame } from './read-frame.ts';
import { transition, type LinkEvent, type LinkState } from './link.ts';
import type { Socket } from './socket.ts';
import type { Surroundings } from './surroundings.ts';

export interface ConnectionOptions {
  /** `wss://host/rooms/<room>` */
  readonly socketUrl: string;
  /** `https://host/rooms/<room>/admission` */
  readonly admissionUrl: string;
  /** What a socket has to wait for, if there is something: a token to say. Where it fails it is tried again. */
  readonly ready: () => Promise<void> | undefined;
  /** Made anew for each socket: it says what was seen last. */
  readonly hello: () => Hello;
  readonly onMessage: (message: ServerMessage) => void;
  readonly onState: (state: LinkState) => void;
  readonly surroundings: Surroundings;
}

/** What a browser reports for a link that broke without a word. */
const abnormal = 1006;

export class Connection {
  readonly #options: ConnectionOptions;
  #state: LinkState = { kind: 'idle' };
  #socket: Socket | undefined;
  #heardAt = 0;
  #spreadMs = 0;
  #stopTimer: (() => void) | undefined;
  #stopReturn: (() => void) | undefined;

  constructor(options: ConnectionOptions) {
    this.#options = options;
  }

  get state(): LinkState {
    return this.#state;
  }

  start(): void {
    this.#stopReturn ??= this.#options.surroundings.onReturn(
      () => this.nudge(),
      () => this.#drop({ type: 'left' }),
    );
    this.#take({ type: 'start' });
  }

  /** Returns false, and sends nothing, unless the room is entered. */
  send(message: ClientMessage): boolean {
    if (this.#state.kind !== 'live' || !this.#socket) return false;
    this.#socket.send(JSON.stringify(message));
    return true;
  }

  /** Tries at once if it waits; asks for a sign of life if it believes to be live. */
  nudge(): void {
    this.#take({ type: 'nudged' });
    if (this.#state.kind !== 'live') return;
    this.send({ type: 'ping' });
    this.#watch(probeMs);
  }

  /** Leaves this socket and comes back at once: what is missing is then resumed. */
  rejoin(): void {
    this.#drop({ type: 'rejoined' });
  }

  close(): void {
    this.#stopReturn?.();
    this.#stopReturn = undefined;
    this.#drop({ type: 'ended' });
  }

  #take(event: LinkEvent): void {
    const { now, random } = this.#options.surroundings;
    const former = this.#state;
    const state = transition(former, event, { now: now(), random: random() });
    if (state === former) return;
    this.#state = state;
    this.#stopTimer?.();
    this.#stopTimer = undefined;
    this.#enter(state);
    // Entering may have led on already; then the newer state was told.
    if (this.#state === state) this.#options.onState(state);
  }

  /** What each state does once when it begins. */
  #enter(state: LinkState): void {
    const { surroundings, admissionUrl } = this.#options;
    switch (state.kind) {
      case 'connecting':
        return this.#prepare(state);
      case 'greeting':
        return this.#watch(openMs);
      case 'live':
        return this.#watch(deadAfterMs);
      case 'asking':
        void surroundings.askAdmission(admissionUrl).then((denial) => {
          if (this.#state === state) this.#take({ type: 'answered', denial });
        });
        return;
      case 'waiting':
        this.#stopTimer = surroundings.after(Math.max(0, state.until - surroundings.now()), () =>
          this.#take({ type: 'due' }),
        );
        return;
      case 'idle':
      case 'away':
      case 'stopped':
        return;
    }
  }

  #prepare(state: LinkState): void {
    const ready = this.#options.ready();
    if (!ready) return this.#open();
    // What has become of it is nobody's business once another try has begun.
    const ifCurrent = (go: () => void) => () => {
      if (this.#state === state) go();
    };
    ready.then(
      ifCurrent(() => this.#open()),
      ifCurrent(() => this.#take({ type: 'unready' })),
    );
  }

  #open(): void {
    this.#watch(openMs);
    let socket: Socket;
    try {
      socket = this.#options.surroundings.createSocket(this.#options.socketUrl);
    } catch {
      // A browser forbids some sockets outright, as an insecure one from a secure page.
      return this.#drop({ type: 'closed', code: abnormal, reason: '' });
    }
    this.#socket = socket;
    this.#spreadMs = 0;
    // Late events of a former socket change nothing.
    const isCurrent = () => this.#socket === socket;
    socket.onopen = () => {
      if (!isCurrent()) return;
      this.#take({ type: 'opened' });
      socket.send(JSON.stringify(this.#options.hello()));
    };
    socket.onmessage = ({ data }) => {
      if (isCurrent()) this.#hear(socket, data);
    };
    socket.onclose = ({ code, reason }) => {
      if (!isCurrent()) return;
      this.#socket = undefined;
      this.#take({ type: 'closed', code, reason, spreadMs: this.#spreadMs });
    };
  }

  #hear(socket: Socket, data: unknown): void {
    this.#heardAt = this.#options.surroundings.now();
    const message = readFrame(data);
    // A server that breaks the wire may do better on the next one.
    if (!message) return this.#drop({ type: 'closed', code: abnormal, reason: '' });
    switch (message.type) {
      case 'ping':
        return socket.send('{"type":"pong"}');
      case 'pong':
        return;
      case 'goodbye':
        this.#spreadMs = message.spreadMs;
        return;
      case 'welcome':
        this.#take({ type: 'welcomed' });
        break;
      default:
    }
    this.#options.onMessage(message);
  }

  /** Takes the link for dead if nothing is heard for `ms`; while it opens, whatever is heard. */
  #watch(ms: number, since = this.#options.surroundings.now()): void {
    const { after, now } = this.#options.surroundings;
    this.#stopTimer?.();
    this.#stopTimer = after(ms, () => {
      if (this.#state.kind === 'live' && this.#heardAt > since)
        this.#watch(this.#heardAt + deadAfterMs - now(), this.#heardAt);
      else this.#drop({ type: 'closed', code: abnormal, reason: '' });
    });
  }

  /** Forgets the socket first: its own close may take minutes on a dead network. */
  #drop(event: LinkEvent): void {
    const socket = this.#socket;
    this.#socket = undefined;
    socket?.close();
    this.#take(event);
  }
}
