// German. It says du, as people in a chat do.
import { grammarOf } from '../locales/grammar.ts';
import type { Translation } from '../locales/strings.ts';

const { number, counted, list } = grammarOf('de');

const all = (names: readonly string[], others: number) =>
  list(others > 0 ? [...names, `${number(others)} weitere`] : names);
const isAre = (names: readonly string[], others: number) => (names.length + others > 1 ? 'sind' : 'ist');

export const strings: Translation = {
  chat: 'Chat',
  present: (count) => `${number(count)} hier`,
  settings: 'Einstellungen',
  people: 'Leute',
  open: 'Chat öffnen',
  openUnread: (count) => `Chat öffnen, ${number(count)} ungelesen`,
  close: 'Chat schließen',
  messages: (heading) => `Nachrichten in ${heading}`,
  you: 'Du',
  empty: 'Noch keine Nachrichten',
  emptyHint: 'Mach du den Anfang.',
  beginning: 'Hier fängt es an',
  loading: 'Nachrichten werden geladen…',
  loadingOlder: 'Ältere Nachrichten werden geladen…',
  jump: 'Zu den neuesten',
  fresh: (count) => counted(count, { one: '# neue Nachricht', other: '# neue Nachrichten' }),
  mentioned: 'Du wurdest erwähnt',
  backToLatest: 'Zurück zu den neuesten',
  pause: 'Anhalten',
  write: (heading) => `Nachricht an ${heading}`,
  send: 'Senden',
  tooLong: (over) =>
    counted(over, {
      one: 'Ein Zeichen zu lang. Kürz noch ein wenig.',
      other: '# Zeichen zu lang. Kürz den Text, um ihn zu senden.',
    }),
  charactersLeft: (left) => `noch ${number(left)}`,
  wait: (seconds) => counted(seconds, { one: 'Noch # Sekunde warten', other: 'Noch # Sekunden warten' }),
  replyingTo: 'Antwort an',
  endReply: 'Doch nicht antworten',
  editing: 'Nachricht bearbeiten',
  endEdit: 'Unverändert lassen',
  emoji: 'Emojis',
  yourName: 'Wie sollen wir dich nennen?',
  nameHint: 'Das sehen alle hier.',
  writing: (names) => {
    const [first, second] = names;
    if (names.length > 2) return 'Mehrere schreiben gerade…';
    return second === undefined ? `${first} schreibt gerade…` : `${first} und ${second} schreiben gerade…`;
  },
  writingAs: 'Du schreibst als',
  changeName: (name) => `Du schreibst als ${name}. Namen ändern`,
  save: 'Speichern',
  waiting: 'Wartet auf die Verbindung',
  estranged: 'Du bist hier jetzt jemand anderes, und vielleicht ist sie schon angekommen.',
  outboxFull: 'Es warten schon viele Nachrichten. Warte, bis sie gesendet sind, oder lösch ein paar.',
  unreadLine: 'Neu',
  actions: 'Aktionen zur Nachricht',
  react: 'Reagieren',
  moreEmoji: 'Weitere Emojis',
  reacted: (emoji, names, own) =>
    `${emoji}, ${number(names.length)}${own ? ', auch von dir' : ''}: ${names.join(', ')}`,
  reply: 'Antworten',
  replyTo: (name) => `Antwort an ${name}`,
  more: 'Mehr',
  copyText: 'Text kopieren',
  copyLink: 'Link zur Nachricht kopieren',
  mute: (name) => `${name} für mich stummschalten`,
  removeForAll: 'Für alle löschen',
  keep: 'Behalten',
  unfold: 'Alles zeigen',
  tooFarBack: 'Diese Nachricht liegt zu weit zurück, um sie hier zu zeigen.',
  copied: 'Kopiert.',
  notCopied: 'Dieser Browser lässt uns nicht kopieren. Markier den Text und kopier ihn selbst.',
  role: (role) => ({ owner: 'Admin', moderator: 'Mod', member: 'Mitglied', guest: 'Gast' })[role],
  edited: 'bearbeitet',
  removed: 'Diese Nachricht wurde gelöscht.',
  repliedUnknown: 'Eine frühere Nachricht',
  skipped: (count) => counted(count, { one: '# Nachricht ausgelassen', other: '# Nachrichten ausgelassen' }),
  notSent: 'Nicht gesendet.',
  retry: 'Noch einmal',
  edit: 'Bearbeiten',
  discard: 'Löschen',
  reconnecting: 'Verbindet sich wieder…',
  noConnection: 'Keine Verbindung.',
  retryIn: (seconds) => (seconds <= 1 ? 'Neuer Versuch…' : `Nächster Versuch in ${number(seconds)} s.`),
  retryNow: 'Jetzt versuchen',
  unreachable: 'Der Chat ist nicht erreichbar',
  unreachableHint: (server) => `Unter ${server} antwortet niemand. Es wird weiter versucht.`,
  refused: 'Dieser Chat ist hier nicht verfügbar',
  ended: 'Der Chat ist zu Ende',
  noServer:
    'Dieser Chat kennt seinen Server nicht. Gib ihm einen, etwa mit server="https://chat.example.com".',

  unknownCommand: (name) =>
    `Den Befehl /${name} gibt es nicht. Schreib /help, um alle zu sehen, oder //${name}, um es als Text zu senden.`,
  incomplete: (example) => `Da fehlt noch etwas. Schreib zum Beispiel ${example}.`,
  meExample: '/me winkt',
  meHint: 'sagt, was du gerade tust',
  nickExample: '/nick Robin',
  nickHint: 'ändert deinen Namen',
  helpExample: '/help',
  helpHint: 'zeigt diese Liste',

  came: (names, others) => `${all(names, others)} ${isAre(names, others)} dazugekommen`,
  left: (names, others) => `${all(names, others)} ${isAre(names, others)} gegangen`,
  mutedMessages: (name, count) =>
    `${counted(count, { one: 'Nachricht', other: '# Nachrichten' })} von ${name}, stummgeschaltet`,
  show: 'Zeigen',
  manyNew: (count, last) => `${number(count)} neue Nachrichten, zuletzt von ${last}`,
  sent: 'Gesendet.',

  commands: 'Befehle',

  emojiSearch: 'Emoji suchen',
  emojiFound: (count) => counted(count, { one: '# Emoji', other: '# Emojis' }),
  emojiMissing: 'So ein Emoji gibt es nicht. Versuch es mit einem anderen Wort, auf Englisch.',
  emojiRecent: 'Zuletzt benutzt',
  emojiGroups: [
    'Smileys',
    'Menschen',
    'Tiere und Natur',
    'Essen und Trinken',
    'Orte',
    'Aktivitäten',
    'Gegenstände',
    'Symbole',
    'Flaggen',
  ],
  skinTone: 'Hautton',

  tooManyPeople: (count, most) =>
    `${number(count)} Leute sind hier. Bei mehr als ${number(most)} werden keine Namen gezeigt.`,
  alone: 'Sonst ist gerade niemand hier.',
  muteShort: 'Stumm',
  mutePerson: (name) => `${name} stummschalten`,
  unmuteShort: 'Wieder hören',
  unmutePerson: (name) => `${name} wieder hören`,
  mutedPeople: 'Stummgeschaltet',
  mutedHint: 'Ihre Nachrichten sind eingeklappt, nur für dich. Sie erfahren nichts davon.',

  keptHere: 'Gilt in diesem Browser, für alle Räume dieses Chats.',
  readAloud: 'Vom Screenreader vorlesen',
  everything: 'Alles',
  mentions: 'Erwähnungen und Antworten',
  off: 'Nichts',
  whileAway: 'Wenn ich nicht hinsehe',
  whileAwayHint: 'In einem anderen Tab oder bei geschlossenem Chat.',
  badge: 'Anzahl im Titel der Seite',
  sound: 'Ton',
  volume: 'Lautstärke',
  desktop: 'Mitteilung auf dem Bildschirm',
  about: 'Sag mir Bescheid über',
  density: 'Zeilenabstand',
  comfortable: 'Luftig',
  compact: 'Kompakt',
  notificationsOn: 'Mitteilungen sind an.',
  notificationsDenied: (site) =>
    `Dein Browser blockiert Mitteilungen von ${site}. Erlaub sie in den Einstellungen der Website, neben der Adresse; dann schalte sie hier wieder ein.`,
  notificationsMissing: 'Dieser Browser zeigt von Seiten wie dieser keine Mitteilungen.',

  backToChat: 'Zurück zum Chat',
};
