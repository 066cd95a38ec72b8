// Japanese, in the polite form that is usual on a page.
import type { Translation } from '../locales/strings.ts';
import { grammarOf } from './languages.ts';

const { number } = grammarOf('ja');

const all = (names: readonly string[], others: number) => {
  const named = names.map((name) => `${name}さん`).join('、');
  return others > 0 ? `${named}ほか${number(others)}人` : named;
};

export const strings: Translation = {
  chat: 'チャット',
  present: (count) => `${number(count)}人`,
  settings: '設定',
  people: '参加者',
  open: 'チャットを開く',
  openUnread: (count) => `チャットを開く、未読${number(count)}件`,
  close: 'チャットを閉じる',
  messages: (heading) => `${heading}のメッセージ`,
  you: 'あなた',
  empty: 'まだメッセージはありません',
  emptyHint: '最初のひとことをどうぞ。',
  beginning: 'ここが始まりです',
  loading: 'メッセージを読み込んでいます…',
  loadingOlder: '前のメッセージを読み込んでいます…',
  jump: '最新へ移動',
  fresh: (count) => `新着メッセージ${number(count)}件`,
  mentioned: 'あなたへのメンション',
  backToLatest: '最新へ戻る',
  pause: '一時停止',
  write: (heading) => `${heading}へのメッセージ`,
  send: '送信',
  tooLong: (over) => `${number(over)}文字多すぎます。短くすると送信できます。`,
  charactersLeft: (left) => `あと${number(left)}文字`,
  wait: (seconds) => `あと${number(seconds)}秒お待ちください`,
  replyingTo: '返信先：',
  endReply: '返信をやめる',
  editing: '編集中',
  endEdit: '編集をやめる',
  emoji: '絵文字',
  yourName: 'お名前を教えてください',
  nameHint: 'ここにいる全員に表示されます。',
  writing: (names) => {
    const [first, second] = names;
    if (names.length > 2) return '何人かが入力中…';
    return second === undefined ? `${first}さんが入力中…` : `${first}さんと${second}さんが入力中…`;
  },
  writingAs: '名前：',
  changeName: (name) => `名前：${name}。名前を変更`,
  save: '保存',
  waiting: '接続を待っています',
  estranged: 'ここでは別の参加者になりました。すでに届いているかもしれません。',
  outboxFull: '未送信のメッセージが多すぎます。待つか、拒否されたものを削除してください。',
  unreadLine: 'ここから未読',
  actions: 'メッセージの操作',
  react: 'リアクション',
  moreEmoji: 'ほかの絵文字',
  reacted: (emoji, names, own) =>
    `${emoji}、${number(names.length)}人${own ? '（あなたを含む）' : ''}：${names.join('、')}`,
  reply: '返信',
  replyTo: (name) => `${name}さんへの返信`,
  more: 'その他',
  copyText: 'テキストをコピー',
  copyLink: 'メッセージのリンクをコピー',
  whoReacted: 'リアクションした人',
  mute: (name) => `${name}さんをミュート（自分のみ）`,
  removeForAll: '全員の画面から削除',
  keep: '削除しない',
  unfold: 'すべて表示',
  fold: '折りたたむ',
  notThere: 'そのメッセージはここにはありません。',
  copied: 'コピーしました。',
  notCopied: 'このブラウザーではコピーできません。テキストを選択して、手動でコピーしてください。',
  role: (role) =>
    ({ owner: 'オーナー', moderator: 'モデレーター', member: 'メンバー', guest: 'ゲスト' })[role],
  edited: '編集済み',
  removed: 'このメッセージは削除されました。',
  repliedUnknown: '以前のメッセージ',
  skipped: (count) => `${number(count)}件のメッセージを省略しました`,
  notSent: '送信できませんでした。',
  retry: '再送',
  edit: '編集',
  discard: '削除',
  reconnecting: '再接続しています…',
  noConnection: '接続がありません。',
  retryIn: (seconds) => (seconds <= 1 ? '再接続しています…' : `${number(seconds)}秒後に再接続します。`),
  retryNow: '今すぐ再接続',
  unreachable: 'チャットにつながりません',
  unreachableHint: (server) => `${server}から応答がありません。引き続き接続を試みます。`,
  refused: 'このチャットはここでは利用できません',
  ended: 'チャットは終了しました',
  noServer:
    'このチャットにはサーバーが設定されていません。server="https://chat.example.com" のように指定してください。',

  unknownCommand: (name) =>
    `/${name} というコマンドはありません。一覧を見るには /help、そのまま送信するには //${name} と入力してください。`,
  incomplete: (example) => `入力が足りません。${example} のように入力してください。`,
  meExample: '/me 手を振る',
  meHint: '自分の動作を伝える',
  nickExample: '/nick ひかる',
  nickHint: '名前を変更する',
  helpExample: '/help',
  helpHint: 'この一覧を表示する',

  came: (names, others) => `${all(names, others)}が参加しました`,
  left: (names, others) => `${all(names, others)}が退出しました`,
  mutedMessages: (name, count) =>
    count === 1
      ? `${name}さんのメッセージ（ミュート中）`
      : `${name}さんのメッセージ${number(count)}件（ミュート中）`,
  show: '表示',
  manyNew: (count, last) => `新着メッセージ${number(count)}件、最新は${last}さん`,
  linkTo: (host) => `${host}へのリンク`,
  sent: '送信しました。',

  commands: 'コマンド',

  emojiSearch: '絵文字を検索',
  emojiFound: (count) => `絵文字${number(count)}件`,
  emojiMissing: '絵文字が見つかりません。別の英単語でお試しください。',
  emojiRecent: '最近使った絵文字',
  emojiGroups: ['顔', '人', '動物と自然', '食べ物と飲み物', '場所', 'アクティビティ', '物', '記号', '旗'],
  skinTone: '肌の色',

  tooManyPeople: (count, most) =>
    `${number(count)}人がいます。名前を表示できるのは${number(most)}人までです。`,
  alone: '今はほかに誰もいません。',
  muteShort: 'ミュート',
  mutePerson: (name) => `${name}さんをミュート`,
  unmuteShort: '解除',
  unmutePerson: (name) => `${name}さんのミュートを解除`,
  mutedPeople: 'ミュート中',
  mutedHint: 'メッセージはあなたの画面でだけ折りたたまれます。相手には知らされません。',

  keptHere: 'このブラウザーに保存され、このチャットのすべての部屋に適用されます。',
  readAloud: 'スクリーンリーダーで読み上げ',
  everything: 'すべて',
  mentions: 'メンションと返信',
  off: 'なし',
  whileAway: '見ていないとき',
  whileAwayHint: '別のタブを見ているとき、またはチャットを閉じているとき。',
  badge: 'ページのタイトルに件数を表示',
  sound: '通知音',
  volume: '音量',
  desktop: '画面に通知を表示',
  about: '知らせる内容',
  density: '行の間隔',
  comfortable: 'ゆったり',
  compact: 'コンパクト',
  sendsBy: '送信するキー',
  enterKey: 'Enter',
  ctrlEnterKey: 'Ctrl + Enter',
  keyboard: 'キーボード',
  shortcuts: [
    ['Ctrl + F6', 'チャットの次の部分へ'],
    ['↑ ↓', '前後のメッセージへ'],
    ['Enter', 'メッセージの中のボタンやリンクへ'],
    ['Esc', 'メッセージから出る、さらに入力欄へ'],
    ['↑', '入力欄が空のとき：自分の最後のメッセージを編集'],
    ['Shift + Enter', '改行'],
    ['?', 'メッセージの一覧で：このリスト'],
  ],
  notificationsOn: '通知はオンです。',
  notificationsDenied: (site) =>
    `${site}の通知がブラウザーでブロックされています。アドレスの横にあるサイトの設定で許可してから、もう一度オンにしてください。`,
  notificationsMissing: 'このブラウザーでは、このようなページの通知を表示できません。',

  backToChat: 'チャットに戻る',
};
