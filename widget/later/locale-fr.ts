// French. It says tu, as people in a chat do.
import { grammarOf } from '../locales/grammar.ts';
import type { Translation } from '../locales/strings.ts';

const { number, counted, list } = grammarOf('fr');

const all = (names: readonly string[], others: number) =>
  list(others > 0 ? [...names, `${number(others)} autres`] : names);
const hasHave = (names: readonly string[], others: number) => (names.length + others > 1 ? 'ont' : 'a');

export const strings: Translation = {
  chat: 'Chat',
  present: (count) => `${number(count)} ici`,
  settings: 'Réglages',
  people: 'Qui est là',
  open: 'Ouvrir le chat',
  openUnread: (count) => `Ouvrir le chat, ${counted(count, { one: '# non lu', other: '# non lus' })}`,
  close: 'Fermer le chat',
  messages: (heading) => `Messages dans ${heading}`,
  you: 'Toi',
  empty: 'Pas encore de messages',
  emptyHint: 'Lance la conversation.',
  beginning: 'Tout commence ici',
  loading: 'Chargement des messages…',
  loadingOlder: 'Chargement des messages précédents…',
  jump: 'Aller aux derniers messages',
  fresh: (count) => counted(count, { one: '# nouveau message', other: '# nouveaux messages' }),
  mentioned: 'On a parlé de toi',
  backToLatest: 'Revenir aux derniers messages',
  pause: 'Pause',
  write: (heading) => `Message à ${heading}`,
  send: 'Envoyer',
  tooLong: (over) =>
    counted(over, {
      one: 'Un caractère de trop. Raccourcis un peu.',
      other: '# caractères de trop. Raccourcis pour envoyer.',
    }),
  charactersLeft: (left) => counted(left, { one: 'encore #', other: 'encore #' }),
  wait: (seconds) =>
    counted(seconds, { one: 'Patiente encore # seconde', other: 'Patiente encore # secondes' }),
  replyingTo: 'Réponse à',
  endReply: 'Ne pas répondre',
  editing: 'Modification du message',
  endEdit: 'Laisser tel quel',
  emoji: 'Émojis',
  yourName: 'Comment veux-tu qu’on t’appelle ?',
  nameHint: 'Tout le monde ici le verra.',
  writing: (names) => {
    const [first, second] = names;
    if (names.length > 2) return 'Plusieurs personnes écrivent…';
    return second === undefined ? `${first} écrit…` : `${first} et ${second} écrivent…`;
  },
  writingAs: 'Tu écris sous le nom',
  changeName: (name) => `Tu écris sous le nom ${name}. Changer de nom`,
  save: 'Enregistrer',
  waiting: 'En attente de connexion',
  estranged: 'Ici, tu es maintenant quelqu’un d’autre, et il est peut-être déjà arrivé.',
  outboxFull:
    'Beaucoup de messages attendent déjà. Patiente jusqu’à leur envoi, ou supprimes-en quelques-uns.',
  unreadLine: 'Nouveau',
  actions: 'Actions sur le message',
  react: 'Réagir',
  moreEmoji: 'Plus d’émojis',
  reacted: (emoji, names, own) =>
    `${emoji}, ${number(names.length)}${own ? ', dont toi' : ''} : ${names.join(', ')}`,
  reply: 'Répondre',
  replyTo: (name) => `réponse à ${name}`,
  more: 'Plus',
  copyText: 'Copier le texte',
  copyLink: 'Copier le lien du message',
  mute: (name) => `Mettre ${name} en sourdine pour moi`,
  removeForAll: 'Supprimer pour tout le monde',
  keep: 'Garder',
  unfold: 'Tout afficher',
  tooFarBack: 'Ce message est trop ancien pour être affiché ici.',
  copied: 'Copié.',
  notCopied: 'Ce navigateur ne nous laisse pas copier. Sélectionne le texte et copie-le toi-même.',
  role: (role) => ({ owner: 'Admin', moderator: 'Modo', member: 'Membre', guest: 'De passage' })[role],
  edited: 'modifié',
  removed: 'Ce message a été supprimé.',
  repliedUnknown: 'Un message précédent',
  skipped: (count) => counted(count, { one: '# message omis', other: '# messages omis' }),
  notSent: 'Pas envoyé.',
  retry: 'Réessayer',
  edit: 'Modifier',
  discard: 'Supprimer',
  reconnecting: 'Reconnexion…',
  noConnection: 'Pas de connexion.',
  retryIn: (seconds) => (seconds <= 1 ? 'Nouvel essai…' : `Prochain essai dans ${number(seconds)} s.`),
  retryNow: 'Réessayer maintenant',
  unreachable: 'Le chat est injoignable',
  unreachableHint: (server) => `${server} ne répond pas. On réessaiera.`,
  refused: 'Ce chat n’est pas disponible ici',
  ended: 'Le chat est terminé',
  noServer: 'Il manque le serveur de ce chat. Indique-le, par exemple server="https://chat.example.com".',

  unknownCommand: (name) =>
    `La commande /${name} n’existe pas. Écris /help pour voir la liste, ou //${name} pour l’envoyer telle quelle.`,
  incomplete: (example) => `Il manque quelque chose. Écris par exemple ${example}.`,
  meExample: '/me fait coucou',
  meHint: 'dit ce que tu fais',
  nickExample: '/nick Camille',
  nickHint: 'change ton nom',
  helpExample: '/help',
  helpHint: 'affiche cette liste',

  came: (names, others) => `${all(names, others)} ${hasHave(names, others)} rejoint le chat`,
  left: (names, others) => `${all(names, others)} ${hasHave(names, others)} quitté le chat`,
  mutedMessages: (name, count) =>
    `${counted(count, { one: 'Message', other: '# messages' })} de ${name}, en sourdine`,
  show: 'Afficher',
  manyNew: (count, last) => `${number(count)} nouveaux messages, le dernier de ${last}`,
  linkTo: (host) => `lien vers ${host}`,
  sent: 'Envoyé.',

  commands: 'Commandes',

  emojiSearch: 'Rechercher un émoji',
  emojiFound: (count) => counted(count, { one: '# émoji', other: '# émojis' }),
  emojiMissing: 'Aucun émoji de ce nom. Essaie un autre mot, en anglais.',
  emojiRecent: 'Récents',
  emojiGroups: [
    'Smileys',
    'Personnes',
    'Animaux et nature',
    'Nourriture et boissons',
    'Lieux',
    'Activités',
    'Objets',
    'Symboles',
    'Drapeaux',
  ],
  skinTone: 'Teinte de peau',

  tooManyPeople: (count, most) =>
    `${number(count)} personnes sont là. Au-delà de ${number(most)}, les noms ne s’affichent plus.`,
  alone: 'Personne d’autre n’est là pour l’instant.',
  muteShort: 'Mettre en sourdine',
  mutePerson: (name) => `Mettre en sourdine ${name}`,
  unmuteShort: 'Retirer la sourdine',
  unmutePerson: (name) => `Retirer la sourdine de ${name}`,
  mutedPeople: 'En sourdine',
  mutedHint: 'Leurs messages sont repliés, pour toi seulement. Ces personnes n’en savent rien.',

  keptHere: 'Gardé dans ce navigateur, pour tous les salons de ce chat.',
  readAloud: 'Lu par un lecteur d’écran',
  everything: 'Tout',
  mentions: 'Mentions et réponses',
  off: 'Rien',
  whileAway: 'Quand je ne regarde pas',
  whileAwayHint: 'Dans un autre onglet, ou quand le chat est fermé.',
  badge: 'Nombre dans le titre de la page',
  sound: 'Son',
  volume: 'Volume',
  desktop: 'Notification à l’écran',
  about: 'Préviens-moi pour',
  density: 'Espacement',
  comfortable: 'Aéré',
  compact: 'Compact',
  notificationsOn: 'Les notifications sont activées.',
  notificationsDenied: (site) =>
    `Ton navigateur bloque les notifications de ${site}. Autorise-les dans les réglages du site, à côté de l’adresse, puis réactive-les ici.`,
  notificationsMissing: 'Ce navigateur n’affiche pas les notifications de pages comme celle-ci.',

  backToChat: 'Revenir au chat',
};
