// Scenes of what opens over the conversation: menus, the emoji, the sheets.
import { ann, bo, entries, talk } from './evening.js';
import { conversation } from './server.js';
import { press, type, useTool, within } from './visitor.js';

export const opening = {
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
  removing: {
    title: 'Before it is deleted',
    play: conversation(talk),
    async then(chat) {
      await useTool(12, 2)(chat);
      await press('[role=menu] .danger')(chat);
    },
    alone: true,
    shows: '.danger + .item',
  },
  reacted: {
    title: 'Who has reacted',
    play: conversation(talk),
    async then(chat) {
      await useTool(2, 2)(chat);
      (await within(chat, '[role=menu] .item:nth-of-type(3)')).click();
    },
    alone: true,
    shows: '.reacted:popover-open',
  },
  picker: {
    title: 'All emoji',
    play: conversation(talk),
    then: press('[aria-haspopup=dialog]'),
    alone: true,
    shows: '.emoji-row button',
  },
  pickerMissing: {
    title: 'No such emoji',
    play: conversation(talk),
    async then(chat) {
      await press('[aria-haspopup=dialog]')(chat);
      await within(chat, '.emoji-row button');
      await type('bassoon', '.emoji-search input')(chat);
    },
    alone: true,
    shows: '.emoji-picker p',
  },
  people: {
    title: 'Who is here',
    play: conversation(talk),
    then: press('[data-sheet=people]'),
    alone: true,
    shows: '.person',
  },
  peopleMuted: {
    title: 'Who is muted',
    play: conversation(talk),
    chosen: {
      muted: [
        ['bo', 'Bo Lindqvist'],
        ['mara', 'Mara Lindqvist'],
      ],
    },
    then: press('[data-sheet=people]'),
    alone: true,
    shows: '.people-part',
  },
  peopleAlone: {
    title: 'Nobody else is here',
    play: conversation(entries([[ann, 'Hello?']]), { present: 1, here: [ann] }),
    then: press('[data-sheet=people]'),
    alone: true,
    shows: '.people-hint',
  },
  crowd: {
    title: 'Too many to be listed',
    play: conversation(talk, { present: 4_218, here: undefined }),
    then: press('[data-sheet=people]'),
    alone: true,
    shows: '.people-hint',
  },
  settings: {
    title: 'Settings',
    play: conversation(talk),
    then: press('[data-sheet=settings]'),
    alone: true,
    shows: '.choice',
  },
  settingsLoud: {
    title: 'Settings, with a sound',
    play: conversation(talk),
    chosen: { badge: true, sound: true },
    then: press('[data-sheet=settings]'),
    alone: true,
    shows: '.choice [type=range]',
  },
  blocked: {
    title: 'Notifications are blocked',
    play: conversation(talk),
    permission: 'denied',
    then: press('[data-sheet=settings]'),
    alone: true,
    shows: '.problem-line',
  },
  keys: {
    title: 'All keys',
    play: conversation(talk),
    async then(chat) {
      await press('[data-sheet=settings]')(chat);
      (await within(chat, '.keys dl')).scrollIntoView({ block: 'end' });
    },
    alone: true,
    shows: '.keys dl',
  },
};
