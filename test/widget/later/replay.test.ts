// A room beside a recording: what was said appears as its clock goes by.
import { expect } from 'chai';
import type { ChatEventDetails } from '../../../widget/host-events.ts';
import { en } from '../../../widget/locales/en.ts';
import { edit, entries, entry, removal } from '../support/frames.ts';
import { countListeners, createMedia, seek } from '../support/silence.ts';
import { afterTest, createPlace } from '../support/stage.ts';
import { beganAt, ReplayUnderTest } from '../support/replay-under-test.ts';
import { drawn, until } from '../support/until.ts';

/** A message each second, the first of them as the recording begins. */
const talk = entries(1, 30);

const texts = (first: number, last: number) => entries(first, last).map(({ text }) => text);

async function createAudio(seconds?: number): Promise<HTMLAudioElement> {
  const audio = await createMedia('audio', { id: 'media', ...(seconds && { seconds }) });
  createPlace().append(audio);
  return audio;
}

describe('a replay', () => {
  it('shows what was said until now, and no more', async () => {
    await createAudio();
    const replay = await ReplayUnderTest.create(talk);
    await replay.shows('the first', texts(1, 1));
    await drawn();
    expect(replay.texts).to.deep.equal(texts(1, 1));
  });

  it('shows at once what was said up to where the recording is moved to, and takes back what was said later', async () => {
    const audio = await createAudio();
    const replay = await ReplayUnderTest.create(talk);
    await replay.shows('the first', texts(1, 1));
    await seek(audio, 10);
    await replay.shows('eleven', texts(1, 11));
    await seek(audio, 4.5);
    await replay.shows('five', texts(1, 5));
    await seek(audio, 60);
    await replay.shows('all', texts(1, 30));
    await seek(audio, 0);
    await replay.shows('the first', texts(1, 1));
  });

  it('goes on while it plays, as fast as that, and stands while it is paused', async () => {
    const video = await createMedia('video', { id: 'media' });
    createPlace().append(video);
    const replay = await ReplayUnderTest.create(talk);
    await replay.shows('the first', texts(1, 1));
    video.playbackRate = 8;
    await video.play();
    await until('six are there', () => replay.texts.length >= 6);
    video.pause();
    const due = Math.floor(video.currentTime) + 1;
    await replay.shows('what is due', texts(1, due));
    await drawn();
    expect(replay.texts).to.deep.equal(texts(1, due));
  });

  it('has nothing to do while the recording stands', async () => {
    await createAudio();
    const replay = await ReplayUnderTest.create(talk);
    await replay.shows('the first', texts(1, 1));
    await drawn();
    const { requestAnimationFrame } = globalThis;
    const { setTimeout: setTimer } = globalThis;
    let frames = 0;
    globalThis.requestAnimationFrame = (run) => {
      frames++;
      return requestAnimationFrame(run);
    };
    afterTest(() => (globalThis.requestAnimationFrame = requestAnimationFrame));
    await new Promise((resolve) => setTimer(resolve, 100));
    expect(frames).to.equal(0);
    globalThis.requestAnimationFrame = requestAnimationFrame;
  });

  it('counts from the moment that it is given', async () => {
    const audio = await createAudio();
    const replayStart = new Date(beganAt + 10_000).toISOString();
    const replay = await ReplayUnderTest.create(talk, { replayStart });
    await replay.shows('what was said before', texts(1, 11));
    await seek(audio, 2);
    await replay.shows('what came then', texts(1, 13));
    replay.element.setAttribute('replay-start', new Date(beganAt).toISOString());
    await replay.shows('the first three', texts(1, 3));
  });

  it('can be written in the page as any chat', async () => {
    const audio = await createAudio();
    const place = createPlace();
    place.innerHTML = '<ws-chat replay for="media" replay-start="2026-11-26T18:00:00Z"></ws-chat>';
    const element = place.querySelector('ws-chat')!;
    expect([element.replay, element.for, element.replayStart]).to.deep.equal([
      true,
      'media',
      '2026-11-26T18:00:00Z',
    ]);
    expect(audio.paused).to.equal(true);
  });

  it('waits for a recording that is not there yet, and follows one that takes its place', async () => {
    const replay = await ReplayUnderTest.create(talk);
    await drawn();
    expect(replay.texts).to.deep.equal([]);
    await until('it says what it waits for', () =>
      replay.chat.root.querySelector('.notice')?.textContent.includes(en.replayWaits),
    );
    expect(replay.chat.has('.notice h3')).to.equal(false);
    const audio = await createMedia('audio', { id: 'media' });
    const listeners = countListeners(audio);
    createPlace().append(audio);
    await replay.shows('the first', texts(1, 1));
    expect(listeners()).to.be.greaterThan(0);
    const other = await createMedia('video', { id: 'media' });
    other.currentTime = 7;
    audio.replaceWith(other);
    await replay.shows('what was said until then', texts(1, 8));
    expect(listeners()).to.equal(0);
  });

  it('finds its recording when that is given its id', async () => {
    const audio = await createAudio();
    audio.id = 'other';
    const replay = await ReplayUnderTest.create(talk);
    await drawn();
    expect(replay.texts).to.deep.equal([]);
    audio.id = 'media';
    await replay.shows('the first', texts(1, 1));
  });

  it('stays where it is when the recording ends', async () => {
    const video = await createMedia('video', { id: 'media', seconds: 5 });
    createPlace().append(video);
    const replay = await ReplayUnderTest.create(talk);
    video.playbackRate = 16;
    await video.play();
    await until('it has ended', () => video.ended);
    await replay.shows('what was said until then', texts(1, 6));
  });

  it('loads a long room page by page, and finds a far moment by a few of them', async () => {
    const long = Array.from({ length: 5_000 }, (_, index) => entry(index + 1, { at: beganAt + index * 100 }));
    const audio = await createAudio(500);
    const replay = await ReplayUnderTest.create(long);
    await replay.shows('the first', texts(1, 1));
    await until('it holds what comes next', () => replay.sent > 50);
    await drawn();
    expect(replay.sent).to.be.at.most(201);

    await seek(audio, 400);
    await until('it is there', () => replay.texts.at(-1) === 'text 4001');
    await until('the view is full', () => replay.texts.length > 50);
    expect(replay.asked.length).to.be.at.most(16);
    expect(replay.texts).to.deep.equal(texts(4_002 - replay.texts.length, 4_001));

    await seek(audio, 100);
    await until('it is back', () => replay.texts.at(-1) === 'text 1001');
    await until('the view is full again', () => replay.texts.length > 50);
    expect(replay.texts).to.deep.equal(texts(1_002 - replay.texts.length, 1_001));
    expect(replay.asked.every(({ limit }) => limit <= 100)).to.equal(true);
  });

  it('holds no more than a chat does, however long it plays', async () => {
    const long = Array.from({ length: 2_000 }, (_, index) => entry(index + 1, { at: beganAt + index * 10 }));
    const audio = await createAudio();
    const replay = await ReplayUnderTest.create(long);
    for (let second = 1; second <= 19; second++) {
      await seek(audio, second);
      await until('it is there', () => replay.texts.at(-1) === `text ${second * 100 + 1}`);
    }
    // What is too much goes once it is drawn.
    await until('no more are held', () => replay.texts.length <= 600);
    expect(replay.texts).to.deep.equal(texts(1_902 - replay.texts.length, 1_901));
  });

  it('asks for older messages than it shows, when the reader goes there', async () => {
    const long = Array.from({ length: 400 }, (_, index) => entry(index + 1, { at: beganAt + index * 100 }));
    const audio = await createAudio();
    const replay = await ReplayUnderTest.create(long);
    await replay.shows('the first', texts(1, 1));
    await seek(audio, 39);
    await until('it is there', () => replay.texts.at(-1) === 'text 391');
    const scroller = replay.chat.find('.scroller');
    await until('it is at the beginning', () => {
      scroller.scrollTop = 0;
      return replay.texts[0] === 'text 1';
    });
    expect(replay.texts).to.deep.equal(texts(1, 391));
  });

  it('shows a text as it was then, and what became of it when that was', async () => {
    const log = [entry(1), entry(2), edit(3, 1), entry(4), removal(5, 2)];
    const audio = await createAudio();
    const replay = await ReplayUnderTest.create(log);
    await seek(audio, 1);
    await replay.shows('both', ['text 1', 'text 2']);
    await seek(audio, 2);
    await until('it was changed', () => replay.texts[0]!.startsWith('text 1, better'));
    await seek(audio, 4);
    await until('it was taken back', () => replay.chat.has('.text.gone'));
  });

  it('hears what is said meanwhile, and shows it in its time', async () => {
    const audio = await createAudio();
    const replay = await ReplayUnderTest.create(talk);
    await seek(audio, 29);
    await replay.shows('all', texts(1, 30));
    const [next] = entries(31, 31);
    replay.log.push(next!);
    replay.chat.socket.say(next!);
    await drawn();
    expect(replay.texts).to.deep.equal(texts(1, 30));
    await seek(audio, 30);
    await replay.shows('that too', texts(1, 31));
  });

  it('begins with what is said first, where nothing was said before', async () => {
    await createAudio();
    const replay = await ReplayUnderTest.create([]);
    await until('it says that', () => replay.chat.has('[part="empty"]'));
    expect(replay.chat.has('[part="empty"] p')).to.equal(false);
    const [first] = entries(1, 1);
    replay.log.push(first!);
    replay.chat.socket.say(first!);
    await replay.shows('the first', texts(1, 1));
  });

  it('goes on where it was when the link comes back', async () => {
    const audio = await createAudio();
    const replay = await ReplayUnderTest.create(talk);
    await seek(audio, 3);
    await replay.shows('four', texts(1, 4));
    const { socket, sockets } = replay.chat;
    socket.end(4200);
    await until('another socket is there', () => sockets.at(-1) !== socket);
    replay.serve();
    await until('it is welcomed', () => replay.chat.socket.sent.length > 0);
    expect(replay.texts).to.deep.equal(texts(1, 4));
    await seek(audio, 6);
    await replay.shows('seven', texts(1, 7));
  });

  it('is to be read only', async () => {
    const audio = await createAudio();
    const replay = await ReplayUnderTest.create([
      entry(1),
      { ...entry(2), type: 'reaction', ref: 1, emoji: '👍', on: true } as never,
    ]);
    await seek(audio, 2);
    await until('the reaction is there', () => replay.chat.has('.reaction'));
    expect(replay.chat.has('ws-chat-composer')).to.equal(false);
    expect(replay.element.send('Hello')).to.equal(undefined);
    const { length } = replay.chat.socket.sent;
    replay.chat.find('.reaction').click();
    await drawn();
    expect(replay.chat.socket.sent.length).to.equal(length);
  });

  it('tells the page of what is said as it plays, and not of what a jump brings', async () => {
    const video = await createMedia('video', { id: 'media' });
    createPlace().append(video);
    const replay = await ReplayUnderTest.create(talk);
    const told: string[] = [];
    replay.element.addEventListener(
      'ws-chat-message',
      ({ detail }: CustomEvent<ChatEventDetails['ws-chat-message']>) => told.push(detail.text),
    );
    await replay.shows('the first', texts(1, 1));
    video.currentTime = 10;
    // Whatever looks at the clock before the recording says that it jumps.
    video.dispatchEvent(new Event('timeupdate'));
    await replay.shows('eleven', texts(1, 11));
    expect(told).to.deep.equal([]);
    video.playbackRate = 8;
    await video.play();
    await until('it goes on', () => told.length > 0);
    video.pause();
    expect(told[0]).to.equal('text 12');
  });

  it('lets go of the recording when it is taken from the page', async () => {
    const audio = await createAudio();
    const listeners = countListeners(audio);
    const replay = await ReplayUnderTest.create(talk);
    await replay.shows('the first', texts(1, 1));
    replay.element.remove();
    await until('the socket is closed', () => replay.chat.socket.closedByClient);
    expect(listeners()).to.equal(0);
  });

  it('says what it needs where it is given no recording', async () => {
    const { error } = console;
    const said: unknown[] = [];
    console.error = (sentence: unknown) => said.push(sentence);
    afterTest(() => (console.error = error));
    await ReplayUnderTest.create(talk, { for: undefined as never });
    await until('it says so', () => said.length > 0);
    expect(said).to.deep.equal([
      'ws-chat: a replay needs for="…", the id of the video or the audio that it goes by.',
    ]);
  });
});
