// What a guest wants to be called, and what becomes of it where that is somebody else's name.
import { expect } from 'chai';
import type { Hello } from '../../protocol/client-messages.ts';
import type { NameRefusal } from '../../protocol/server-messages.ts';
import { ClientUnderTest } from './support/client-under-test.ts';
import { ann, fresh, resumed } from './support/frames.ts';

const sentence = 'Somebody here is called that. Choose another name.';
const nameRefused: NameRefusal = { code: 'name-taken', sentence };
const made = { ...ann, name: 'Guest 4711' };

const refusal = (you = made) => ({ type: 'renamed', you, nameRefused }) as const;
const agreement = (name: string) => ({ type: 'renamed', you: { ...ann, name } }) as const;

const standing = ({ client: { state } }: ClientUnderTest) => ({ named: state.named, naming: state.naming });
const names = (chat: ClientUnderTest) =>
  chat.sent.flatMap((message) => ('name' in message ? message.name : []));

describe('client that asks for a name', () => {
  it('waits for the server, and has it then', () => {
    const chat = new ClientUnderTest().enter();
    chat.client.rename('Bo');
    expect(standing(chat)).to.deep.equal({ named: true, naming: { kind: 'asked', name: 'Bo' } });
    chat.say(agreement('Bo'));
    expect(standing(chat)).to.deep.equal({ named: true, naming: undefined });
    expect(chat.client.state.you?.name).to.equal('Bo');
  });

  it('waits for nobody where the link is gone: the next hello asks', async () => {
    const chat = new ClientUnderTest().enter();
    chat.client.rename('Bo');
    chat.surroundings.socket.end();
    expect(standing(chat)).to.deep.equal({ named: true, naming: undefined });
    await chat.surroundings.advance(1_000);
    chat.client.rename('Bob');
    expect(standing(chat)).to.deep.equal({ named: true, naming: undefined });
    chat.enter(resumed());
    expect((chat.sent[0] as Hello).name).to.equal('Bob');
  });

  it('is nameless again where it is refused, and does not try that name next time', async () => {
    const chat = new ClientUnderTest().enter();
    chat.client.rename('Bo');
    chat.say(refusal());
    expect(standing(chat)).to.deep.equal({ named: false, naming: { kind: 'refused', name: 'Bo', sentence } });
    expect(chat.keep.read('name')).to.equal('');
    await chat.breakLink();
    chat.surroundings.socket.open();
    expect(chat.sent[0]).not.to.have.property('name');
    expect(new ClientUnderTest({}, { name: '' }).client.state.named).to.equal(false);
  });

  it('is called as before where there was a name', async () => {
    const chat = new ClientUnderTest({}, { name: 'Ann' }).enter();
    chat.client.rename('Bo');
    chat.say(refusal(ann));
    expect(standing(chat)).to.deep.equal({ named: true, naming: { kind: 'refused', name: 'Bo', sentence } });
    expect(chat.keep.read('name')).to.equal('Ann');
    await chat.breakLink();
    chat.surroundings.socket.open();
    expect(names(chat)).to.deep.equal(['Ann']);
  });

  it('asks again for one that was refused, where it is chosen again', () => {
    const chat = new ClientUnderTest().enter();
    chat.client.rename('Bo');
    chat.say(refusal());
    chat.client.rename('Bo');
    expect(names(chat)).to.deep.equal(['Bo', 'Bo']);
    chat.say(agreement('Bo'));
    expect(standing(chat)).to.deep.equal({ named: true, naming: undefined });
  });

  it('hears of several only what becomes of the last', () => {
    const chat = new ClientUnderTest().enter();
    chat.client.rename('Bo');
    chat.client.rename('Bob');
    chat.say(refusal());
    expect(standing(chat)).to.deep.equal({ named: true, naming: { kind: 'asked', name: 'Bob' } });
    chat.say(agreement('Bob'));
    chat.client.rename('Bo');
    chat.say(refusal({ ...ann, name: 'Bob' }));
    expect(chat.keep.read('name')).to.equal('Bob');
  });

  it('keeps a name of an earlier visit that is taken just now, and says it again', async () => {
    const chat = new ClientUnderTest({}, { name: 'Ann' }).enter(fresh({ you: made, nameRefused }));
    expect(standing(chat)).to.deep.equal({
      named: false,
      naming: { kind: 'refused', name: 'Ann', sentence },
    });
    expect(chat.keep.read('name')).to.equal('Ann');
    await chat.breakLink();
    chat.enter(resumed());
    expect(names(chat)).to.deep.equal(['Ann']);
    expect(standing(chat)).to.deep.equal({ named: true, naming: undefined });
  });

  it('asks once more for such a name where the person insists', () => {
    const chat = new ClientUnderTest({}, { name: 'Ann' }).enter(fresh({ you: made, nameRefused }));
    chat.client.rename('Ann');
    expect(names(chat)).to.deep.equal(['Ann', 'Ann']);
    chat.say(refusal());
    expect(standing(chat)).to.deep.equal({
      named: false,
      naming: { kind: 'refused', name: 'Ann', sentence },
    });
  });

  it('leaves a name alone that was chosen in another tab, though it is refused here', () => {
    const chat = new ClientUnderTest({}, { name: 'Ann' }).enter();
    chat.client.rename('Bo');
    chat.say(agreement('Bo'));
    chat.keep.write('name', 'Bob');
    expect(names(chat)).to.deep.equal(['Ann', 'Bo', 'Bob']);
    chat.say(refusal({ ...ann, name: 'Bo' }));
    expect(standing(chat)).to.deep.equal({ named: true, naming: { kind: 'refused', name: 'Bob', sentence } });
    expect(chat.keep.read('name')).to.equal('Bob');
  });
});
