// How long a member may stay, and how a fresh token lengthens that on the open connection.
import { closeCodes } from '../../protocol/close-codes.ts';
import type { Clock } from '../clock.ts';
import type { Member, Members, SignInRefusal } from '../identity/members.ts';

export class Membership {
  readonly #members: Members;
  readonly #clock: Pick<Clock, 'now'>;
  /** By the clock that never jumps; undefined for a guest, whose stay has no end. */
  #until: number | undefined;
  #stands: () => boolean;
  #renews = false;

  constructor(
    { until, stands = always }: Pick<Member, 'stands'> & Partial<Pick<Member, 'until'>>,
    members: Members,
    clock: Pick<Clock, 'now'>,
  ) {
    this.#until = until;
    this.#stands = stands;
    this.#members = members;
    this.#clock = clock;
  }

  /** Why it is over, where it is: the token has run out, or was taken back. */
  get end(): SignInRefusal | undefined {
    if (!this.#stands()) return takenBack;
    return this.#until !== undefined && this.#clock.now() >= this.#until ? ranOut : undefined;
  }

  /** How long this goes on, if nothing is renewed. */
  get expiresInMs(): number {
    return Math.max(0, Math.floor((this.#until ?? Infinity) - this.#clock.now()));
  }

  /** Who the fresh token says that `participantId` is now, or why it cannot be taken. */
  async renew(token: string, room: string, participantId: string): Promise<Member | SignInRefusal> {
    if (this.#until === undefined) return nothingToRenew;
    if (this.#renews) return tooEarly;
    this.#renews = true;
    try {
      const answer = await this.#members.signIn(token, room);
      if ('code' in answer) return answer;
      if (answer.participant.id !== participantId) return somebodyElse;
      this.#until = answer.until;
      this.#stands = answer.stands ?? always;
      return answer;
    } finally {
      this.#renews = false;
    }
  }
}

const always = () => true;

const ranOut: SignInRefusal = {
  code: closeCodes.tokenExpired,
  reason: 'The sign-in has expired. Fetch a new token and come back.',
};

const takenBack: SignInRefusal = {
  code: closeCodes.badToken,
  reason: 'This sign-in was taken back. Ask an owner of this chat for a new one.',
};

const nothingToRenew: SignInRefusal = {
  code: closeCodes.badToken,
  reason: 'A guest has nothing to renew. Say hello with the token.',
};

const tooEarly: SignInRefusal = {
  code: closeCodes.flood,
  reason: 'Wait for renewed before you renew once more.',
};

const somebodyElse: SignInRefusal = {
  code: closeCodes.badToken,
  reason: 'This token is somebody else’s. Come in anew to be another.',
};
