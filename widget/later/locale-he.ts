// Hebrew. Buttons are nouns of doing or infinitives, which fit men and women alike.
import type { Translation } from '../locales/strings.ts';
import { grammarOf } from './languages.ts';

const { number, counted, list } = grammarOf('he');

const all = (names: readonly string[], others: number) =>
  list(others > 0 ? [...names, counted(others, { two: 'עוד שניים', other: 'עוד #' })] : names);
const isMany = (names: readonly string[], others: number) => names.length + others > 1;
/** A line as it is typed: the slash stays at its beginning. */
const typed = (line: string) => `\u2068${line}\u2069`;
const fresh = (count: number) =>
  counted(count, { one: 'הודעה חדשה אחת', two: 'שתי הודעות חדשות', other: '# הודעות חדשות' });

export const strings: Translation = {
  chat: 'צ׳אט',
  present: (count) => `${number(count)} כאן`,
  settings: 'הגדרות',
  people: 'מי כאן',
  open: 'פתיחת הצ׳אט',
  openUnread: (count) =>
    `פתיחת הצ׳אט, ${counted(count, { one: 'הודעה אחת שלא נקראה', two: 'שתי הודעות שלא נקראו', other: '# הודעות שלא נקראו' })}`,
  close: 'סגירת הצ׳אט',
  messages: (heading) => `ההודעות ב־${heading}`,
  you: 'את/ה',
  empty: 'עוד אין הודעות',
  emptyHint: 'המילה הראשונה שלך.',
  beginning: 'כאן הכול מתחיל',
  loading: 'ההודעות בטעינה…',
  loadingOlder: 'הודעות קודמות בטעינה…',
  jump: 'אל ההודעות האחרונות',
  fresh,
  mentioned: 'הזכירו אותך',
  backToLatest: 'חזרה אל ההודעות האחרונות',
  pause: 'השהיה',
  write: (heading) => `הודעה אל ${heading}`,
  send: 'שליחה',
  tooLong: (over) =>
    counted(over, {
      one: 'ארוך מדי בתו אחד. צריך לקצר מעט.',
      two: 'ארוך מדי בשני תווים. צריך לקצר מעט.',
      other: 'ארוך מדי ב־# תווים. צריך לקצר לפני השליחה.',
    }),
  charactersLeft: (left) => `נותרו ${number(left)}`,
  wait: (seconds) =>
    counted(seconds, {
      one: 'נא להמתין שנייה אחת',
      two: 'נא להמתין שתי שניות',
      other: 'נא להמתין # שניות',
    }),
  replyingTo: 'תשובה אל',
  endReply: 'ביטול התשובה',
  editing: 'עריכת ההודעה',
  endEdit: 'ביטול העריכה',
  emoji: 'אמוג׳י',
  yourName: 'באיזה שם נקרא לך?',
  nameHint: 'כל מי שכאן רואה אותו.',
  writing: (names) => {
    const [first, second] = names;
    if (names.length > 2) return 'כמה אנשים מקלידים…';
    return second === undefined ? `${first} מקליד/ה…` : `${first} ו־${second} מקלידים…`;
  },
  writingAs: 'כתיבה בשם',
  changeName: (name) => `כתיבה בשם ${name}. שינוי השם`,
  save: 'שמירה',
  waiting: 'בהמתנה לחיבור',
  estranged: 'הזהות שלך כאן השתנתה, ואולי ההודעה כבר הגיעה.',
  outboxFull: 'יותר מדי הודעות לא נשלחו. אפשר לחכות, או למחוק את מה שנדחה.',
  unreadLine: 'חדש',
  actions: 'פעולות בהודעה',
  react: 'תגובה באמוג׳י',
  moreEmoji: 'עוד אמוג׳י',
  reacted: (emoji, names, own) =>
    `${emoji}, ${number(names.length)}${own ? ', כולל שלך' : ''}: ${names.join(', ')}`,
  reply: 'תשובה',
  replyTo: (name) => `תשובה אל ${name}`,
  more: 'עוד',
  copyText: 'העתקת הטקסט',
  copyLink: 'העתקת קישור להודעה',
  whoReacted: 'מי הגיב',
  mute: (name) => `השתקה של ${name} אצלי`,
  removeForAll: 'מחיקה אצל כולם',
  keep: 'לא למחוק',
  unfold: 'הצגת הכול',
  fold: 'הצגת פחות',
  notThere: 'ההודעה הזאת לא נמצאת כאן.',
  copied: 'הועתק.',
  notCopied: 'הדפדפן הזה לא מאפשר לנו להעתיק. אפשר לסמן את הטקסט ולהעתיק אותו ידנית.',
  role: (role) => ({ owner: 'בעלים', moderator: 'מנחה', member: 'חבר/ה', guest: 'אורח/ת' })[role],
  edited: 'נערכה',
  removed: 'ההודעה הזאת נמחקה.',
  repliedUnknown: 'הודעה קודמת',
  skipped: (count) =>
    counted(count, { one: 'דילוג על הודעה אחת', two: 'דילוג על שתי הודעות', other: 'דילוג על # הודעות' }),
  notSent: 'לא נשלחה.',
  retry: 'ניסיון נוסף',
  edit: 'עריכה',
  discard: 'מחיקה',
  reconnecting: 'מתחברים מחדש…',
  noConnection: 'אין חיבור.',
  retryIn: (seconds) => (seconds <= 1 ? 'ניסיון נוסף…' : `הניסיון הבא בעוד ${number(seconds)} שנ׳.`),
  retryNow: 'לנסות עכשיו',
  unreachable: 'אי אפשר להגיע לצ׳אט',
  unreachableHint: (server) => `אין תשובה מ־${server}. ננסה שוב.`,
  refused: 'הצ׳אט הזה לא זמין כאן',
  ended: 'הצ׳אט הסתיים',
  noServer: 'לא הוגדר שרת לצ׳אט הזה. צריך לציין אותו, למשל server="https://chat.example.com".',

  unknownCommand: (name) =>
    `אין פקודה בשם ${typed(`/${name}`)}. אפשר להקליד ${typed('/help')} כדי לראות את הרשימה, או ${typed(`//${name}`)} כדי לשלוח כטקסט.`,
  incomplete: (example) => `חסר כאן משהו. כותבים, למשל, ${typed(example)}.`,
  meExample: '/me נפנוף לשלום',
  meHint: 'תיאור של פעולה',
  nickExample: '/nick נועם',
  nickHint: 'שינוי השם',
  helpExample: '/help',
  helpHint: 'הצגת הרשימה הזאת',

  came: (names, others) => `${all(names, others)} ${isMany(names, others) ? 'הצטרפו' : 'הצטרף/ה'}`,
  left: (names, others) => `${all(names, others)} ${isMany(names, others) ? 'יצאו' : 'יצא/ה'}`,
  mutedMessages: (name, count) =>
    `${counted(count, { one: 'הודעה', two: 'שתי הודעות', other: '# הודעות' })} מאת ${name}, בהשתקה`,
  show: 'הצגה',
  manyNew: (count, last) => `${fresh(count)}, האחרונה מאת ${last}`,
  linkTo: (host) => `קישור אל ${host}`,
  sent: 'נשלחה.',

  commands: 'פקודות',

  emojiSearch: 'חיפוש אמוג׳י',
  emojiFound: (count) => counted(count, { one: 'אמוג׳י אחד', two: 'שני אמוג׳ים', other: '# אמוג׳ים' }),
  emojiMissing: 'אין אמוג׳י כזה. אפשר לנסות מילה אחרת, באנגלית.',
  emojiRecent: 'בשימוש לאחרונה',
  emojiGroups: [
    'פרצופים',
    'אנשים',
    'חיות וטבע',
    'אוכל ושתייה',
    'מקומות',
    'פעילויות',
    'חפצים',
    'סמלים',
    'דגלים',
  ],
  skinTone: 'גוון העור',

  tooManyPeople: (count, most) => `${number(count)} אנשים כאן. כשיש יותר מ־${number(most)}, השמות לא מוצגים.`,
  alone: 'אין כאן עוד אף אחד כרגע.',
  muteShort: 'השתקה',
  mutePerson: (name) => `השתקה של ${name}`,
  unmuteShort: 'ביטול ההשתקה',
  unmutePerson: (name) => `ביטול ההשתקה של ${name}`,
  mutedPeople: 'בהשתקה',
  mutedHint: 'ההודעות שלהם מקופלות, רק אצלך. הם לא יודעים על כך.',

  keptHere: 'נשמר בדפדפן הזה, לכל החדרים של הצ׳אט הזה.',
  readAloud: 'הקראה בקורא מסך',
  everything: 'הכול',
  mentions: 'אזכורים ותשובות',
  off: 'שום דבר',
  whileAway: 'כשאני לא כאן',
  whileAwayHint: 'בלשונית אחרת, או כשהצ׳אט סגור.',
  badge: 'מספר בכותרת הדף',
  sound: 'צליל',
  volume: 'עוצמה',
  desktop: 'התראה על המסך',
  about: 'על מה להודיע',
  density: 'ריווח',
  comfortable: 'מרווח',
  compact: 'צפוף',
  sendsBy: 'שליחה באמצעות',
  enterKey: 'Enter',
  ctrlEnterKey: 'Ctrl + Enter',
  keyboard: 'מקלדת',
  shortcuts: [
    ['Ctrl + F6', 'אל החלק הבא של הצ׳אט'],
    ['↑ ↓', 'מהודעה להודעה'],
    ['Enter', 'אל תוך הודעה: הכפתורים והקישורים שלה'],
    ['Esc', 'החוצה ממנה, ומשם אל שדה הכתיבה'],
    ['↑', 'בשדה הריק: עריכת ההודעה האחרונה שלך'],
    ['Shift + Enter', 'שורה חדשה'],
    ['?', 'בין ההודעות: הרשימה הזו'],
  ],
  notificationsOn: 'ההתראות פעילות.',
  notificationsDenied: (site) =>
    `הדפדפן חוסם התראות מ־${site}. אפשר לאשר אותן בהגדרות האתר, ליד הכתובת, ואז להפעיל אותן כאן שוב.`,
  notificationsMissing: 'הדפדפן הזה לא מציג התראות של דפים כאלה.',

  backToChat: 'חזרה לצ׳אט',
};
