// A reader further up while much comes: nothing moves, nothing piles up, and nothing is lost.
import { expect } from 'chai';
import type { Entry } from '../../protocol/server-messages.ts';
import { enRowActs } from '../../widget/locales/en-row-acts.ts';
import { enWayDown } from '../../widget/locales/en-way-down.ts';
import { ChatUnderTest } from './support/chat-under-test.ts';
import { edit, entries, entry, fresh, reaction, removal, resumed } from './support/frames.ts';
import { drawn, until } from './support/until.ts';
import { createPlace, hasFocus, rendered } from './support/stage.ts';

/** A chat whose server has a log. */
class Reader {
  readonly chat: ChatUnderTest;
  log: readonly Entry[];
  #answered = 0;

  /** Further up in a room of which the newest 590 are held. */
  static async create(): Promise<Reader> {
    const chat = await ChatUnderTest.create({ name: 'Ann' });
    const log = entries(1, 800);
    await chat.enter(fresh({ entries: log.slice(210), more: true }));
    const reader = new Reader(chat, log);
    await reader.scrollTo(10_000);
    return reader;
  }

  constructor(chat: ChatUnderTest, log: readonly Entry[]) {
    this.chat = chat;
    this.log = log;
  }

  get scroller(): HTMLElement {
    return this.chat.find('.scroller');
  }

  get rows(): HTMLElement[] {
    return [...this.chat.root.querySelectorAll<HTMLElement>('[data-seq]')];
  }

  get seqs(): number[] {
    return this.rows.map(({ dataset }) => Number(dataset.seq));
  }

  /** The first row in view, and where it is. */
  get place() {
    const edge = this.scroller.getBoundingClientRect().top;
    const row = this.rows.find((one) => one.getBoundingClientRect().bottom > edge)!;
    return { seq: row.dataset.seq, bottom: row.getBoundingClientRect().bottom };
  }

  get wayDown(): string | undefined {
    return this.chat.root.querySelector('.jump')?.textContent.replace(/\s+/g, ' ').trim();
  }

  async scrollTo(top: number): Promise<void> {
    this.scroller.scrollTop = top;
    await this.settled();
  }

  /** As many come, all at once. */
  async come(count: number): Promise<void> {
    const { length } = this.log;
    await this.hear(...entries(length + 1, length + count));
  }

  async hear(...news: readonly Entry[]): Promise<void> {
    this.log = [...this.log, ...news];
    await this.chat.say(...news);
    await this.settled();
  }

