import { expect } from 'chai';
import { browserDraftKeep } from '../../../widget/outbox/draft-keep.ts';
import { afterTest } from '../support/stage.ts';

let servers = 0;
const newServer = () => `https://drafts-${Math.random()}-${servers++}.example/`;
const keptFor = (server: string): (readonly [string, string])[] =>
  Array.from({ length: sessionStorage.length }, (_, index) => sessionStorage.key(index)!)
    .filter((key) => key.includes(server))
    .sort()
    .map((key) => [key, sessionStorage.getItem(key)!]);

/** Storage that answers as a browser's does in a page to which it is forbidden. */
function forbidStorage(): void {
  const real = Object.getOwnPropertyDescriptor(globalThis, 'sessionStorage')!;
  afterTest(() => Object.defineProperty(globalThis, 'sessionStorage', real));
  Object.defineProperty(globalThis, 'sessionStorage', {
    configurable: true,
    get() {
      throw new DOMException('Access is denied for this document.', 'SecurityError');
    },
  });
}

describe('browserDraftKeep', () => {
  it('has what was written when the room is entered again, and nobody else’s', () => {
    const server = newServer();
    const keep = browserDraftKeep(server, 'lobby');
    expect(keep.take()).to.deep.equal([]);
    keep.write('mine');
    keep.release();
    expect(browserDraftKeep(server, 'garden').take()).to.deep.equal([]);
    expect(browserDraftKeep(newServer(), 'lobby').take()).to.deep.equal([]);
    expect(browserDraftKeep(server, 'lobby').take()).to.deep.equal(['mine']);
  });

  it('leaves nothing behind once there is nothing to keep', () => {
    const server = newServer();
    const keep = browserDraftKeep(server, 'lobby');
    keep.take();
    keep.write('mine');
    expect(keptFor(server)).to.have.length(1);
    keep.write('');
    expect(keptFor(server)).to.deep.equal([]);
  });

  it('keeps two clients of one room and page apart', () => {
    const server = newServer();
    const [first, second] = [browserDraftKeep(server, 'lobby'), browserDraftKeep(server, 'lobby')];
    first.take();
    first.write('of the first');
    expect(second.take()).to.deep.equal([]);
    second.write('of the second');
    expect(keptFor(server).map(([, kept]) => kept)).to.have.members(['of the first', 'of the second']);
  });

  it('gives all that was left to whoever comes first, and only once', () => {
    const server = newServer();
    const keeps = ['one', 'two', 'three'].map((kept) => {
      const keep = browserDraftKeep(server, 'lobby');
      keep.take();
      keep.write(kept);
      return keep;
    });
    for (const keep of keeps) keep.release();
    const heir = browserDraftKeep(server, 'lobby');
    expect(heir.take()).to.deep.equal(['one', 'two', 'three']);
    heir.write('all');
    expect(browserDraftKeep(server, 'lobby').take()).to.deep.equal([]);
    expect(keptFor(server).map(([, kept]) => kept)).to.deep.equal(['all']);
  });

  it('writes nothing before it was taken, or after it was let go', () => {
    const server = newServer();
    const keep = browserDraftKeep(server, 'lobby');
    keep.write('early');
    keep.take();
    keep.release();
    keep.write('late');
    expect(keptFor(server)).to.deep.equal([]);
  });

  it('goes without where there are more clients than places', () => {
    const server = newServer();
    const keeps = Array.from({ length: 9 }, () => browserDraftKeep(server, 'lobby'));
    keeps.forEach((keep, index) => {
      keep.take();
      keep.write(String(index));
    });
    expect(keptFor(server)).to.have.length(8);
    keeps[8]!.release();
    keeps[0]!.release();
    expect(keeps[8]!.take()).to.deep.equal(['0']);
  });

  it('goes without where storage is forbidden', () => {
    forbidStorage();
    const keep = browserDraftKeep(newServer(), 'lobby');
    expect(keep.take()).to.deep.equal([]);
    keep.write('mine');
    keep.release();
  });

  it('keeps what it has where storage is full', () => {
    const server = newServer();
    const keep = browserDraftKeep(server, 'lobby');
    keep.take();
    keep.write('before');
    const { setItem } = Storage.prototype;
    afterTest(() => (Storage.prototype.setItem = setItem));
    Storage.prototype.setItem = () => {
      throw new DOMException('Full.', 'QuotaExceededError');
    };
    keep.write('before and more');
    expect(keptFor(server).map(([, kept]) => kept)).to.deep.equal(['before']);
  });
});
