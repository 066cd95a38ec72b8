// Who keeps the chat: made and revoked by those who may, and never by somebody below them.
import {
  addStaff,
  consolePath,
  linkFragment,
  type StaffLink,
  type StaffList,
} from '../../protocol/console.ts';
import { cleanName } from '../identity/names.ts';
import { outranks } from '../identity/permissions.ts';
import { linkMs } from '../identity/passes.ts';
import type { StaffRecord } from '../log/keeping.ts';
import { done, ok, refuse, route, type Route } from './route.ts';
import type { ConsoleServices } from './services.ts';

const unknown = refuse('not-found', 'Nobody of that id keeps this chat, or not any more. Reload the list.');

const outranked = refuse(
  'outranked',
  'That is somebody of your own rank, or of a higher one. Ask an owner of this chat.',
);

const taken = refuse(
  'name-taken',
  'Somebody who keeps this chat is called that, or nearly that. Choose another name.',
);

const full = refuse('too-many', 'So many keep this chat that no more can. Revoke one of them first.');

export function staffRoutes({ staff, address }: ConsoleServices): readonly Route[] {
  const linked = (you: StaffRecord, key: string): StaffLink => {
    return { you, link: linkOf(address(), key), expiresInMs: linkMs };
  };
  return [
    route({
      method: 'get',
      path: '/staff',
      asks: 'staff',
      handle: () => ok({ staff: staff.all } satisfies StaffList),
    }),
    route({
      method: 'post',
      path: '/staff',
      asks: 'staff',
      body: addStaff,
      async handle({ signed, body }) {
        const name = cleanName(body.name);
        if (name === undefined) return unseen;
        if (!isBelow(signed.who, body)) return outranked;
        if (staff.isTaken(name)) return taken;
        if (staff.isFull) return full;
        const { who, key } = await staff.add({ ...body, name }, signed.who.id);
        return { status: 201, json: linked(who, key) };
      },
    }),
    route({
      method: 'post',
      path: '/staff/:id/link',
      asks: 'staff',
      async handle({ signed, id }) {
        const who = staff.person(id);
        if (!who) return unknown;
        if (!isBelow(signed.who, who)) return outranked;
        return ok(linked(who, await staff.link(who, signed.who.id)));
      },
    }),
    route({
      method: 'delete',
      path: '/staff/:id',
      asks: 'staff',
      async handle({ signed, id }) {
        const who = staff.person(id);
        if (!who) return unknown;
        if (!isBelow(signed.who, who)) return outranked;
        await staff.revoke(who, signed.who.id);
        return done;
      },
    }),
  ];
}

/** Owners may revoke one another: whoever has the machine can always make one. */
function isBelow(who: Pick<StaffRecord, 'role'>, other: Pick<StaffRecord, 'role'>): boolean {
  return who.role === 'owner' || outranks(who.role, other.role);
}

const unseen = {
  refusal: {
    code: 'bad-request' as const,
    sentence: '“name” cannot be used: it needs something that can be seen.',
    field: 'name',
  },
};

/** The key stands behind the sign that no browser sends on. */
export function linkOf(address: string, key: string): string {
  return `${address}${consolePath}${linkFragment}${key}`;
}
