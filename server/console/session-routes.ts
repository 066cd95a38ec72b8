// Signing in by a link, staying signed in, and signing out.
import {
  openSession,
  renewSession,
  type ConsoleSession,
  type SessionNow,
  type Staff as Told,
} from '../../protocol/console.ts';
import { allowed } from '../identity/permissions.ts';
import { sessionMs } from '../identity/staff.ts';
import { everyRoom, type StaffRecord } from '../log/keeping.ts';
import { done, door, ok, refuse, route, type Door, type Route } from './route.ts';
import type { ConsoleServices } from './services.ts';

const badKey = refuse(
  'bad-key',
  'This link was used, or is too old. Ask an owner of this chat for a new one.',
);

const nameless = refuse('bad-request', '“name” cannot be used: say what you are to be called in the chat.');

const full = refuse('too-many', 'So many keep this chat that no more can. Revoke one of them first.');

const badRenewal = refuse(
  'not-signed-in',
  'You are signed in no longer. Open a new link, which an owner can make.',
);

export function sessionDoors({ staff, places, telemetry }: ConsoleServices): readonly Door[] {
  return [
    door({
      method: 'post',
      path: '/session',
      body: openSession,
      async handle({ key, name }) {
        const opened = await staff.open(key, name);
        if (opened === 'bad-key') telemetry.notSignedIn(everyRoom, badKey.refusal.sentence);
        if (opened === 'bad-key') return badKey;
        if (opened === 'nameless') return { refusal: { ...nameless.refusal, field: 'name' } };
        if (opened === 'full') return full;
        const { who, token, renewal } = opened;
        const session: ConsoleSession = { ...told(who, places), token, renewal, expiresInMs: sessionMs };
        return ok(session);
      },
    }),
    door({
      method: 'post',
      path: '/session/renew',
      body: renewSession,
      async handle({ renewal }) {
        const renewed = await staff.renew(renewal);
        if (!renewed) return badRenewal;
        const { who, token } = renewed;
        return ok({ ...told(who, places), token, expiresInMs: sessionMs });
      },
    }),
  ];
}

export function sessionRoutes({ staff, places, clock }: ConsoleServices): readonly Route[] {
  return [
    route({
      method: 'get',
      path: '/session',
      asks: 'signed-in',
      handle({ signed }) {
        const expiresInMs = Math.max(0, Math.floor(signed.until - clock.now()));
        return ok({ ...told(signed.who, places), expiresInMs } satisfies SessionNow);
      },
    }),
    route({
      method: 'delete',
      path: '/session',
      asks: 'signed-in',
      async handle({ signed }) {
        await staff.signOut(signed);
        return done;
      },
    }),
  ];
}

function told(who: StaffRecord, places: ConsoleServices['places']): { you: Told; may: readonly string[] } {
  // Who is kept to some rooms may nothing over all of them.
  return { you: who, may: who.rooms ? [] : allowed(who.role, places(everyRoom).permissions) };
}
