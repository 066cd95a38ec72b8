// A small IRC server of a test’s own: one channel, as much of RFC 2812 as a bridge meets, and as strict as the real ones
// are about the length of lines and about who says too much at once.
import { once } from 'node:events';
import { createServer, type AddressInfo, type Socket } from 'node:net';

export interface IrcServer extends AsyncDisposable {
  readonly port: number;
  /** What was said in the channel by whom, its own people included. */
  readonly said: readonly string[];
  /** What was told to one person. */
  readonly notes: readonly string[];
  /** The longest line in bytes, as others in the channel get it. */
  readonly longest: () => number;
  /** How many lines it said to have had, when it was asked. */
  readonly answered: () => number;
  /** Who is in the channel. */
  readonly nicks: () => readonly string[];
  /** Somebody says something in the channel. */
  say(nick: string, text: string): void;
  /** Sends somebody out of it. */
  kick(nick: string): void;
  close(): Promise<void>;
}

/** So many lines at once, and then one a second; whoever says more is thrown out. */
const burst = 6;
const perSecond = 1;

const host = 'a-host-with-the-longest-name-that-there-is.example.org.invalid.x';

interface Person {
  readonly socket: Socket;
  nick: string | undefined;
  isThere: boolean;
  left: number;
  at: number;
}

export async function startIrcServer(
  channel: string,
  { port = 0, taken = [] }: { readonly port?: number; readonly taken?: readonly string[] } = {},
): Promise<IrcServer> {
  const people = new Set<Person>();
  const said: string[] = [];
  const notes: string[] = [];
  let longest = 0;
  let answered = 0;

  const prefix = (nick: string) => `:${nick}!~${nick.slice(0, 9)}@${host}`;
  const tell = (person: Person, line: string) => person.socket.write(`${line}\r\n`);

  function hearLine(person: Person, line: string): void {
    const [, command = '', rest = ''] = /^(\S+) ?(.*)$/.exec(line) ?? [];
    const nick = person.nick ?? '*';
    switch (command) {
      case 'NICK': {
        const wanted = rest.replace(/^:/, '');
        const isTaken = taken.includes(wanted) || [...people].some((one) => one.nick === wanted);
        if (isTaken) return void tell(person, `:irc.test 433 ${nick} ${wanted} :Nickname is already in use`);
        person.nick = wanted;
        tell(person, 'PING :welcome');
        return void tell(person, `:irc.test 001 ${wanted} :Welcome ${wanted}`);
      }
      case 'JOIN':
        if (rest !== channel) return void tell(person, `:irc.test 403 ${nick} ${rest} :No such channel`);
        person.isThere = true;
        tell(person, `${prefix(nick)} JOIN ${channel}`);
        return void tell(person, `:irc.test 366 ${nick} ${channel} :End of /NAMES list`);
      case 'PING':
        answered++;
        return void tell(person, `:irc.test PONG irc.test :${rest.replace(/^:/, '')}`);
      case 'NOTICE':
        return void notes.push(rest);
      case 'PRIVMSG':
        return hearMessage(person, nick, line);
    }
  }

  function hearMessage(person: Person, nick: string, line: string): void {
    const now = performance.now();
    person.left = Math.min(burst, person.left + ((now - person.at) / 1_000) * perSecond) - 1;
    person.at = now;
    if (person.left < 0) return void person.socket.end('ERROR :Excess Flood\r\n');
    if (!person.isThere) return void tell(person, `:irc.test 404 ${nick} ${channel} :Cannot send to channel`);
    longest = Math.max(longest, Buffer.byteLength(`${prefix(nick)} ${line}\r\n`));
    said.push(`${nick}: ${line.slice(line.indexOf(' :') + 2)}`);
  }

  const server = createServer((socket) => {
    const person: Person = { socket, nick: undefined, isThere: false, left: burst, at: performance.now() };
    people.add(person);
    let rest = '';
    socket.setEncoding('utf8').on('data', (chunk: string) => {
      const lines = (rest + chunk).split('\r\n');
      rest = lines.pop()!;
      for (const line of lines) hearLine(person, line);
    });
    socket.on('error', () => {});
    socket.once('close', () => people.delete(person));
  });
  server.listen(port, '127.0.0.1');
  await once(server, 'listening');
  const there = () => [...people].filter(({ isThere }) => isThere);
  let closed: Promise<void> | undefined;
  const close = async () => {
    const ended = once(server, 'close');
    server.close();
    // What was answered gets there.
    for (const { socket } of people) socket.end();
    await ended;
  };
  return {
    port: (server.address() as AddressInfo).port,
    said,
    notes,
    longest: () => longest,
    answered: () => answered,
    nicks: () => there().map(({ nick }) => nick!),
    say(nick, text) {
      said.push(`${nick}: ${text}`);
      for (const person of there()) tell(person, `${prefix(nick)} PRIVMSG ${channel} :${text}`);
    },
    kick(nick) {
      for (const person of there()) {
        tell(person, `:irc.test KICK ${channel} ${nick} :Out`);
        if (person.nick === nick) person.isThere = false;
      }
    },
    close: () => (closed ??= close()),
    [Symbol.asyncDispose]: () => (closed ??= close()),
  };
}
