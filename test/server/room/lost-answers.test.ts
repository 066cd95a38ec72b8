// The log writes a batch and its answer is lost: what stands in the log is told to everybody all the same.
import { expect, it } from 'vitest';
import { House, post, type Guest } from '../../support/house.ts';

const shown = ({ transport }: Guest) => transport.all('message').map(({ text }) => text);

async function houseOfTwo() {
  const house = new House();
  const ann = await house.guest('Ann');
  const ben = await house.guest('Ben');
  return { house, ann, ben };
}

it('tells everybody of an entry as soon as its draft comes again', async () => {
  const { house, ann, ben } = await houseOfTwo();
  house.log.loseAnswers(true);
  ann.say(post('Hello'));
  await house.settle();
  house.log.loseAnswers(false);
  ann.say(post('Hello'));
  await house.settle();
  await house.settle();
  expect(shown(ann)).toEqual(['Hello']);
  expect(shown(ben)).toEqual(['Hello']);
});

it('tells everybody of an entry whose author never came back', async () => {
  const { house, ann, ben } = await houseOfTwo();
  house.log.loseAnswers(true);
  ann.say(post('Hello'));
  await house.settle();
  ann.connection.closed(1006);
  house.clock.advance(5_000);
  await house.settle();
  await house.settle();
  expect(shown(ben)).toEqual(['Hello']);
});

it('asks the log again while it cannot be read', async () => {
  const { house, ann, ben } = await houseOfTwo();
  house.log.loseAnswers(true);
  house.log.failReads(new Error('no'));
  ann.say(post('Hello'));
  await house.settle();
  house.clock.advance(5_000);
  await house.settle();
  house.log.failReads();
  house.clock.advance(5_000);
  await house.settle();
  await house.settle();
  expect(shown(ben)).toEqual(['Hello']);
});

it('fills a hole later if it cannot be read now', async () => {
  const { house, ann, ben } = await houseOfTwo();
  house.log.loseAnswers(true);
  ann.say(post('Hello'));
  await house.settle();
  house.log.loseAnswers(false);
  house.log.failReads(new Error('no'));
  ben.say(post('Yes?'));
  await house.settle();
  house.log.failReads();
  house.clock.advance(5_000);
  await house.settle();
  await house.settle();
  expect(shown(ben)).toEqual(['Hello', 'Yes?']);
});

it('does not ask for a room that is let go', async () => {
  const { house, ann, ben } = await houseOfTwo();
  house.log.loseAnswers(true);
  ann.say(post('Hello'));
  await house.settle();
  house.rooms.close();
  const { reads } = house.log;
  house.clock.advance(5_000);
  await house.settle();
  expect(house.log.reads).toBe(reads);
  expect(shown(ben)).toEqual([]);
});
