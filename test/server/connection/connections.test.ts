import { describe, expect, it } from 'vitest';
import { silenceMs } from '../../../protocol/timing.ts';
import { Connections } from '../../../server/connection/connections.ts';
import { House, type Guest } from '../../support/house.ts';
import { settled } from '../../support/settled.ts';

const spreadMs = 2_000;
const graceMs = 3_000;

function createConnections() {
  const house = new House();
  const connections = new Connections(house.clock);
  const enter = async (name: string, addressKey = '192.0.2.1'): Promise<Guest> => {
    const guest = await house.guest(name, {}, addressKey);
    connections.add(guest.connection);
    return guest;
  };
  return { house, connections, enter };
}

describe('Connections', () => {
  it('counts them, and by network', async () => {
    const { connections, enter } = createConnections();
    const ann = await enter('Ann');
    await enter('Bo');
    await enter('Cy', '192.0.2.2');
    const counts = () => [connections.total, connections.from('192.0.2.1'), connections.from('192.0.2.2')];
    expect(counts()).toEqual([3, 2, 1]);
    connections.remove(ann.connection);
    expect(counts()).toEqual([2, 1, 1]);
    expect(connections.from('192.0.2.3')).toBe(0);
  });

  it('counts one that goes twice once', async () => {
    const { connections, enter } = createConnections();
    const ann = await enter('Ann');
    await enter('Bo');
    connections.remove(ann.connection);
    connections.remove(ann.connection);
    expect([connections.total, connections.from('192.0.2.1')]).toEqual([1, 1]);
  });

  it('keep the heartbeat of each', async () => {
    const { house, enter } = createConnections();
    const [ann, bo] = [await enter('Ann'), await enter('Bo')];
    house.clock.advance(silenceMs + 1_000);
    expect(ann.transport.all('ping')).toHaveLength(1);
    bo.say({ type: 'pong' });
    house.clock.advance(11_000);
    expect([ann.transport.closed?.code, bo.transport.closed?.code]).toEqual([4102, undefined]);
  });

  it('ask also who types on and on: in a crowd nobody answers that', async () => {
    const { house, enter } = createConnections();
    const ann = await enter('Ann');
    for (let waited = 0; waited <= silenceMs; waited += 1_000) {
      ann.say({ type: 'typing', on: true });
      house.clock.advance(1_000);
    }
    expect(ann.transport.all('ping')).toHaveLength(1);
    ann.say({ type: 'typing', on: false });
    house.clock.advance(11_000);
    expect(ann.transport.closed?.code).toBe(4102);
  });

  it('are open until they are shut', () => {
    const { connections } = createConnections();
    expect(connections.open).toBe(true);
    connections.shut();
    expect(connections.open).toBe(false);
  });

  it('are all sent off, and waited for', async () => {
    const { connections, enter } = createConnections();
    const [ann, bo] = [await enter('Ann'), await enter('Bo')];
    let gone = false;
    const dismissed = connections.dismissAll(spreadMs, graceMs).then(() => (gone = true));
    for (const { transport } of [ann, bo]) {
      expect(transport.messages.at(-1)).toEqual({ type: 'goodbye', spreadMs });
      expect(transport.closed?.code).toBe(4200);
    }
    connections.remove(ann.connection);
    await settled();
    expect(gone).toBe(false);
    connections.remove(bo.connection);
    await dismissed;
  });

  it('cut off who does not go in time', async () => {
    const { house, connections, enter } = createConnections();
    const [ann, bo] = [await enter('Ann'), await enter('Bo')];
    const dismissed = connections.dismissAll(spreadMs, graceMs);
    connections.remove(ann.connection);
    house.clock.advance(graceMs);
    expect([ann.transport.destroyed, bo.transport.destroyed]).toEqual([false, true]);
    connections.remove(bo.connection);
    await dismissed;
  });

  it('are all sent off to come back at once when what they know does not hold any more', async () => {
    const { connections, enter } = createConnections();
    const [ann, bo] = [await enter('Ann'), await enter('Bo')];
    connections.resetAll();
    for (const { transport } of [ann, bo])
      expect(transport.closed).toEqual({ code: 4202, reason: 'The messages changed. Come back for them.' });
    expect(connections.open).toBe(true);
  });

  it('have nobody to wait for in an empty house', async () => {
    const { house, connections } = createConnections();
    await connections.dismissAll(spreadMs, graceMs);
    expect(house.clock.waiting).toBe(0);
  });
});

describe('newcomers', () => {
  it('are those who were not welcomed yet', async () => {
    const { house, connections } = createConnections();
    const [ann, bo] = [house.knock(), house.knock()];
    for (const { connection } of [ann, bo]) connections.add(connection);
    expect(connections.newcomers).toBe(2);
    ann.say({ type: 'hello' });
    expect(connections.newcomers).toBe(2);
    await house.settle();
    expect(connections.newcomers).toBe(1);
    connections.remove(bo.connection);
    expect([connections.newcomers, connections.total]).toEqual([0, 1]);
  });

  it('are counted right after a beat at the latest, whoever was welcomed first', async () => {
    const { house, connections } = createConnections();
    const [ann, bo] = [house.knock(), house.knock()];
    for (const { connection } of [ann, bo]) connections.add(connection);
    bo.say({ type: 'hello' });
    await house.settle();
    house.clock.advance(1_000);
    expect(connections.newcomers).toBe(1);
    ann.say({ type: 'hello' });
    await house.settle();
    expect(connections.newcomers).toBe(0);
  });
});

describe('a late loop', () => {
  it('lets in some in each second, and everybody when it is calm again', () => {
    const house = new House();
    const lag = { isLate: true };
    const connections = new Connections(house.clock, lag);
    const arrive = (count: number) => {
      for (let arrived = 0; arrived < count; arrived++) connections.add(house.knock().connection);
      return connections.overloaded;
    };
    expect([arrive(499), arrive(1), arrive(1)]).toEqual([false, true, true]);
    house.clock.advance(1_000);
    expect([connections.overloaded, arrive(500)]).toEqual([false, true]);
    lag.isLate = false;
    expect(arrive(1_000)).toBe(false);
  });
});
