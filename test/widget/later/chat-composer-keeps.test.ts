// What is being written survives a reload: a second composer of the same room stands for the page after it.
import { expect } from 'chai';
import { ComposerUnderTest } from '../support/composer-under-test.ts';

let keys = 0;
const newKey = () => `room-${Math.random()}-${keys++}`;
const create = (draftKey: string) => ComposerUnderTest.create({ draftKey });

describe('composer of a room', () => {
  it('has what was being written there before a reload', async () => {
    const key = newKey();
    await (await create(key)).type('Half a mess');
    expect((await create(key)).field.value).to.equal('Half a mess');
    expect((await create(newKey())).field.value).to.equal('');
  });

  it('forgets it once it is sent, or taken back', async () => {
    const key = newKey();
    const composer = await create(key);
    await composer.type('Hello');
    await composer.press({ key: 'Enter' });
    expect((await create(key)).field.value).to.equal('');
    await composer.type('Hello');
    await composer.type('');
    expect((await create(key)).field.value).to.equal('');
  });

  it('keeps what was set aside, and not what an edit makes of a message', async () => {
    const key = newKey();
    const composer = await create(key);
    await composer.type('Half a mess');
    await composer.set({ about: { kind: 'edit', seq: 9, text: 'Helo' } });
    await composer.type('Hello');
    expect((await create(key)).field.value).to.equal('Half a mess');
  });

  it('turns to the other text when it turns to another room', async () => {
    const [lobby, garden] = [newKey(), newKey()];
    const composer = await create(lobby);
    await composer.type('To the lobby');
    await composer.set({ draftKey: garden });
    expect(composer.field.value).to.equal('');
    await composer.type('To the garden');
    await composer.set({ draftKey: lobby });
    expect(composer.field.value).to.equal('To the lobby');
  });

  it('keeps the text when it is moved in the page', async () => {
    const composer = await create('');
    await composer.type('Half a mess');
    const place = composer.element.parentElement!;
    composer.element.remove();
    place.append(composer.element);
    await composer.rendered();
    expect(composer.field.value).to.equal('Half a mess');
  });
});
