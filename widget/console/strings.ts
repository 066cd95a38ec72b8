// What the console says. It speaks English; what a server refuses comes with the server's own sentence.
import type { WebhookState } from '../../protocol/console.ts';
import type { Role } from '../../protocol/server-messages.ts';
import type { DefaultView, RoomView } from './address.ts';
import type { WishKind } from './elements/wish.ts';
import type { RuleName, RuleState } from './rules.ts';

const numbers = new Intl.NumberFormat('en');
const minute = 60_000;
const hour = 60 * minute;
const day = 24 * hour;

function counted(count: number, one: string, many: string): string {
  return `${numbers.format(count)} ${count === 1 ? one : many}`;
}

/** A round time, as `10 minutes`. */
function lasting(ms: number): string {
  if (ms < minute) return counted(Math.round(ms / 1_000), 'second', 'seconds');
  if (ms < hour) return counted(Math.round(ms / minute), 'minute', 'minutes');
  return ms < day
    ? counted(Math.round(ms / hour), 'hour', 'hours')
    : counted(Math.round(ms / day), 'day', 'days');
}

const roleNames: Readonly<Record<Role, string>> = {
  owner: 'Owner',
  moderator: 'Moderator',
  member: 'Member',
  guest: 'Guest',
};

const roleGroups: Readonly<Record<Role, string>> = {
  owner: 'Owners',
  moderator: 'Moderators',
  member: 'Members',
  guest: 'Everybody',
};

const capabilityNames: Readonly<Record<string, string>> = {
  post: 'Write messages',
  reply: 'Answer messages',
  link: 'Post links',
  'image-link': 'Post links to pictures',
  'mention-all': 'Call everybody',
  edit: 'Edit their own messages',
  remove: 'Remove their own messages',
  react: 'React',
  rename: 'Change their name',
  roster: 'See who is here',
  history: 'See what was said before',
  report: 'Report messages',
  vote: 'Vote in polls',
  commands: 'Use commands',
  'bypass-slow': 'Skip slow mode',
  'bypass-mode': 'Write in closed and paused rooms',
  'bypass-rules': 'Skip the rules for texts',
  pin: 'Pin messages',
  notice: 'Announce',
  poll: 'Hold polls',
  'remove-any': 'Remove other people’s messages',
  clear: 'Empty the room',
  mute: 'Mute',
  kick: 'Send out',
  ban: 'Ban',
  mode: 'Slow, close and pause the room, raise the raid shield',
  review: 'Decide on held messages and on reports',
  undo: 'Undo acts',
  audit: 'Read the log of acts',
  search: 'Search what was said',
  export: 'Take messages along as a file',
  erase: 'Erase a person',
  settings: 'See permissions and rules',
  permissions: 'Change permissions',
  rules: 'Change rules for texts',
  retention: 'Change how long messages are kept',
  webhooks: 'See webhooks, and have them told again',
  staff: 'Add and remove staff',
};

/** As a sentence says it between who did it and whom it was done to; two where it may have been done to nobody. */
const acts: Readonly<Record<string, string | readonly [toSomebody: string, alone: string]>> = {
  remove: ['removed a message of', 'removed a message'],
  'remove-all': 'removed what was written by',
  clear: 'emptied the room',
  mute: 'muted',
  'shadow-mute': 'quietly muted',
  unmute: 'unmuted',
  kick: 'sent out',
  ban: 'banned',
  'ban-narrow-network': 'banned, with their network,',
  'ban-wide-network': 'banned, with all around their network,',
  unban: 'unbanned',
  'ban-by-phrase': ['banned, for a phrase,', 'banned everybody who said a phrase'],
  'ban-by-joining': ['banned, for coming together,', 'banned everybody who came in some time'],
  mode: 'changed how the room is kept',
  shield: 'put up the raid shield',
  'shield-end': 'took down the raid shield',
  undo: ['undid what was done to', 'undid an act'],
  approve: 'let in a message of',
  decline: 'turned down a message of',
  resolve: ['resolved a report about', 'resolved a report'],
  dismiss: ['dismissed a report about', 'dismissed a report'],
  pin: ['pinned a message of', 'pinned a message'],
  notice: 'announced something',
  poll: 'asked something',
  'end-poll': 'ended a poll of',
  permissions: 'changed permissions',
  rules: 'changed rules for texts',
  retention: 'changed how long messages are kept',
  'letter-retried': 'had a webhook told again',
  export: ['took along the messages of', 'took messages along'],
  erase: 'erased',
  'signed-in': 'signed in',
  'staff-added': 'added to the staff',
  'staff-linked': 'made a new link for',
  'staff-revoked': 'removed from the staff',
};

