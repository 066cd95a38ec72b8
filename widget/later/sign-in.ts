// A member's way in: which token is said, when a fresh one is wanted, and what becomes of it on the open link.
// Tokens stay in here: no state, no storage and no log has them.
import type { ServerMessage } from '../../protocol/server-messages.ts';
import type { LinkState } from '../connection/link.ts';
import type { Credentials, EntranceOptions, SignInState } from '../credentials.ts';
import { isToken, personOf } from '../member-token.ts';
import { within } from '../within.ts';

/** How long the page may take to give a token. */
const patienceMs = 10_000;

/** A fresh token is wanted when this part of the time is left. */
const lastPart = 1 / 4;

/** But not more often than this. */
const leastMs = 60_000;

export class SignIn {
  readonly #options: EntranceOptions;
  #credentials: Credentials;
  /** What is said next time; undefined once it is spent, or while there was none. */
  #token: string | undefined;
  /** When it runs out, on the surroundings' clock, as far as the server has said. */
  #until = Infinity;
  #askedAt = -Infinity;
  /** The page's answer that is on its way; one of an earlier turn changes nothing. */
  #answer: Promise<void> | undefined;
  #turn = 0;
  /** Lets the link go on that waits for the page. */
  #wake = () => {};
  #isLive = false;
  /** The token that the server has not taken yet: only one is said at a time. */
  #renewing: string | undefined;
  #stopClock = () => {};
  #told: SignInState = 'asking';

  constructor(credentials: Credentials, options: EntranceOptions) {
    this.#credentials = credentials;
    this.#options = options;
    this.#hold(credentials.token);
  }

  /** Takes what the page gives from now on. Another function is asked when the next token is wanted. */
  give(credentials: Credentials): void {
    const { token } = credentials;
    const isFresh = !!token && token !== this.#credentials.token;
    this.#credentials = credentials;
    if (isFresh) {
      this.#forgetAnswer();
      this.#take(token);
    }
    // Nobody could be asked before.
    else if (credentials.tokenProvider && !this.#isLive) this.#wake();
  }

  /** Resolves when there is a token to say; fails where the page was asked for one and gave none. */
  async ready(): Promise<void> {
    if (this.#token !== undefined && this.#options.now() < this.#until) return;
    this.#hold(undefined);
    if (this.#credentials.tokenProvider) await this.#ask();
    else {
      this.#tell('needed');
      await new Promise<void>((resolve) => (this.#wake = resolve));
    }
    return this.ready();
  }

  hello(): { readonly token?: string } {
    return this.#token === undefined ? {} : { token: this.#token };
  }

  hear(message: ServerMessage): void {
    if (message.type !== 'welcome' && message.type !== 'renewed') return;
    const { expiresInMs = Infinity } = message;
    const { now } = this.#options;
    const said = this.#renewing;
    this.#isLive = true;
    this.#renewing = undefined;
    this.#until = now() + expiresInMs;
    this.#tell('held');
    this.#wind(expiresInMs);
    // The page gave yet another one meanwhile.
    if (said !== undefined && said !== this.#token) this.#renew();
  }

  linkChanged(link: LinkState): void {
    if (link.kind === 'live') return;
    const isUnderWay = this.#renewing !== undefined;
    this.#rest();
    if (!('code' in link) || !spent.has(link.code)) return;
    // The same token would fare no better; but a fresh one that came too late was not looked at.
    this.#hold(isUnderWay && link.code === 'token-expired' ? this.#token : undefined);
  }

  close(): void {
    this.#forgetAnswer();
    this.#rest();
  }

  #rest(): void {
    this.#isLive = false;
    this.#renewing = undefined;
    this.#stopClock();
  }

  #forgetAnswer(): void {
    this.#turn++;
    this.#answer = undefined;
  }

  #tell(state: SignInState): void {
    this.#told = state;
    this.#options.onChange(state);
  }

  #hold(token: string | undefined): void {
    this.#token = isToken(token) ? token : undefined;
    this.#until = Infinity;
  }

  /** A fresh token of whoever was signed in goes out on the open link; another person comes in anew. */
  #take(token: string): void {
    const former = this.#token;
    const until = this.#until;
    this.#hold(token);
    if (!this.#isLive || personOf(token) === undefined || personOf(token) !== personOf(former))
      return this.#options.comeInAnew();
    // Until it is taken the former one counts.
    this.#until = until;
    this.#renew();
  }

  #renew(): void {
    if (this.#renewing !== undefined || this.#token === undefined) return;
    if (this.#options.send({ type: 'renew', token: this.#token })) this.#renewing = this.#token;
  }

  /** Has a fresh token fetched in time. */
  #wind(leftMs: number): void {
    const { now, after } = this.#options;
    const soonestMs = this.#askedAt + leastMs - now();
    const waitMs = Math.max(leftMs * (1 - lastPart), soonestMs);
    this.#stopClock();
    // Later than its end it is the end of the link that has another one fetched.
    if (waitMs < leftMs) this.#stopClock = after(waitMs, () => this.#refresh());
  }

  #refresh(): void {
    if (!this.#credentials.tokenProvider) {
      this.#askedAt = this.#options.now();
      return this.#tell('due');
    }
    this.#ask().catch(() => {
      // There is some time left to ask again.
      if (!this.#isLive) return;
      this.#tell('held');
      this.#wind(this.#until - this.#options.now());
    });
  }

  #ask(): Promise<void> {
    return (this.#answer ??= this.#fetch(++this.#turn));
  }

  async #fetch(turn: number): Promise<void> {
    this.#askedAt = this.#options.now();
    // Asked again, it has failed until it has not.
    if (this.#told !== 'failed') this.#tell('asking');
    try {
      const token = await this.#answerOfPage();
      if (turn !== this.#turn) return;
      this.#tell('held');
      if (this.#isLive) this.#take(token);
      else this.#hold(token);
    } catch (failure) {
      if (turn === this.#turn) this.#tell('failed');
      throw failure;
    } finally {
      if (turn === this.#turn) this.#answer = undefined;
    }
  }

  async #answerOfPage(): Promise<string> {
    try {
      const answer = Promise.resolve().then(() => this.#credentials.tokenProvider!());
      const token = await within(patienceMs, this.#options.after, answer);
      if (isToken(token)) return token;
      throw new TypeError('This is no JSON Web Token.');
    } catch (failure) {
      // What a page's code fails with may quote the token, so only its kind is told.
      const kind = failure instanceof Error ? failure.name : typeof failure;
      console.warn(`ws-chat: tokenProvider has given no token (${kind}). See docs/members.md.`);
      throw failure;
    }
  }
}

/** How the link says that its token cannot be used, or no longer. */
const spent: ReadonlySet<string> = new Set(['token-expired', 'closed-4001', 'closed-4002']);
