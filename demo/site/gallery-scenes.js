// The scenes of the gallery: what a server says in each, what a visitor then does, and what there is to see once
// it is all there. A scene that wants the keyboard's focus is shown alone.

const ann = { id: 'ann', name: 'Ann', role: 'guest' };
const bo = { id: 'bo', name: 'Bo Lindqvist', role: 'guest' };
const yusuf = { id: 'yusuf', name: 'Yusuf', role: 'member' };
const priya = { id: 'priya', name: 'Priya N.', role: 'moderator' };
const noa = { id: 'noa', name: 'נועה', role: 'guest' };
const mara = { id: 'mara', name: 'Mara Lindqvist', role: 'guest' };
const tomasz = { id: 'tomasz', name: 'Tomasz', role: 'guest' };

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

/** What anybody may, and what those may who keep the room. */
const may = ['post', 'reply', 'edit', 'remove', 'react', 'rename', 'roster', 'history'];
const keeps = [
  ...may,
  ...['pin', 'notice', 'remove-any', 'clear', 'mute', 'kick', 'ban', 'mode', 'review', 'bypass-mode'],
  'bypass-slow',
];

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

/** What comes while the reader is elsewhere. */
const news = [
  [bo, 'It starts'],
  [yusuf, 'Finally'],
  [priya, 'Quiet, please'],
].map(([from, text], index) => ({
  type: 'message',
  seq: talk.length + 1 + index,
  at: evening + (600 + index) * 1_000,
  draftId: `n${index}`,
  from,
  text,
}));

/** More at once than anybody could read. */
// Enough for a flood even where a second ends in the midst of it.
const flood = Array.from({ length: 500 }, (_, index) => ({
  type: 'message',
  seq: 5 + index,
  at: evening + 60_000 + index,
  draftId: `f${index}`,
  from: index % 2 === 0 ? bo : yusuf,
  text: `Goal number ${index + 1}!`,
}));

/** Everything that could break a line or a row. */
const hard = entries([
  [
    { id: 'x1', name: 'Wolfeschlegelsteinhausenbergerdo', role: 'moderator' },
    'Thirty-two letters are a name.',
  ],
  [bo, `https://www.example.com/${'a-path-without-an-end/'.repeat(9)}`],
  [yusuf, 'W'.repeat(140)],
  [noa, 'שלום ל-everybody, ביום 3.11 בשעה 20:00 ב-https://example.com/he'],
  [ann, { text: 'An answer to the one above', replyTo: 3 }],
  [bo, 'Many liked this one'],
  ...['👍', '❤️', '😂', '🎉', '🎧', '👀', '🙏', '🔥', '🥁', '🪗', '👩‍🚀', '🇸🇪'].map((emoji) => [
    yusuf,
    { type: 'reaction', ref: 6, emoji, on: true },
  ]),
  [priya, 'One\n\nwith empty lines\n\n\nbetween'],
  [ann, '> quoted, **bold _and slanted_**, `code`, ~~struck~~ and a link: https://例え.テスト/道'],
  [mara, 'Z̷̢̛a̸͎̅l̴̰̈́g̵̱̀o̷̤͝ ţ̸̛ȇ̵x̷͈̀t̴͉̾ ǐ̵s̷̺̈ ť̶o̸͓̍o̷̠͑ t̷͈́a̸͕͝l̷̥̈́l̴͚̀'],
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

/** Looks until it is there. */
const until = async (look) => {
  for (;;) {
    const found = look();
    if (found) return found;
    await new Promise(requestAnimationFrame);
  }
};

const within = (chat, selector) => until(() => chat.shadowRoot?.querySelector(selector));

const fieldOf = (chat) => within(chat, 'textarea');

const send =
  (...texts) =>
  async (chat) => {
    await fieldOf(chat);
    await chat.updateComplete;
    for (const text of texts) chat.send(text);
  };

const type = (text) => async (chat) => {
  const field = await fieldOf(chat);
  field.value = text;
  field.dispatchEvent(new InputEvent('input', { bubbles: true }));
};

const writeInFocus = (text) => async (chat) => {
  const field = await fieldOf(chat);
  field.focus();
  await type(text)(chat);
};

const press = (selector) => async (chat) => (await within(chat, selector)).click();

/** Presses one of the tools of a message. */
const useTool = (seq, number) => async (chat) => {
  (await within(chat, `[data-seq="${seq}"]`)).focus();
  const tools = await until(() => {
    const found = chat.shadowRoot.querySelectorAll('ws-chat-row-tools .tool');
    return found.length > 2 && found;
  });
  tools[number].click();
};

/** What no server says yet stands in the composer all the same. */
const closeField = (sentence, label) => async (chat) => {
  await fieldOf(chat);
  const composer = chat.shadowRoot.querySelector('ws-chat-composer');
  composer.closed = { sentence, ...(label && { action: { label, run: () => {} } }) };
};

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

const waiting = [
  [mara, 'Does anybody sell tickets for Saturday? Write to mara@example.com'],
  [tomasz, 'https://www.example.com/free-tickets, the first ten are for nothing, be quick'],
].map(([from, text], index) => ({ from, draftId: `h${index}`, at: evening, text }));

/** The room as those see it who keep it. */
const kept =
  (all, rest = {}) =>
  (message, say) => {
    if (message.type === 'hello') say(welcome(all, { you: priya, may: keeps, ...rest }));
    if (message.type !== 'moderate') return;
    const { draftId, act } = message;
    const restraints = [
      { kind: 'ban', subject: 'x9', by: 'moderator', until: Date.now() + 86_000_000 },
      { kind: 'mute', subject: 'bo', by: 'moderator' },
    ];
    const lists = act.do === 'list' && { held: { held: waiting }, restraints: { restraints } }[act.of];
    say({ type: 'moderated', draftId, ...lists });
  };

/** On a message, as the key does it. */
const pressOn = (seq, key) => async (chat) => {
  (await within(chat, `[data-seq="${seq}"]`)).focus();
  await within(chat, 'ws-chat-row-tools .tool');
  chat.shadowRoot
    .querySelector(`[data-seq="${seq}"]`)
    .dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true }));
};

