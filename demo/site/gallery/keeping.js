// Scenes of how a room is kept: its modes, what becomes of a message, and what moderators see.
import { bo, entries, evening, mara, priya, talk, tomasz, yusuf } from './evening.js';
import { conversation, refusing, welcome } from './server.js';
import { press, send, steps, useTool, within, writeInFocus } from './visitor.js';

/** What anybody may, and what those may who keep the room. */
const may = ['post', 'reply', 'edit', 'remove', 'react', 'rename', 'report', 'roster', 'history'];
const keeps = [
  ...may,
  ...['pin', 'notice', 'remove-any', 'clear', 'mute', 'kick', 'ban', 'mode', 'review', 'undo'],
  ...['bypass-mode', 'bypass-slow'],
];

const waiting = [
  [mara, 'Does anybody sell tickets for Saturday? Write to mara@example.com'],
  [tomasz, 'https://www.example.com/free-tickets, the first ten are for nothing, be quick'],
].map(([from, text], index) => ({ from, draftId: `h${index}`, at: evening, text }));

const reported = [
  { id: 'r1', at: evening, from: yusuf, ref: 10, about: bo, reason: 'spam', text: 'The third time today' },
];

/** The room as those see it who keep it. */
const kept =
  (all, rest = {}) =>
  (message, say) => {
    if (message.type === 'hello')
      say(welcome(all, { you: priya, may: keeps, waiting: { held: 2, reports: 1 }, ...rest }));
    if (message.type !== 'moderate') return;
    const { draftId, act } = message;
    const restraints = [
      { kind: 'ban', subject: 'x9', by: 'moderator', until: Date.now() + 86_000_000 },
      { kind: 'mute', subject: 'bo', by: 'moderator' },
    ];
    const lists = { held: waiting, reports: reported, restraints };
    say({ type: 'moderated', draftId, ...(act.do === 'list' && { [act.of]: lists[act.of] }) });
  };

/** On a message, as the key does it. */
const pressOn = (seq, key) => async (chat) => {
  (await within(chat, `[data-seq="${seq}"]`)).focus();
  await within(chat, 'ws-chat-row-tools .tool');
  chat.shadowRoot
    .querySelector(`[data-seq="${seq}"]`)
    .dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true }));
};

const announced = [
  ...talk.slice(0, 4),
  ...[
    ['The recording will be here by Sunday.'],
    ['The doors close at ten: last drinks now.', 'warning'],
    ['Tonight we have Noa with us, ask her anything. https://example.com/noa', 'highlight'],
  ].map(([text, level], index) => ({
    type: 'notice',
    seq: talk[3].seq + 1 + index,
    at: talk[3].at + 60_000,
    draftId: `n${index}`,
    from: priya,
    text,
    level,
  })),
];

const pinned = entries([
  [priya, 'The rules: be kind, and no recordings please.'],
  [bo, 'The doors open at nine. **Bring your own headphones**, there are only forty pairs.'],
  [priya, { type: 'pin', ref: 1, on: true }],
  [priya, { type: 'pin', ref: 2, on: true }],
  [yusuf, 'See you there'],
]);

/** Everybody in turn, but for those who do not vote. */
const voted = (...options) =>
  [mara, tomasz, yusuf, bo, priya].flatMap((from, index) =>
    options[index] === undefined ? [] : [[from, { type: 'vote', ref: 2, option: options[index] }]],
  );

const asked = (...more) =>
  entries([
    [yusuf, 'What do we listen to first?'],
    [
      priya,
      {
        text: 'Which record opens the evening?',
        options: ['Kind of Blue', 'Blue Train', 'A Love Supreme, from the first note to the last'],
      },
    ],
    ...more,
  ]);

export const keeping = {
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
  silenced: {
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
  poll: {
    title: 'A poll',
    play: conversation(asked(...voted(0, 2, 2)), { may: [...may, 'vote'] }),
    shows: '.answer',
  },
  pollVoted: {
    title: 'A poll, and one’s vote',
    play: conversation(asked(...voted(0, 2, 2, 0, 2)), { may: [...may, 'vote'], you: bo }),
    shows: '.answer progress',
  },
  pollEnded: {
    title: 'A poll that has ended',
    play: conversation(asked(...voted(0, 2, 2, 1, 2), [priya, { type: 'poll-end', ref: 2 }]), {
      may: [...may, 'vote'],
      you: bo,
    }),
    shows: '.answer progress',
  },
  notices: {
    title: 'The room itself says something',
    play: conversation(announced, { may }),
    shows: '.announcement.highlight',
  },
  shielded: {
    title: 'Under the raid shield',
    play: conversation(talk.slice(0, 4), {
      may,
      mode: { shield: { since: evening, until: evening + 1_800_000, slowSeconds: 30, cause: 'joins' } },
    }),
    shows: '.mode span',
  },
  reporting: {
    title: 'A message is reported',
    play: conversation(talk, { may }),
    then: steps(useTool(10, 2), press('ws-chat-row-tools .item:last-of-type')),
    alone: true,
    shows: '.report:popover-open',
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
  removingAny: {
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
  undoing: {
    title: 'Done, and to be undone',
    play: kept(talk),
    then: steps(pressOn(10, 'm'), press('.moderation [data-first]')),
    alone: true,
    shows: '.toast-act',
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
};
