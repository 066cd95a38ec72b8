// The tokens of those who keep the chat: short-lived, made and known by the server alone, under a key of its own.
import { createSecretKey, hkdfSync, type KeyObject } from 'node:crypto';
import { JOSEError, JWTExpired } from 'jose/errors';
import { SignJWT } from 'jose/jwt/sign';
import { jwtVerify } from 'jose/jwt/verify';
import { z } from 'zod';
import { headerOf } from './member-token.ts';

/** Its name in the header tells these tokens from those of a site, before any signature is looked at. */
const keyName = 'ws-chat-console';

/** Both who made it and whom it is for. */
const party = 'ws-chat console';

const algorithm = 'HS256';

export const tokenMs = 15 * 60_000;

/** `session` is the hash of the renewal that it stands on. */
const claims = z.object({ sub: z.string(), session: z.string(), exp: z.int() });

export interface StaffClaims {
  readonly staff: string;
  readonly session: string;
  /** Unix time in milliseconds. */
  readonly until: number;
}

export class StaffTokens {
  readonly #key: KeyObject;

  /** The secret is the server’s; the key is of no use for anything else that comes from it. */
  constructor(secret: Uint8Array) {
    this.#key = createSecretKey(Buffer.from(hkdfSync('sha256', secret, '', 'tokens of the console', 32)));
  }

  /** Whether a token says that it is one of these; nothing of that is proven yet. */
  isOne(token: string): boolean {
    return headerOf(token)?.kid === keyName;
  }

  sign({ staff, session }: Omit<StaffClaims, 'until'>, now: number): Promise<string> {
    return new SignJWT({ session })
      .setProtectedHeader({ alg: algorithm, typ: 'JWT', kid: keyName })
      .setIssuer(party)
      .setAudience(party)
      .setSubject(staff)
      .setIssuedAt(Math.floor(now / 1_000))
      .setExpirationTime(Math.floor((now + tokenMs) / 1_000))
      .sign(this.#key);
  }

  /** Undefined for what is not ours. */
  async read(token: string, now: number): Promise<StaffClaims | 'expired' | undefined> {
    if (!this.isOne(token)) return undefined;
    try {
      const { payload } = await jwtVerify(token, this.#key, {
        algorithms: [algorithm],
        issuer: party,
        audience: party,
        requiredClaims: ['sub', 'exp'],
        currentDate: new Date(now),
      });
      const { sub, session, exp } = claims.parse(payload);
      return { staff: sub, session, until: exp * 1_000 };
    } catch (error) {
      if (error instanceof JWTExpired) return 'expired';
      if (error instanceof JOSEError || error instanceof z.ZodError) return undefined;
      throw error;
    }
  }
}
