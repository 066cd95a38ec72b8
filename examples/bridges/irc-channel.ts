// One channel of an IRC server, held: registered, joined, kept alive, and come back to. It says lines at the pace that
// servers bear, and knows of each whether it arrived. It knows nothing of ws-chat.
import { connect, type Socket } from 'node:net';
import { connect as connectByTls } from 'node:tls';

export interface IrcOptions {
  /** `ircs://irc.libera.chat`, or `irc:` without encryption. */
  readonly server: URL;
  readonly channel: string;
  readonly nick: string;
  readonly password: string | undefined;
  readonly onMessage: (nick: string, text: string) => void;
}

interface Waiting {
  resolve(): void;
  reject(reason: Error): void;
}

/** Five lines at once, then one in this time: what most servers take for granted. */
const paceMs = 1_500;
const burst = 5;

/** So long a line waits for its answer, and the server may be silent. */
const answerMs = 4_000;
const silenceMs = 90_000;

/** Waits between attempts double up to this, less by chance. */
const longestWaitMs = 60_000;

/** A line has 512 bytes with its end, and 8,191 more with tags. */
const mostCharacters = 9_000;

/** What a server puts before our line when it hands it on: nick, user and host, each as long as it may be. */
const prefixBytes = ':!@ '.length + 30 + 12 + 63;