const views: Readonly<Record<RoomView | DefaultView, string>> = {
  talk: 'Live',
  held: 'Waiting',
  reports: 'Reports',
  people: 'Bans and mutes',
  search: 'Search',
  audit: 'Log',
  permissions: 'Permissions',
  rules: 'Words and links',
  settings: 'Settings',
};

const languages: Readonly<Record<string, string>> = {
  '': 'As the page',
  en: 'English',
  ar: 'العربية',
  de: 'Deutsch',
  es: 'Español',
  fr: 'Français',
  he: 'עברית',
  ja: '日本語',
  pt: 'Português',
};

export const strings = {
  console: 'Chat console',
  number: (count: number) => numbers.format(count),
  role: (role: Role) => roleNames[role],
  roles: (role: Role) => roleGroups[role],
  you: 'You',
  loading: 'One moment…',
  failed: 'That did not work. Try again in a moment.',
  unreachable: 'The server does not answer. Check your connection, and try again.',
  tryAgain: 'Try again',
  done: 'Done.',
  undo: 'Undo',
  undone: 'It is undone.',
  saved: 'Saved. It holds from now on.',
  save: 'Save',
  allSaved: 'Everything is saved.',
  undoChanges: 'Undo changes',
  leaveIt: 'Cancel',
  showMore: 'Show more',
  showOlder: 'Show older ones',
  filter: 'Show',
  everything: 'Everything',
  copy: 'Copy',
  copied: 'Copied',
  nameOrId: 'Name or id',
  withKey: (label: string, key: string) => `${label} (${key.toUpperCase()})`,
  moreOf: 'More…',

  signingIn: 'Signing in…',
  signInHint: 'You come in by a link that is made for you. It is good once; this browser then remembers you.',
  ownerWay: 'You run this server',
  ownerWayHint: 'It prints your link when it first starts. Another one is made by',
  moderatorWay: 'You help to keep the chat',
  moderatorWayHint: 'Ask its owner for a link. They make one under Staff.',
  welcomeOwner: 'This chat is yours',
  welcomeOwnerHint:
    'What are you called? People see this name when you write, and it stands in the log of acts.',
  yourName: 'Your name',
  comeIn: 'Come in',
  signOut: 'Sign out',
  otherTheme: 'Light or dark',

  rooms: 'Rooms',
  room: 'Room',
  allRooms: 'All rooms',
  allRoomsShort: 'Defaults',
  filterRooms: 'Find a room',
  noRooms: 'No rooms',
  noRoomsHint: 'A room is there once somebody has written in it.',
  noRoomsNamed: 'No room has that in its name.',
  moreRooms: 'More rooms',
  closedRoom: 'Closed',
  here: 'here',
  postsLastHour: 'messages, last hour',
  refusedLastHour: 'refused',
  waitingCount: 'waiting',
  entriesCount: 'entries in all',
  postsPlot: (sum: number) => `Messages a minute in the last hour: ${numbers.format(sum)} in all`,
  refusedPlot: (sum: number) => `Refusals a minute in the last hour: ${numbers.format(sum)} in all`,

  view: (view: RoomView | DefaultView) => views[view],
  viewsOf: (room: string) => `Views of ${room}`,
  notForYou: 'This is for others',
  notForYouHint: 'Your role may not look at it in this room. An owner of this chat can change that.',
  presentCount: (count: number) => `${numbers.format(count)} here`,
  linkLost: 'The connection is lost. What you do now is done once it is back.',
  linkEnded: 'The connection has ended.',
  talkIn: (room: string) => `What is said in ${room}`,
  loadingOlder: 'Loading older messages…',
  beginning: 'This is where it begins',
  nothingSaid: 'Nothing was said here yet',
  toNewest: 'To the newest',
  aboutRoom: 'About this room',
  whoIsHere: 'Here now',
  crowd: 'They are too many to name. Find them by what they write.',
  send: 'Send',
  sayAs: 'Say it as',
  sayAsMessage: 'Message',
  sayAsNotice: 'Announcement',
  sayAsWarning: 'Warning',
  sayAsHighlight: 'Highlight',
  sayTo: (room: string) => `Message ${room}`,
  announce: 'Announce something to everybody',

  roomMode: 'Room mode',
  slowMode: 'Slow mode',
  off: 'Off',
  oneEvery: (seconds: number) => `one in ${lasting(seconds * 1_000)}`,
  slowBy: (seconds: number) => `Slow: one in ${lasting(seconds * 1_000)}`,
  membersOnly: 'Members only',
  emojiOnly: 'Emoji only',
  readOnly: 'Read only',
  holdAll: 'Hold everything',
  paused: 'Paused',
  modeHint: (mode: 'membersOnly' | 'emojiOnly' | 'readOnly' | 'holdAll') =>
    ({
      membersOnly: 'Guests read',
      emojiOnly: 'No words',
      readOnly: 'Nobody but staff writes',
      holdAll: 'Each message waits for you',
    })[mode],
  pauseTheRoom: 'Pause the room',
  pauseMessage: 'What people read meanwhile',
  pause: 'Pause',
  goOn: 'Go on now',
  pausedUntil: (until: number | undefined) =>
    until === undefined
      ? 'Paused'
      : `Paused until ${new Intl.DateTimeFormat(undefined, { hour: '2-digit', minute: '2-digit' }).format(until)}`,

  shield: 'Raid shield',
  shieldHint:
    'Against many at once: guests wait longer and post no links, newcomers do some work first and are held. It comes down by itself.',
  raiseShield: 'Put it up',
  shieldUp: (until: string) => `It is up until ${until}`,
  shieldCause: (cause: string) =>
    ({ hand: 'Put up by hand.', joins: 'Many new guests came.', refusals: 'Much was refused.' })[cause] ?? '',
  shieldDown: 'Take it down',
  undoRaid: (since: string) => ({
    title: `Remove what was said since ${since}?`,
    text: `Everything that people below your rank wrote since ${since} is removed for everyone, and what waits of them is turned down. It can be undone for ten minutes.`,
    button: 'Remove it',
  }),
  banRaiders: (since: string) => ({
    title: `Ban who came since ${since}?`,
    text: `Everybody below your rank who came here for the first time since ${since} is banned until that is lifted. It can be undone for ten minutes.`,
    button: 'Ban them',
  }),
  banWhoSaid: 'Ban everybody who said',
  banPhrase: (phrase: string) => ({
    title: `Ban everybody who said “${phrase}”?`,
    text: 'Case, accents and look-alikes do not count. They are banned until that is lifted. It can be undone for ten minutes.',
    button: 'Ban them',
  }),
  bannedSo: (count: number, isMore = false) =>
    `${counted(count, 'person is', 'people are')} banned.${isMore ? ' There may be more: do the same again.' : ''}`,

  remove: 'Remove',
  mute: 'Mute',
  ban: 'Ban',
  pin: 'Pin',
  unpin: 'Unpin',
  more: 'More',
  actsOn: (name: string) => `What can be done about this message by ${name}`,
  actOnPerson: (kind: 'mute' | 'ban' | 'more', name: string) =>
    ({ mute: `Mute ${name}`, ban: `Ban ${name}`, more: `More about ${name}` })[kind],
  actTitle: (kind: WishKind, name: string) =>
    ({
      remove: `Remove this message by ${name}?`,
      mute: `Mute ${name}?`,
      ban: `Ban ${name}?`,
      pin: name,
      more: name,
      kick: `Send ${name} out?`,
      shadow: `Mute ${name} without telling them?`,
      'remove-all': `Remove what ${name} wrote?`,
    })[kind],
  actButton: (kind: WishKind) =>
    ({
      remove: 'Remove',
      mute: 'Mute',
      ban: 'Ban',
      pin: 'Pin',
      more: 'More',
      kick: 'Send out',
      shadow: 'Mute quietly',
      'remove-all': 'Remove all of theirs',
    })[kind],
  actHint: (kind: WishKind) =>
    ({
      remove: '',
      mute: 'They read, but cannot write.',
      ban: 'They are out, and stay out.',
      pin: '',
      more: '',
      kick: 'They are out, and may come back.',
      shadow: 'They are not told; nobody sees what they write.',
      'remove-all': 'Everything they wrote in some time.',
    })[kind],
  removeHint: 'Its text is gone for everyone.',
  removedSo: (count: number, isMore = false) =>
    `${counted(count, 'message was', 'messages were')} removed.${isMore ? ' There may be more: do the same again.' : ''}`,
  howLong: 'For how long',
  howFarBack: 'How far back',
  lasting: (ms: number | undefined) => (ms === undefined ? 'Until lifted' : lasting(ms)),
  since: (ms: number | undefined) => (ms === undefined ? 'All' : `Last ${lasting(ms).replace(/^1 /, '')}`),
  why: 'Why',
  whyHint: 'for the log of acts; may be left empty',
  network: 'Where they come from',
  networkHint: 'A new guest from there is held back too. Others may share it.',
  networkNone: 'Only this person',
  networkNarrow: 'And their network',
  networkWide: 'And all around it',
  alsoRemove: 'Also remove what they wrote',
  alsoRemoveNothing: 'Nothing',
  findTheirs: 'Find what they wrote',
  keptOfThem: 'What is kept of them: take along or erase',

  heldKeys: 'Arrows go from one to the next; A lets it in, D turns it down, M mutes and B bans who wrote it.',
  nothingWaits: 'Nothing waits',
  nothingWaitsHint: 'Messages that a rule holds back come here first.',
  approve: 'Let in',
  decline: 'Turn down',
  anEdit: 'Edit of a message',

  nothingReported: 'No reports',
  nothingReportedHint: 'What visitors report to you comes here.',
  reportKeys:
    'Arrows go from one to the next; R resolves it, I lets it be; D removes the message, M mutes and B bans who wrote it.',
  reportOf: (name: string) => `A message by ${name}`,
  reportReason: (reason: string) =>
    ({ spam: 'Spam', abuse: 'Abuse', danger: 'Danger to somebody', other: 'Something else' })[reason] ??
    reason,
  reportedBy: 'Reported by',
  reportedUnheld: 'It is further back than what is held here.',
  reportedGone: 'It is removed.',
  resolve: 'Resolved',
  dismiss: 'Let it be',
  reportSettled: (act: 'resolve' | 'dismiss') =>
    ({ resolve: 'The report is resolved.', dismiss: 'The report is dismissed.' })[act],

  kindOfRestraint: 'Show',
  restraints: (kind: 'ban' | 'mute' | 'shadow' | '') =>
    ({ '': 'Everybody', ban: 'Bans', mute: 'Mutes', shadow: 'Quiet mutes' })[kind],
  restraint: (kind: 'ban' | 'mute' | 'shadow') => ({ ban: 'Ban', mute: 'Mute', shadow: 'Quiet mute' })[kind],
  nobodyHeldBack: 'Nobody is held back',
  nobodyHeldBackHint: 'Bans and mutes of this room are listed here until they end.',
  aNetwork: 'A network',
  byRole: (role: Role) => `by a ${roleNames[role].toLowerCase()}`.replace('a owner', 'an owner'),
  untilLifted: 'until lifted',
  untilTime: (time: string) => `until ${time}`,
  lift: 'Lift',
  lifted: 'Lifted.',

  search: 'Search',
  searchText: 'Text',
  searchWho: 'Who',
  searchWhoHint: 'Id, or part of a name',
  searchHint:
    'Looks through everything that is kept of this room, the newest first. Arrows go from one to the next; D removes it, M mutes and B bans who wrote it.',
  searching: 'Looking…',
  searchFurther: 'Look further back',
  nothingFound: 'Nothing was found',
  nothingFoundHint: 'Case does not count. What was removed or erased is not found any more.',
  foundSo: (count: number, isMore: boolean) =>
    `${counted(count, 'message', 'messages')} found${isMore ? ' so far' : ''}.`,
  entryKind: (kind: string) => ({ edit: 'Edited to this', notice: 'Announcement' })[kind] ?? kind,

  auditAct: 'What',
  auditBy: 'By whom',
  auditWhom: 'Whom',
  auditSince: 'From',
  auditUntil: 'Until',
  auditActs: (act: string, isToSomebody = false) => {
    const said = acts[act] ?? act;
    return typeof said === 'string' ? said : said[isToSomebody ? 0 : 1];
  },
  theServer: 'The server',
  andOthers: (count: number) => `and ${counted(count, 'other', 'others')}`,
  nothingDone: 'Nothing of that kind',
  nothingDoneHint: 'Every act of those who keep the chat is noted here for good.',

  capability: 'What',
  capabilityName: (name: string) => capabilityNames[name] ?? name,
  capabilityGroup: (group: 'speaking' | 'exempt' | 'keeping' | 'console') =>
    ({
      speaking: 'In the conversation',
      exempt: 'Exempt from',
      keeping: 'Keeping the room',
      console: 'In this console',
    })[group],
  matrixHint: (room: string | undefined) =>
    room === undefined
      ? 'Each line says who may at least. It holds in every room that has nothing of its own.'
      : 'Each line says who may at least, in this room. Lines that are marked are this room’s own.',
  matrixReadOnly: 'Each line says who may at least. Only owners change it.',
  mayFrom: (capability: string, role: Role) =>
    role === 'guest'
      ? `${capability}: everybody`
      : `${capability}: ${roleGroups[role].toLowerCase()}${role === 'owner' ? '' : ' and above'}`,
  reset: 'Reset',
  resetTo: (role: string) => `Back to: ${role}`,
  unsaved: (count: number) => `${counted(count, 'change is', 'changes are')} not saved yet.`,

  rulesHint: (room: string | undefined) =>
    room === undefined
      ? 'What texts may hold, in every room that has nothing of its own. Staff is exempt.'
      : 'What texts may hold in this room. Staff is exempt.',
  rulesReadOnly: 'What texts may hold here. Only owners change it.',
  unsavedRules: 'Not saved yet. The box for trying uses what you see.',
  ruleName: (name: RuleName) =>
    ({
      words: 'Words and phrases',
      links: 'Links',
      repeats: 'Repeats',
      capitals: 'Capitals',
      emoji: 'Emoji',
      marks: 'Piled marks',
      characters: 'Length',
      lines: 'Lines',
    })[name],
  ruleHint: (name: RuleName) =>
    ({
      words: 'Whole words, however they are spelled; a star at an end says that the word goes on there.',
      links: 'Where links may lead. Who may link at all is a permission.',
      repeats: 'The same, or nearly the same, by one person.',
      capitals: 'Messages that shout.',
      emoji: 'Most emoji in a message.',
      marks: 'Most marks on one letter; 4 suits all languages.',
      characters: 'Longest message.',
      lines: 'Most lines of a message.',
    })[name],
  ruleStateLabel: 'how it is set',
  ruleState: (state: RuleState, room: string | undefined, isOn: boolean) =>
    ({
      without: `As ${room === undefined ? 'the server has it' : 'in all rooms'} (${isOn ? 'on' : 'off'})`,
      set: room === undefined ? 'Set here' : 'This room’s own',
      off: 'Off',
    })[state],
  ruleField: (field: string) =>
    ({
      times: 'How often',
      withinSeconds: 'within seconds',
      percent: 'Capitals, in percent',
      letters: 'from so many letters',
      emoji: 'Emoji',
      marks: 'Marks',
      characters: 'Characters',
      lines: 'Lines',
    })[field] ?? field,
  listName: (list: 'block' | 'mask' | 'hold' | 'allow' | 'deny') =>
    ({
      block: 'Refuse messages with',
      mask: 'Show as dots',
      hold: 'Hold messages with',
      allow: 'Only these domains',
      deny: 'Never these domains',
    })[list],
  listHint: (list: 'block' | 'mask' | 'hold' | 'allow' | 'deny') =>
    list === 'allow' || list === 'deny' ? 'One a line, as example.com' : 'One a line',
  linksOff: 'No links at all',
  tryText: 'Try a text',
  tryHint: 'What would become of it, with the rules as you see them here.',
  tryPlaceholder: 'Write something',
  tryAs: 'Written by a',
  verdict: (verdict: 'publish' | 'hold' | 'refuse') =>
    ({ publish: 'It is shown:', hold: 'It waits for a moderator:', refuse: 'It is refused:' })[verdict],

  retention: 'How long messages are kept',
  retentionNow: (days: number | null) =>
    days === null
      ? 'Just now: for ever.'
      : `Just now: for ${counted(days, 'day', 'days')}. What is older is deleted within the hour.`,
  keepMessages: 'Keep messages',
  asWithout: (room: string | undefined, days: number | null) =>
    `As ${room === undefined ? 'the server has it' : 'in all rooms'} (${days === null ? 'for ever' : counted(days, 'day', 'days')})`,
  forDays: 'For some days',
  forEver: 'For ever',
  days: 'Days',
  exportRoom: 'Take the room along',
  exportHint: 'All that is kept of it, as a file: JSON Lines is complete, CSV is for spreadsheets.',
  format: 'As',
  jsonl: 'JSON Lines',
  csv: 'CSV',
  exportOnly: 'Only of one person (their id)',
  exportAll: 'Everybody',
  exportFile: 'Download',
  exporting: 'Downloading…',
  clearRoom: 'Empty the room',
  clearRoomHint: 'Removes what everybody below your rank wrote. It can be undone for ten minutes.',
  clearRoomText: (room: string) =>
    `Everything that was written in ${room} by people below your rank is removed for everyone. It can be undone for ten minutes.`,
  clear: 'Empty it',
  typeWord: (word: string) => `Type “${word}” to go on`,

  staff: 'Staff',
  addStaff: 'Add somebody',
  addStaffHint: 'They get a link that is good once, for a day. Send it to them in a way that you trust.',
  theirName: 'Name',
  theirRole: 'As',
  theirRooms: 'Rooms',
  theirRoomsHint: 'names, or beginnings with a star; empty is all',
  allRoomsExample: 'lobby, team-*',
  makeLink: 'Make a link',
  newLink: 'New link',
  linkFor: (name: string) => `A link for ${name}`,
  linkHint: (ms: number) => `It is shown this once, and good once within ${lasting(ms)}.`,
  signInLink: 'Sign-in link',
  neverSeen: 'has never signed in',
  seenAt: (when: string) => `signed in last: ${when}`,
  revokedAt: (when: string) => `removed: ${when}`,
  revoke: 'Remove',
  revokeTitle: (name: string) => `Remove ${name} from the staff?`,
  revokeText: (name: string) => `${name} is signed out everywhere at once, and stays in the log of acts.`,
  revokeMyself:
    'This is you: you are signed out at once. Another owner, or the server’s command, can let you in again.',
  revoked: (name: string) => `${name} is no longer of the staff.`,

  webhooks: 'Webhooks',
  noWebhooks: 'The configuration has no webhooks. They tell programs of yours what is written here.',
  webhookState: (state: WebhookState['is']) =>
    ({ delivering: 'Delivering', waiting: 'Waiting', off: 'Off' })[state],
  triedAgainAt: (when: string) => `Tried again: ${when}.`,
  offHint: 'It is told again from the next start of the chat on.',
  letters: 'Not taken',
  noLetters: 'Nothing was given up.',
  lettersHint: 'These were tried for so long that they were given up. Send them again once that is mended.',
  letter: (webhook: string, room: string, seq: number) => `${webhook}: entry ${seq} of ${room}`,
  givenUpAt: (when: string, attempts: number) =>
    `Given up: ${when}, after ${counted(attempts, 'attempt', 'attempts')}`,
  sendAgain: 'Send again',
  isSentAgain: 'Is sent again…',
  sentAgain: (webhook: string) => `${webhook} is told once more. It goes from here when it takes it.`,

  embed: 'Put the chat into a page',
  embedShort: 'Embed',
  pasteThis: 'Paste this into the page',
  embedHint: 'The page’s site must be allowed in the room: the server’s setting is --origin.',
  embedOption: (option: string) =>
    ({
      mode: 'How it stands',
      theme: 'Colours',
      density: 'Rows',
      heading: 'Heading',
      placeholder: 'What the empty field says',
      lang: 'Language',
      radius: 'Corners',
      accent: 'Accent',
    })[option] ?? option,
  embedValue: (value: string) =>
    ({
      floating: 'In the corner',
      inline: 'In the page',
      readonly: 'To read only',
      popout: 'Behind a button',
      auto: 'As the system',
      light: 'Light',
      dark: 'Dark',
      comfortable: 'Comfortable',
      compact: 'Compact',
    })[value] ?? value,
  language: (lang: string) => languages[lang] ?? lang,
  itsOwn: 'The chat’s own',
  preview: 'Preview',

  peoplesData: 'What is kept of a person',
  dataShort: 'Data',
  dataHint: 'For those who ask what is kept of them, or ask to be forgotten. It goes through all rooms.',
  personId: 'Their id',
  personIdHint: 'It stands under More at each of their messages.',
  exportPerson: 'Download what they wrote',
  erase: 'Erase',
  eraseTitle: 'Erase this person?',
  eraseText: (id: string) =>
    `Everything that ${id} wrote is emptied in all rooms, their name too. Back-ups made before keep it. It cannot be undone.`,
  eraseWord: 'erase',
  erasedSo: (count: number, id: string) =>
    `${counted(count, 'entry', 'entries')} of ${id} ${count === 1 ? 'is' : 'are'} empty now.`,
};

export type ConsoleStrings = typeof strings;
