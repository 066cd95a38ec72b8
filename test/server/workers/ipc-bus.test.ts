import { describe, expect, it } from 'vitest';
import { BusRelay } from '../../../server/workers/bus-relay.ts';
import { IpcBus } from '../../../server/workers/ipc-bus.ts';
import type { PrimarySaid, PrimarysEnd, WorkerSaid } from '../../../server/workers/messages.ts';
import { channelPair } from '../../support/channel-pair.ts';
import { Ear } from '../../support/ear.ts';
import { until } from '../../support/until.ts';
import { describeBus } from '../bus/bus-contract.ts';

describeBus('IPC', false, () => {
  const relay = new BusRelay();
  const ends: (() => void)[] = [];
  return Promise.resolve({
    open() {
      const { primary, worker, end } = channelPair();
      relay.serve(primary);
      ends.push(end);
      return new IpcBus(worker);
    },
    largeText: 200,
    dispose() {
      for (const end of ends) end();
    },
  });
});

describe('the IPC bus', () => {
  it('is away once the primary is gone, and holds nobody up', async () => {
    const { worker, end } = channelPair();
    const ear = new Ear(new IpcBus(worker));
    const followed = ear.follow('lobby');
    end();
    await followed;
    await until('a bus that is known to be away', () => !ear.bus.healthy);
    await ear.follow('garden');
    ear.bus.publish('lobby', 'into the void');
    await ear.bus.close();
  });
});

/** A worker whose line takes what it is told when the test says so. */
class SlowWorker {
  readonly told: PrimarySaid[] = [];
  readonly #underWay: (() => void)[] = [];
  #hearer: (said: WorkerSaid) => void = () => {};
  #onEnd = () => {};
  readonly end: PrimarysEnd = {
    send: (message, sent = () => {}) => {
      this.told.push(message);
      this.#underWay.push(sent);
    },
    hear: (hearer) => (this.#hearer = hearer),
    onEnd: (ended) => (this.#onEnd = ended),
  };

  says(said: WorkerSaid): void {
    this.#hearer(said);
  }

  takes(): void {
    for (const sent of this.#underWay.splice(0)) sent();
  }

  dies(): void {
    this.#onEnd();
  }

  get heard(): string[] {
    return this.told.flatMap((said) => (said.type === 'heard' ? [said.text] : []));
  }
}

describe('the relay of the IPC bus', () => {
  function slowAndBusy(most: number) {
    const relay = new BusRelay(most);
    const [slow, busy] = [new SlowWorker(), new SlowWorker()];
    for (const { end } of [slow, busy]) relay.serve(end);
    slow.says({ type: 'follow', topic: 'lobby' });
    slow.takes();
    const publish = (text: string) => busy.says({ type: 'publish', topic: 'lobby', text });
    return { slow, publish };
  }

  it('loses what is too much for a worker that takes nothing, and tells it so once it has the rest', () => {
    const { slow, publish } = slowAndBusy(10);
    for (const text of ['12345', '67890', '1', '']) publish(text);
    expect(slow.heard).toEqual(['12345', '67890']);
    slow.takes();
    expect(slow.told.at(-1)).toEqual({ type: 'missed' });
    publish('again');
    expect(slow.heard).toEqual(['12345', '67890', 'again']);
    slow.takes();
    expect(slow.told.filter(({ type }) => type === 'missed')).toHaveLength(1);
  });

  it('passes on what alone is longer than that', () => {
    const { slow, publish } = slowAndBusy(10);
    publish('12345678901');
    expect(slow.heard).toEqual(['12345678901']);
  });

  it('tells nothing to a worker that died', () => {
    const { slow, publish } = slowAndBusy(10);
    slow.dies();
    publish('into the void');
    expect(slow.heard).toEqual([]);
  });
});
