// A program in a room: nobody sees it come or go, but what it does goes the way of everybody’s, through the same
// verdict, under the same bans and mutes, and is told to all alike.
import { randomUUID } from 'node:crypto';
import type { Act, Moderate } from '../../protocol/client-messages.ts';
import type { Accepted, Moderated, Participant, Refused, Role } from '../../protocol/server-messages.ts';
import type { Remark } from '../connection/dialect.ts';
import { Participation } from '../connection/participation.ts';
import type { Services } from '../connection/services.ts';
import { banned } from '../moderation/verdict.ts';
import { refused } from '../moderation/refusal.ts';
import type { RefusalCode } from '../../protocol/refusals.ts';
import type { Room } from '../room/room.ts';
import type { ApiKey } from './key-ring.ts';
import { problem, type Problem } from './problem.ts';

/** Nobody else’s id has a colon. */
export function botId({ name }: Pick<ApiKey, 'name'>): string {
  return `bot:${name}`;
}

export function botOf(key: Pick<ApiKey, 'name'>, role: Role, name = key.name): Participant {
  return { id: botId(key), name, role };
}

/** The room for as long as something is done there. */
export async function inRoom<Done>(
  name: string,
  { rooms }: Pick<Services, 'rooms'>,
  run: (room: Room) => Promise<Done>,
): Promise<Done> {
  const room = await rooms.visit(name);
  try {
    return await run(room);
  } finally {
    rooms.leave(room);
  }
}

/** Resolves with what a socket would be told of it, once it is on disk. */
export function does<Asked extends Act | Moderate>(
  message: Asked,
  participant: Participant,
  room: Room,
  services: Services,
): Promise<Refused | (Asked extends Moderate ? Moderated : Accepted)> {
  return new Promise((resolve, reject) => {
    // Who is no visitor counts as a network of its own: what other people of this one do is not its fault.
    const participation = new Participation(room, { participant }, participant.id, services, {
      participantId: participant.id,
      say: (remark: Remark) => resolve(remark as never),
      sayWithEntries: () => {},
      sayHead: () => {},
      tellWaiting: () => {},
      close: (_code, reason) => reject(new Error(reason)),
      failed: (_what, error) => reject(error instanceof Error ? error : new Error(String(error))),
    });
    if (participation.isBanned) resolve(refused(message.draftId, banned));
    else participation.act(message);
  });
}

/** Does what those who keep the room may do. */
export function moderates(
  key: ApiKey,
  act: Moderate['act'],
  room: Room,
  services: Services,
): Promise<Refused | Moderated> {
  return does({ type: 'moderate', draftId: randomUUID(), act }, botOf(key, 'moderator'), room, services);
}

export function problemOf({ code, sentence, retryAfterMs }: Refused): { readonly problem: Problem } {
  return problem(
    code as Exclude<RefusalCode, 'held'>,
    sentence,
    retryAfterMs === undefined ? {} : { retryAfterMs },
  );
}
