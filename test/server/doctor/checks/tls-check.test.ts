import { describe, expect, it } from 'vitest';
import { makeCertificate, opensslIsHere } from '../../../support/certificate.ts';
import { startChatServer } from '../../../support/chat-server.ts';
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

/** A name that is nobody's, for this machine. */
const named = { lookup: () => Promise.resolve([{ address: '127.0.0.1', family: 4 }]) };

describe('tls', () => {
  it('is missed where the port does not speak it, and nothing after that means anything', async () => {
    await using server = await startChatServer();
    const found = await examined({ url: `https://127.0.0.1:${server.port}` });
    expect(found.of('tls')).toMatchObject({
      result: 'wrong',
      cause: `Port ${server.port} speaks no TLS, so https://127.0.0.1 cannot be opened.`,
      remedy: 'encryption',
    });
    expect(found.with('wrong')).toEqual(['tls']);
    expect(found.with('fine')).toEqual(['name', 'reach']);
  });

  it('is missed where pages on https are to embed a chat on http', async () => {
    await using server = await startChatServer();
    const found = await examined({ url: `http://chat.example:${server.port}` }, named);
    expect(found.with('wrong')).toEqual(['tls']);
    expect(found.of('tls')).toMatchObject({
      cause: 'The chat has no TLS: browsers let no page of https://site.example load it.',
      remedy: 'encryption',
    });
    // All else can be looked at.
    expect(found.of('idle').result).toBe('fine');
  });

  it('may be missing on one’s own machine, and where the site has none either', async () => {
    await using server = await startChatServer({ origins: ['http://site.example'] });
    const origin = 'http://site.example';
    for (const host of ['localhost', 'chat.localhost', '127.0.0.1', 'chat.example'])
      expect(await tlsOf(`http://${host}:${server.port}`, origin), host).toBe('fine');
  });

  const isTried = nginxMissing === undefined && opensslIsHere;
  it.skipIf(!isTried)('is found where the address says http', async () => {
    const folder = endsWithTest(temporaryFolder());
    const { certificateFile, keyFile } = makeCertificate(folder.path);
    const { port } = await chatBehindNginx({
      locations: everything(wellSet),
      listen: 'ssl',
      beside: `ssl_certificate ${certificateFile}; ssl_certificate_key ${keyFile};`,
    });
    const found = await examined({ url: `http://127.0.0.1:${port}` });
    expect(found.with('wrong')).toEqual(['tls']);
    expect(found.of('tls')).toMatchObject({ cure: 'Write the address with https://.' });
  });
});

async function tlsOf(url: string, origin: string) {
  return (await finding('tls', { url, origin }, named)).result;
}
