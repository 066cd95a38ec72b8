// Guests: an id for everyone who comes, and a signed token that lets them come back as the same one.
import { createHmac, createSecretKey, randomFillSync, timingSafeEqual, type KeyObject } from 'node:crypto';
import type { Participant } from '../../protocol/server-messages.ts';
import { cleanName, madeName } from './names.ts';

export interface Guest {
  readonly participant: Participant;
  readonly token: string;
}

const idBytes = 12;

export class Guests {
  readonly #secret: KeyObject;
  /** Random bytes for the ids to come: asking for them one by one takes longer than signing. */
  readonly #random = Buffer.alloc(idBytes * 256);
  #used = this.#random.length;

  /** Tokens are valid for as long as the secret stays the same. */
  constructor(secret: Uint8Array) {
    this.#secret = createSecretKey(secret);
  }

  /** A token that is missing or not ours makes a new guest: guests have nothing to lose by it. */
  admit(token?: string, name?: string): Guest {
    const known = token && this.#verify(token);
    const id = known || this.#newId();
    return {
      participant: { id, name: (name && cleanName(name)) || madeName(id), role: 'guest' },
      token: known ? token : `${id}.${this.#sign(id).toString('base64url')}`,
    };
  }

  #newId(): string {
    if (this.#used === this.#random.length) {
      randomFillSync(this.#random);
      this.#used = 0;
    }
    return this.#random.toString('base64url', this.#used, (this.#used += idBytes));
  }

  #verify(token: string): string | undefined {
    const [id = '', signature = ''] = token.split('.', 2);
    const expected = this.#sign(id);
    const given = Buffer.from(signature, 'base64url');
    return given.length === expected.length && timingSafeEqual(given, expected) ? id : undefined;
  }

  #sign(id: string): Buffer {
    return createHmac('sha256', this.#secret).update(`guest:${id}`).digest();
  }
}
