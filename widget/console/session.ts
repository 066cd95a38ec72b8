// Who is signed in: by a one-time link, and from then on by what makes fresh tokens, which this browser keeps.
import type { ConsoleSession, RenewedSession, Staff } from '../../protocol/console.ts';
import { attempt } from '../attempt.ts';
import type { Api } from './api.ts';
import { Trouble } from './trouble.ts';

export type SessionState =
  | { readonly kind: 'starting' }
  /** `trouble`: why nobody is signed in any more, or could not be. */
  | { readonly kind: 'out'; readonly trouble: unknown }
  /** The link is an owner's, who is to say what they are called. */
  | { readonly kind: 'naming'; readonly key: string; readonly trouble: unknown }
  | { readonly kind: 'in'; readonly you: Staff; readonly may: readonly string[]; readonly token: string };

const place = 'ws-chat console renewal';

/** A token is renewed so long before its end, or at half of its life. */
const beforeEndMs = 60_000;

/** A try that failed is made again after this. */
const againMs = 10_000;

export class Session {
  state: SessionState = { kind: 'starting' };
  readonly #api: Api;
  readonly #onChange: () => void;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #renewing: Promise<boolean> | undefined;
  /** Where storage is forbidden, this page's memory has to do. */
  #renewal: string | undefined;

  constructor(api: Api, onChange: () => void) {
    this.#api = api;
    this.#onChange = onChange;
  }

  get token(): string | undefined {
    return this.state.kind === 'in' ? this.state.token : undefined;
  }

  /** By the link's key, or as whoever was signed in here before. */
  async start(key: string | undefined): Promise<void> {
    if (key !== undefined) return this.open(key);
    this.#renewal = attempt(() => localStorage.getItem(place)) ?? undefined;
    if (this.#renewal === undefined) this.#become({ kind: 'out', trouble: undefined });
    else await this.renew();
  }

  async open(key: string, name?: string): Promise<void> {
    try {
      const session = await this.#api.openSession({ key, ...(name !== undefined && { name }) });
      this.#renewal = session.renewal;
      attempt(() => localStorage.setItem(place, session.renewal));
      this.#enter(session);
    } catch (trouble) {
      const code = trouble instanceof Trouble ? trouble.code : '';
      const asksName = code === 'bad-request' && (trouble as Trouble).field === 'name';
      // What was written stays where another try may go better.
      if (asksName || (name !== undefined && code !== 'bad-key'))
        this.#become({ kind: 'naming', key, trouble: name === undefined ? undefined : trouble });
      else this.#become({ kind: 'out', trouble });
    }
  }

  /** False where the session is over. Who asks meanwhile gets the same answer. */
  renew(): Promise<boolean> {
    return (this.#renewing ??= this.#renew().finally(() => (this.#renewing = undefined)));
  }

  /** Here at once, whatever the server says of it. */
  async end(): Promise<void> {
    const ended = this.#api.endSession().catch(() => {});
    this.#forget(undefined);
    await ended;
  }

  close(): void {
    clearTimeout(this.#timer);
  }

  async #renew(): Promise<boolean> {
    if (this.#renewal === undefined) return false;
    try {
      this.#enter(await this.#api.renewSession(this.#renewal));
      return true;
    } catch (trouble) {
      const isOver = trouble instanceof Trouble && ['not-signed-in', 'bad-key'].includes(trouble.code);
      if (isOver) this.#forget(trouble);
      else if (this.state.kind !== 'in') this.#become({ kind: 'out', trouble });
      else this.#later(againMs);
      return false;
    }
  }

  #enter({ you, may, token, expiresInMs }: RenewedSession | ConsoleSession): void {
    this.#later(Math.max(expiresInMs - beforeEndMs, expiresInMs / 2));
    this.#become({ kind: 'in', you, may, token });
  }

  #forget(trouble: unknown): void {
    clearTimeout(this.#timer);
    this.#renewal = undefined;
    attempt(() => localStorage.removeItem(place));
    this.#become({ kind: 'out', trouble });
  }

  #later(ms: number): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => void this.renew(), ms);
  }

  #become(state: SessionState): void {
    this.state = state;
    this.#onChange();
  }
}
