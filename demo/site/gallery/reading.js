// Scenes of the list: what was said, what of it is not there yet, and where in it the reader is.
import {
  ann,
  bo,
  entries,
  flood,
  goals,
  hard,
  long,
  mara,
  news,
  priya,
  talk,
  tomasz,
  yusuf,
} from './evening.js';
import { conversation, welcome } from './server.js';
import { press, scrollTo, to, toTop, within } from './visitor.js';

/** The same talk, five thousand messages on. */
const muchLater = talk.map((one) => ({
  ...one,
  seq: one.seq + 5_000,
  ...(one.ref && { ref: one.ref + 5_000 }),
  ...(one.replyTo && { replyTo: one.replyTo + 5_000 }),
}));

export const reading = {
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
    play: conversation(talk, { more: true }),
    then: (chat) => scrollTo(chat, toTop),
    shows: '.edge',
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
      await scrollTo(chat, toTop);
      say(...news);
    },
    shows: '.unread',
  },
  called: {
    title: 'News below, for the reader',
    play: conversation(talk),
    async then(chat, say) {
      await scrollTo(chat, toTop);
      say(...news.slice(0, 2), { ...news[2], text: '@Ann, did you bring the headphones?' });
    },
    shows: '.calling',
  },
  busy: {
    title: 'Too fast to be read',
    play: conversation(talk.slice(0, 4)),
    async then(chat, say) {
      await within(chat, '.row');
      for (let number = 0; ; number++) {
        say(...goals(number));
        // Once it is taken for busy, less will do.
        await new Promise((resolve) => setTimeout(resolve, number < 60 ? 40 : 150));
      }
    },
    shows: '.pause',
  },
  flood: {
    title: 'Too many to be shown',
    play: conversation(talk.slice(0, 4)),
    async then(chat, say) {
      await within(chat, '.row');
      say(...flood);
      await scrollTo(chat, to('[data-skipped]'));
    },
    shows: '[data-skipped]',
  },
  skipped: {
    title: 'Away too long',
    play: (message, say, socket) => {
      if (message.type !== 'hello') return;
      if (message.since) return say(welcome(muchLater, { why: 'too-far', more: true }));
      say(welcome(talk.slice(0, 4)));
      setTimeout(() => socket.end(4201), 50);
    },
    then: (chat) => scrollTo(chat, to('[part=skipped]')),
    shows: '[part=skipped]',
  },
  muted: {
    title: 'Somebody is muted',
    play: conversation(
      entries([
        [yusuf, 'The first record is from Gothenburg, 1931.'],
        ...['First!', 'FIRST', 'Did you hear? First!!'].map((text) => [bo, text]),
        [priya, 'Please, one thing at a time.'],
        [bo, 'And last!'],
      ]),
    ),
    chosen: { muted: [['bo', 'Bo Lindqvist']] },
    shows: '[part=muted]',
  },
  missing: {
    title: 'An answer to what is gone',
    play: conversation(entries([[bo, { text: 'What was that?', replyTo: 400 }]])),
    async then(chat) {
      // What it says goes by itself.
      for (;;) {
        await press('.quote')(chat);
        await new Promise((resolve) => setTimeout(resolve, 3_000));
      }
    },
    shows: '.toast:not(:empty)',
  },
};
