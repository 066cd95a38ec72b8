// What every bus must do, whichever adapter: run against each of them on the real engine.
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { BusUnavailable, type Bus } from '../../../server/bus/bus.ts';
import { beatMs, silenceMs } from '../../../server/bus/heartbeat.ts';
import { Ear } from '../../support/ear.ts';
import type { EngineProcess } from '../../support/engine-process.ts';
import { until } from '../../support/until.ts';

export interface BusUnderTest {
  /** A node’s end of the bus; within a test all of them meet. */
  open(node: string): Bus;
  /** Started; none where there is nothing that could fail. */
  readonly engine?: EngineProcess;
  /** In kibibytes. */
  readonly largeText: number;
  dispose(): PromiseLike<void> | void;
}

/** A dead engine is noticed within this. */
const noticedMs = beatMs + silenceMs + 2_000;

export function describeBus(name: string, hasEngine: boolean, create: () => Promise<BusUnderTest>): void {
  describe(`${name} bus`, () => {
    let underTest: BusUnderTest;
    let ears: Ear[];

    beforeAll(async () => {
      underTest = await create();
    }, 60_000);

    afterAll(() => underTest.dispose());

    beforeEach(() => {
      ears = [];
    });

    afterEach(async () => {
      await Promise.all(ears.map(({ bus }) => bus.close()));
    });

    const begin = (node: string) => {
      const ear = new Ear(underTest.open(node));
      ears.push(ear);
      return ear;
    };
    const isHealthy = ({ bus }: Ear) => until('a healthy bus', () => bus.healthy);
    const join = async (node: string, ...topics: readonly string[]) => {
      const ear = begin(node);
      await isHealthy(ear);
      return ear.follow(...topics);
    };

    it('reaches every other node, and not oneself', async () => {
      const [a, b, c] = await Promise.all(['a', 'b', 'c'].map((node) => join(node, 'lobby')));
      a!.bus.publish('lobby', 'from a');
      b!.bus.publish('lobby', 'from b');
      c!.bus.publish('lobby', 'from c');
      await Promise.all([a, b, c].map((ear) => ear!.hears(2)));
      expect(a!.messages.toSorted()).toEqual(['lobby from b', 'lobby from c']);
      expect(b!.messages.toSorted()).toEqual(['lobby from a', 'lobby from c']);
      expect(c!.messages.toSorted()).toEqual(['lobby from a', 'lobby from b']);
    });

    it('never reaches anybody in the same call', async () => {
      const [a, b] = [await join('a'), await join('b', 'lobby')];
      a.bus.publish('lobby', 'hello');
      expect(b.messages).toEqual([]);
      expect(await b.hears(1)).toEqual(['lobby hello']);
    });

    it('reaches only those who follow the topic', async () => {
      const [a, b, c] = [await join('a'), await join('b', 'lobby', '*'), await join('c', 'garden')];
      a.bus.publish('lobby', '1');
      a.bus.publish('garden', '2');
      a.bus.publish('*', '3');
      a.bus.publish('nowhere', '4');
      a.bus.publish('lobby', 'last');
      a.bus.publish('garden', 'last');
      expect(await b.hears(3)).toEqual(['lobby 1', '* 3', 'lobby last']);
      expect(await c.hears(2)).toEqual(['garden 2', 'garden last']);
    });

    it('keeps the order in which a node says something', async () => {
      const [a, b, c] = [await join('a'), await join('b'), await join('c', 'lobby')];
      const said = Array.from({ length: 2_000 }, (_, index) => `${index}`);
      for (const text of said) {
        a.bus.publish('lobby', `a ${text}`);
        b.bus.publish('lobby', `b ${text}`);
        if (text.endsWith('00')) await Promise.resolve();
      }
      const heard = await c.hears(4_000);
      const of = (node: string) => heard.filter((message) => message.startsWith(`lobby ${node} `));
      expect(of('a')).toEqual(said.map((text) => `lobby a ${text}`));
      expect(of('b')).toEqual(said.map((text) => `lobby b ${text}`));
    });

    it('carries many topics', async () => {
      const topics = Array.from({ length: 2_500 }, (_, index) => `room-${index}`);
      const [a, b] = [await join('a'), await join('b', ...topics)];
      for (const topic of topics) a.bus.publish(topic, 'hello');
      const heard = await b.hears(topics.length);
      expect(new Set(heard)).toEqual(new Set(topics.map((topic) => `${topic} hello`)));
      expect(heard).toHaveLength(topics.length);
    });

    it('carries large messages among small ones', async () => {
      const [a, b] = [await join('a'), await join('b', 'lobby')];
      const large = 'large ü 🎈 '.repeat(Math.ceil((underTest.largeText * 1_024) / 14));
      expect(Buffer.byteLength(large)).toBeGreaterThanOrEqual(underTest.largeText * 1_024);
      a.bus.publish('lobby', 'before');
      a.bus.publish('lobby', large);
      a.bus.publish('lobby', 'after');
      expect(await b.hears(3)).toEqual(['lobby before', `lobby ${large}`, 'lobby after']);
    });

    it('carries every sign as it is', async () => {
      const [a, b] = [await join('a'), await join('b', 'lobby')];
      const texts = [
        '',
        ' ',
        'ü ß 漢字 ﷽',
        '👩‍👩‍👧‍👦 🏴󠁧󠁢󠁳󠁣󠁴󠁿',
        '"\\ \' $1 {} \n \r\n \t',
        '\0 \u0001 \u2028',
        '\u202e \ufeff',
      ];
      for (const text of texts) a.bus.publish('lobby', text);
      expect(await b.hears(texts.length)).toEqual(texts.map((text) => `lobby ${text}`));
    });

    it('is heard no more after unfollow, and again after another follow', async () => {
      const [a, b] = [await join('a'), await join('b', 'lobby', 'garden')];
      b.bus.unfollow('lobby');
      a.bus.publish('garden', '1');
      await b.hears(1);
      await b.follow('attic');
      a.bus.publish('lobby', '2');
      a.bus.publish('garden', '3');
      await b.hears(2);
      await b.follow('lobby');
      a.bus.publish('lobby', '4');
      expect(await b.hears(3)).toEqual(['garden 1', 'garden 3', 'lobby 4']);
    });

    it('counts no follows: one unfollow undoes them, and none is needed twice', async () => {
      const [a, b] = [await join('a'), await join('b', 'lobby', 'garden')];
      await b.follow('lobby');
      b.bus.unfollow('lobby');
      b.bus.unfollow('lobby');
      b.bus.unfollow('never followed');
      await b.follow('attic');
      a.bus.publish('lobby', '1');
      a.bus.publish('garden', '2');
      expect(await b.hears(1)).toEqual(['garden 2']);
    });

    it('takes the last word of who cannot make up their mind', async () => {
      const [a, b] = [await join('a'), await join('b')];
      void b.bus.follow('lobby');
      b.bus.unfollow('lobby');
      const followed = b.bus.follow('lobby');
      void b.bus.follow('garden');
      b.bus.unfollow('garden');
      await followed;
      await b.follow('attic');
      a.bus.publish('garden', '1');
      a.bus.publish('lobby', '2');
      expect(await b.hears(1)).toEqual(['lobby 2']);
    });

    it('says what was published before it closed, and hears nothing afterwards', async () => {
      const [a, b] = [await join('a', 'lobby'), await join('b', 'lobby')];
      for (let index = 0; index < 100; index++) a.bus.publish('lobby', `${index}`);
      await a.bus.close();
      a.bus.publish('lobby', 'too late');
      b.bus.publish('lobby', 'is anybody there?');
      expect(await b.hears(100)).toHaveLength(100);
      const c = await join('c', 'lobby');
      b.bus.publish('lobby', 'who is new?');
      expect(await c.hears(1)).toEqual(['lobby who is new?']);
      expect(b.messages).toHaveLength(100);
      expect(a.messages).toEqual([]);
    });

    it('misses nothing while all is well', async () => {
      const [a, b] = [await join('a'), await join('b', 'lobby')];
      a.bus.publish('lobby', '1');
      await b.hears(1);
      expect([a.timesMissed, b.timesMissed]).toEqual([0, 0]);
      expect([...a.failures, ...b.failures]).toEqual([]);
    });

    describe.runIf(hasEngine)('where the engine fails', () => {
      const engine = () => underTest.engine!;
      const isAway = ({ bus }: Ear) => until('a bus that is known to be away', () => !bus.healthy);
      const hasMissed = (ear: Ear) => until('a bus that missed something', () => ear.timesMissed > 0);

      afterEach(async () => {
        engine().resume();
        await engine().start();
      });

      it('has missed something where it was followed before it could hear', async () => {
        const a = begin('a');
        await a.follow('lobby');
        const b = await join('b');
        await hasMissed(a);
        expect(a.bus.healthy).toBe(true);
        b.bus.publish('lobby', 'hello');
        expect(await a.hears(1)).toEqual(['lobby hello']);
        expect(a.timesMissed).toBe(1);
      });

      const deaths = {
        'is killed': () => engine().kill(),
        'is stopped by its owner': () => engine().stop(),
      };
      it.each(Object.entries(deaths))(
        'goes on by itself after it %s',
        async (_, end) => {
          const [a, b] = [await join('a', 'lobby'), await join('b', 'lobby', 'garden')];
          await end();
          await Promise.all([isAway(a), isAway(b)]);
          a.bus.publish('lobby', 'into the void');
          await b.follow('attic');
          b.bus.unfollow('garden');
          await engine().start();
          await Promise.all([hasMissed(a), hasMissed(b), isHealthy(a), isHealthy(b)]);
          a.bus.publish('garden', '1');
          a.bus.publish('lobby', '2');
          a.bus.publish('attic', '3');
          b.bus.publish('lobby', '4');
          expect(await b.hears(2)).toEqual(['lobby 2', 'attic 3']);
          expect(await a.hears(1)).toEqual(['lobby 4']);
          expect([a.timesMissed, b.timesMissed]).toEqual([1, 1]);
        },
        30_000,
      );

      it('hears everything from `missed` on', async () => {
        const [a, b] = [await join('a'), await join('b', 'lobby')];
        await engine().kill();
        await Promise.all([isAway(a), isAway(b)]);
        await engine().start();
        await isHealthy(a);
        await hasMissed(b);
        a.bus.publish('lobby', 'at once');
        expect(await b.hears(1)).toEqual(['lobby at once']);
      }, 30_000);

      it('tells of an outage once, in a sentence', async () => {
        const a = await join('a', 'lobby');
        for (const outage of [1, 2]) {
          await engine().kill();
          await isAway(a);
          await engine().start();
          await isHealthy(a);
          expect(a.failures).toHaveLength(outage);
        }
        for (const failure of a.failures) {
          expect(failure).toBeInstanceOf(BusUnavailable);
          expect((failure as Error).message).toMatch(/127\.0\.0\.1:\d+.* broke \(.+\)\. It is tried again/);
        }
      }, 30_000);

      it('starts without it, follows at once, and comes up with it', async () => {
        const b = await join('b', 'lobby');
        await engine().stop();
        const a = begin('a');
        await a.follow('lobby');
        expect(a.bus.healthy).toBe(false);
        await until('a failure that is told', () => a.failures.length > 0);
        a.bus.publish('lobby', 'into the void');
        await a.follow('garden');
        await engine().start();
        await Promise.all([hasMissed(a), hasMissed(b), isHealthy(b)]);
        expect(a.bus.healthy).toBe(true);
        b.bus.publish('lobby', '1');
        b.bus.publish('garden', '2');
        expect(await a.hears(2)).toEqual(['lobby 1', 'garden 2']);
        expect((a.failures[0] as Error).message).toMatch(/^Nobody answers at .*ECONNREFUSED/);
      }, 30_000);

      it('notices in ten seconds that it became silent, and holds nobody up', async () => {
        const [a, b] = [await join('a', 'lobby'), await join('b', 'lobby')];
        engine().pause();
        const pausedAt = performance.now();
        const followed = b.follow('attic');
        await Promise.all([isAway(a), isAway(b)]);
        expect(performance.now() - pausedAt).toBeLessThan(noticedMs);
        await followed;
        await b.follow('garden');
        expect((a.failures[0] as Error).message).toMatch(/nothing was heard for 6 seconds/);
        engine().resume();
        await Promise.all([hasMissed(a), hasMissed(b), isHealthy(a), isHealthy(b)]);
        for (const topic of ['lobby', 'attic', 'garden']) a.bus.publish(topic, 'after');
        await until('what is said afterwards', () => b.messages.includes('garden after'));
        expect(b.messages.slice(-3)).toEqual(['lobby after', 'attic after', 'garden after']);
      }, 60_000);

      it('follows soon while it is silent and nobody knows yet, and has missed something', async () => {
        const [a, b] = [await join('a'), await join('b', 'lobby')];
        engine().pause();
        await b.follow('garden');
        expect(b.bus.healthy).toBe(true);
        engine().resume();
        a.bus.publish('garden', '1');
        expect(await b.hears(1)).toEqual(['garden 1']);
      }, 30_000);

      it.each([
        ['large', 8_192, 32 * 1_024],
        ['small', 400_000, 8],
      ])(
        'keeps its memory while it is silent, however many %s messages are published',
        async (_, count, length) => {
          const [a, b] = [await join('a'), await join('b', 'lobby')];
          engine().pause();
          const before = process.memoryUsage().rss;
          for (let index = 0; index < count; index++) {
            // Texts that share nothing.
            a.bus.publish('lobby', `${index} `.padEnd(length, 'x'));
            if (index % 64 === 0) await new Promise(setImmediate);
          }
          expect(a.bus.healthy).toBe(false);
          expect(process.memoryUsage().rss - before).toBeLessThan(128 * 1_024 * 1_024);
          engine().resume();
          await isHealthy(a);
          a.bus.publish('lobby', 'last');
          await until('what is said afterwards', () => b.messages.at(-1) === 'lobby last');
          expect(b.messages.length).toBeLessThan(count / 4);
        },
        60_000,
      );

      it('keeps its memory while it is away', async () => {
        const a = await join('a');
        await engine().kill();
        await isAway(a);
        const before = process.memoryUsage().rss;
        for (let index = 0; index < 8_192; index++)
          a.bus.publish('lobby', `${index} `.padEnd(32 * 1_024, 'x'));
        expect(process.memoryUsage().rss - before).toBeLessThan(128 * 1_024 * 1_024);
      }, 30_000);

      it('closes while it is silent', async () => {
        const [a, b] = [await join('a', 'lobby'), begin('b')];
        await isHealthy(b);
        engine().pause();
        const c = begin('c');
        a.bus.publish('lobby', 'into the void');
        await Promise.all([a, b, c].map(({ bus }) => bus.close()));
        engine().resume();
      }, 30_000);
    });
  });
}
