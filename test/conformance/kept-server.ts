// A server of a test's own whose site signs people in, so that its rooms have moderators and an owner; and what those do.
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Moderated, Refused } from '../../protocol/server-messages.ts';
import { audience, issuer, secret, tokenOf } from '../support/member-tokens.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';
import { ownServer, type OwnServer } from './own-server.ts';
import { enter, newDraftId, newRoom, type Peer } from './peer.ts';

export interface KeptServer extends OwnServer {
  /** Somebody whom the site signed in with this role. */
  person(room: string, role: 'owner' | 'moderator' | 'member', name?: string): ReturnType<typeof enter>;
}

/** A room of such a server that nobody was in before. */
export function pageRoom(): string {
  return `page-${newRoom()}`;
}

/** Its rooms are those that begin with `page`, and what the flags name. */
export async function keptServer(...flags: string[]): Promise<KeptServer> {
  const folder = temporaryFolder();
  const file = join(folder.path, 'secret');
  writeFileSync(file, secret);
  const members = [
    `--member-secret-file=${file}`,
    `--member-issuer=${issuer}`,
    `--member-audience=${audience}`,
  ];
  const server = await ownServer('--room=page*', ...members, ...flags);
  return {
    ...server,
    person: (room, role, name = role) =>
      enter(room, { token: tokenOf(Date.now(), { sub: name, role, name }) }, server),
    async [Symbol.asyncDispose]() {
      await server[Symbol.asyncDispose]();
      folder[Symbol.dispose]();
    },
  };
}

/** Asks for an act on people or the room; resolves with the answer to it. */
export function asks(who: Peer, act: object, draftId = newDraftId()): Promise<Moderated | Refused> {
  const past = who.texts.length;
  who.say({ type: 'moderate', draftId, act });
  return who.sees(() =>
    who.heard
      .slice(past)
      .filter((message) => message.type === 'moderated' || message.type === 'refused')
      .find((message) => message.draftId === draftId),
  );
}

/** The same, where it is done. */
export async function does(who: Peer, act: object, draftId = newDraftId()): Promise<Moderated> {
  const answer = await asks(who, act, draftId);
  if (answer.type === 'refused') throw new Error(`Refused: ${answer.code} ${answer.sentence}`);
  return answer;
}
