// What is shown for each proxy: the proxies themselves read it, where they are installed.
import { execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { proxyNames, proxyOf, remedyLines, type ProxyName } from '../../../server/doctor/proxies.ts';
import { remedyNames, type RemedyName } from '../../../server/doctor/remedies/remedy.ts';
import { makeCertificate, opensslIsHere } from '../../support/certificate.ts';
import { endsWithTest } from '../../support/ends-with-test.ts';
import { findProgram } from '../../support/program.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';

const place = { host: 'chat.example.com', path: '/chat' };

const linesOf = (proxy: ProxyName) =>
  remedyNames.flatMap((name) => {
    const lines = remedyLines(name, place, [proxy]).get(proxy);
    return lines === undefined ? [] : [[name, lines] as const];
  });

/** What cannot go wrong with a proxy, or cannot be set there. */
const none: Readonly<Record<ProxyName, readonly RemedyName[]>> = {
  nginx: ['challenge'],
  Caddy: ['challenge'],
  Apache: ['challenge'],
  HAProxy: ['version', 'challenge'],
  Cloudflare: ['path-kept', 'path-taken', 'version', 'handshake-headers', 'host', 'silence', 'buffering'],
};

describe('the lines', () => {
  it.each(proxyNames)('of %s are there for all that can be set there', (proxy) => {
    const there = linesOf(proxy).map(([name]) => name);
    expect(remedyNames.filter((name) => !there.includes(name))).toEqual(none[proxy]);
  });

  it.each(proxyNames)('of %s speak of no path where the chat has none', (proxy) => {
    for (const name of remedyNames) {
      const lines = remedyLines(name, { host: 'chat.example.com', path: '' }, [proxy]).get(proxy) ?? '';
      expect(lines).not.toContain('/chat/');
    }
  });

  it('stand in the document, each of them', () => {
    const text = readFileSync(new URL('../../../docs/doctor.md', import.meta.url), 'utf8');
    for (const proxy of proxyNames)
      for (const [name, lines] of linesOf(proxy)) expect(text, `${proxy}, ${name}`).toContain(lines);
  });
});

const caddy = findProgram(['/usr/bin/caddy', '/usr/local/bin/caddy', '/opt/homebrew/bin/caddy']);

describe.skipIf(caddy === undefined)('Caddy', () => {
  it.each(linesOf('Caddy'))('reads its lines for “%s”', (_name, lines) => {
    const file = join(endsWithTest(temporaryFolder()).path, 'Caddyfile');
    writeFileSync(file, lines.startsWith(place.host) ? lines : `:8081 {\n${lines}\n}\n`);
    execFileSync(caddy!, ['adapt', '--config', file, '--adapter', 'caddyfile'], { stdio: 'pipe' });
  });
});

const haproxy = findProgram(['/usr/sbin/haproxy', '/usr/local/sbin/haproxy', '/opt/homebrew/bin/haproxy']);

describe.skipIf(haproxy === undefined || !opensslIsHere)('HAProxy', () => {
  it.each(linesOf('HAProxy'))('reads its lines for “%s”', (_name, lines) => {
    const folder = endsWithTest(temporaryFolder()).path;
    const { bothFile } = makeCertificate(folder);
    const own = lines.replaceAll(`/etc/ssl/private/${place.host}.pem`, bothFile);
    const file = join(folder, 'haproxy.cfg');
    writeFileSync(
      file,
      `defaults\n  mode http\n  timeout connect 2s\n  timeout client 9s\n  timeout server 9s
listen all\n  bind 127.0.0.1:8081\n${own}\nbackend chat\n  server chat 127.0.0.1:8080\n`,
    );
    execFileSync(haproxy!, ['-c', '-f', file], { stdio: 'pipe' });
  });
});

const nginx = findProgram(['/usr/sbin/nginx', '/usr/local/sbin/nginx', '/opt/homebrew/bin/nginx']);

describe.skipIf(nginx === undefined || !opensslIsHere)('nginx', () => {
  it.each(linesOf('nginx'))('reads its lines for “%s”', (_name, lines) => {
    const folder = endsWithTest(temporaryFolder()).path;
    const { certificateFile, keyFile } = makeCertificate(folder);
    const own = lines
      .replaceAll(`/etc/ssl/${place.host}.pem`, certificateFile)
      .replaceAll(`/etc/ssl/private/${place.host}.key`, keyFile);
    const file = join(folder, 'nginx.conf');
    writeFileSync(
      file,
      `error_log stderr; pid ${folder}/nginx.pid; events {}\nhttp { server { listen 127.0.0.1:8081;\n${own}\n} }\n`,
    );
    execFileSync(nginx!, ['-t', '-c', file, '-p', folder], { stdio: 'pipe' });
  });
});

describe('who answers', () => {
  it.each<[ProxyName | undefined, Record<string, string>, string]>([
    ['nginx', { server: 'nginx/1.22.1' }, ''],
    ['nginx', { server: 'openresty' }, ''],
    ['Caddy', { server: 'Caddy' }, ''],
    ['Caddy', { via: '1.1 Caddy' }, ''],
    ['Apache', { server: 'Apache/2.4.62 (Debian)' }, ''],
    ['Cloudflare', { server: 'cloudflare' }, ''],
    ['Cloudflare', { server: 'nginx', 'cf-ray': '8f0' }, ''],
    [
      'HAProxy',
      {},
      '<html><body><h1>503 Service Unavailable</h1>\nNo server is available to handle this request.\n</body></html>\n',
    ],
    [undefined, { server: 'something' }, '{"live":true}'],
  ])('is %s by %j %s', (proxy, headers, text) => {
    expect(proxyOf(headers, text)).toBe(proxy);
  });
});
