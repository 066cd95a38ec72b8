// Every verb of plain HTTP, asked by everybody there is: a new route fails here until it has a row. The console's API
// has a matrix of its own (test/server/console/matrix.test.ts), and so has the one for programs (test/server/api/keys.test.ts).
import { Router, type Express } from 'express';
import { describe, expect, it } from 'vitest';
import { createApp } from '../../../server/http/app.ts';
import { streamRoutes, type StreamGate } from '../../../server/http/stream-routes.ts';
import { TokenBuckets } from '../../../server/moderation/token-buckets.ts';
import { startChatServer } from '../../support/chat-server.ts';
import { askConsole, firstOwner } from '../../support/console.ts';
import { ManualClock } from '../../support/manual-clock.ts';
import { audience, issuer, secret, tokenOf } from '../../support/member-tokens.ts';
import { createRecorder } from '../../support/recorder.ts';

/** By what the route is written as: an address of it, and the status that everybody is answered with. */
const rows: Readonly<Record<string, readonly [path: string, status: number]>> = {
  [String.raw`GET /^\/(ws-chat@[^/]+)\/(.+)$/`]: ['/ws-chat@0.0.1/ws-chat.js', 404],
  'GET /health/live': ['/health/live', 200],
  'GET /health/ready': ['/health/ready', 200],
  'GET /rooms/:room/admission': ['/rooms/lobby/admission', 403],
  'POST /rooms/:room/events': ['/rooms/lobby/events', 403],
  'POST /rooms/:room/frames': ['/rooms/lobby/frames', 400],
  'GET /console.css': ['/console.css', 200],
  'GET /console': ['/console', 200],
  'GET /room.css': ['/room.css', 200],
  'GET /rooms/:room': ['/rooms/lobby', 200],
  'GET /': ['/', 200],
};

/** The bundles and their hashes, which lie there or not: their names alone are let through. */
const bundles = [
  String.raw`GET /^\/(client|console(\/[a-z-]+)?|ws-chat(\.module|\/[a-z-]+)?)\.js(\.map)?$/`,
  'GET /integrity.json',
];

interface Layer {
  readonly route?: { readonly path: string | RegExp; readonly methods: Readonly<Record<string, boolean>> };
  readonly handle: { readonly stack?: readonly Layer[] };
}

function routesOf(stack: readonly Layer[]): string[] {
  return stack.flatMap(({ route, handle }) => {
    if (!route) return routesOf(handle.stack ?? []);
    return Object.keys(route.methods).map((method) => `${method.toUpperCase()} ${String(route.path)}`);
  });
}

function createPlainApp(): Express {
  return createApp({
    judge: () => ({ admitted: true, room: 'lobby', plain: false }),
    isReady: () => true,
    defaultRoom: () => 'lobby',
    trustedProxies: 0,
    publicUrl: undefined,
    path: '',
    visits: new TokenBuckets({ burst: 1, perSecond: 1 }, new ManualClock()),
    streams: streamRoutes({} as StreamGate),
    consoleApi: Router(),
    restApi: Router(),
    telemetry: createRecorder(),
  });
}

describe('the matrix of plain HTTP', () => {
  it('has a row for every route there is', () => {
    const { stack } = createPlainApp().router as unknown as { readonly stack: readonly Layer[] };
    expect(routesOf(stack).sort()).toEqual([...Object.keys(rows), ...bundles].sort());
  });

  it('answers everybody alike: none of it is about who asks', async () => {
    await using server = await startChatServer({
      memberIssuer: issuer,
      memberAudience: audience,
      memberSecret: secret,
    });
    const olga = await firstOwner(server);
    const revoked = await olga.add('Revoked');
    await olga.ask('DELETE', `/staff/${revoked.session.you.id}`);
    const guest = await server.enter('Bo');
    const tokens = [
      undefined,
      'nonsense',
      guest.all('welcome')[0]!.token,
      tokenOf(Date.now(), { role: 'owner' }),
      tokenOf(Date.now(), { rooms: ['garden'] }),
      tokenOf(Date.now(), { iat: 0, exp: 1 }),
      olga.token,
      revoked.token,
    ];
    for (const [route, [path, status]] of Object.entries(rows)) {
      const [method] = route.split(' ') as [string];
      const answers = new Set<string>();
      for (const token of tokens) {
        const response = await fetch(server.url + path, {
          method,
          headers: token === undefined ? {} : { Authorization: `Bearer ${token}`, Cookie: `token=${token}` },
        });
        answers.add(`${response.status} ${await response.text()}`);
        expect(response.headers.get('set-cookie')).toBeNull();
      }
      expect([path, answers.size, [...answers][0]!.slice(0, 3)]).toEqual([path, 1, `${status}`]);
    }
    // The same tokens do mean something where they are asked for.
    expect((await askConsole(server, 'GET', '/staff', { token: olga.token })).status).toBe(200);
  });
});
