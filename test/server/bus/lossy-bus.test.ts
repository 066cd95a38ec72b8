import { describe, expect, it } from 'vitest';
import { LocalBus, LocalHub } from '../../../server/bus/local/local-bus.ts';
import { Ear } from '../../support/ear.ts';
import { LossyBus, type Losses } from '../../support/lossy-bus.ts';

const count = 1_000;

async function heardThrough(losses: Losses, seed = 1): Promise<readonly number[]> {
  const hub = new LocalHub();
  const [lossy, other] = [new LossyBus(new LocalBus(hub), losses, seed), new LocalBus(hub)];
  const ear = await new Ear(lossy).follow('lobby');
  other.listen(new Ear(new LocalBus()));
  for (let index = 0; index < count; index++) other.publish('lobby', `${index}`);
  await Promise.resolve();
  await new Promise(setImmediate);
  lossy.settle();
  return ear.messages.map((message) => Number(message.split(' ')[1]));
}

const all = Array.from({ length: count }, (_, index) => index);
const inOrder = (numbers: readonly number[]) => numbers.toSorted((a, b) => a - b);

describe('a lossy bus', () => {
  it('does nothing where nothing is asked of it', async () => {
    expect(await heardThrough({})).toEqual(all);
  });

  it('drops some and keeps the order of the others', async () => {
    const heard = await heardThrough({ drop: 0.1 });
    expect(heard).toEqual(inOrder(heard));
    expect(heard.length).toBeGreaterThan(850);
    expect(heard.length).toBeLessThan(950);
  });

  it('repeats some, and loses none', async () => {
    const heard = await heardThrough({ repeat: 0.1 });
    expect([...new Set(heard)]).toEqual(all);
    expect(heard.length).toBeGreaterThan(1_050);
  });

  it('reorders some, and loses none', async () => {
    const heard = await heardThrough({ reorder: 0.1 });
    expect(heard).not.toEqual(all);
    expect(inOrder(heard)).toEqual(all);
  });

  it('does the same for the same seed', async () => {
    const losses = { drop: 0.2, repeat: 0.2, reorder: 0.2 };
    const [once, again, otherwise] = [
      await heardThrough(losses, 7),
      await heardThrough(losses, 7),
      await heardThrough(losses, 8),
    ];
    expect(again).toEqual(once);
    expect(otherwise).not.toEqual(once);
  });

  it('vanishes for a while, and says that something was missed', async () => {
    const hub = new LocalHub();
    const lossy = new LossyBus(new LocalBus(hub), {}, 1);
    const [a, b] = [await new Ear(lossy).follow('lobby'), await new Ear(new LocalBus(hub)).follow('lobby')];
    lossy.cut();
    expect(lossy.healthy).toBe(false);
    lossy.publish('lobby', 'from a');
    b.bus.publish('lobby', 'from b');
    await new Promise(setImmediate);
    lossy.mend();
    expect(lossy.healthy).toBe(true);
    b.bus.publish('lobby', 'again');
    expect(await a.hears(1)).toEqual(['lobby again']);
    expect(a.timesMissed).toBe(1);
    expect(b.messages).toEqual([]);
  });
});
