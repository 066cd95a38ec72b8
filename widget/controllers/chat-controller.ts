// Hangs a chat on a host: makes the client for a server and a room, makes it anew when these change,
// and lets it rest while the host is not in the page.
import type { ReactiveController } from 'lit';
import type { ChatState } from '../chat-state.ts';
import type { Credentials } from '../credentials.ts';
import type { ReplayHost } from '../later/replay.ts';
import type { RoomClient } from '../room-client.ts';
import type { ChatClientOptions } from '../room-listener.ts';
import type { Skip } from '../rows/row.ts';
import { serverUrl } from '../server-url.ts';
import { SharedClient, sharedClient, type Need } from '../shared-client.ts';
import { olderThan } from '../timeline/timeline.ts';
import { Pace, skipOf } from './pace.ts';

export interface ChatTarget extends Credentials {
  readonly server: string | undefined;
  readonly room: string;
  readonly name: string | undefined;
  readonly history: number | undefined;
  /** Whether it is to be connected now. */
  readonly isWanted: boolean;
}

export class ChatController implements ReactiveController {
  readonly #host: ReplayHost;
  readonly #target: () => ChatTarget;
  readonly #onChange: () => void;
  #shared: SharedClient | undefined;
  #key: string | undefined;
  /** Makes a replay, once that has come. */
  #replay: ((options: ChatClientOptions) => RoomClient) | undefined;
  #isMissing = false;
  #name: string | undefined;
  #stop: (() => void) | undefined;
  #pace = new Pace(() => performance.now());
  #timer: ReturnType<typeof setTimeout> | undefined;
  /** What the host was last drawn with. */
  #drawn: ChatState | undefined;
  #skips: readonly Skip[] = [];

  /** `onChange` is told each change, before the host is drawn. */
  constructor(host: ReplayHost, target: () => ChatTarget, onChange: () => void = () => {}) {
    this.#host = host;
    this.#target = target;
    this.#onChange = onChange;
    host.addController(this);
  }

  get client(): RoomClient | undefined {
    return this.#shared?.client;
  }

  get state(): ChatState | undefined {
    return this.#shared?.client.state;
  }

  /** Where the replay cannot be fetched: tries once more. */
  get retry(): (() => void) | undefined {
    return this.#isMissing ? () => this.#miss(false) : undefined;
  }

  /** Whether so much is said that it is hard to read. */
  get isBusy(): boolean {
    return this.#pace.isBusy;
  }

  /** What a flood brought that nobody could have read, in order. */
  get skips(): readonly Skip[] {
    return this.#skips;
  }

  /** Shows what was skipped from this seq on. */
  unskip(from: number): void {
    this.#skips = this.#skips.filter((skip) => skip.from !== from);
    this.#host.requestUpdate();
  }

  /** Lets the oldest entries go that are needed neither here nor in another element. */
  trim(need: Need): void {
    this.#shared?.trim(this, need);
  }

  hostConnected(): void {
    // Back in the page, it goes on where it was, drafts and all; one that was only moved never stopped.
    this.#host.requestUpdate();
  }

  hostDisconnected(): void {
    queueMicrotask(() => {
      if (this.#host.isConnected) return;
      this.#shared?.leave(this);
      // A client that others go on using must not hold on to who is gone, nor tell it anything.
      this.#stop?.();
      this.#stop = undefined;
    });
  }

  hostUpdate(): void {
    if (!this.#host.isConnected) return;
    const { server, room, name, history, isWanted, ...credentials } = this.#target();
    const { replay } = this.#host;
    const url = server === undefined ? undefined : serverUrl(server);
    if (replay && !this.#replay) return this.#isMissing ? undefined : this.#loadReplay();
    const key = url && `${url} ${room} ${replay}`;
    if (key !== this.#key) {
      this.#stop?.();
      this.#stop = undefined;
      this.#shared?.leave(this);
      this.#key = key;
      this.#shared = url ? this.#share({ server: url, room, name, history }) : undefined;
      this.#pace = new Pace(() => performance.now());
    }
    this.#stop ??= this.client?.subscribe(() => this.#changed());
    if (name && name !== this.#name) this.client?.callMyself(name);
    this.#name = name;
    if (isWanted) this.#shared?.use(this, credentials);
    else this.#shared?.leave(this);
    this.#draw();
  }

  /** Two replays of a room are at two times, and share nothing. */
  #share(options: ChatClientOptions): SharedClient {
    return this.#host.replay ? new SharedClient(this.#replay!(options)) : sharedClient(options);
  }

  #loadReplay(): void {
    import('../later/replay.ts').then(
      ({ createReplay }) => {
        this.#replay ??= createReplay(this.#host);
        this.#miss(false);
      },
      () => this.#miss(true),
    );
  }

  #miss(isMissing: boolean): void {
    this.#isMissing = isMissing;
    this.#host.requestUpdate();
  }

  /** Others’ words may wait for each other; whatever else has changed is shown at once. */
  #changed(): void {
    this.#onChange();
    const state = this.state!;
    const drawn = this.#drawn;
    const keys = Object.keys(state) as (keyof ChatState)[];
    const isOther = keys.some((key) => key !== 'timeline' && state[key] !== drawn?.[key]);
    const waitMs = this.#pace.waitFor(state.timeline.last, isOther);
    if (isOther || waitMs === 0) return this.#host.requestUpdate();
    this.#timer ??= setTimeout(() => this.#host.requestUpdate(), waitMs);
  }

  #draw(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    const { timeline } = this.state ?? {};
    const before = this.#drawn?.timeline;
    this.#drawn = this.state;
    if (!timeline || !before || before.epoch !== timeline.epoch) return void (this.#skips = []);
    const skip = this.#pace.isFlood ? skipOf(before.last, timeline.last) : undefined;
    // What was let go meanwhile is no longer skipped.
    const held = this.#skips.filter(({ to }) => to >= olderThan(timeline));
    this.#skips = skip ? [...held, skip] : held;
  }
}
