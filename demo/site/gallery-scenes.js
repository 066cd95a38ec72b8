// The scenes of the gallery: what a server says in each, and what a visitor then does.

const ann = { id: 'ann', name: 'Ann', role: 'guest' };
const bo = { id: 'bo', name: 'Bo Lindqvist', role: 'guest' };
const yusuf = { id: 'yusuf', name: 'Yusuf', role: 'member' };
const priya = { id: 'priya', name: 'Priya N.', role: 'moderator' };
const noa = { id: 'noa', name: 'נועה', role: 'guest' };

const limits = { frameBytes: 16_384, textCharacters: 2_000, nameCharacters: 32, pageEntries: 100 };
const capabilities = ['post', 'edit', 'remove', 'react', 'pin', 'notice', 'history', 'rename', 'typing'];

/** This evening at ten past six, so that pictures look the same on every day. */
const evening = new Date().setHours(18, 10, 0, 0);

function entries(lines) {
  return lines.map(([from, what], index) => {
    const seq = index + 1;
    const at = evening + (what.after ?? index * 20) * 1_000;
    const common = { type: 'message', seq, at, draftId: `d${seq}`, from };
    return typeof what === 'string' ? { ...common, text: what } : { ...common, ...what };
  });
}

const welcome = (all, rest = {}) => ({
  type: 'welcome',
  you: ann,
  token: 'gallery',
  room: 'gallery',
  epoch: 'gallery',
  head: all.at(-1)?.seq ?? 0,
  limits,
  capabilities,
  present: 5,
  here: [ann, bo, yusuf, priya, noa],
  resumed: false,
  why: 'fresh',
  entries: all,
  more: false,
  ...rest,
});

const talk = entries([
  [bo, { text: 'Did anyone catch the name of the first record?', after: -86_000 }],
  [yusuf, 'Nils Frahm, **Says**. The long one.'],
  [yusuf, 'It is on https://www.example.com/records/says if you want to hear it again'],
  [ann, { text: 'Thank you!', replyTo: 2 }],
  [priya, { type: 'reaction', ref: 2, emoji: '❤️', on: true }],
  [ann, { type: 'reaction', ref: 2, emoji: '❤️', on: true }],
  [bo, { type: 'reaction', ref: 2, emoji: '🎧', on: true }],
  [noa, 'ערב טוב מתל אביב'],
  [priya, { type: 'notice', text: 'The news at seven come ten minutes late tonight.' }],
  [bo, '@Ann are you coming on Saturday?'],
  [ann, 'Yes, and I bring the *good* headphones'],
  [ann, 'what shall I play'],
  [ann, { type: 'edit', ref: 12, text: 'What shall I play?' }],
  [yusuf, '🎉🎉'],
  [bo, 'Something that nobody can dance to'],
  [bo, { type: 'removal', ref: 15 }],
  [priya, 'Try `--slow`, it works for me:\n```\nplay --slow "Says"\n```'],
]);

const long = 'A long message, as people write them when they have thought for a while. '.repeat(18);

/** Welcomes, and takes everything as a good server does. */
const conversation = (all, rest) => (message, say) => {
  if (message.type === 'hello') say(welcome(all, rest));
};

const refusing = (refusal) => (message, say) => {
  if (message.type === 'hello') say(welcome(talk.slice(0, 4)));
  if (message.type === 'post')
    say({ type: 'refused', draftId: message.draftId, kind: 'final', code: 'refused', ...refusal });
};

const whenLive = (run) => (chat) => {
  const look = () => {
    if (chat.shadowRoot?.querySelector('textarea, .row')) void chat.updateComplete.then(() => run(chat));
    else setTimeout(look, 30);
  };
  look();
};

const send = (...texts) => whenLive((chat) => texts.forEach((text) => chat.send(text)));

const type = (text) =>
  whenLive((chat) => {
    const field = chat.shadowRoot.querySelector('textarea');
    field.value = text;
    field.dispatchEvent(new InputEvent('input', { bubbles: true }));
  });

/** A recording in which nothing is heard. */
function silence(seconds) {
  const rate = 3_000;
  const samples = seconds * rate;
  const header = new DataView(new ArrayBuffer(44));
  const numbers = [0x52494646, 36 + samples, 0x57415645, 0x666d7420, 16, 0x10001, rate, rate, 0x80001];
  // The marks between the numbers are letters, which stand the other way round.
  [...numbers, 0x64617461, samples].forEach((number, index) =>
    header.setUint32(index * 4, number, ![0, 2, 3, 9].includes(index)),
  );
  const data = new Uint8Array(samples).fill(128);
  return URL.createObjectURL(new Blob([header, data], { type: 'audio/wav' }));
}

