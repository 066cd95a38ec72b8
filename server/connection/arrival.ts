// Who comes in by a hello: a member whom the host site signed in, or a guest; and what a guest may be called.
import type { Hello } from '../../protocol/client-messages.ts';
import type { NameRefusal, Participant } from '../../protocol/server-messages.ts';
import type { Guests } from '../identity/guests.ts';
import { isMemberToken } from '../identity/member-token.ts';
import type { Member, Members, SignInRefusal } from '../identity/members.ts';
import { madeName } from '../identity/names.ts';
import type { ReservedNames } from '../identity/reserved-names.ts';
import type { Room } from '../room/room.ts';

/** What `welcome` says of it. */
export interface Arrival {
  readonly participant: Participant;
  /** A guest's proof for next time. */
  readonly token: string;
  /** When a member's stay ends, unless it is renewed. */
  readonly until?: number;
  /** Whether their sign-in was not taken back since. */
  readonly stands?: () => boolean;
  readonly nameRefused?: NameRefusal;
}

/** Undefined for who brings no member's token: guests need nothing to be looked at, and nothing to wait for. */
export function signIn(
  { token }: Hello,
  roomName: string,
  members: Members,
): Promise<Member | SignInRefusal> | undefined {
  return token !== undefined && isMemberToken(token) ? members.signIn(token, roomName) : undefined;
}

export function guestOf(hello: Hello, room: Room, guests: Guests, reserved: ReservedNames): Arrival {
  const guest = guests.admit(hello.token, hello.name);
  const { id, name } = guest.participant;
  const made = madeName(id);
  const nameRefused = name === made ? undefined : nameRefusal(name, id, room, reserved);
  if (!nameRefused) return guest;
  return { ...guest, participant: { ...guest.participant, name: made }, nameRefused };
}

/** Why a guest cannot be called this in a room, where it cannot. */
export function nameRefusal(
  name: string,
  guestId: string,
  room: Room,
  reserved: ReservedNames,
): NameRefusal | undefined {
  if (reserved.isReserved(name)) return reservedName;
  return room.presence.isTaken(name, guestId) ? takenName : undefined;
}

const takenName: NameRefusal = {
  code: 'name-taken',
  sentence: 'Somebody here is called that, or nearly that. Choose another name.',
};

const reservedName: NameRefusal = {
  code: 'name-reserved',
  sentence: 'That name, or one much like it, belongs to those who keep this chat. Choose another name.',
};