export class IrcChannel {
  readonly #options: IrcOptions;
  #state: { readonly is: 'away' } | { readonly is: 'entering' | 'in'; readonly socket: Socket } = {
    is: 'away',
  };
  #nick: string;
  #attempts = 0;
  #heardAt = 0;
  #freeAt = 0;
  #lines = 0;
  /** Lines that were said and not answered, in their order. */
  readonly #waiting = new Map<string, Waiting>();

  constructor(options: IrcOptions) {
    this.#options = options;
    this.#nick = options.nick;
    setInterval(() => this.#beat(), silenceMs / 3).unref();
    this.#connect();
  }

  /** Most bytes of a line that nobody gets cut off. */
  get mostBytes(): number {
    return 512 - prefixBytes - Buffer.byteLength(`PRIVMSG ${this.#options.channel} :\r\n`);
  }

  /** Resolves once the server has taken the line; to the channel, or as a note to one person. */
  async say(text: string, to = this.#options.channel): Promise<void> {
    const now = Date.now();
    this.#freeAt = Math.max(this.#freeAt, now) + paceMs;
    const waitMs = this.#freeAt - burst * paceMs - now;
    if (waitMs > 0) await new Promise((resolve) => setTimeout(resolve, waitMs));
    if (this.#state.is !== 'in') throw new Error(`The bridge is not in ${this.#options.channel} just now.`);
    const token = `line-${++this.#lines}`;
    this.#write(`${to === this.#options.channel ? 'PRIVMSG' : 'NOTICE'} ${to} :${text}`);
    // Nothing answers a line that was taken. What is asked behind it is answered after it.
    this.#write(`PING ${token}`);
    await new Promise<void>((resolve, reject) => {
      const late = () => reject(new Error('The IRC server does not answer.'));
      const timer = setTimeout(late, answerMs);
      this.#waiting.set(token, { resolve, reject });
      timer.unref();
    }).finally(() => this.#waiting.delete(token));
  }

  #connect(): void {
    const { hostname: host, port, protocol } = this.#options.server;
    const isPlain = protocol === 'irc:';
    const to = { host, port: Number(port) || (isPlain ? 6_667 : 6_697) };
    const socket = isPlain ? connect(to) : connectByTls({ ...to, servername: host });
    this.#state = { is: 'entering', socket };
    this.#heardAt = Date.now();
    let rest = '';
    socket.setEncoding('utf8').on('data', (chunk: string) => {
      this.#heardAt = Date.now();
      const lines = (rest + chunk).split(/\r?\n/);
      rest = lines.pop()!;
      if (rest.length > mostCharacters) socket.destroy();
      for (const line of lines) this.#hear(line, socket);
    });
    socket.once(isPlain ? 'connect' : 'secureConnect', () => {
      const { nick, password } = this.#options;
      this.#nick = nick;
      if (password !== undefined) this.#write(`PASS ${password}`);
      this.#write(`NICK ${nick}`);
      this.#write(`USER ${nick} 0 * :${nick}`);
    });
    socket.on('error', ({ message }) => console.error(`IRC: ${message}`));
    socket.once('close', () => this.#closed());
  }

  #closed(): void {
    this.#state = { is: 'away' };
    for (const { reject } of this.#waiting.values())
      reject(new Error('The IRC server closed the connection.'));
    const most = Math.min(longestWaitMs, 1_000 * 2 ** this.#attempts++);
    setTimeout(() => this.#connect(), most * (0.5 + Math.random() / 2));
  }

  /** A connection may be gone without a word. */
  #beat(): void {
    if (this.#state.is === 'away') return;
    if (Date.now() - this.#heardAt > silenceMs) this.#state.socket.destroy();
    else this.#write('PING beat');
  }

  /** A line is one line, whatever stands in it. */
  #write(line: string): void {
    if (this.#state.is !== 'away') this.#state.socket.write(`${line.replaceAll(/[\0\r\n]+/g, ' ')}\r\n`);
  }

  #hear(line: string, socket: Socket): void {
    const { from, command, words } = parsed(line);
    const { channel, onMessage, nick } = this.#options;
    const last = words.at(-1) ?? '';
    const isOurs = (name: string | undefined) => name?.toLowerCase() === this.#nick.toLowerCase();
    switch (command) {
      case 'PING':
        return this.#write(`PONG :${last}`);
      case 'PONG':
        return this.#waiting.get(last)?.resolve();
      case 'PRIVMSG':
        if (words[0]?.toLowerCase() === channel.toLowerCase() && !isOurs(from)) onMessage(from, last);
        return;
      case '001':
        this.#nick = words[0] ?? this.#nick;
        return this.#write(`JOIN ${channel}`);
      case '433': // Somebody has that nick: perhaps we ourselves, a moment ago.
        this.#nick = `${this.#nick}_`;
        if (this.#nick.length > nick.length + 4) socket.destroy();
        return this.#write(`NICK ${this.#nick}`);
      case 'NICK':
        if (isOurs(from)) this.#nick = last;
        return;
      case 'JOIN':
        if (!isOurs(from) || this.#state.is === 'away') return;
        this.#state = { is: 'in', socket };
        this.#attempts = 0;
        return console.log(`In ${channel} as ${this.#nick}`);
      case 'KICK':
        if (!isOurs(words[1])) return;
        // Not at once: somebody meant it.
        this.#attempts = 6;
        return void socket.destroy();
      case '403': // These three say that the line before did not reach the channel.
      case '404':
      case '442':
        if (this.#waiting.size > 0) return [...this.#waiting.values()][0]!.reject(new Error(`IRC: ${last}`));
    }
    // Any other refusal while we come in, as of a nick, a password or a channel: its sentence is for the owner.
    if (
      this.#state.is === 'entering' &&
      /^(4\d\d|ERROR)$/.test(command) &&
      !['422', '451'].includes(command)
    ) {
      console.error(`IRC: ${words.slice(command === 'ERROR' ? 0 : 1).join(' ')}`);
      socket.destroy();
    }
  }
}

function parsed(line: string): {
  readonly from: string;
  readonly command: string;
  readonly words: readonly string[];
} {
  const [, from = '', command = '', rest = ''] = /^(?:@\S* +)?(?::([^ !]*)\S* +)?(\S+)(.*)$/.exec(line) ?? [];
  const at = rest.indexOf(' :');
  const words = (at < 0 ? rest : rest.slice(0, at)).split(' ').filter((word) => word !== '');
  return { from, command: command.toUpperCase(), words: at < 0 ? words : [...words, rest.slice(at + 2)] };
}