/** A room that is read page by page. */
const archive = (all) => (message, say) => {
  if (message.type === 'hello') say(welcome(all, { entries: [], more: true }));
  if (message.type !== 'history') return;
  const { before = Infinity, after = 0, limit } = message;
  const asked = all.filter(({ seq }) => seq > after && seq < before);
  const entries = message.before === undefined ? asked.slice(0, limit) : asked.slice(-limit);
  say({ ...message, type: 'page', entries, more: entries.length < asked.length });
};

/** Puts the recording of the replay beside it. */
function addRecording(chat) {
  const audio = document.createElement('audio');
  Object.assign(audio, { id: 'recording', controls: true, src: silence(360) });
  audio.currentTime = 290;
  chat.parentElement.before(audio);
}

export const denials = {
  denied: {
    status: 403,
    code: 'origin',
    sentence:
      'This room is not open to pages of https://www.example.com. Its owner can allow them by --origin https://www.example.com.',
  },
  full: { status: 503, code: 'full', sentence: 'This room is full.', retryAfterMs: 30_000 },
};

export const scenes = {
  talk: { title: 'A conversation', play: conversation(talk) },
  empty: { title: 'Nobody has spoken', play: conversation([], { present: 1, here: [ann] }) },
  loading: { title: 'On its way', play: () => {} },
  gone: { title: 'Nobody answers' },
  denied: { title: 'A page that is not allowed' },
  full: { title: 'A room that is full' },
  typing: {
    title: 'Others write',
    play: (message, say) => {
      if (message.type !== 'hello') return;
      say(welcome(talk.slice(0, 4)));
      const tell = () => say({ type: 'typing', who: [bo, yusuf] });
      tell();
      setInterval(tell, 4_000);
    },
  },
  naming: {
    title: 'Asked for a name',
    play: conversation(talk.slice(0, 4)),
    attributes: { name: undefined },
    then: type('Hello from the harbour'),
  },
  waiting: {
    title: 'Written in a tunnel',
    play: (message, say, socket) => {
      if (message.type !== 'hello') return;
      if (message.since) return socket.end();
      say(welcome(talk.slice(0, 4)));
      setTimeout(() => socket.end(), 50);
    },
    then: send('Written in the tunnel', 'and one more'),
  },
  slow: {
    title: 'Refused for now',
    play: refusing({ kind: 'retry', sentence: 'That was quick. Wait 20 seconds.', retryAfterMs: 20_000 }),
    then: send('Too quick'),
  },
  refused: {
    title: 'Refused',
    play: refusing({ sentence: 'Links are not welcome in this room.' }),
    then: send('See https://spam.example'),
  },
  tooLong: { title: 'Too long', play: conversation(talk.slice(0, 4)), then: type('word '.repeat(420)) },
  long: {
    title: 'A long message',
    play: conversation(
      entries([
        [bo, long],
        [ann, 'I see.'],
      ]),
    ),
  },
  skipped: {
    title: 'Away too long',
    play: conversation(
      talk.map((one) => ({
        ...one,
        seq: one.seq + 5_000,
        ...(one.ref && { ref: one.ref + 5_000 }),
        ...(one.replyTo && { replyTo: one.replyTo + 5_000 }),
      })),
      { why: 'too-far', more: true },
    ),
  },
  readonly: { title: 'To be read only', play: conversation(talk), attributes: { mode: 'readonly' } },
  overlay: {
    title: 'Over a picture',
    play: conversation(talk),
    attributes: { mode: 'overlay', theme: 'dark' },
    place: 'backdrop',
  },
  replay: {
    title: 'Beside a recording',
    play: archive(talk.slice(1)),
    attributes: { replay: '', for: 'recording' },
    then: addRecording,
    place: 'beside',
  },
  closed: {
    title: 'Floating, closed',
    play: conversation(talk),
    attributes: { mode: 'floating' },
    place: 'frame',
  },
  popout: { title: 'In a window of its own', play: conversation(talk), attributes: { mode: 'popout' } },
  left: {
    title: 'It has ended',
    play: (message, say, socket) => {
      if (message.type !== 'hello') return;
      say(welcome(talk.slice(0, 4)));
      setTimeout(() => socket.end(4003), 50);
    },
  },
};
