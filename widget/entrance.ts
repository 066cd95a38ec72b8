// As whom the visitor comes in: as a guest, or as the member whom the page signs in. What only members need is
// loaded with the first of them.
import type { ServerMessage } from '../protocol/server-messages.ts';
import { openMs } from '../protocol/timing.ts';
import type { LinkState } from './connection/link.ts';
import { given, type Credentials, type EntranceOptions } from './credentials.ts';
import type { SignIn } from './later/sign-in.ts';
import { within } from './within.ts';

export class Entrance {
  readonly #options: EntranceOptions;
  #credentials: Credentials | undefined;
  #signIn: SignIn | undefined;

  constructor(credentials: Credentials, options: EntranceOptions) {
    this.#credentials = given(credentials);
    this.#options = options;
  }

  get isMembers(): boolean {
    return this.#credentials !== undefined;
  }

  /** Takes what the page gives from now on. */
  give(credentials: Credentials): void {
    const former = this.#credentials;
    const next = given(credentials);
    if (next?.token === former?.token && next?.tokenProvider === former?.tokenProvider) return;
    this.#credentials = next;
    if (former && next) return this.#signIn?.give(next);
    this.#signIn?.close();
    this.#signIn = undefined;
    this.#options.onChange(next && 'asking');
    this.#options.comeInAnew();
  }

  /** Undefined where nothing has to be waited for. */
  ready(): Promise<void> | undefined {
    return this.#credentials && this.#prepare();
  }

  /** What `hello` says of it. */
  hello(): { readonly token?: string } {
    return this.#signIn?.hello() ?? {};
  }

  hear(message: ServerMessage): void {
    this.#signIn?.hear(message);
  }

  linkChanged(link: LinkState): void {
    this.#signIn?.linkChanged(link);
  }

  async #prepare(): Promise<void> {
    const { after, onChange } = this.#options;
    let signIn: SignIn | undefined;
    try {
      const { SignIn } = await within(openMs, after, import('./later/sign-in.ts'));
      // Signed out meanwhile.
      if (!this.#credentials) return;
      signIn = this.#signIn ??= new SignIn(this.#credentials, {
        ...this.#options,
        onChange: (state) => this.#signIn === signIn && onChange(state),
      });
      await signIn.ready();
    } catch (failure) {
      if (this.#credentials && this.#signIn === signIn) onChange('failed');
      throw failure;
    }
  }
}
