// Set-ups as people have them, with a real nginx before a real chat: the one thing that is wrong is named, and the lines
// that the doctor shows put it right.
import { describe, expect, it } from 'vitest';
import { remedyLines } from '../../../server/doctor/proxies.ts';
import type { RemedyName } from '../../../server/doctor/remedies/remedy.ts';
import { startChatServer } from '../../support/chat-server.ts';
import { makeCertificate, opensslIsHere } from '../../support/certificate.ts';
import { endsWithTest } from '../../support/ends-with-test.ts';
import {
  chatBehindNginx,
  everything,
  examined,
  nginxMissing,
  passedOn,
  wellSet,
} from '../../support/examined.ts';
import { readmeLocation } from '../../support/nginx.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';

const nginxLines = (name: RemedyName) =>
  remedyLines(name, { host: '127.0.0.1', path: '' }, ['nginx']).get('nginx')!;

interface Fault {
  readonly name: string;
  /** What is right about the set-up. */
  readonly good: string;
  /** What is not. */
  readonly bad?: string;
  /** Outside of the location. */
  readonly beside?: string;
  readonly check: string;
  readonly cause: string | RegExp;
  readonly remedy: RemedyName;
  readonly idle?: string;
}

const { version, upgrade, host } = passedOn;

const faults: readonly Fault[] = [
  {
    name: 'the Upgrade header is not passed on',
    good: version + host,
    check: 'upgrade',
    cause:
      'The proxy does not pass the Upgrade header on: the chat saw the request for a page, not for a WebSocket.',
    remedy: 'upgrade',
  },
  {
    name: 'the chat is asked by HTTP/1.0',
    good: upgrade + host,
    check: 'http',
    cause:
      'The proxy speaks HTTP/1.0 to the chat: WebSockets, long answers and connections that are kept need 1.1.',
    remedy: 'version',
  },
  {
    name: 'a connection is cut where nobody speaks for a second',
    good: wellSet,
    bad: 'proxy_read_timeout 1s;',
    check: 'idle',
    cause: /^The proxy cut the connection after [\d.]+ seconds, 1\.\d seconds after the last frame\.$/,
    remedy: 'silence',
    idle: '3',
  },
  {
    name: 'no long body is let through',
    good: wellSet,
    bad: 'client_max_body_size 8k;',
    check: 'body',
    cause: 'The proxy lets no POST of 64 KiB through (413), which is the longest that visitors send.',
    remedy: 'body',
  },
  {
    name: 'the site’s policy is put on the chat’s own pages',
    good: wellSet,
    beside: `add_header Content-Security-Policy "default-src 'none'; img-src *";`,
    check: 'headers',
    cause:
      'The proxy adds a Content-Security-Policy to the chat’s pages that forbids their script and their style and their WebSocket.',
    remedy: 'page-headers',
  },
  {
    name: 'the site’s pages may not be framed, and so not the chat’s',
    good: wellSet,
    beside: 'add_header X-Frame-Options DENY;',
    check: 'headers',
    cause:
      'The proxy adds X-Frame-Options: SAMEORIGIN, DENY to the chat’s pages, so that not even their own site may frame them.',
    remedy: 'page-headers',
  },
  {
    name: 'another Host is passed on',
    good: version + upgrade,
    check: 'address',
    cause: 'the proxy passes another Host on.',
    remedy: 'host',
  },
];

describe.skipIf(nginxMissing !== undefined)(
  `the doctor${nginxMissing ? ` (not tried: ${nginxMissing})` : ''}`,
  () => {
    it.each(faults)(
      'names it where $name',
      async ({ good, bad = '', beside = '', check, cause, idle = '1' }) => {
        const { port } = await chatBehindNginx({ locations: everything(`${good} ${bad}`), beside });
        const found = await examined({ url: `http://127.0.0.1:${port}`, idle });
        expect(found.with('wrong')).toEqual([check]);
        expect(found.of(check).cause).toMatch(cause);
      },
    );

    it.each(faults)(
      'shows nginx’s lines that put it right where $name',
      async ({ good, beside = '', remedy, idle = '1' }) => {
        const cured = remedy === 'upgrade' ? good.replace(version, '') : good;
        const { port } = await chatBehindNginx({
          locations: everything(`${cured}\n${nginxLines(remedy)}`),
          beside,
        });
        expect((await examined({ url: `http://127.0.0.1:${port}`, idle })).with('wrong')).toEqual([]);
      },
    );

    it.skipIf(!opensslIsHere)('has nothing to say against the README’s lines, with TLS', async () => {
      const folder = endsWithTest(temporaryFolder());
      const { text, certificateFile, keyFile } = makeCertificate(folder.path);
      const { port } = await chatBehindNginx({
        locations: readmeLocation,
        listen: 'ssl',
        beside: `ssl_certificate ${certificateFile}; ssl_certificate_key ${keyFile};`,
        config: (proxyPort) => ({ publicUrl: `https://127.0.0.1:${proxyPort}` }),
      });
      const found = await examined({ url: `https://127.0.0.1:${port}` }, { ca: text });
      expect([found.with('wrong'), found.with('skipped')]).toEqual([[], []]);
      // Nobody can tell how the log looks.
      expect(found.with('cannot tell')).toEqual(['visitors']);
    });

    it('looks on as a page of the chat’s own where the site may not enter', async () => {
      const { port } = await chatBehindNginx({ locations: everything(wellSet) });
      const found = await examined({ url: `http://127.0.0.1:${port}`, origin: 'https://other.example' });
      expect(found.with('wrong')).toEqual(['origin']);
      expect(found.of('origin')).toMatchObject({
        cause: 'Pages of https://other.example may not enter the room lobby (403, origin-not-allowed).',
        cure: 'Start the chat with --origin https://other.example, or add it to the room’s own list, as in --room lobby=https://other.example.',
      });
      expect(found.of('idle').result).toBe('fine');
    });

    it('leaves out what means nothing after what is wrong, and says so', async () => {
      const { port } = await chatBehindNginx({ locations: everything(version + host) });
      const found = await examined({ url: `http://127.0.0.1:${port}` });
      expect(found.with('skipped')).toEqual(['welcome', 'idle']);
      expect(found.of('idle').cause).toBe('Not looked at, because of “upgrade”.');
      expect(found.of('body').result).toBe('fine');
    });
  },
);

it('has nothing to say against a chat without a proxy', async () => {
  await using server = await startChatServer();
  const found = await examined({ url: server.url });
  expect([found.with('wrong'), found.with('skipped')]).toEqual([[], []]);
});
