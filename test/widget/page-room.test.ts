import { expect } from 'chai';
import fc from 'fast-check';
import { isRoomName } from '../../protocol/room-name.ts';
import { canonicalPath, roomOfPage } from '../../widget/page-room.ts';

describe('roomOfPage', () => {
  for (const [path, room] of [
    ['/', 'page'],
    ['/blog', 'page.blog'],
    ['/blog/', 'page.blog'],
    ['/blog/hello-world', 'page.blog.hello-world'],
    ['/2024/01/a_b', 'page.2024.01.a_b'],
    ['/index.html', 'page'],
    ['/blog/index.html', 'page.blog'],
    ['/blog/index.htm', 'page.blog'],
  ] as const)
    it(`calls the room of ${path} ${room}`, () => {
      expect(roomOfPage(path)).to.equal(room);
    });

  for (const [why, path, form] of [
    ['has capitals', '/Blog/Hello', /^page\.blog\.hello-[0-9a-f]{8}$/],
    ['has a dot', '/releases/v1.2', /^page\.releases\.v1\.2-[0-9a-f]{8}$/],
    ['has a space', '/hello%20world', /^page\.hello-world-[0-9a-f]{8}$/],
    ['is in another script', '/%E6%97%A5%E6%9C%AC', /^page\.--[0-9a-f]{8}$/],
    ['is not encoded well', '/100%/now', /^page\.100-\.now-[0-9a-f]{8}$/],
    ['is too long', `/${'a'.repeat(100)}`, /^page\.a{50}-[0-9a-f]{8}$/],
  ] as const)
    it(`tells by a hash what the name cannot where a path ${why}`, () => {
      expect(roomOfPage(path)).to.match(form);
    });

  it('has no hash for a path that just fits', () => {
    const path = `/${'a'.repeat(59)}`;
    expect(roomOfPage(path)).to.equal(`page.${'a'.repeat(59)}`);
    expect(roomOfPage(`${path}a`)).to.have.length(64);
  });

  for (const [one, other] of [
    ['/a/b', '/a.b'],
    ['/a/b', '/a-b'],
    ['/a/b', '/A/b'],
    ['/A/b', '/a/B'],
    ['/a b', '/a-b'],
    ['/a%20b', '/a-b'],
    ['/a--b', '/a%20%20b'],
    ['/caf%C3%A9', '/cafe'],
    ['/%E6%97%A5', '/%E6%9C%AC'],
    ['/page', '/'],
    ['/index.html.html', '/index.html'],
    ['/index', '/index.html'],
    ['/blog/index.php', '/blog/'],
    ['/.', '/'],
    ['/a?', '/a'],
    [`/${'a'.repeat(80)}`, `/${'a'.repeat(81)}`],
    [`/${'a'.repeat(80)}/b`, `/${'a'.repeat(80)}/c`],
    ['/100%', '/100%25'],
  ] as const)
    it(`keeps ${one.slice(0, 20)} and ${other.slice(0, 20)} apart (${one.length}, ${other.length})`, () => {
      expect(roomOfPage(one)).not.to.equal(roomOfPage(other));
    });

  it('is a room’s name for any path', () => {
    const paths = fc.oneof(
      fc.webPath(),
      fc.string({ unit: 'binary', maxLength: 200 }),
      fc
        .array(fc.constantFrom('/', '.', '%', '%2F', '-', 'a', 'Z', 'index.html', 'é', ' '))
        .map((all) => all.join('')),
    );
    fc.assert(
      fc.property(paths, (path) => isRoomName(roomOfPage(path))),
      { numRuns: 1_000 },
    );
  });

  it('stays the same over the years, so that a page finds its messages again', () => {
    expect(roomOfPage('/releases/v1.2')).to.equal('page.releases.v1.2-3ee21cd4');
  });
});

describe('canonicalPath', () => {
  const links: HTMLLinkElement[] = [];

  function addLink(rel: string, href: string): void {
    const link = document.createElement('link');
    link.rel = rel;
    link.setAttribute('href', href);
    document.head.append(link);
    links.push(link);
  }

  afterEach(() => {
    for (const link of links.splice(0)) link.remove();
  });

  it('is the path that the page was opened by', () => {
    expect(canonicalPath()).to.equal(location.pathname);
  });

  it('is the path that the page calls its own, whatever stands around it', () => {
    addLink('canonical', 'https://www.shop.example/shoes/?from=mail#top');
    expect(canonicalPath()).to.equal('/shoes/');
  });

  it('understands an address that is relative', () => {
    addLink('alternate canonical', '/hats');
    expect(canonicalPath()).to.equal('/hats');
  });

  it('leaves aside an address that is none', () => {
    addLink('canonical', 'https://[');
    expect(canonicalPath()).to.equal(location.pathname);
  });
});
