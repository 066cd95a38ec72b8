import { expect } from 'chai';
import { Watch } from '../../../widget/notifications/watch.ts';
import { afterTest } from '../support/stage.ts';
import { until, untilAnswered } from '../support/until.ts';

let places = 0;
const newPlace = () => `place ${Math.random()} ${places++}`;

/** As in a tab of its own; `read` is what was read in the others. */
function watch(place: string): { readonly watch: Watch; readonly read: number[] } {
  const read: number[] = [];
  const one = new Watch(place, (seq) => read.push(seq));
  afterTest(() => one.close());
  return { watch: one, read };
}

/** Which of them may call. */
async function callers(...tabs: readonly { readonly watch: Watch }[]): Promise<number[]> {
  const may = await Promise.all(tabs.map((tab) => tab.watch.mayCall()));
  return may.flatMap((one, index) => (one ? [index] : []));
}

const untilCallers = (wanted: readonly number[], ...tabs: readonly { readonly watch: Watch }[]) =>
  untilAnswered(
    `these call: ${wanted.join()}`,
    async () => (await callers(...tabs)).join() === wanted.join(),
  );

/** Nobody holds a lock there or waits for one. */
const untilLockless = (place: string) =>
  untilAnswered('the locks are let go', async () => {
    const { held = [], pending = [] } = await navigator.locks.query();
    return ![...held, ...pending].some(({ name }) => name?.startsWith(place));
  });

describe('watch', () => {
  it('lets one of several tabs call, and another one when that is gone', async () => {
    const place = newPlace();
    const [first, second, third] = [watch(place), watch(place), watch(place)];
    await untilCallers([0], first, second, third);
    first.watch.close();
    await untilCallers([0], second, third);
  });

  it('knows from the first moment on which tab is the first', async () => {
    const place = newPlace();
    expect(await callers(watch(place), watch(place))).to.deep.equal([0]);
  });

  it('keeps places apart', async () => {
    const [here, there] = [watch(newPlace()), watch(newPlace())];
    await untilCallers([0, 1], here, there);
  });

  it('lets none call while the reader looks in any of them', async () => {
    const place = newPlace();
    const [first, second] = [watch(place), watch(place)];
    await untilCallers([0], first, second);
    second.watch.look(true);
    second.watch.look(true);
    await untilCallers([], first, second);
    second.watch.look(false);
    await untilCallers([0], first, second);
  });

  it('tells the others what was read, and each of it once', async () => {
    const place = newPlace();
    const [first, second] = [watch(place), watch(place)];
    for (const seq of [3, 3, 2, 7]) first.watch.read(seq);
    await until('it is told', () => second.read.length === 2);
    expect(second.read).to.deep.equal([3, 7]);
    expect(first.read).to.deep.equal([]);
  });

  it('is over while the page is put aside, and goes on when it is brought back', async () => {
    const place = newPlace();
    const first = watch(place);
    await untilCallers([0], first);
    dispatchEvent(new PageTransitionEvent('pagehide', { persisted: true }));
    await untilCallers([], first);
    await untilLockless(place);
    dispatchEvent(new PageTransitionEvent('pageshow', { persisted: true }));
    await untilCallers([0], first);
  });

  it('leaves nothing behind', async () => {
    const place = newPlace();
    const first = watch(place);
    first.watch.look(true);
    await untilCallers([], first);
    first.watch.close();
    await untilLockless(place);
  });

  it('lets each tab call by itself where the browser has no locks', async () => {
    Object.defineProperty(navigator, 'locks', { configurable: true, value: undefined });
    afterTest(() => Reflect.deleteProperty(navigator, 'locks'));
    const place = newPlace();
    expect(await callers(watch(place), watch(place))).to.deep.equal([0, 1]);
  });
});
