// Keeps a session open: when it ends, the next one is begun, with rests that grow. What was asked of the one
// that ended is rejected, for nobody knows how far it came; what is asked later is asked of the next one.
import { LogUnavailable } from '../log.ts';
import { Session, type SessionOptions } from './session.ts';

type State =
  | { readonly name: 'opening'; readonly opened: Promise<Session> }
  | { readonly name: 'open'; readonly session: Session }
  | { readonly name: 'closed' };

export interface ConnectionOptions extends SessionOptions {
  /** Called when a session was opened in the place of one that ended. */
  readonly onReopened?: () => void;
}

/** The first rest before another try; each further one is twice as long, up to the last. */
const firstRestMs = 50;
const lastRestMs = 2_000;

export class Connection {
  readonly #options: ConnectionOptions;
  #state: State;
  #restMs = 0;
  /** Ends the rest before the next try. */
  #wake: (() => void) | undefined;

  constructor(options: ConnectionOptions) {
    this.#options = options;
    this.#state = this.#opening();
  }

  /** Resolves once there is a session; rejects, and tries no more, when there is none at the first try. */
  async ready(): Promise<void> {
    if (this.#state.name !== 'opening') return;
    try {
      await this.#state.opened;
    } catch (error) {
      await this.close();
      throw error;
    }
  }

  /** The open session, or the one that is being opened; rejects where that fails. */
  session(): Promise<Session> {
    switch (this.#state.name) {
      case 'opening':
        return this.#state.opened;
      case 'open':
        return Promise.resolve(this.#state.session);
      case 'closed':
        return Promise.reject(closed());
    }
  }

  async close(): Promise<void> {
    const state = this.#state;
    this.#state = { name: 'closed' };
    this.#wake?.();
    if (state.name === 'open') await state.session.end();
    else if (state.name === 'opening') await state.opened.catch(() => {});
  }

  get #isClosed(): boolean {
    return this.#state.name === 'closed';
  }

  #opening(): State {
    const opened = this.#open();
    // Those who wait for it hear of it; nobody else has to.
    opened.catch(() => this.#reopen());
    return { name: 'opening', opened };
  }

  #reopen(): void {
    if (!this.#isClosed) this.#state = this.#opening();
  }

  async #open(): Promise<Session> {
    const isFirst = this.#restMs === 0;
    if (!isFirst) await this.#rest();
    this.#restMs = Math.min(lastRestMs, Math.max(firstRestMs, this.#restMs * 2));
    const session = await Session.open(this.#options);
    if (this.#isClosed) {
      await session.end();
      throw closed();
    }
    this.#state = { name: 'open', session };
    this.#restMs = firstRestMs;
    void session.ended.then(() => this.#reopen());
    if (!isFirst) this.#options.onReopened?.();
    return session;
  }

  async #rest(): Promise<void> {
    await new Promise<void>((resolve) => {
      const timer = setTimeout(resolve, this.#restMs);
      this.#wake = () => {
        clearTimeout(timer);
        resolve();
      };
    });
    this.#wake = undefined;
    if (this.#isClosed) throw closed();
  }
}

export function closed(): LogUnavailable {
  return new LogUnavailable('The log was closed.');
}
