import { expect } from 'chai';
import { browserKeep } from '../../widget/storage.ts';
import { until } from './support/until.ts';

let servers = 0;
const newServer = () => `https://chat-${Math.random()}-${servers++}.example/`;

/** Storage that answers as a browser's does in a page to which it is forbidden. */
function forbidStorage(): () => void {
  const real = Object.getOwnPropertyDescriptor(globalThis, 'localStorage')!;
  Object.defineProperty(globalThis, 'localStorage', {
    configurable: true,
    get() {
      throw new DOMException('Access is denied for this document.', 'SecurityError');
    },
  });
  return () => Object.defineProperty(globalThis, 'localStorage', real);
}

describe('browserKeep', () => {
  it('knows nothing at first', () => {
    expect(browserKeep(newServer()).read('token')).to.equal(undefined);
  });

  it('keeps what is written, for the next visit', () => {
    const server = newServer();
    browserKeep(server).write('name', 'Ann');
    expect(browserKeep(server).read('name')).to.equal('Ann');
    expect(Object.entries(localStorage).filter(([key]) => key.includes(server))).to.deep.equal([
      [`ws-chat ${server} name`, 'Ann'],
    ]);
  });

  it('keeps servers and keys apart', () => {
    const keep = browserKeep(newServer());
    keep.write('name', 'Ann');
    expect(keep.read('token')).to.equal(undefined);
    expect(browserKeep(newServer()).read('name')).to.equal(undefined);
  });

  it('reads what another tab wrote', () => {
    const server = newServer();
    const keep = browserKeep(server);
    keep.write('name', 'Ann');
    localStorage.setItem(`ws-chat ${server} name`, 'Anna');
    expect(keep.read('name')).to.equal('Anna');
  });

  it('works within the page where storage is forbidden', () => {
    const allow = forbidStorage();
    try {
      const server = newServer();
      browserKeep(server).write('name', 'Ann');
      expect(browserKeep(server).read('name')).to.equal('Ann');
      expect(browserKeep(server).read('token')).to.equal(undefined);
    } finally {
      allow();
    }
  });

  it('works within the page where storage is full', () => {
    const { setItem } = Storage.prototype;
    Storage.prototype.setItem = () => {
      throw new DOMException('Full.', 'QuotaExceededError');
    };
    try {
      const keep = browserKeep(newServer());
      keep.write('token', 'secret');
      expect(keep.read('token')).to.equal('secret');
    } finally {
      Storage.prototype.setItem = setItem;
    }
  });

  it('tells of what is written here and in other tabs, until it is undone', () => {
    const server = newServer();
    const keep = browserKeep(server);
    const names: (string | undefined)[] = [];
    const stop = keep.onChange(() => names.push(keep.read('name')));
    browserKeep(server).write('name', 'Ann');
    localStorage.setItem(`ws-chat ${server} name`, 'Anna');
    dispatchEvent(new StorageEvent('storage', { key: `ws-chat ${server} name` }));
    stop();
    keep.write('name', 'Bo');
    dispatchEvent(new StorageEvent('storage'));
    expect(names).to.deep.equal(['Ann', 'Anna']);
  });
});

describe('browserKeep that introduces', () => {
  it('lets everyone in at once where a token is kept', () => {
    const keep = browserKeep(newServer());
    keep.write('token', 'secret');
    const came: string[] = [];
    keep.introduce(() => came.push('first'));
    keep.introduce(() => came.push('second'));
    expect(came).to.deep.equal(['first', 'second']);
  });

  it('lets in one after the other where there is none', async () => {
    const server = newServer();
    const came: string[] = [];
    let next = () => {};
    browserKeep(server).introduce((done) => {
      came.push('first');
      next = done;
    });
    browserKeep(server).introduce(() => came.push('second'));
    await until('the first comes', () => came.length > 0);
    await Promise.resolve();
    expect(came).to.deep.equal(['first']);
    next();
    await until('the second comes', () => came.length > 1, 1_000);
  });

  it('does not let one server wait for another', async () => {
    const came: string[] = [];
    browserKeep(newServer()).introduce(() => came.push('here'));
    browserKeep(newServer()).introduce(() => came.push('there'));
    await until('both come', () => came.length === 2, 1_000);
  });

  it('does not wait for ever for one that never comes in', async () => {
    const server = newServer();
    const came: string[] = [];
    browserKeep(server).introduce(() => {});
    browserKeep(server).introduce(() => came.push('second'));
    await until('the second comes', () => came.length > 0);
  });
});
