// What `welcome` says to who comes in, but for the entries themselves.
import { limits } from '../../protocol/limits.ts';
import { isOpen } from '../moderation/room-mode.ts';
import { isAny } from '../moderation/report-line.ts';
import type { Arrival } from './arrival.ts';
import type { Bearer } from './dialect.ts';
import type { Opening } from './opening.ts';
import type { Participation } from './participation.ts';

/** The messages that we take. */
const capabilities = [
  ...['post', 'edit', 'remove', 'react', 'poll', 'vote', 'end-poll', 'pin', 'notice'],
  ...['report', 'moderate', 'prove', 'history', 'rename', 'typing'],
];

/** Guests have nothing to renew. */
const memberCapabilities = [...capabilities, 'renew'];

export function welcomeOf(
  participation: Participation,
  { participant, token, until, nameRefused }: Arrival,
  { entries: _, cursor, ...how }: Opening,
): Bearer {
  const { room, expiresInMs, waiting } = participation;
  // Where it was read is nothing to them.
  const told = how.resumed ? { resumed: how.resumed } : how;
  const { count: present, here } = room.presence.now;
  const { mode } = room.standing;
  return {
    type: 'welcome',
    you: participant,
    token,
    ...(until !== undefined && { expiresInMs }),
    ...(nameRefused && { nameRefused }),
    room: room.name,
    epoch: room.epoch,
    // After a reset the entries end at the head; what was added since follows as frames.
    head: how.resumed ? room.ring.head : cursor,
    limits,
    capabilities: until === undefined ? capabilities : memberCapabilities,
    may: participation.allowed,
    ...(!isOpen(mode) && { mode }),
    ...(isAny(waiting) && { waiting }),
    present,
    ...(here && participation.may('roster') && { here }),
    ...told,
  };
}
