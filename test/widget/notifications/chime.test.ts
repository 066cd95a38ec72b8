import { expect } from 'chai';
import type * as Chime from '../../../widget/notifications/chime.ts';
import { standInForAudio } from '../support/stand-in-audio.ts';
import { afterTest } from '../support/stage.ts';

let copies = 0;

/** A page in which nothing has sounded yet. */
async function newPage(): Promise<typeof Chime> {
  const path = `../../../widget/notifications/chime.ts?copy=${copies++}`;
  return (await import(path)) as typeof Chime;
}

const newChime = async () => (await newPage()).chime;

/** The page's clock, run by hand. */
function standInForClock(): { now: number } {
  const clock = { now: 1_000_000 };
  const { now } = performance;
  performance.now = () => clock.now;
  afterTest(() => (performance.now = now));
  return clock;
}

describe('chime', () => {
  it('plays two notes, and lets the sound system rest', async () => {
    const audio = standInForAudio();
    await (
      await newChime()
    )(0.5);
    expect(audio.tones).to.have.length(2);
    expect(audio.contexts).to.equal(1);
  });

  it('is silent for three seconds after it sounded', async () => {
    const audio = standInForAudio();
    const clock = standInForClock();
    const sound = await newChime();
    await sound(0.5);
    clock.now += 2_999;
    await sound(0.5);
    expect(audio.tones).to.have.length(2);
    clock.now += 1;
    await sound(0.5);
    expect(audio.tones).to.have.length(4);
    expect(audio.contexts).to.equal(1);
  });

  it('is as loud as the reader wants it, and never loud', async () => {
    const audio = standInForAudio();
    await (
      await newChime()
    )(1);
    await (
      await newChime()
    )(0.5);
    const [full, , half] = audio.gains;
    expect(full).to.be.within(0.05, 0.3);
    expect(half).to.be.lessThan(full! / 2);
  });

  it('sounds at once for whoever turns it louder', async () => {
    const audio = standInForAudio();
    const { chime, sample } = await newPage();
    await chime(0.5);
    await sample(0.6);
    expect(audio.tones).to.have.length(4);
    await chime(0.6);
    expect(audio.tones).to.have.length(4);
  });

  it('does not sound late, when the browser has held it back until somebody touched the page', async () => {
    const audio = standInForAudio();
    const clock = standInForClock();
    audio.isHeldBack = true;
    const sounded = (await newChime())(0.5);
    clock.now += 60_000;
    audio.allow();
    await sounded;
    expect(audio.tones).to.deep.equal([]);
  });
});
