// Work for newcomers, by ALTCHA’s protocol with SHA-256: a number to be found by trying, so that a thousand
// guests cost a thousand times as much as one. What was asked is not remembered: it is signed.
import {
  createHash,
  createHmac,
  createSecretKey,
  hkdfSync,
  randomBytes,
  randomInt,
  timingSafeEqual,
  type KeyObject,
} from 'node:crypto';
import type { Prove } from '../../../protocol/client-messages.ts';
import type { Challenge } from '../../../protocol/server-messages.ts';
import type { Clock } from '../../clock.ts';

/** A solution is good for so long after it was asked for: a slow phone needs seconds, a hidden tab more. */
const goodForMs = 120_000;

/** Beyond so many the one used first is forgotten; whom it was for has done the work already. */
export const mostUsed = 20_000;

const saltBytes = 12;

export class Proofs {
  readonly #key: KeyObject;
  readonly #clock: Pick<Clock, 'time'>;
  /** Solutions that were taken, by their challenge. */
  readonly #used = new Set<string>();

  constructor(secret: Uint8Array, clock: Pick<Clock, 'time'>) {
    this.#key = createSecretKey(Buffer.from(hkdfSync('sha256', secret, '', 'proofs of work', 32)));
    this.#clock = clock;
  }

  /** For one participant in one room; `work` is the most tries that it takes. */
  ask(room: string, participant: string, work: number): Challenge {
    const expires = Math.ceil((this.#clock.time() + goodForMs) / 1_000);
    const random = randomBytes(saltBytes).toString('hex');
    // The last sign keeps the number’s digits from being read as a part of the salt.
    const salt = `${random}?expires=${expires}&room=${room}&who=${participant}&`;
    const challenge = digest(salt, randomInt(work + 1));
    return {
      algorithm: 'SHA-256',
      challenge,
      maxnumber: work,
      salt,
      signature: this.#sign(challenge).toString('hex'),
    };
  }

  /** Whether it is the work that was asked of them here; each is taken once. */
  take(
    { challenge, number, salt, signature }: Prove['solution'],
    room: string,
    participant: string,
  ): boolean {
    const isOurs =
      salt.endsWith('&') &&
      digest(salt, number) === challenge &&
      timingSafeEqual(Buffer.from(signature, 'hex'), this.#sign(challenge));
    if (!isOurs || this.#used.has(challenge)) return false;
    const said = new URLSearchParams(salt.slice(salt.indexOf('?') + 1));
    const isMeant = said.get('room') === room && said.get('who') === participant;
    if (!isMeant || Number(said.get('expires')) * 1_000 < this.#clock.time()) return false;
    this.#used.add(challenge);
    if (this.#used.size > mostUsed) this.#used.delete(this.#used.values().next().value!);
    return true;
  }

  #sign(challenge: string): Buffer {
    return createHmac('sha256', this.#key).update(challenge).digest();
  }
}

function digest(salt: string, number: number): string {
  return createHash('sha256').update(`${salt}${number}`).digest('hex');
}
