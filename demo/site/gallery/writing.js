// Scenes of writing: the field, what is offered there, and what became of what was written.
import { bo, talk, yusuf } from './evening.js';
import { conversation, refusing, welcome } from './server.js';
import { closeField, fieldOf, press, send, type, useTool, within, writeInFocus } from './visitor.js';

export const writing = {
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
  renaming: {
    title: 'Another name',
    play: conversation(talk.slice(0, 4)),
    then: press('.writing-as'),
    alone: true,
    shows: '.name-form input',
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
};
