// When a time of trouble is told.
import { expect } from 'chai';
import { LitElement } from 'lit';
import { quietMs, TroubleClock } from '../../../widget/controllers/trouble-clock.ts';
import { afterTest, createPlace } from '../support/stage.ts';

class Host extends LitElement {
  since: number | undefined;
  readonly clock = new TroubleClock(this, () => this.since);
}

customElements.define('trouble-clock-host', Host);

async function create(since: number | undefined) {
  const host = new Host();
  host.since = since;
  createPlace().append(host);
  await host.updateComplete;
  return host;
}

/** The times that are waited for from now on. */
function timersOf(): readonly number[] {
  const waits: number[] = [];
  const native = globalThis.setTimeout;
  globalThis.setTimeout = ((run: () => void, ms: number) => {
    waits.push(ms);
    return native(run, ms);
  }) as typeof setTimeout;
  afterTest(() => (globalThis.setTimeout = native));
  return waits;
}

describe('the clock of troubles', () => {
  it('says nothing of trouble that is young, and looks again when it is old enough', async () => {
    const waits = timersOf();
    const host = await create(performance.now());
    expect(host.clock.isTrouble).to.equal(false);
    expect(waits).to.have.length(1);
    expect(waits[0]).to.be.within(1, quietMs + 1);
  });

  it('tells each second how it stands', async () => {
    const waits = timersOf();
    const host = await create(performance.now() - quietMs);
    expect(host.clock.isTrouble).to.equal(true);
    expect(waits).to.deep.equal([1_000]);
  });

  it('waits for nothing while all is well', async () => {
    const waits = timersOf();
    await create(undefined);
    expect(waits).to.deep.equal([]);
  });

  it('lets go of what has left the page, though it is drawn once more', async () => {
    const host = await create(performance.now() - quietMs);
    const waits = timersOf();
    host.remove();
    host.requestUpdate();
    await host.updateComplete;
    expect(waits).to.deep.equal([]);
  });
});
