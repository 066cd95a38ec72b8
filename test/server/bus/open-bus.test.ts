import { expect, it } from 'vitest';
import { BusUnavailable } from '../../../server/bus/bus.ts';
import { LocalBus } from '../../../server/bus/local/local-bus.ts';
import { openBus } from '../../../server/bus/open-bus.ts';
import { PostgresBus } from '../../../server/bus/postgres/postgres-bus.ts';
import { ValkeyBus } from '../../../server/bus/valkey/valkey-bus.ts';
import { Ear } from '../../support/ear.ts';
import { freePort } from '../../support/free-port.ts';
import { until } from '../../support/until.ts';

it.each([
  ['a Valkey for a Redis or Valkey address', ValkeyBus, { bus: 'redis://a' }],
  [
    'a Valkey for one with TLS, whatever the log is',
    ValkeyBus,
    { bus: 'valkeys://a', log: 'postgres://b/c' },
  ],
  ['a Valkey for several', ValkeyBus, { bus: 'redis://a,rediss://b' }],
  ['the Postgres of the log where nothing was set', PostgresBus, { log: 'postgresql://b/c' }],
  ['another Postgres where one was set', PostgresBus, { bus: 'postgres://d/e', log: 'postgres://b/c' }],
  ['nobody where the log is a folder', LocalBus, { log: '/var/lib/ws-chat' }],
  ['nobody where there is nothing', LocalBus, {}],
])('meets on %s', (_, kind, place) => {
  expect(openBus({ ...place, node: 'a' })).toBeInstanceOf(kind);
});

it.each([
  '',
  'cache.local:6379',
  'http://u:secret@a',
  'redis:a',
  'redis://:secret@a,b',
  'postgres://u:se/cret@a b',
])('turns away the address %j, with a cure and without a password', (bus) => {
  const open = () => openBus({ bus, node: 'a' });
  expect(open).toThrow(BusUnavailable);
  expect(open).toThrow(/Write it like (redis|postgres):\/\/user:password@/);
  expect(open).not.toThrow(/se\/?cret/);
});

it('starts where the engine is away', async () => {
  const port = await freePort();
  for (const bus of [`redis://127.0.0.1:${port}`, `postgres://127.0.0.1:${port}/chat`]) {
    const ear = new Ear(openBus({ bus, node: 'a' }));
    ear.bus.publish('lobby', 'into the void');
    await ear.follow('lobby');
    await until('a failure that is told', () => ear.failures.length > 0);
    expect(ear.failures[0]).toBeInstanceOf(BusUnavailable);
    expect(ear.bus.healthy).toBe(false);
    await ear.bus.close();
  }
});
