// A real IRC server, where ngIRCd is on this machine, and somebody in a channel of it.
import { spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { connect } from 'node:net';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { quietPorts, runListening } from './program.ts';
import { temporaryFolder } from './temporary-folder.ts';
import { until } from './until.ts';

export const noNgircd =
  spawnSync('/usr/sbin/ngircd', ['--version']).status === 0
    ? undefined
    : 'ngIRCd is not installed (Debian: apt-get install -y ngircd)';

export interface Ngircd extends AsyncDisposable {
  readonly port: number;
}

export async function startNgircd(): Promise<Ngircd> {
  const folder = temporaryFolder();
  const { port } = await quietPorts('port');
  const settings = join(folder.path, 'ngircd.conf');
  writeFileSync(
    settings,
    `[Global]
Name = irc.test.example
Info = A server of one test
Listen = 127.0.0.1
Ports = ${port}
[Options]
DNS = no
Ident = no
PAM = no
SyslogFacility = local1
`,
  );
  const running = await runListening('/usr/sbin/ngircd', ['--nodaemon', '--config', settings], port);
  return {
    port,
    async [Symbol.asyncDispose]() {
      await running[Symbol.asyncDispose]();
      folder[Symbol.dispose]();
    },
  };
}

export interface IrcPerson extends Disposable {
  /** What others said in the channel, and who. */
  readonly heard: readonly string[];
  say(text: string): void;
}

/** Somebody with a plain client; resolves once they are in the channel. */
export async function joinIrc(port: number, channel: string, nick: string): Promise<IrcPerson> {
  const socket = connect(port, '127.0.0.1');
  const heard: string[] = [];
  const lines: string[] = [];
  createInterface({ input: socket }).on('line', (line) => {
    lines.push(line);
    if (line.startsWith('PING')) socket.write(`PONG${line.slice(4)}\r\n`);
    const [, from, text] = /^:([^!]+)\S* PRIVMSG \S+ :(.*)$/.exec(line) ?? [];
    if (from !== undefined) heard.push(`${from}: ${text!}`);
  });
  socket.write(`NICK ${nick}\r\nUSER ${nick} 0 * :${nick}\r\nJOIN ${channel}\r\n`);
  await until('the channel', () => lines.some((line) => line.includes(` 366 ${nick} `)));
  return {
    heard,
    say: (text) => void socket.write(`PRIVMSG ${channel} :${text}\r\n`),
    [Symbol.dispose]: () => void socket.destroy(),
  };
}
