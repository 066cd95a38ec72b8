import { describe, expect, it } from 'vitest';
import {
  bundleMissing,
  chatBehindNginx,
  everything,
  examined,
  finding,
  nginxMissing,
  wellSet,
} from '../../../support/examined.ts';

const missing = bundleMissing ?? nginxMissing;

async function scriptOf(lines: string) {
  const { port } = await chatBehindNginx({ locations: everything(`${wellSet}\n${lines}`) });
  return await finding('script', { url: `http://127.0.0.1:${port}` });
}

describe.skipIf(missing !== undefined)(`the script${missing ? ` (not tried: ${missing})` : ''}`, () => {
  it.each([
    [
      'expires 30d;',
      /^Browsers keep the script for 30 days \(Cache-Control: .*\): after an update visitors have the old one\.$/,
    ],
    ['proxy_hide_header Cache-Control; add_header Cache-Control no-store;', /loaded anew with every page/],
    [
      'add_header Cross-Origin-Resource-Policy same-origin;',
      /Cross-Origin-Resource-Policy: cross-origin, same-origin, so browsers keep it from pages of other sites/,
    ],
    [
      'add_header Access-Control-Allow-Origin https://other.example;',
      /Access-Control-Allow-Origin: \*, https:\/\/other\.example, which admits no page of https:\/\/site\.example/,
    ],
    ['proxy_hide_header Access-Control-Allow-Origin;', /without Access-Control-Allow-Origin/],
    [
      'proxy_hide_header Content-Type; add_header Content-Type text/plain;',
      /comes as text\/plain, and browsers run scripts as text\/javascript only/,
    ],
  ])('cannot be used by pages as it should be where nginx says %s', async (lines, cause) => {
    const script = await scriptOf(lines);
    expect(script).toMatchObject({ result: 'wrong', remedy: 'script-headers' });
    expect(script.cause).toMatch(cause);
  });

  it('is fine packed and not packed', async () => {
    expect((await scriptOf('proxy_set_header Accept-Encoding "";')).cause).toMatch(
      /, not packed \(\d+ kB\): have the proxy pass Accept-Encoding on/,
    );
    expect(await scriptOf('')).toMatchObject({
      result: 'fine',
      cause: 'The script is there for pages of any site, packed by gzip.',
    });
  });

  it('is missed where the proxy answers for it', async () => {
    const { port } = await chatBehindNginx({
      locations: (chatPort) => `location ~ \\.js$ { return 404; } ${everything(wellSet)(chatPort)}`,
    });
    const found = await examined({ url: `http://127.0.0.1:${port}` });
    expect(found.with('wrong')).toEqual(['script']);
  });
});
