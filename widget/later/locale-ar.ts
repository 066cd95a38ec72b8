// Arabic, in the standard language. Buttons are nouns of doing, which fit men and women alike.
import type { Translation } from '../locales/strings.ts';
import { grammarOf } from './languages.ts';

const { number, counted, list, duration } = grammarOf('ar');

const all = (names: readonly string[], others: number) => {
  if (others === 0) return list(names);
  const rest = counted(others, {
    two: 'شخصان آخران',
    few: '# أشخاص آخرين',
    many: '# شخصًا آخر',
    other: '# شخص آخر',
  });
  return list([...names, rest]);
};
/** A line as it is typed: the slash stays at its beginning. */
const typed = (line: string) => `\u2068${line}\u2069`;
const messages = (count: number) =>
  counted(count, {
    zero: 'لا رسائل جديدة',
    one: 'رسالة جديدة',
    two: 'رسالتان جديدتان',
    few: '# رسائل جديدة',
    many: '# رسالة جديدة',
    other: '# رسالة جديدة',
  });

export const strings: Translation = {
  chat: 'المحادثة',
  present: (count) => `${number(count)} هنا`,
  settings: 'الإعدادات',
  people: 'الحاضرون',
  open: 'فتح المحادثة',
  openUnread: (count) =>
    `فتح المحادثة، ${counted(count, {
      one: 'رسالة غير مقروءة',
      two: 'رسالتان غير مقروءتين',
      few: '# رسائل غير مقروءة',
      many: '# رسالة غير مقروءة',
      other: '# رسالة غير مقروءة',
    })}`,
  close: 'إغلاق المحادثة',
  messages: (heading) => `الرسائل في ${heading}`,
  you: 'أنت',
  empty: 'لا رسائل بعد',
  emptyHint: 'الكلمة الأولى لك.',
  beginning: 'هنا البداية',
  loading: 'جارٍ تحميل الرسائل…',
  loadingOlder: 'جارٍ تحميل رسائل أقدم…',
  jump: 'إلى أحدث الرسائل',
  fresh: messages,
  mentioned: 'أشار إليك أحدهم',
  backToLatest: 'العودة إلى أحدث الرسائل',
  pause: 'إيقاف مؤقت',
  write: (heading) => `رسالة إلى ${heading}`,
  send: 'إرسال',
  tooLong: (over) =>
    counted(over, {
      one: 'أطول بحرف واحد. يلزم اختصارها قليلًا.',
      two: 'أطول بحرفين. يلزم اختصارها قليلًا.',
      few: 'أطول بـ# أحرف. يلزم اختصارها قبل الإرسال.',
      many: 'أطول بـ# حرفًا. يلزم اختصارها قبل الإرسال.',
      other: 'أطول بـ# حرف. يلزم اختصارها قبل الإرسال.',
    }),
  charactersLeft: (left) => `بقي ${number(left)}`,
  wait: (seconds) =>
    counted(seconds, {
      one: 'يُرجى الانتظار ثانية واحدة',
      two: 'يُرجى الانتظار ثانيتين',
      few: 'يُرجى الانتظار # ثوانٍ',
      many: 'يُرجى الانتظار # ثانية',
      other: 'يُرجى الانتظار # ثانية',
    }),
  replyingTo: 'الرد على',
  endReply: 'إلغاء الرد',
  editing: 'تعديل الرسالة',
  endEdit: 'إلغاء التعديل',
  emoji: 'الرموز التعبيرية',
  yourName: 'ما الاسم الذي نناديك به؟',
  nameHint: 'يراه كل من هنا.',
  writing: (names) => {
    const [first, second] = names;
    if (names.length > 2) return 'عدة أشخاص يكتبون الآن…';
    return second === undefined ? `${first} يكتب الآن…` : `${first} و${second} يكتبان الآن…`;
  },
  writingAs: 'الكتابة باسم',
  changeName: (name) => `الكتابة باسم ${name}. تغيير الاسم`,
  save: 'حفظ',
  waiting: 'في انتظار الاتصال',
  estranged: 'هويتك هنا تغيّرت، وربما تكون الرسالة قد وصلت من قبل.',
  outboxFull: 'رسائل كثيرة لم تُرسل بعد. يلزم الانتظار، أو حذف ما رُفض منها.',
  unreadLine: 'جديد',
  actions: 'إجراءات الرسالة',
  react: 'إضافة تفاعل',
  moreEmoji: 'رموز تعبيرية أخرى',
  reacted: (emoji, names, own) =>
    `${emoji}، ${number(names.length)}${own ? '، ومنها تفاعلك' : ''}: ${names.join('، ')}`,
  reply: 'رد',
  replyTo: (name) => `رد على ${name}`,
  more: 'المزيد',
  copyText: 'نسخ النص',
  copyLink: 'نسخ رابط الرسالة',
  whoReacted: 'من تفاعل معها',
  mute: (name) => `كتم ${name} عندي`,
  removeForAll: 'حذف لدى الجميع',
  keep: 'إبقاء الرسالة',
  unfold: 'عرض النص كاملًا',
  fold: 'عرض أقل',
  notThere: 'تلك الرسالة ليست هنا.',
  copied: 'تم النسخ.',
  notCopied: 'هذا المتصفح لا يسمح لنا بالنسخ. يمكن تحديد النص ونسخه يدويًا.',
  role: (role) => ({ owner: 'إدارة', moderator: 'إشراف', member: 'عضو', guest: 'ضيف' })[role],
  edited: 'معدّلة',
  level: (level) => ({ info: '', warning: 'تنبيه', highlight: 'مهم' })[level],
  replayWaits: 'يظهر هنا ما قيل مع سير التسجيل.',
  report: 'إبلاغ…',
  reportWhat: (name) => `إبلاغ عمّا كتبه ${name}`,
  reportHint: 'يراه مشرفو الغرفة، ولا يعلم به أحد سواهم.',
  reportReason: (reason) =>
    ({
      spam: 'رسائل مزعجة',
      abuse: 'إهانة أو مضايقة',
      danger: 'قد يتأذى أحد',
      other: 'شيء آخر',
    })[reason],
  reportText: 'كلمة عن ذلك، إن شئت',
  sendReport: 'إبلاغ',
  reported: 'تم الإبلاغ، وسينظر المشرفون فيه.',
  removed: 'حُذفت هذه الرسالة.',
  repliedUnknown: 'رسالة سابقة',
  skipped: (count) =>
    counted(count, {
      one: 'تم تخطي رسالة واحدة',
      two: 'تم تخطي رسالتين',
      few: 'تم تخطي # رسائل',
      many: 'تم تخطي # رسالة',
      other: 'تم تخطي # رسالة',
    }),
  notSent: 'لم تُرسل.',
  retry: 'إعادة المحاولة',
  edit: 'تعديل',
  discard: 'حذف',
  reconnecting: 'جارٍ إعادة الاتصال…',
  noConnection: 'لا يوجد اتصال.',
  signInFailed: 'تعذّر على هذه الصفحة تسجيل دخولك.',
  signInExpired: 'انتهت صلاحية تسجيل دخولك. سجّل الدخول من جديد أو أعد تحميل هذه الصفحة.',
  retryIn: (seconds) => (seconds <= 1 ? 'محاولة جديدة…' : `المحاولة التالية بعد ${number(seconds)} ث.`),
  retryNow: 'المحاولة الآن',
  unreachable: 'تعذّر الوصول إلى المحادثة',
  unreachableHint: (server) => `لا استجابة من ${server}. ستُعاد المحاولة.`,
  refused: 'هذه المحادثة غير متاحة هنا',
  ended: 'انتهت المحادثة',
  noServer: 'لم يُحدَّد خادم هذه المحادثة. يلزم تحديده، مثل server="https://chat.example.com".',

  unknownCommand: (name) =>
    `الأمر ${typed(`/${name}`)} غير موجود. يمكن كتابة ${typed('/help')} لعرض القائمة، أو ${typed(`//${name}`)} لإرسال النص كما هو.`,
  incomplete: (example) => `الأمر ناقص. يُكتب مثلًا هكذا: ${typed(example)}.`,
  meExample: '/me تلويح باليد',
  meHint: 'وصف فعل أو حركة',
  nickExample: '/nick نور',
  nickHint: 'تغيير الاسم',
  helpExample: '/help',
  helpHint: 'عرض هذه القائمة',

  came: (names, others) => `انضم ${all(names, others)}`,
  left: (names, others) => `غادر ${all(names, others)}`,
  mutedMessages: (name, count) => {
    const of = counted(count, {
      one: 'رسالة',
      two: 'رسالتان',
      few: '# رسائل',
      many: '# رسالة',
      other: '# رسالة',
    });
    return `${of} من ${name}، مكتومة`;
  },
  show: 'عرض',
  manyNew: (count, last) => `${messages(count)}، آخرها من ${last}`,
  linkTo: (host) => `رابط إلى ${host}`,
  sent: 'تم الإرسال.',

  commands: 'الأوامر',

  emojiSearch: 'البحث عن رمز تعبيري',
  emojiFound: (count) =>
    counted(count, {
      one: 'رمز تعبيري واحد',
      two: 'رمزان تعبيريان',
      few: '# رموز تعبيرية',
      many: '# رمزًا تعبيريًا',
      other: '# رمز تعبيري',
    }),
  emojiMissing: 'لا يوجد رمز كهذا. يمكن تجربة كلمة أخرى بالإنجليزية.',
  emojiRecent: 'المستخدمة مؤخرًا',
  emojiGroups: [
    'الوجوه',
    'الأشخاص',
    'الحيوانات والطبيعة',
    'الطعام والشراب',
    'الأماكن',
    'الأنشطة',
    'الأشياء',
    'الرموز',
    'الأعلام',
  ],
  skinTone: 'لون البشرة',

  tooManyPeople: (count, most) => {
    const here = counted(count, { few: '# أشخاص', many: '# شخصًا', other: '# شخص' });
    return `هنا ${here}. لا تظهر الأسماء إذا زاد العدد على ${number(most)}.`;
  },
  alone: 'لا أحد سواك هنا الآن.',
  muteShort: 'كتم',
  mutePerson: (name) => `كتم ${name}`,
  unmuteShort: 'إلغاء الكتم',
  unmutePerson: (name) => `إلغاء الكتم عن ${name}`,
  mutedPeople: 'المكتومون',
  mutedHint: 'رسائلهم مطوية عندك وحدك، ولا علم لهم بذلك.',

  keptHere: 'محفوظ في هذا المتصفح، لكل غرف هذه المحادثة.',
  readAloud: 'ما يقرؤه قارئ الشاشة',
  everything: 'كل شيء',
  mentions: 'الإشارات والردود',
  off: 'لا شيء',
  whileAway: 'حين لا أتابع المحادثة',
  whileAwayHint: 'في علامة تبويب أخرى، أو والمحادثة مغلقة.',
  badge: 'العدد في عنوان الصفحة',
  sound: 'صوت',
  volume: 'مستوى الصوت',
  desktop: 'إشعار على الشاشة',
  about: 'إعلامي بشأن',
  density: 'المسافات',
  comfortable: 'واسعة',
  compact: 'متقاربة',
  sendsBy: 'الإرسال بـ',
  enterKey: 'Enter',
  ctrlEnterKey: 'Ctrl + Enter',
  keyboard: 'لوحة المفاتيح',
  shortcuts: [
    ['Ctrl + F6', 'إلى الجزء التالي من المحادثة'],
    ['↑ ↓', 'من رسالة إلى أخرى'],
    ['Enter', 'إلى داخل الرسالة: أزرارها وروابطها'],
    ['Esc', 'الخروج منها، ثم إلى حقل الكتابة'],
    ['↑', 'في الحقل الفارغ: تعديل آخر رسالة لك'],
    ['Shift + Enter', 'سطر جديد'],
    ['?', 'بين الرسائل: هذه القائمة'],
  ],
  notificationsOn: 'الإشعارات مفعّلة.',
  notificationsDenied: (site) =>
    `متصفحك يحظر الإشعارات من ${site}. يمكن السماح بها في إعدادات الموقع بجوار العنوان، ثم تفعيلها هنا من جديد.`,
  notificationsMissing: 'هذا المتصفح لا يعرض إشعارات صفحات كهذه.',

  backToChat: 'العودة إلى المحادثة',

  namesHidden: 'لا يُعرض في هذه الغرفة من هو هنا.',
  keeperShortcuts: [
    ['Delete', 'على رسالة: حذفها'],
    ['M', 'على رسالة: كتم كاتبها'],
    ['B', 'على رسالة: حظر كاتبها'],
    ['Ctrl + Z', 'بعدها مباشرة: تراجع'],
  ],
  pin: 'تثبيت',
  unpin: 'إلغاء التثبيت',
  endPoll: 'إنهاء الاستطلاع',
  moderate: (name) => `إشراف على ${name}…`,
  pinned: 'مثبّتة',
  pinnedOf: (index, count) => `مثبّتة، ${number(index)} من ${number(count)}`,
  goToPinned: (text) => `مثبّتة: ${text}. إلى الرسالة`,
  formerPin: 'المثبّتة قبلها',
  nextPin: 'المثبّتة بعدها',

  duration,
  slowMode: (time) => `الوضع البطيء: رسالة واحدة كل ${time}`,
  emojiOnly: 'رموز تعبيرية فقط',
  membersOnly: 'الكتابة هنا للأعضاء فقط',
  readOnly: 'هذه الغرفة للقراءة فقط الآن',
  holdAll: 'يُنظر في كل رسالة قبل ظهورها',
  shielded: (time) => `الدرع مرفوع: يكتب الضيوف مرة كل ${time}، وبلا روابط`,
  noPost: 'القراءة ممكنة هنا، أما الكتابة فلا',
  paused: 'الدردشة متوقفة مؤقتًا.',
  goesOnIn: (time) => `تُستأنف بعد ${time}.`,

  votes: (count) =>
    counted(count, {
      zero: 'لا أصوات',
      one: 'صوت واحد',
      two: 'صوتان',
      few: '# أصوات',
      many: '# صوتًا',
      other: '# صوت',
    }),
  share: (count, percent) => `${number(count)} · ${number(percent)}٪`,
  yourVote: 'صوتك',
  pollEnded: 'انتهى',
  takeBackVote: 'سحب الصوت',
};
