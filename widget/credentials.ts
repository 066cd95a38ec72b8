// What a page gives to have its visitor signed in, how that stands, and what it takes.
import type { Renew } from '../protocol/client-messages.ts';

/** Gives a fresh token of the visitor's: a JSON Web Token that the page's own site has made. */
export type TokenProvider = () => Promise<string> | string;

/** With neither, the visitor is a guest. With both, the token comes first, and the provider gives those after it. */
export interface Credentials {
  readonly token?: string | undefined;
  readonly tokenProvider?: TokenProvider | undefined;
}

/**
 * `asking`: the page is asked for a token. `held`: there is one. `due`: it runs out soon, and only the page can give
 * another one. `needed`: it has run out, or it was none, and only the page can. `failed`: what the page was asked for
 * did not come; it is asked again.
 */
export type SignInState = 'asking' | 'held' | 'due' | 'needed' | 'failed';

export interface EntranceOptions {
  readonly now: () => number;
  readonly after: (ms: number, run: () => void) => () => void;
  /** Returns false, and sends nothing, while the room is not entered. */
  readonly send: (message: Renew) => boolean;
  /** Undefined: the visitor is a guest. */
  readonly onChange: (state: SignInState | undefined) => void;
  /** The visitor is another one from now on, or may be. */
  readonly comeInAnew: () => void;
}
