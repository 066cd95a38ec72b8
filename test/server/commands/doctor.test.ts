import { PassThrough, Writable } from 'node:stream';
import { describe, expect, it } from 'vitest';
import { runCommandLine } from '../../../server/commands/command-line.ts';
import { makeCertificate, opensslIsHere } from '../../support/certificate.ts';
import { site, startChatServer } from '../../support/chat-server.ts';
import { runCommand } from '../../support/command.ts';
import { endsWithTest } from '../../support/ends-with-test.ts';
import { bundleMissing, chatBehindNginx, nginxMissing } from '../../support/examined.ts';
import { readmeLocation } from '../../support/nginx.ts';
import { quietPorts } from '../../support/program.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';

/** What it printed, and what it ended with. */
async function told(words: readonly string[], hasColors = false) {
  let [printed, failed] = ['', ''];
  const output = Object.assign(
    heard((text) => (printed += text)),
    { hasColors: () => hasColors },
  );
  const errors = heard((text) => (failed += text));
  const code = await runCommandLine(['doctor', ...words], {}, { input: new PassThrough(), output, errors });
  return { code, printed, failed };
}

function heard(hear: (text: string) => void): Writable {
  return new Writable({
    write(chunk: Buffer, _encoding, done) {
      hear(chunk.toString());
      done();
    },
  });
}

describe('doctor', () => {
  it.skipIf(bundleMissing !== undefined)('ends with 0 where nothing is wrong', async () => {
    await using server = await startChatServer();
    const { code, printed, failed } = await told([server.url, '--origin', site, '--idle', '1']);
    expect([code, failed]).toEqual([0, '']);
    expect(printed).toContain(`${server.url}, room lobby, for pages of ${site}\n`);
    expect(printed).toContain('✓ idle         A connection on which nobody speaks lives for 1.0 seconds');
    expect(printed).toMatch(/\nNothing is wrong; 1 cannot be told from here\.\n$/);
  });

  it('ends with 1 where something is', async () => {
    const { port } = await quietPorts('port');
    const { code, printed } = await told([`http://127.0.0.1:${port}`]);
    expect(code).toBe(1);
    expect(printed).toContain(
      `✗ reach        127.0.0.1 does not answer on port ${port}: nothing listens there.`,
    );
    expect(printed).toMatch(/\nOne thing is wrong; \d+ not looked at\.\n$/);
  });

  it.each([
    [[], /^Write it as: ws-chat doctor URL /],
    [['https://one.example', 'https://two.example'], /two\.example/],
    [['chat.example.com'], /^chat\.example\.com: this is no address of a chat\./],
    [['https://chat.example.com', '--orgin', site], /--origin/],
    [['https://chat.example.com', '--idle'], /--idle/],
  ])('ends with 2 and a sentence where it is called by %j', async (words, sentence) => {
    const { code, printed, failed } = await told(words);
    expect([code, printed]).toEqual([2, '']);
    expect(failed).toMatch(sentence);
  });

  it('has colours only on a terminal that takes them', async () => {
    const { port } = await quietPorts('port');
    const words = [`http://127.0.0.1:${port}`];
    const isColoured = async (more: readonly string[], hasColors: boolean) =>
      (await told([...words, ...more], hasColors)).printed.includes('\u001B[');
    expect(await isColoured([], true)).toBe(true);
    expect(await isColoured([], false)).toBe(false);
    expect(await isColoured(['--json'], true)).toBe(false);
  });

  it('is a command of the program, and a script can read what it says', async () => {
    const { port } = await quietPorts('port');
    using command = runCommand(['doctor', `http://127.0.0.1:${port}`, '--json']);
    const { code, stdout } = await command.ended;
    expect(code).toBe(1);
    expect(JSON.parse(stdout)).toMatchObject({ fine: false, url: `http://127.0.0.1:${port}` });
  });

  const isTried = nginxMissing === undefined && bundleMissing === undefined && opensslIsHere;
  it.skipIf(!isTried)('trusts an authority of one’s own by NODE_EXTRA_CA_CERTS', async () => {
    const folder = endsWithTest(temporaryFolder());
    const { certificateFile, keyFile } = makeCertificate(folder.path);
    const { port } = await chatBehindNginx({
      locations: readmeLocation,
      listen: 'ssl',
      beside: `ssl_certificate ${certificateFile}; ssl_certificate_key ${keyFile};`,
      config: (proxyPort) => ({ publicUrl: `https://127.0.0.1:${proxyPort}` }),
    });
    const words = ['doctor', `https://127.0.0.1:${port}`, '--origin', site, '--idle', '1'];
    using trusting = runCommand(words, { environment: { NODE_EXTRA_CA_CERTS: certificateFile } });
    const { code, stdout } = await trusting.ended;
    expect([code, stdout]).toEqual([0, expect.stringContaining('Nothing is wrong')]);
    using doubting = runCommand(words);
    expect((await doubting.ended).stdout).toContain('The certificate is signed by itself');
  });
});
