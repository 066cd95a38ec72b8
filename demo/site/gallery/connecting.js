// Scenes of the connection: on its way, cut, refused, ended.
import { ann, talk } from './evening.js';
import { conversation, welcome } from './server.js';
import { send, type } from './visitor.js';

/** Welcomes once, and is gone then. */
const tunnel = (message, say, socket) => {
  if (message.type !== 'hello') return;
  if (message.since) return socket.end();
  say(welcome(talk.slice(0, 4)));
  setTimeout(() => socket.end(), 50);
};

export const connecting = {
  gone: { title: 'Nobody answers', shows: '.link-button' },
  denied: { title: 'A page that is not allowed', shows: '.notice code' },
  full: { title: 'A room that is full', shows: '.link-button' },
  waiting: {
    title: 'Written in a tunnel',
    play: tunnel,
    then: send('Written in the tunnel', 'and one more'),
    shows: '.state-line button',
  },
  waitingMany: {
    title: 'No more can wait',
    // Of all that it is told, this server takes nothing.
    play: conversation(talk.slice(0, 4)),
    async then(chat) {
      await send(...Array.from({ length: 20 }, (_, index) => `Message ${index + 1} of the evening`))(chat);
      await type('One more')(chat);
    },
    shows: '.problem',
  },
  estranged: {
    title: 'Somebody else by now',
    play: (message, say, socket) => {
      // It comes back at once, and does not know the visitor.
      if (message.type === 'post') return socket.end(4201);
      if (message.type !== 'hello') return;
      const other = { ...ann, id: 'ann-again' };
      say(welcome(talk.slice(0, 4), message.since && { you: other, resumed: true, entries: [] }));
    },
    then: send('Did this get through?'),
    shows: '.outcome button',
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
