import { describe, expect, it } from 'vitest';
import { Crew, WorkersUnavailable, type WorkerProcess } from '../../../server/workers/crew.ts';
import type { PrimarySaid, WorkerSaid } from '../../../server/workers/messages.ts';
import { mostDeaths } from '../../../server/workers/restarts.ts';
import { ManualClock } from '../../support/manual-clock.ts';

/** A worker that does what the test says. */
class PuppetWorker implements WorkerProcess {
  readonly worker: number;
  readonly greets: boolean;
  readonly told: PrimarySaid['type'][] = [];
  killed = false;
  #hearer: (said: WorkerSaid) => void = () => {};
  #onExit: (how: string) => void = () => {};

  constructor(worker: number, greets: boolean) {
    this.worker = worker;
    this.greets = greets;
  }

  readonly channel: WorkerProcess['channel'] = {
    send: ({ type }) => void this.told.push(type),
    hear: (hearer) => (this.#hearer = hearer),
    onEnd: () => {},
  };

  onExit(ended: (how: string) => void): void {
    this.#onExit = ended;
  }

  kill(): void {
    this.killed = true;
  }

  ready(link?: string): void {
    this.#hearer({ type: 'ready', port: 8080, link });
  }

  exits(how = 'exit code 1'): void {
    this.#onExit(how);
  }

  fails(sentence: string): void {
    this.#hearer({ type: 'failed', sentence });
    expect(this.killed).toBe(true);
    this.exits('SIGKILL');
  }
}

function crewOf(count: number) {
  const clock = new ManualClock();
  const puppets: PuppetWorker[] = [];
  const advice: string[] = [];
  const crew = new Crew({
    count,
    clock,
    advise: (sentence) => advice.push(sentence),
    begin(worker, greets) {
      const puppet = new PuppetWorker(worker, greets);
      puppets.push(puppet);
      return puppet;
    },
  });
  const begun = () => puppets.map(({ worker }) => worker);
  const latest = () => puppets.at(-1)!;
  const started = async () => {
    const ready = crew.start();
    for (let worker = 1; worker <= count; worker++) puppets[worker - 1]!.ready();
    await ready;
    return puppets.slice();
  };
  return { crew, clock, puppets, advice, begun, latest, started };
}

describe('a crew', () => {
  it('starts one alone, who greets, and then the others', async () => {
    const { crew, puppets, begun } = crewOf(3);
    const started = crew.start();
    expect(begun()).toEqual([1]);
    puppets[0]!.ready('a link');
    expect(begun()).toEqual([1, 2, 3]);
    expect(puppets.map(({ greets }) => greets)).toEqual([true, false, false]);
    puppets[2]!.ready();
    puppets[1]!.ready();
    expect(await started).toMatchObject({ port: 8080, link: 'a link' });
  });

  it('replaces who dies, after a rest that grows while they die soon', async () => {
    const { clock, advice, begun, latest, started } = crewOf(2);
    const [, second] = await started();
    second!.exits('SIGKILL');
    expect(advice).toEqual([
      'Worker 2 ended (SIGKILL). It is started again, and whoever was on it comes back by themselves.',
    ]);
    clock.advance(99);
    expect(begun()).toEqual([1, 2]);
    clock.advance(1);
    expect(begun()).toEqual([1, 2, 2]);
    latest().ready();
    latest().exits();
    clock.advance(100);
    expect(begun()).toEqual([1, 2, 2]);
    clock.advance(100);
    expect(begun()).toEqual([1, 2, 2, 2]);
  });

  it('begins with the shortest rest again once a worker lived for long', async () => {
    const { clock, puppets, begun, started } = crewOf(2);
    const [, second] = await started();
    second!.exits();
    clock.advance(100);
    puppets[2]!.ready();
    clock.advance(10_000);
    puppets[2]!.exits();
    clock.advance(100);
    expect(begun()).toEqual([1, 2, 2, 2]);
  });

  it('greets once', async () => {
    const { clock, latest, started } = crewOf(2);
    const [first] = await started();
    first!.exits();
    clock.advance(100);
    expect([latest().worker, latest().greets]).toEqual([1, false]);
  });

  it('goes on trying once it was started, and says why it has to', async () => {
    const { clock, advice, latest, started } = crewOf(2);
    const [, second] = await started();
    second!.exits();
    for (let death = 0; death < 3 * mostDeaths; death++) {
      clock.advance(10_000);
      latest().fails('The disk is full.');
    }
    expect(advice.at(-1)).toBe('Worker 2 could not start, and is tried again: The disk is full.');
    expect(advice).toHaveLength(1 + 3 * mostDeaths);
  });

  describe('that starts', () => {
    it('gives up at once with the sentence of who cannot', async () => {
      const { crew, puppets, clock } = crewOf(3);
      const started = crew.start();
      puppets[0]!.ready();
      puppets[1]!.fails('The port is taken.');
      expect([puppets[0]!.killed, puppets[2]!.killed]).toEqual([true, true]);
      for (const index of [0, 2]) puppets[index]!.exits('SIGKILL');
      await expect(started).rejects.toThrow(new WorkersUnavailable('The port is taken.'));
      expect(clock.waiting).toBe(0);
    });

    it('gives up on who dies again and again without a word', async () => {
      const { crew, clock, puppets, latest } = crewOf(1);
      const started = crew.start();
      for (let death = 1; death < mostDeaths; death++) {
        latest().exits();
        clock.advance(10_000);
      }
      expect(puppets).toHaveLength(mostDeaths);
      latest().exits('exit code 7');
      await expect(started).rejects.toThrow(
        /^Worker 1 ended 5 times before all were ready \(exit code 7\)\. See .+\.$/,
      );
      expect(clock.waiting).toBe(0);
    });
  });

  describe('that stops', () => {
    it('waits for all, and replaces nobody', async () => {
      const { crew, clock, puppets, started } = crewOf(3);
      const [first, second, third] = await started();
      third!.exits();
      const stopped = crew.stop();
      expect([first!.told, second!.told]).toEqual([['stop'], ['stop']]);
      first!.exits('exit code 0');
      clock.advance(100_000);
      expect(puppets).toHaveLength(3);
      second!.exits('exit code 0');
      await stopped;
    });

    it('says what kept one from ending in order', async () => {
      const { crew, started } = crewOf(2);
      const [first, second] = await started();
      const stopped = crew.stop();
      first!.fails('The log was closed.');
      second!.exits('exit code 0');
      await expect(stopped).rejects.toThrow('The log was closed.');
    });

    it('kills all at once where it has to', async () => {
      const { crew, clock, puppets, started } = crewOf(3);
      await started();
      puppets[1]!.exits();
      crew.kill();
      expect(puppets.map(({ killed }) => killed)).toEqual([true, false, true]);
      expect(clock.waiting).toBe(0);
    });
  });
});
