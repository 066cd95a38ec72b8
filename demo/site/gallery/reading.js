// Scenes of the list: what was said, what of it is not there yet, and where in it the reader is.
import { ann, bo, entries, flood, hard, long, mara, news, talk, tomasz } from './evening.js';
import { conversation, welcome } from './server.js';
import { press, within } from './visitor.js';

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
    play: conversation(talk.slice(0, 4), { more: true }),
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
      const scroller = await within(chat, '.scroller');
      scroller.scrollTop = 0;
      await within(chat, '.jump');
      say(...news);
    },
    shows: '.unread',
  },
  called: {
    title: 'News below, for the reader',
    play: conversation(talk),
    async then(chat, say) {
      const scroller = await within(chat, '.scroller');
      scroller.scrollTop = 0;
      await within(chat, '.jump');
      say(...news.slice(0, 2), { ...news[2], text: '@Ann, did you bring the headphones?' });
    },
    shows: '.calling',
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
  muted: {
    title: 'Somebody is muted',
    play: conversation(talk),
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
