// A real server whose output nobody reads any more: it goes on, and ends in order.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { describe, expect, it } from 'vitest';
import { endsWithTest } from '../support/ends-with-test.ts';
import { findProgram } from '../support/program.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

const python = findProgram(['/usr/bin/python3']);

/**
 * Nobody hears its errors, as which it tells the first owner's link; and once it listens, nobody what else it says. Then asks
 * how it is, and tells how it ended.
 */
const holder = (open: string) => `import json, os, pty, signal, subprocess, sys, urllib.request
${open}
ours_too, errors = os.pipe()
server = subprocess.Popen(sys.argv[1:], stdin=subprocess.DEVNULL, stdout=theirs, stderr=errors, start_new_session=True)
for end in theirs, errors, ours_too: os.close(end)
try:
    said = b''
    while b'listening' not in said:
        more = os.read(ours, 65536)
        if not more: break
        said += more
    url = next(json.loads(line)['url'] for line in said.splitlines() if b'listening' in line)
    os.close(ours)
    health = lambda: urllib.request.urlopen(url + '/health/ready', timeout=20).read().decode()
    for _ in range(3):
        server.send_signal(signal.SIGHUP)
        health()
    print(health(), flush=True)
    server.send_signal(signal.SIGTERM)
    print(server.wait(30), flush=True)
finally:
    server.kill()`;

describe.skipIf(python === undefined)('a server goes on', { timeout: 60_000 }, () => {
  it.each([
    ['though its terminal is gone', 'ours, theirs = pty.openpty()'],
    ['though nobody reads its pipe any more', 'ours, theirs = os.pipe()'],
  ])('%s', async (_, open) => {
    const folder = endsWithTest(temporaryFolder());
    const words = ['server/main.ts', '--port=0', '--host=127.0.0.1', `--data=${folder.path}`];
    const child = spawn(python!, ['-c', holder(open), process.execPath, ...words]);
    endsWithTest({ [Symbol.dispose]: () => void child.kill('SIGKILL') });
    const lines: string[] = [];
    createInterface({ input: child.stdout }).on('line', (line) => lines.push(line));
    await once(child, 'close');
    expect(lines).toEqual(['{"ready":true}', '0']);
  });
});