const steps =
  (...all) =>
  async (chat) => {
    for (const step of all) await step(chat);
  };

const pinned = entries([
  [priya, 'The rules: be kind, and no recordings please.'],
  [bo, 'The doors open at nine. **Bring your own headphones**, there are only forty pairs.'],
  [priya, { type: 'pin', ref: 1, on: true }],
  [priya, { type: 'pin', ref: 2, on: true }],
  [yusuf, 'See you there'],
]);

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
  talk: { title: 'A conversation', play: conversation(talk), shows: '.row' },
  compact: {
    title: 'On lines of their own',
    play: conversation(talk),
    attributes: { density: 'compact' },
    shows: '.row',
  },
  hard: { title: 'Hard to lay out', play: conversation(hard), shows: '.reaction' },
  long: {
    title: 'A long message',
    play: conversation(
      entries([
        [bo, long],
        [ann, 'I see.'],
      ]),
    ),
    shows: '.unfold',
  },
  empty: {
    title: 'Nobody has spoken',
    play: conversation([], { present: 1, here: [ann] }),
    shows: '.notice h3',
  },
  loading: {
    title: 'On its way',
    play: () => {},
    // Whoever waits too long is told that nobody answers: before that, another one waits in its place.
    then(chat) {
      let current = chat;
      setInterval(() => {
        const next = current.cloneNode();
        next.setAttribute('server', `https://loading-${Date.now()}.gallery.invalid/`);
        current.replaceWith(next);
        current = next;
      }, 8_000);
    },
    shows: '.loading',
  },
  older: {
    title: 'More is on its way',
    play: conversation(talk.slice(0, 4), { more: true }),
    shows: '.edge',
  },
  gone: { title: 'Nobody answers', shows: '.link-button' },
  denied: { title: 'A page that is not allowed', shows: '.notice code' },
  full: { title: 'A room that is full', shows: '.link-button' },
  typing: {
    title: 'Others write',
    play: (message, say) => {
      if (message.type !== 'hello') return;
      say(welcome(talk.slice(0, 4)));
      const tell = () => say({ type: 'typing', who: [bo, yusuf] });
      tell();
      setInterval(tell, 4_000);
    },
    shows: '.writers',
  },
  comings: {
    title: 'Some come, some go',
    play: (message, say) => {
      if (message.type !== 'hello') return;
      say(welcome(talk.slice(0, 4)));
      setTimeout(() => say({ type: 'presence', count: 4, came: [mara, tomasz], gone: ['bo'] }), 500);
    },
    attributes: { 'presence-messages': 'all' },
    shows: '.aside',
  },
  unread: {
    title: 'News below',
    play: conversation(talk),
    async then(chat, say) {
      const scroller = await within(chat, '.scroller');
      scroller.scrollTop = 0;
      await within(chat, '.jump');
      say(...news);
    },
    shows: '.unread',
  },
  busy: {
    title: 'Too fast to be read',
    play: conversation(talk.slice(0, 4)),
    async then(chat, say) {
      await within(chat, '.row');
      say(...flood);
    },
    shows: '[data-skipped]',
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
    shows: '.row',
  },
  naming: {
    title: 'Asked for a name',
    play: conversation(talk.slice(0, 4)),
    attributes: { name: undefined },
    async then(chat) {
      await type('Hello from the harbour')(chat);
      await press('.send')(chat);
    },
    alone: true,
    shows: '.name-form input',
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
    shows: '.state-line button',
  },
  slow: {
    title: 'Refused for now',
    play: refusing({ kind: 'retry', sentence: 'That was quick. Wait 20 seconds.', retryAfterMs: 20_000 }),
    then: send('Too quick'),
    shows: '.outcome button',
  },
  refused: {
    title: 'Refused',
    play: refusing({ sentence: 'Links are not welcome in this room.' }),
    then: send('See https://spam.example'),
    shows: '.outcome button',
  },
  tooLong: {
    title: 'Too long',
    play: conversation(talk.slice(0, 4)),
    then: type('word '.repeat(420)),
    shows: '.problem',
  },
  kept: {
    title: 'Slow, and emoji only',
    play: conversation(talk.slice(0, 4), { may, mode: { slowSeconds: 30, emojiOnly: true } }),
    shows: '.mode span',
  },
  paused: {
    title: 'A pause',
    play: conversation(talk.slice(0, 4), {
      may,
      mode: { paused: { message: 'Back after the break.', until: Date.now() + 299_500 } },
    }),
    shows: '.closed ws-chat-wait span',
  },
  membersOnly: {
    title: 'Guests read along',
    play: conversation(talk.slice(0, 4), { may, mode: { membersOnly: true } }),
    shows: '.closed',
  },
  muted: {
    title: 'Muted',
    play: refusing({
      code: 'muted',
      kind: 'retry',
      sentence: 'You are muted in this room. You can write again in 10 minutes.',
      retryAfterMs: 600_000,
    }),
    then: send('And another thing'),
    shows: '.outcome ws-chat-wait span',
  },
  held: {
    title: 'Waits for a moderator',
    play: refusing({
      code: 'held',
      sentence: 'A moderator looks at this message before it is shown. You need not send it again.',
    }),
    then: send('Is this seat taken?'),
    shows: '.outcome button',
  },
  sentOff: {
    title: 'Sent off',
    play: (message, say, socket) => {
      if (message.type !== 'hello') return;
      say(welcome(talk.slice(0, 4)));
      setTimeout(() => socket.end(4010, 'Those who keep this room sent you off.'), 50);
    },
    shows: '.closed button',
  },
  pinned: {
    title: 'Something is pinned',
    play: conversation(pinned, { may }),
    shows: '.pin',
  },
  keeper: {
    title: 'For those who keep the room',
    play: kept(pinned, { mode: { slowSeconds: 10, holdAll: true } }),
    shows: '.held-count',
  },
  keeping: {
    title: 'What waits for a moderator',
    play: kept(talk),
    then: press('[data-sheet=held]'),
    alone: true,
    shows: '.held-acts',
  },
  keeperMenu: {
    title: 'More of what can be done',
    play: kept(talk),
    then: useTool(14, 2),
    alone: true,
    shows: 'ws-chat-row-tools [popover]:popover-open',
  },
  moderating: {
    title: 'Somebody is moderated',
    play: kept(talk),
    then: steps(useTool(10, 2), press('ws-chat-row-tools .item:nth-of-type(5)')),
    alone: true,
    shows: '.moderation:popover-open',
  },
  removing: {
    title: 'A message is removed',
    play: kept(talk),
    then: pressOn(10, 'Delete'),
    alone: true,
    shows: '.moderation:popover-open',
  },
  sweeping: {
    title: 'All of somebody is removed',
    play: kept(talk),
    then: steps(pressOn(10, 'Delete'), press('.moderation button:last-of-type')),
    alone: true,
    shows: '.moderation .reason',
  },
  muting: {
    title: 'Somebody is muted',
    play: kept(talk),
    then: pressOn(10, 'm'),
    alone: true,
    shows: '.moderation:popover-open',
  },
  banning: {
    title: 'Somebody is banned',
    play: kept(talk),
    then: pressOn(10, 'b'),
    alone: true,
    shows: '.moderation:popover-open',
  },
  keeperPeople: {
    title: 'Who is here, for moderators',
    play: kept(talk),
    then: press('[data-sheet=people]'),
    alone: true,
    shows: '.person',
  },
  keeperCommands: {
    title: 'Commands of moderators',
    play: kept(talk),
    then: writeInFocus('/'),
    alone: true,
    shows: '[role=option]',
  },
  slowMode: {
    title: 'A slow room',
    play: conversation(talk.slice(0, 4)),
    async then(chat) {
      await type('My next thought')(chat);
      chat.shadowRoot.querySelector('ws-chat-composer').waitUntil = performance.now() + 58_000;
    },
    shows: '.send[aria-disabled=true]',
  },
  signIn: {
    title: 'For members',
    play: conversation(talk.slice(0, 4)),
    then: closeField('Sign in to take part.', 'Sign in'),
    shows: '.closed button',
  },
  banned: {
    title: 'Shut out',
    play: conversation(talk.slice(0, 4)),
    then: closeField('You cannot write here until tomorrow.'),
    shows: '.closed',
  },
  answering: {
    title: 'An answer',
    play: conversation(talk),
    then: useTool(10, 1),
    alone: true,
    shows: '.about',
  },
  editing: {
    title: 'Said again, better',
    play: conversation(talk),
    async then(chat) {
      const field = await fieldOf(chat);
      await within(chat, '.row');
      field.focus();
      field.dispatchEvent(new KeyboardEvent('keydown', { key: 'ArrowUp', bubbles: true }));
    },
    alone: true,
    shows: '.about',
  },
  reacting: {
    title: 'An emoji for a message',
    play: conversation(talk),
    then: useTool(10, 0),
    alone: true,
    shows: 'ws-chat-row-tools [popover]:popover-open',
  },
  menu: {
    title: 'What can be done',
    play: conversation(talk),
    then: useTool(12, 2),
    alone: true,
    shows: 'ws-chat-row-tools [popover]:popover-open',
  },
  picker: {
    title: 'All emoji',
    play: conversation(talk),
    then: press('[aria-haspopup=dialog]'),
    alone: true,
    shows: '.emoji-row button',
  },
  mention: {
    title: 'Somebody is called',
    play: conversation(talk),
    then: writeInFocus('Good evening @'),
    alone: true,
    shows: '[role=option]',
  },
  shortcode: {
    title: 'An emoji by its name',
    play: conversation(talk),
    then: writeInFocus('So good :hea'),
    alone: true,
    shows: '[role=option]',
  },
  commands: {
    title: 'Commands',
    play: conversation(talk),
    then: writeInFocus('/'),
    alone: true,
    shows: '[role=option]',
  },
  people: {
    title: 'Who is here',
    play: conversation(talk),
    then: press('[data-sheet=people]'),
    alone: true,
    shows: '.person',
  },
  settings: {
    title: 'Settings',
    play: conversation(talk),
    then: press('[data-sheet=settings]'),
    alone: true,
    shows: '.choice',
  },
  readonly: {
    title: 'To be read only',
    play: conversation(talk),
    attributes: { mode: 'readonly' },
    shows: '.row',
  },
  overlay: {
    title: 'Over a picture',
    play: conversation(talk),
    attributes: { mode: 'overlay', theme: 'dark' },
    place: 'backdrop',
    shows: '.row',
  },
  replay: {
    title: 'Beside a recording',
    play: archive(talk.slice(1)),
    attributes: { replay: '', for: 'recording' },
    then: addRecording,
    place: 'beside',
    shows: '.row',
  },
  closed: {
    title: 'Floating, closed',
    play: (message, say) => {
      if (message.type !== 'hello') return;
      say(welcome(talk));
      setTimeout(() => say(...news), 50);
    },
    attributes: { mode: 'floating' },
    place: 'frame',
    shows: '.badge',
  },
  opened: {
    title: 'Floating, open',
    play: conversation(talk),
    attributes: { mode: 'floating', open: '' },
    place: 'frame tall',
    shows: '.row',
  },
  popout: {
    title: 'In a window of its own',
    play: conversation(talk),
    attributes: { mode: 'popout' },
    shows: '.launcher',
  },
  left: {
    title: 'It has ended',
    play: (message, say, socket) => {
      if (message.type !== 'hello') return;
      say(welcome(talk.slice(0, 4)));
      setTimeout(() => socket.end(4003), 50);
    },
    shows: '.closed',
  },
};
