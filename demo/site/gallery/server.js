// What the gallery's page says in the place of a server.
import { ann, bo, noa, priya, talk, yusuf } from './evening.js';

const limits = { frameBytes: 16_384, textCharacters: 2_000, nameCharacters: 32, pageEntries: 100 };
const capabilities = [
  ...['post', 'edit', 'remove', 'react', 'poll', 'vote', 'end-poll', 'pin', 'notice'],
  ...['history', 'rename', 'typing'],
];

export const welcome = (all, rest = {}) => ({
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

/** Welcomes, and answers nothing. */
export const conversation = (all, rest) => (message, say) => {
  if (message.type === 'hello') say(welcome(all, rest));
};

export const refusing = (refusal) => (message, say) => {
  if (message.type === 'hello') say(welcome(talk.slice(0, 4)));
  if (message.type === 'post')
    say({ type: 'refused', draftId: message.draftId, kind: 'final', code: 'refused', ...refusal });
};

/** A room that is read page by page. */
export const archive = (all) => (message, say) => {
  if (message.type === 'hello') say(welcome(all, { entries: [], more: true }));
  if (message.type !== 'history') return;
  const { before = Infinity, after = 0, limit } = message;
  const asked = all.filter(({ seq }) => seq > after && seq < before);
  const entries = message.before === undefined ? asked.slice(0, limit) : asked.slice(-limit);
  say({ ...message, type: 'page', entries, more: entries.length < asked.length });
};

/** What is said to who may not come in, by the scene. */
export const denials = {
  denied: {
    status: 403,
    code: 'origin',
    sentence:
      'This room is not open to pages of https://www.example.com. Its owner can allow them by --origin https://www.example.com.',
  },
  full: { status: 503, code: 'full', sentence: 'This room is full.', retryAfterMs: 30_000 },
};
