import { expect } from 'chai';
import type { Heard } from '../../../widget/announcements.ts';
import { Announcer } from '../../../widget/controllers/announcer.ts';
import { enCompany } from '../../../widget/locales/en-company.ts';
import { createPlace } from '../support/stage.ts';
import { VirtualSurroundings } from '../support/virtual-surroundings.ts';

class AnnouncerUnderTest {
  readonly surroundings = new VirtualSurroundings();
  readonly region = createPlace();
  readonly announcer = new Announcer(
    { addController() {}, removeController() {}, requestUpdate() {}, updateComplete: Promise.resolve(true) },
    () => this.region,
    this.surroundings.after,
  );

  hear(...all: readonly (string | Heard)[]): void {
    this.announcer.hear(
      all.map((one) => (typeof one === 'string' ? { name: 'Bo', text: one, calls: false } : one)),
      enCompany,
    );
  }

  /** What stands in the region now. */
  get words(): string[] {
    return [...this.region.children].map(({ textContent }) => textContent);
  }
}

describe('announcer', () => {
  it('says who said what, and takes it back after a second', async () => {
    const underTest = new AnnouncerUnderTest();
    underTest.hear('Hello <b>');
    expect(underTest.words).to.deep.equal(['Bo: Hello <b>']);
    await underTest.surroundings.advance(999);
    expect(underTest.words).to.have.length(1);
    await underTest.surroundings.advance(1);
    expect(underTest.words).to.have.length(0);
  });

  it('says three messages within two seconds, and then how many more there were', async () => {
    const underTest = new AnnouncerUnderTest();
    underTest.hear('one', 'two');
    underTest.hear('three');
    for (let count = 0; count < 4; count++) underTest.hear(`more ${count}`);
    expect(underTest.words).to.deep.equal(['Bo: one', 'Bo: two', 'Bo: three']);
    await underTest.surroundings.advance(1_999);
    expect(underTest.words).to.deep.equal([]);
    await underTest.surroundings.advance(1);
    expect(underTest.words).to.deep.equal([enCompany.manyNew(4, 'Bo')]);
  });

  it('says few that waited one by one', async () => {
    const underTest = new AnnouncerUnderTest();
    underTest.hear('one', 'two', 'three');
    underTest.hear('four');
    await underTest.surroundings.advance(2_000);
    expect(underTest.words).to.deep.equal(['Bo: four']);
  });

  it('lets a call go before what waits', async () => {
    const underTest = new AnnouncerUnderTest();
    underTest.hear('one', 'two', 'three');
    underTest.hear('four', 'five');
    underTest.hear({ name: 'Cy', text: '@Ann look', calls: true });
    await underTest.surroundings.advance(2_000);
    expect(underTest.words).to.deep.equal(['Cy: @Ann look', 'Bo: four', 'Bo: five']);
  });

  it('rests when nothing is said', async () => {
    const underTest = new AnnouncerUnderTest();
    underTest.hear();
    expect(underTest.surroundings.loose).to.equal(0);
    underTest.hear('one');
    await underTest.surroundings.advance(2_000);
    expect(underTest.surroundings.loose).to.equal(0);
  });

  it('forgets what waits when its host leaves the page', async () => {
    const underTest = new AnnouncerUnderTest();
    underTest.hear('one', 'two', 'three');
    underTest.hear('four');
    underTest.announcer.hostDisconnected();
    await underTest.surroundings.advance(5_000);
    expect(underTest.words).to.deep.equal([]);
    expect(underTest.surroundings.loose).to.equal(0);
    underTest.hear('five');
    expect(underTest.words).to.deep.equal(['Bo: five']);
  });
});
