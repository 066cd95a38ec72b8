import { describe, expect, it } from 'vitest';
import { makeCertificate, makeExpiredCertificate, opensslIsHere } from '../../../support/certificate.ts';
import { endsWithTest } from '../../../support/ends-with-test.ts';
import {
  chatBehindNginx,
  everything,
  examined,
  finding,
  nginxMissing,
  wellSet,
} from '../../../support/examined.ts';
import { temporaryFolder } from '../../../support/temporary-folder.ts';

const dayMs = 86_400_000;

/** The certificate is one for 127.0.0.1, good for two days. */
async function house(make: typeof makeExpiredCertificate = makeCertificate) {
  const folder = endsWithTest(temporaryFolder());
  const { text, certificateFile, keyFile } = make(folder.path);
  const { port } = await chatBehindNginx({
    locations: everything(wellSet),
    listen: 'ssl',
    beside: `ssl_certificate ${certificateFile}; ssl_certificate_key ${keyFile};`,
  });
  return { url: `https://127.0.0.1:${port}`, port, ca: text };
}

const isTried = nginxMissing === undefined && opensslIsHere;

describe.skipIf(!isTried)('a certificate', () => {
  it('is refused where it is signed by itself, and all else is looked at nevertheless', async () => {
    const { url } = await house();
    const found = await examined({ url });
    expect(found.with('wrong')).toEqual(['certificate']);
    expect(found.of('certificate')).toMatchObject({
      cause: 'The certificate is signed by itself: browsers refuse it.',
      remedy: 'certificate',
    });
    expect(found.of('idle').result).toBe('fine');
  });

  it('is refused where its last day is long over, trusted or not', async () => {
    const { url, ca } = await house(makeExpiredCertificate);
    const cause = 'The certificate was good until 2025-02-01: browsers refuse it.';
    for (const trusted of [{}, { ca }])
      expect(await finding('certificate', { url }, trusted)).toMatchObject({ result: 'wrong', cause });
  });

  it.each([
    [
      'is nearly over',
      1.9,
      /^The certificate is good until \d{4}-\d\d-\d\d only, and should have been renewed\.$/,
    ],
    ['has not begun', -1, /^The certificate is good from \d{4}-\d\d-\d\d on only\.$/],
  ])('is refused where its time %s', async (_what, daysOn, cause) => {
    const { url, ca } = await house();
    // Its days are what they are: it is looked at on another one.
    const found = await examined({ url }, { ca, now: () => Date.now() + daysOn * dayMs });
    expect(found.of('certificate')).toMatchObject({
      result: 'wrong',
      cause: expect.stringMatching(cause) as string,
    });
  });

  it('is refused where it has another name', async () => {
    const { port, ca } = await house();
    const lookup = () => Promise.resolve([{ address: '127.0.0.1', family: 4 }]);
    const found = await examined({ url: `https://chat.example:${port}` }, { ca, lookup });
    expect(found.with('wrong')).toEqual(['certificate']);
    expect(found.of('certificate').cause).toBe('The certificate is one for 127.0.0.1, not for chat.example.');
  });

  it('is taken where it is trusted', async () => {
    const { url, ca } = await house();
    expect((await finding('certificate', { url }, { ca })).result).toBe('fine');
  });
});
