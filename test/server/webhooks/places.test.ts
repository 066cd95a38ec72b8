import { describe, expect, it } from 'vitest';
import type { WebhookChange } from '../../../server/log/webhook-store.ts';
import { Places } from '../../../server/webhooks/places.ts';
import { ManualClock } from '../../support/manual-clock.ts';
import { settled } from '../../support/settled.ts';

/** Over a disk that takes what it is given when the test says so. */
function createPlaces() {
  const clock = new ManualClock();
  const written: WebhookChange[] = [];
  const failures: unknown[] = [];
  const held: ((failure?: Error) => void)[] = [];
  const store = {
    changeWebhook: (change: WebhookChange) => {
      written.push(change);
      return new Promise<void>((resolve, reject) =>
        held.push((failure) => (failure ? reject(failure) : resolve())),
      );
    },
  };
  const places = new Places('shop', { store, clock, onFailure: (error) => failures.push(error) });
  const end = async (failure?: Error) => {
    held.shift()!(failure);
    await settled();
  };
  const pass = async () => {
    clock.advance(1_000);
    await settled();
  };
  return { clock, places, written, failures, end, pass };
}

const at = (room: string, seq: number) => ({ room, seq });

describe('the places of a webhook', () => {
  it('are written once a second, each room’s last', async () => {
    const { places, written, end, pass } = createPlaces();
    places.reached(at('a', 1));
    places.reached(at('a', 2));
    places.reached(at('b', 1));
    expect(written).toEqual([]);
    await pass();
    places.reached(at('a', 3));
    await end();
    await pass();
    await end();
    expect(written.map(({ places: some }) => some)).toEqual([[at('a', 2), at('b', 1)], [at('a', 3)]]);
  });

  it('are known until they are on disk, and as long as somebody looks there who began before', async () => {
    const { places, end, pass } = createPlaces();
    places.reached(at('a', 1));
    const looked = places.looking();
    await pass();
    expect(places.of('a')).toEqual(at('a', 1));
    await end();
    expect(places.of('a')).toEqual(at('a', 1));
    looked();
    places.reached(at('b', 1));
    await pass();
    await end();
    expect([places.of('a'), places.of('b')]).toEqual([undefined, undefined]);
  });

  it('are written again where that failed, in no older state', async () => {
    const { places, written, failures, end, pass } = createPlaces();
    places.said('1');
    places.reached(at('a', 1));
    places.reached(at('b', 1));
    await pass();
    places.reached(at('a', 2));
    await end(new Error('The disk is full.'));
    expect(failures).toHaveLength(1);
    await pass();
    await end();
    expect(written.at(-1)).toEqual({ webhook: 'shop', places: [at('a', 2), at('b', 1)], state: '1' });
  });

  it('are on disk when they are closed, and leave no timer', async () => {
    const { clock, places, written, end } = createPlaces();
    places.reached(at('a', 1));
    const closed = places.close();
    await settled();
    await end();
    await closed;
    expect(written).toHaveLength(1);
    expect(clock.waiting).toBe(0);
  });
});
