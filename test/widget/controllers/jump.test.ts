import { expect } from 'chai';
import type { ReactiveController } from 'lit';
import { Jump } from '../../../widget/controllers/jump.ts';
import { until } from '../support/until.ts';

/** A log of 5,000 entries, of which those from `oldest` on are held. */
function createJump(oldest: number, isThere = (_seq: number) => true) {
  const told: string[] = [];
  const log = { oldest };
  const host = {
    addController: (_: ReactiveController) => {},
    removeController: () => {},
    requestUpdate: () => {},
    updateComplete: Promise.resolve(true),
  };
  const jump = new Jump(host, {
    reveal: (seq) => Promise.resolve(seq >= log.oldest && isThere(seq) && told.push(`shown ${seq}`) > 0),
    held: () => ({ oldest: log.oldest, more: log.oldest > 1 }),
    around: (seq) => told.push(`asked for ${seq}`),
    onMissing: () => told.push('missing'),
  });
  return { jump, log, told };
}

describe('jump', () => {
  it('shows a message that is held at once', async () => {
    const { jump, told } = createJump(100);
    jump.to(150);
    jump.hostUpdated();
    jump.hostUpdated();
    await until('it is there', () => !jump.isUnderWay);
    expect(told).to.deep.equal(['shown 150']);
    expect(jump.isUnderWay).to.equal(false);
  });

  it('asks for what is around the message until it is held, however far back', async () => {
    const { jump, log, told } = createJump(4_000);
    jump.to(120);
    jump.hostUpdated();
    jump.hostUpdated();
    expect(jump.isUnderWay).to.equal(true);
    log.oldest = 95;
    jump.hostUpdated();
    await until('it is there', () => !jump.isUnderWay);
    expect(told).to.deep.equal(['asked for 120', 'asked for 120', 'shown 120']);
  });

  it('says so where it is not there', async () => {
    const missing = createJump(1, () => false);
    missing.jump.to(7);
    missing.jump.hostUpdated();
    await until('it is told', () => !missing.jump.isUnderWay);
    expect(missing.told).to.deep.equal(['missing']);
  });
});
