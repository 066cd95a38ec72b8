import { describe, expect, it } from 'vitest';
import { LocalHub } from '../../../server/bus/local/local-bus.ts';
import { House, post, textsOf } from '../../support/house.ts';
import { QuietBus } from '../../support/quiet-bus.ts';
import { SharedMemoryLog } from '../../support/shared-memory-log.ts';
import type { Entry, Presence } from '../../../protocol/server-messages.ts';
import type { Guest, HouseOptions } from '../../support/house.ts';

/** Two nodes over one log, each with a bus of its own to the other. */
function twoNodes(options: HouseOptions = {}) {
  const hub = new LocalHub();
  const buses = [new QuietBus(hub), new QuietBus(hub)] as const;
  const one = new House({ ...options, bus: buses[0] });
  const other = new House({ ...options, bus: buses[1] }, one);
  const { log } = one;
  if (!(log instanceof SharedMemoryLog)) throw new Error('Nodes share a log.');
  const settle = async () => {
    // What one says the other hears, and may answer.
    for (let round = 0; round < 4; round++) for (const house of [one, other]) await house.settle();
  };
  const pass = async (ms: number) => {
    for (const house of [one, other]) house.clock.advance(ms);
    await settle();
  };
  return { one, other, buses, log, settle, pass };
}

function entriesOf({ transport }: Guest): Entry[] {
  return transport.messages.filter((message): message is Entry => message.type === 'message');
}

function saidTo(guest: Guest): (string | undefined)[] {
  return textsOf(entriesOf(guest));
}

function presenceOf({ transport }: Guest): Presence[] {
  return transport.messages.filter((message): message is Presence => message.type === 'presence');
}