  /** Drawn, and with all pages that it asked for. */
  async settled(): Promise<void> {
    await drawn();
    await rendered(this.chat.element);
    const asked = this.chat.socket.sent.filter((message) => message.type === 'history');
    for (const { before, after, limit } of asked.slice(this.#answered)) {
      this.#answered++;
      const all =
        before === undefined
          ? this.log.slice(after, after! + limit)
          : this.log.slice(Math.max(0, before - 1 - limit), before - 1);
      const more = before === undefined ? after! + limit < this.log.length : before - 1 > limit;
      const asking = before === undefined ? { after: after! } : { before };
      await this.chat.say({ type: 'page', ...asking, entries: all, more });
      await drawn();
      await rendered(this.chat.element);
    }
  }

  /** Somebody reads back, and more has come than is kept. */
  async fallBehind(): Promise<void> {
    await this.come(30);
    await until('what is too much was let go', () => this.rows.length <= 500);
    await this.come(100);
    await this.settled();
  }
}

function expectSamePlace(reader: Reader, before: Reader['place']): void {
  expect(reader.place.seq).to.equal(before.seq);
  expect(reader.place.bottom).to.be.closeTo(before.bottom, 0.99);
}

function expectWhole(seqs: readonly number[]): void {
  expect(seqs).to.deep.equal(seqs.map((_, index) => seqs[0]! + index));
}

describe('ws-chat, for a reader further up while much comes', () => {
  it('shows no more than it may, moves nothing, and counts what comes', async () => {
    const reader = await Reader.create();
    const before = reader.place;
    await reader.fallBehind();
    expectSamePlace(reader, before);
    for (let count = 0; count < 5; count++) {
      await reader.come(200);
      expect(reader.rows.length).to.be.at.most(600);
      expectSamePlace(reader, before);
      expectWhole(reader.seqs);
    }
    expect(reader.seqs.at(-1)).to.be.lessThan(1_400);
    await until('all of it is counted', () => reader.wayDown === `↓ ${enWayDown.fresh(1_130)}`);
    expectSamePlace(reader, before);
  });

  it('tells the page how much that is', async () => {
    const reader = await Reader.create();
    const counts: number[] = [];
    reader.chat.element.addEventListener('ws-chat-unread', (event) =>
      counts.push((event as CustomEvent<{ readonly count: number }>).detail.count),
    );
    await reader.fallBehind();
    await reader.come(200);
    await until('all of it is told', () => counts.at(-1) === 330);
  });

  it('tells the page of every message all the same', async () => {
    const reader = await Reader.create();
    let told = 0;
    reader.chat.element.addEventListener('ws-chat-message', () => told++);
    await reader.fallBehind();
    await reader.come(200);
    expect(told).to.equal(330);
  });

  it('goes to the latest, and follows', async () => {
    const reader = await Reader.create();
    await reader.fallBehind();
    await reader.come(500);
    reader.chat.element.scrollToLatest();
    await until('it follows', () => reader.chat.log!.following);
    await reader.settled();
    expect(reader.seqs.at(-1)).to.equal(1_430);
    expect(reader.chat.below).to.be.lessThan(1);
    await reader.come(3);
    await until('it follows', () => reader.seqs.at(-1) === 1_433);
    expect(reader.chat.below).to.be.lessThan(1);
    expect(reader.chat.has('.jump:not(.pause)')).to.equal(false);
  });

  it('goes to the latest when the reader says something', async () => {
    const reader = await Reader.create();
    await reader.fallBehind();
    await reader.come(500);
    await reader.chat.write('Here I am');
    await reader.settled();
    expect(reader.chat.texts.at(-1)).to.equal('Here I am');
    expect(reader.seqs.at(-1)).to.equal(1_430);
  });

  it('loads what is older, and lets go what is far below, moving nothing', async () => {
    const reader = await Reader.create();
    await reader.fallBehind();
    const [first] = reader.seqs;
    while (reader.seqs[0]! > 1) {
      await reader.scrollTo(0);
      expect(reader.rows.length).to.be.at.most(600);
      expectWhole(reader.seqs);
    }
    expect(first).to.be.greaterThan(1);
    const before = reader.place;
    await reader.come(300);
    expectSamePlace(reader, before);
  });

  it('reads on to the newest, page by page: every message once, and the view never moves', async () => {
    const reader = await Reader.create();
    await reader.fallBehind();
    await reader.come(500);
    const seen = new Set(reader.seqs);
    const isFollowing = () => reader.chat.log!.following;
    while (!isFollowing()) {
      const before = reader.place;
      await reader.settled();
      if (!isFollowing()) expectSamePlace(reader, before);
      for (const seq of reader.seqs) seen.add(seq);
      expect(reader.rows.length).to.be.at.most(650);
      expectWhole(reader.seqs);
      await reader.scrollTo(reader.scroller.scrollHeight);
    }
    expect(reader.seqs.at(-1)).to.equal(1_430);
    const all = [...seen].sort((one, other) => one - other);
    expectWhole(all);
    await reader.come(1);
    expect(reader.seqs.at(-1)).to.equal(1_431);
  });

  it('shows what is done to the messages in view meanwhile', async () => {
    const reader = await Reader.create();
    await reader.fallBehind();
    const seq = Number(reader.place.seq);
    const { length } = reader.log;
    const row = (at: number) => reader.chat.find(`[data-seq="${at}"]`);
    await reader.hear(reaction(length + 1, seq), edit(length + 2, seq + 1, { text: 'Better' }));
    await until('it is edited', () => row(seq + 1).textContent.includes('Better'));
    expect(row(seq).querySelector('.reaction')).not.to.equal(null);
    await reader.hear(removal(length + 3, seq + 1));
    await until('it is gone', () => !reader.chat.texts.some((text) => text.startsWith('Better')));
  });

  it('does to them what the reader wants', async () => {
    const reader = await Reader.create();
    await reader.fallBehind();
    const { seq } = reader.place;
    reader.chat.find(`[data-seq="${seq}"]`).focus();
    await until('the tools are there', () => reader.chat.root.querySelector('.tool'));
    reader.chat.find('.tool[aria-label=Reply]').click();
    await until('it is answered', () => reader.chat.root.querySelector('#about'));
    expect(reader.chat.find('#about').textContent).to.contain(`text ${seq}`);
  });

  it('keeps the reader’s place through a break of the link', async () => {
    const reader = await Reader.create();
    await reader.fallBehind();
    const before = reader.place;
    reader.chat.socket.end();
    await until('a socket is there', () => reader.chat.sockets.length === 2);
    await reader.chat.enter(resumed({ entries: entries(931, 960), head: 960 }));
    await drawn();
    expectSamePlace(reader, before);
    await until('all of it is counted', () => reader.wayDown === `↓ ${enWayDown.fresh(160)}`);
  });

  it('begins anew where the log is another', async () => {
    const reader = await Reader.create();
    await reader.fallBehind();
    reader.chat.socket.end();
    await until('a socket is there', () => reader.chat.sockets.length === 2);
    await reader.chat.enter(fresh({ why: 'epoch', epoch: 'epoch-2', entries: [entry(1), entry(2)] }));
    await drawn();
    expect(reader.seqs).to.deep.equal([1, 2]);
  });
});

describe('ws-chat, on the way to a message of long ago', () => {
  /** A chat that follows a room of 5,000 messages, of which it holds the newest 50. */
  async function follow(): Promise<Reader> {
    const chat = await ChatUnderTest.create({ name: 'Ann' });
    const log = [...entries(1, 4_999), entry(5_000, { replyTo: 120 })];
    await chat.enter(fresh({ entries: log.slice(4_950), more: true }));
    return new Reader(chat, log);
  }

  async function goTo(reader: Reader): Promise<void> {
    reader.chat.find('.quote').focus();
    reader.chat.find('.quote').click();
    for (let tries = 0; !reader.chat.has('[data-seq="120"]') && tries < 100; tries++) await reader.settled();
    await reader.settled();
  }

  it('loads what is around it and nothing between, and stays there while more comes', async () => {
    const reader = await follow();
    await goTo(reader);
    expect(reader.rows.length).to.be.at.most(200);
    expectWhole(reader.seqs);
    const { top, bottom } = reader.scroller.getBoundingClientRect();
    const row = reader.chat.find('[data-seq="120"]').getBoundingClientRect();
    expect(row.top).to.be.greaterThan(top);
    expect(row.bottom).to.be.lessThan(bottom);
    expect(reader.chat.log!.following).to.equal(false);
    expect(hasFocus(reader.chat.find('[data-seq="120"]'))).to.equal(true);
    const before = reader.place;
    await reader.come(200);
    expectSamePlace(reader, before);
  });

  it('reads on from there in both directions', async () => {
    const reader = await follow();
    await goTo(reader);
    const [first] = reader.seqs;
    await reader.scrollTo(0);
    await until('there is more before', () => reader.seqs[0]! < first!);
    const last = reader.seqs.at(-1)!;
    await reader.scrollTo(reader.scroller.scrollHeight);
    await until('there is more after', () => reader.seqs.at(-1)! > last);
    expectWhole(reader.seqs);
  });

  it('comes back to the newest', async () => {
    const reader = await follow();
    await goTo(reader);
    reader.chat.element.scrollToLatest();
    await until('it follows', () => reader.chat.log!.following && reader.seqs.at(-1) === 5_000);
    expect(reader.chat.below).to.be.lessThan(1);
  });

  it('says so where that is no message', async () => {
    const chat = await ChatUnderTest.create({ name: 'Ann' });
    await chat.enter(fresh({ entries: [reaction(1, 7), entry(2, { replyTo: 1 })] }));
    chat.find('.quote').click();
    await until('it is said', () => chat.find('.toast').textContent.includes(enRowActs.notThere));
  });
});

describe('ws-chat, twice in a page with the same room', () => {
  /** The same room as another, in an element of its own. */
  async function beside({ chat: { element, sockets } }: Reader): Promise<ChatUnderTest> {
    const other = document.createElement('ws-chat');
    Object.assign(other, { server: element.server, name: 'Ann' });
    createPlace().append(other);
    const chat = new ChatUnderTest(other, sockets);
    await until('it shows the room', () => chat.log);
    return chat;
  }

  const rowsOf = ({ root }: ChatUnderTest) => root.querySelectorAll('[data-seq]').length;

  it('lets go in both what neither needs', async () => {
    const reader = await Reader.create();
    const other = await beside(reader);
    reader.chat.element.scrollToLatest();
    await until('both follow', () => reader.chat.log!.following && other.log!.following);
    for (let count = 0; count < 5; count++) await reader.come(100);
    await until('it was let go', () => rowsOf(other) <= 600);
    // In a busy room what came last is drawn a moment later.
    await until('the newest is shown', () => reader.seqs.at(-1) === 1_300);
    expect(reader.rows.length).to.be.at.most(600);
  });

  it('keeps the place of the one that reads back, and lets the other follow', async () => {
    const reader = await Reader.create();
    const other = await beside(reader);
    const before = reader.place;
    await reader.fallBehind();
    await reader.come(500);
    expectSamePlace(reader, before);
    expect(reader.rows.length).to.be.at.most(600);
    await until('it was let go', () => rowsOf(other) <= 600);
    await until('all of it is counted', () => reader.wayDown === `↓ ${enWayDown.fresh(630)}`);
  });

  it('lets go what only an element needed that has left the page', async () => {
    const reader = await Reader.create();
    const other = await beside(reader);
    reader.chat.element.remove();
    await until('it has left', () => !reader.chat.element.isConnected);
    await other.say(...entries(801, 900));
    await until('it was let go', () => rowsOf(other) <= 600);
  });
});

describe('ws-chat in a busy room', () => {
  it('offers to pause, and counts from then on', async () => {
    const chat = await ChatUnderTest.create({ name: 'Ann' });
    await chat.enter(fresh({ entries: entries(1, 100) }));
    const reader = new Reader(chat, entries(1, 100));
    const pause = await until('the pause is offered', () => {
      chat.socket.say(entry(reader.log.length + 1));
      reader.log = [...reader.log, entry(reader.log.length + 1)];
      return chat.root.querySelector<HTMLElement>('.jump.pause');
    });
    pause.click();
    await reader.settled();
    const before = reader.place;
    await reader.come(20);
    await until('it counts', () => Number.parseInt(reader.wayDown!.slice(2)) >= 20);
    expectSamePlace(reader, before);
  });
});
