// Members: those whom the host site signed in. A token (JWT, RFC 7519) is believed if a key of ours signed it
// for this chat and for a short time; what it says makes the participant.
import { createHash } from 'node:crypto';
import { jwtVerify } from 'jose/jwt/verify';
import { JOSEError, JWTClaimValidationFailed, JWTExpired } from 'jose/errors';
import { closeCodes, type CloseCode } from '../../protocol/close-codes.ts';
import type { Participant } from '../../protocol/server-messages.ts';
import { tokenToleranceMs } from '../../protocol/timing.ts';
import type { Clock } from '../clock.ts';
import type { MemberKey } from './member-keys.ts';
import { claimsOf, headerOf, type MemberClaims, type MemberHeader } from './member-token.ts';

export interface MemberSettings {
  readonly keys: readonly MemberKey[];
  readonly issuer: string;
  readonly audience: string;
  /** The longest that a token may still be good for. */
  readonly longestMs: number;
}

export interface Member {
  readonly participant: Participant;
  /** When this ends, by the clock that never jumps. */
  readonly until: number;
  /** Whether it was not taken back since; without it, nothing here can be. */
  readonly stands?: () => boolean;
}

/** Those whom the chat itself signs in: its staff. */
export interface OwnSignIn {
  /** Whether a token says that it is one of theirs; nothing of that is proven yet. */
  isOne(token: string): boolean;
  signIn(token: string, room: string): Promise<Member | SignInRefusal>;
}

/** Why nobody was signed in, as the connection is closed with it. */
export interface SignInRefusal {
  readonly code: CloseCode;
  readonly reason: string;
}

export class Members {
  #settings: MemberSettings | undefined;
  readonly #clock: Pick<Clock, 'now' | 'time'>;
  readonly #own: OwnSignIn | undefined;

  /** Without settings no site can sign anybody in. */
  constructor(settings: MemberSettings | undefined, clock: Pick<Clock, 'now' | 'time'>, own?: OwnSignIn) {
    this.#settings = settings;
    this.#clock = clock;
    this.#own = own;
  }

  /** From now on by these; who is signed in stays until their token ends. */
  signInBy(settings: MemberSettings | undefined): void {
    this.#settings = settings;
  }

  async signIn(token: string, room: string): Promise<Member | SignInRefusal> {
    if (this.#own?.isOne(token)) return this.#own.signIn(token, room);
    const settings = this.#settings;
    if (!settings) return noMembers;
    const header = headerOf(token);
    const payload = header && (await this.#payload(token, header, settings));
    if (payload === undefined) return notOurs;
    if (payload === 'expired') return expired;
    if ('unusable' in payload) return unusable(payload.unusable);
    const claims = claimsOf(payload.claims);
    if (typeof claims === 'string') return unusable(claims);
    return this.#admit(claims, room, settings);
  }

  /** Signature first: of what nobody signed, no word is believed. */
  async #payload(
    token: string,
    header: MemberHeader,
    { keys, issuer, audience }: MemberSettings,
  ): Promise<{ readonly claims: unknown } | { readonly unusable: string } | 'expired' | undefined> {
    const options = {
      algorithms: [header.alg],
      issuer,
      audience,
      requiredClaims: ['sub', 'exp'],
      clockTolerance: tokenToleranceMs / 1_000,
      currentDate: new Date(this.#clock.time()),
    };
    for (const { key } of keys.filter((each) => fits(each, header))) {
      try {
        return { claims: (await jwtVerify(token, key, options)).payload };
      } catch (error) {
        if (error instanceof JWTExpired) return 'expired';
        if (error instanceof JWTClaimValidationFailed) return { unusable: error.claim };
        if (!(error instanceof JOSEError)) throw error;
      }
    }
    return undefined;
  }

  #admit(claims: MemberClaims, room: string, { issuer, longestMs }: MemberSettings): Member | SignInRefusal {
    const { sub, name, avatar, color, role, rooms, exp, iat } = claims;
    const leftMs = exp * 1_000 - this.#clock.time();
    if (leftMs > longestMs + tokenToleranceMs) return tooLong(longestMs);
    if (iat !== undefined && (iat >= exp || iat * 1_000 > this.#clock.time() + tokenToleranceMs))
      return unusable('iat');
    if (rooms && !rooms.some((pattern) => matches(pattern, room))) return otherRoom;
    return {
      participant: {
        id: memberId(issuer, sub),
        name,
        role,
        ...(avatar !== undefined && { avatar }),
        ...(color !== undefined && { color }),
      },
      until: this.#clock.now() + leftMs + tokenToleranceMs,
    };
  }
}

/** A name that is not ours is no name of a key without one: such a key says nothing of names. */
function fits({ kid, algorithms }: MemberKey, header: MemberHeader): boolean {
  const isNamed = kid === undefined || header.kid === undefined || kid === header.kid;
  return isNamed && algorithms.includes(header.alg);
}

/**
 * The same for ever for one `sub` of an issuer, and never a guest's, whose ids have no dot. Others see it, and
 * are not to see what the site calls its people.
 */
function memberId(issuer: string, sub: string): string {
  const digest = createHash('sha256')
    .update(JSON.stringify([issuer, sub]))
    .digest();
  return `m.${digest.toString('base64url', 0, 15)}`;
}

function matches(pattern: string, room: string): boolean {
  return pattern.endsWith('*') ? room.startsWith(pattern.slice(0, -1)) : room === pattern;
}

const noMembers: SignInRefusal = {
  code: closeCodes.badToken,
  reason: 'This chat signs nobody in. Its owner can set --member-key, or leave the token out.',
};

const notOurs: SignInRefusal = {
  code: closeCodes.badToken,
  reason: 'This token is not signed for this chat. Its site must sign it with a key of the chat.',
};

export const expired: SignInRefusal = {
  code: closeCodes.tokenExpired,
  reason: 'The sign-in has expired. Fetch a new token from the site and come back.',
};

const otherRoom: SignInRefusal = {
  code: closeCodes.otherRoom,
  reason: 'This sign-in is for other rooms. The site can name this one in the token’s rooms.',
};

function unusable(claim: string): SignInRefusal {
  // A stranger to us chose no name here: they are those of our own table.
  return {
    code: closeCodes.badToken,
    reason: `The token’s ${claim} cannot be used. Its site must make it as docs/members.md says.`,
  };
}

function tooLong(longestMs: number): SignInRefusal {
  return {
    code: closeCodes.badToken,
    reason: `The token is good for too long. Its site must let it expire within ${longestMs / 60_000} minutes.`,
  };
}