describe('Nodes', () => {
  it('bring what is said on one to those on the other, in one order', async () => {
    const { one, other, settle } = twoNodes();
    const [ann, bo] = [await one.guest('Ann'), await other.guest('Bo')];
    ann.say(post('one'));
    await settle();
    bo.say(post('two'));
    await settle();
    expect(saidTo(ann)).toEqual(['one', 'two']);
    expect(saidTo(bo)).toEqual(['one', 'two']);
    expect(entriesOf(bo).map(({ seq }) => seq)).toEqual([1, 2]);
  });

  it('read from the log what the bus lost, once the next entry shows the hole', async () => {
    const { one, other, buses, settle, pass } = twoNodes();
    const [ann, bo] = [await one.guest('Ann'), await other.guest('Bo')];
    buses[0].lose((text) => text.includes('"entries"'));
    ann.say(post('lost'));
    await settle();
    expect(saidTo(bo)).toEqual([]);
    buses[0].lose();
    ann.say(post('heard'));
    await settle();
    expect(saidTo(bo)).toEqual([]);
    await pass(20);
    expect(saidTo(bo)).toEqual(['lost', 'heard']);
    expect([one.rooms.holesFilled, other.rooms.holesFilled]).toEqual([0, 1]);
  });

  it('wait for an entry of their own that another overtook, and read nothing for it', async () => {
    const { one, other, log, settle } = twoNodes();
    const [ann, bo] = [await one.guest('Ann'), await other.guest('Bo')];
    log.hold();
    ann.say(post('first'));
    await settle();
    bo.say(post('second'));
    await settle();
    const { reads } = log;
    log.release();
    await settle();
    expect(saidTo(ann)).toEqual(['first', 'second']);
    expect(saidTo(bo)).toEqual(['first', 'second']);
    expect(log.reads).toBe(reads);
  });

  it('find within ten seconds what the bus lost in a room where nothing more is said', async () => {
    const { one, other, buses, settle, pass } = twoNodes();
    const [ann, bo] = [await one.guest('Ann'), await other.guest('Bo')];
    buses[0].lose(() => true);
    ann.say(post('lost'));
    await settle();
    await pass(10_000);
    expect(saidTo(bo)).toEqual(['lost']);
  });

  it('look at the log every half second while the bus is away', async () => {
    const { one, other, buses, settle, pass } = twoNodes();
    const [ann, bo] = [await one.guest('Ann'), await other.guest('Bo')];
    for (const bus of buses) {
      bus.healthy = false;
      bus.lose(() => true);
    }
    one.nodes!.failed(new Error('gone'));
    other.nodes!.failed(new Error('gone'));
    await settle();
    ann.say(post('without a bus'));
    await settle();
    await pass(500);
    expect(saidTo(bo)).toEqual(['without a bus']);
  });

  it('look at once when the bus is back', async () => {
    const { one, other, buses, settle } = twoNodes();
    const [ann, bo] = [await one.guest('Ann'), await other.guest('Bo')];
    buses[0].lose(() => true);
    ann.say(post('lost'));
    await settle();
    buses[1].recover();
    await settle();
    expect(saidTo(bo)).toEqual(['lost']);
  });

  it('look at once when another was not heard for a while', async () => {
    const { one, other, buses, settle } = twoNodes();
    const [ann, bo] = [await one.guest('Ann'), await other.guest('Bo')];
    buses[0].lose(() => true);
    ann.say(post('lost'));
    await settle();
    buses[0].lose();
    buses[0].recover();
    await settle();
    expect(saidTo(bo)).toEqual(['lost']);
  });

  it('take what comes twice once, and what comes late not at all', async () => {
    const { one, other, buses, settle } = twoNodes();
    const [ann, bo] = [await one.guest('Ann'), await other.guest('Bo')];
    const said: string[] = [];
    buses[0].lose((text) => text.includes('"entries"') && said.push(text) > 0);
    ann.say(post('one'));
    await settle();
    ann.say(post('two'));
    await settle();
    buses[0].lose();
    for (const text of [...said, ...said.toReversed()]) buses[0].publish('lobby', text);
    await settle();
    expect(saidTo(bo)).toEqual(['one', 'two']);
    expect(other.resets).toBe(0);
  });

  it('are not ahead of a node that has not heard yet of what their client saw', async () => {
    const { one, other, buses, settle, log } = twoNodes();
    const ann = await one.guest('Ann');
    await other.guest('Bo');
    buses[0].lose(() => true);
    ann.say(post('seen'));
    await settle();
    const back = await other.guest('Ann', { since: { epoch: log.epoch, seq: 1, tail: ['draft-seen'] } });
    expect(back.transport.messages[0]).toMatchObject({ type: 'welcome', resumed: true, head: 1 });
  });

  it('reset everybody where the log went back, before a seq is told again', async () => {
    const { one, other, log, settle } = twoNodes();
    const [ann, bo] = [await one.guest('Ann'), await other.guest('Bo')];
    for (const text of ['one', 'two', 'three']) ann.say(post(text));
    await settle();
    const { epoch } = log;
    log.rooms.set('lobby', log.rooms.get('lobby')!.slice(0, 1));
    log.doubt();
    await settle();
    expect(log.epoch).not.toBe(epoch);
    expect(ann.transport.closed?.code).toBe(4202);
    expect(bo.transport.closed?.code).toBe(4202);
  });

  it('notice a log that was put back and written over by the entry that contradicts theirs', async () => {
    const { one, other, log, buses, settle } = twoNodes();
    const [ann, bo] = [await one.guest('Ann'), await other.guest('Bo')];
    ann.say(post('one'));
    await settle();
    const { epoch } = log;
    const [known] = log.rooms.get('lobby')!;
    const records = [{ ...known!, draftId: 'another', participant: 'somebody-else' }];
    buses[0].publish('lobby', JSON.stringify({ from: 'a-third', type: 'entries', epoch, records }));
    await settle();
    expect(bo.transport.closed?.code).toBe(4202);
    expect(other.resets).toBe(1);
  });

  it('pass over entries of another epoch', async () => {
    const { one, other, buses, settle } = twoNodes();
    await one.guest('Ann');
    const bo = await other.guest('Bo');
    const record = {
      seq: 1,
      kind: 'message',
      participant: 'x',
      draftId: 'd',
      at: 1,
      author: '{}',
      body: '{}',
    };
    buses[0].publish(
      'lobby',
      JSON.stringify({ from: 'a-third', type: 'entries', epoch: 'another', records: [record] }),
    );
    await settle();
    expect(entriesOf(bo)).toEqual([]);
  });

  it('pass over what no node says', async () => {
    const { one, other, buses, settle } = twoNodes();
    const [ann, bo] = [await one.guest('Ann'), await other.guest('Bo')];
    for (const text of ['', 'null', '[]', '{"from":1}', '{"from":"x"}', '{"from":"x","type":"of tomorrow"}'])
      for (const topic of ['lobby', '*']) buses[0].publish(topic, text);
    ann.say(post('still here'));
    await settle();
    expect(saidTo(bo)).toEqual(['still here']);
    expect(other.telemetry.errors).toEqual([]);
  });

  it('count together what somebody does on both of them', async () => {
    const { one, other, settle, pass } = twoNodes({ posts: { burst: 4, perSecond: 0.01 } });
    const ann = await one.guest('Ann');
    const { token } = ann.transport.messages[0] as unknown as { token: string };
    const elsewhere = await other.guest('Ann', { token });
    for (const text of ['a', 'b', 'c', 'd']) ann.say(post(text));
    await settle();
    await pass(250);
    for (const text of ['e', 'f']) elsewhere.say(post(text));
    await settle();
    // The first of four was not told: most people never come so far.
    const refused = elsewhere.transport.messages.filter(({ type }) => type === 'refused');
    expect(refused).toMatchObject([{ draftId: 'draft-f', code: 'rate-limited' }]);
  });

  describe('tell who is here', () => {
    it('to each other, by name', async () => {
      const { one, other, settle, pass } = twoNodes();
      const ann = await one.guest('Ann');
      await pass(1_000);
      const bo = await other.guest('Bo');
      await settle();
      await pass(1_000);
      await pass(1_000);
      const names = (guest: Guest) =>
        presenceOf(guest).flatMap(({ came = [] }) => came.map(({ name }) => name));
      expect(names(ann)).toContain('Bo');
      expect(names(bo)).toContain('Ann');
      expect(presenceOf(ann).at(-1)?.count).toBe(2);
    });

    it('once, of somebody who is on both', async () => {
      const { one, other, pass } = twoNodes();
      const ann = await one.guest('Ann');
      const { token } = ann.transport.messages[0] as unknown as { token: string };
      await other.guest('Ann', { token });
      await pass(1_000);
      await pass(1_000);
      expect(one.rooms.loaded('lobby')!.presence.count).toBe(1);
      expect(other.rooms.loaded('lobby')!.presence.count).toBe(1);
    });

    it('so that nobody takes the name of somebody elsewhere', async () => {
      const { one, other, pass } = twoNodes();
      await one.guest('Ann');
      await pass(1_000);
      await other.guest('Bo');
      await pass(1_000);
      const impostor = await other.guest('Ann');
      expect(impostor.transport.messages[0]).toMatchObject({ nameRefused: { code: 'name-taken' } });
    });

    it('until they go, or say nothing for ten seconds', async () => {
      const { one, other, buses, pass } = twoNodes();
      await one.guest('Ann');
      await other.guest('Bo');
      await pass(1_000);
      await pass(1_000);
      const { presence } = one.rooms.loaded('lobby')!;
      expect(presence.count).toBe(2);
      buses[1].lose(() => true);
      await pass(7_000);
      expect(presence.count).toBe(2);
      await pass(4_000);
      expect(presence.count).toBe(1);
    });

    it('no longer, of a node that says goodbye', async () => {
      const { one, other, settle, pass } = twoNodes();
      await one.guest('Ann');
      await other.guest('Bo');
      await pass(1_000);
      await pass(1_000);
      await other.nodes!.close();
      await settle();
      expect(one.rooms.loaded('lobby')!.presence.count).toBe(1);
    });

    it('as a number where they are many', async () => {
      const { one, other, pass } = twoNodes();
      for (let index = 0; index < 101; index++) await one.guest(`Guest ${index}`);
      await other.guest('Bo');
      await pass(1_000);
      await pass(1_000);
      const { presence } = other.rooms.loaded('lobby')!;
      expect(presence.now).toEqual({ count: 102 });
    });

    it('and who writes', async () => {
      const { one, other, settle, pass } = twoNodes();
      const [ann, bo] = [await one.guest('Ann'), await other.guest('Bo')];
      ann.say({ type: 'typing', on: true });
      await settle();
      await pass(500);
      const typing = bo.transport.messages.filter(({ type }) => type === 'typing');
      expect(typing.at(-1)).toMatchObject({ who: [{ name: 'Ann' }] });
    });
  });

  describe('hold to what those who keep a room did on another', () => {
    const participantOf = ({ connection }: Guest) => connection.participantId;

    it('a ban closes, wherever somebody is', async () => {
      const { one, other, settle } = twoNodes();
      const [mo, bo] = [await one.person('moderator', 'Mo'), await other.guest('Bo')];
      mo.say({ type: 'moderate', draftId: 'ban', act: { do: 'ban', who: participantOf(bo) } });
      await settle();
      expect(bo.transport.closed?.code).toBe(4011);
    });

    it('a kick does, too', async () => {
      const { one, other, settle } = twoNodes();
      const [mo, bo] = [await one.person('moderator', 'Mo'), await other.guest('Bo')];
      mo.say({ type: 'moderate', draftId: 'kick', act: { do: 'kick', who: participantOf(bo) } });
      await settle();
      expect(bo.transport.closed).toBeDefined();
      expect(mo.transport.closed).toBeUndefined();
    });

    it('a mode holds and is told', async () => {
      const { one, other, settle } = twoNodes();
      const [mo, bo] = [await one.person('moderator', 'Mo'), await other.guest('Bo')];
      mo.say({ type: 'moderate', draftId: 'mode', act: { do: 'mode', mode: { slowSeconds: 30 } } });
      await settle();
      const modes = bo.transport.messages.filter(({ type }) => type === 'mode');
      expect(modes).toEqual([{ type: 'mode', mode: { slowSeconds: 30 } }]);
    });

    it('a ban that the bus lost holds within ten seconds', async () => {
      const { one, other, buses, settle, pass } = twoNodes();
      const [mo, bo] = [await one.person('moderator', 'Mo'), await other.guest('Bo')];
      await pass(10_000);
      bo.say({ type: 'ping' });
      buses[0].lose(() => true);
      mo.say({ type: 'moderate', draftId: 'ban', act: { do: 'ban', who: participantOf(bo) } });
      await settle();
      expect(bo.transport.closed).toBeUndefined();
      await pass(10_000);
      expect(bo.transport.closed?.code).toBe(4011);
    });
  });
});
