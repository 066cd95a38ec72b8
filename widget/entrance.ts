// As whom the visitor comes in: as a guest, or as the member whom the page signs in. What only members need is
// loaded with the first of them.
import type { Credentials, EntranceOptions } from './credentials.ts';
import type { SignIn } from './later/sign-in.ts';

export class Entrance {
  readonly #options: EntranceOptions;
  #credentials: Credentials | undefined;
  #member: SignIn | undefined;

  constructor(credentials: Credentials, options: EntranceOptions) {
    this.#options = options;
    this.#credentials = given(credentials);
  }

  get isMembers(): boolean {
    return this.#credentials !== undefined;
  }

  /** Undefined for a guest, and until what members need has come. */
  get member(): SignIn | undefined {
    return this.#member;
  }

  /** Takes what the page gives from now on. */
  give(credentials: Credentials): void {
    const former = this.#credentials;
    const next = (this.#credentials = given(credentials));
    if (former && next) return this.#member?.give(next);
    if (former === next) return;
    this.#member?.close();
    this.#member = undefined;
    this.#options.onChange(next && 'asking');
    this.#options.comeInAnew();
  }

  /** Undefined where nothing has to be waited for. */
  ready(): Promise<void> | undefined {
    return this.#credentials && this.#prepare();
  }

  async #prepare(): Promise<void> {
    const { SignIn } = await import('./later/sign-in.ts').catch((failure: unknown) => {
      if (this.#credentials) this.#options.onChange('failed');
      throw failure;
    });
    // Signed out meanwhile.
    if (!this.#credentials) return;
    const member: SignIn = (this.#member ??= new SignIn(this.#credentials, {
      ...this.#options,
      onChange: (state) => this.#member === member && this.#options.onChange(state),
    }));
    return member.ready();
  }
}

/** Undefined where there is neither: an empty token is none. */
function given({ token, tokenProvider }: Credentials): Credentials | undefined {
  return token || tokenProvider ? { token, tokenProvider } : undefined;
}
