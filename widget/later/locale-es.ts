// Spanish. It says tú, as people in a chat do.
import { grammarOf } from '../locales/grammar.ts';
import type { Translation } from '../locales/strings.ts';

const { number, counted, list } = grammarOf('es');

const all = (names: readonly string[], others: number) =>
  list(others > 0 ? [...names, `${number(others)} personas más`] : names);
const isMany = (names: readonly string[], others: number) => names.length + others > 1;

export const strings: Translation = {
  chat: 'Chat',
  present: (count) => `${number(count)} aquí`,
  settings: 'Ajustes',
  people: 'Personas',
  open: 'Abrir el chat',
  openUnread: (count) => `Abrir el chat, ${number(count)} sin leer`,
  close: 'Cerrar el chat',
  messages: (heading) => `Mensajes en ${heading}`,
  you: 'Tú',
  empty: 'Aún no hay mensajes',
  emptyHint: 'Empieza tú la conversación.',
  beginning: 'Aquí empieza todo',
  loading: 'Cargando mensajes…',
  loadingOlder: 'Cargando mensajes anteriores…',
  jump: 'Ir a lo más reciente',
  fresh: (count) => counted(count, { one: '# mensaje nuevo', other: '# mensajes nuevos' }),
  mentioned: 'Te han mencionado',
  backToLatest: 'Volver a lo más reciente',
  pause: 'Pausar',
  write: (heading) => `Mensaje a ${heading}`,
  send: 'Enviar',
  tooLong: (over) =>
    counted(over, {
      one: 'Sobra un carácter. Acórtalo un poco.',
      other: 'Sobran # caracteres. Acórtalo para enviarlo.',
    }),
  charactersLeft: (left) => counted(left, { one: 'queda #', other: 'quedan #' }),
  wait: (seconds) => counted(seconds, { one: 'Espera # segundo', other: 'Espera # segundos' }),
  replyingTo: 'Respondiendo a',
  endReply: 'No responder',
  editing: 'Editando',
  endEdit: 'Dejarlo como estaba',
  emoji: 'Emojis',
  yourName: '¿Cómo quieres que te llamemos?',
  nameHint: 'Lo verán todas las personas de aquí.',
  writing: (names) => {
    const [first, second] = names;
    if (names.length > 2) return 'Varias personas están escribiendo…';
    return second === undefined
      ? `${first} está escribiendo…`
      : `${list([first!, second])} están escribiendo…`;
  },
  writingAs: 'Escribes como',
  changeName: (name) => `Escribes como ${name}. Cambiar de nombre`,
  save: 'Guardar',
  waiting: 'Esperando la conexión',
  estranged: 'Aquí ahora eres otra persona, y puede que ya haya llegado.',
  outboxFull: 'Hay muchos mensajes pendientes. Espera a que salgan o borra algunos.',
  unreadLine: 'Nuevo',
  actions: 'Acciones del mensaje',
  react: 'Reaccionar',
  moreEmoji: 'Más emojis',
  reacted: (emoji, names, own) =>
    `${emoji}, ${number(names.length)}${own ? ', contándote a ti' : ''}: ${names.join(', ')}`,
  reply: 'Responder',
  replyTo: (name) => `respuesta a ${name}`,
  more: 'Más',
  copyText: 'Copiar texto',
  copyLink: 'Copiar enlace al mensaje',
  mute: (name) => `Silenciar a ${name} para mí`,
  removeForAll: 'Eliminar para todos',
  keep: 'Conservar',
  unfold: 'Mostrar todo',
  tooFarBack: 'Ese mensaje es demasiado antiguo para mostrarlo aquí.',
  copied: 'Copiado.',
  notCopied: 'Este navegador no nos deja copiar. Selecciona el texto y cópialo a mano.',
  role: (role) => ({ owner: 'Admin', moderator: 'Mod', member: 'Miembro', guest: 'Visitante' })[role],
  edited: 'editado',
  removed: 'Este mensaje se ha eliminado.',
  repliedUnknown: 'Un mensaje anterior',
  skipped: (count) => counted(count, { one: 'Se ha omitido # mensaje', other: 'Se han omitido # mensajes' }),
  notSent: 'No enviado.',
  retry: 'Reintentar',
  edit: 'Editar',
  discard: 'Eliminar',
  reconnecting: 'Reconectando…',
  noConnection: 'Sin conexión.',
  retryIn: (seconds) => (seconds <= 1 ? 'Probando otra vez…' : `Próximo intento en ${number(seconds)} s.`),
  retryNow: 'Reintentar ahora',
  unreachable: 'No se puede acceder al chat',
  unreachableHint: (server) => `Nadie responde en ${server}. Se volverá a intentar.`,
  refused: 'Este chat no está disponible aquí',
  ended: 'El chat ha terminado',
  noServer: 'Falta indicar el servidor de este chat, por ejemplo server="https://chat.example.com".',

  unknownCommand: (name) =>
    `No existe el comando /${name}. Escribe /help para ver los que hay o //${name} para enviarlo tal cual.`,
  incomplete: (example) => `Falta algo. Escribe, por ejemplo, ${example}.`,
  meExample: '/me saluda',
  meHint: 'cuenta lo que haces',
  nickExample: '/nick Álex',
  nickHint: 'cambia tu nombre',
  helpExample: '/help',
  helpHint: 'muestra esta lista',

  came: (names, others) => `${all(names, others)} ${isMany(names, others) ? 'han entrado' : 'ha entrado'}`,
  left: (names, others) => `${all(names, others)} ${isMany(names, others) ? 'han salido' : 'ha salido'}`,
  mutedMessages: (name, count) =>
    `${counted(count, { one: 'Mensaje', other: '# mensajes' })} de ${name}, en silencio`,
  show: 'Mostrar',
  manyNew: (count, last) => `${number(count)} mensajes nuevos, el último de ${last}`,
  linkTo: (host) => `enlace a ${host}`,
  sent: 'Enviado.',

  commands: 'Comandos',

  emojiSearch: 'Buscar emojis',
  emojiFound: (count) => counted(count, { one: '# emoji', other: '# emojis' }),
  emojiMissing: 'No hay ningún emoji así. Prueba con otra palabra, en inglés.',
  emojiRecent: 'Recientes',
  emojiGroups: [
    'Caritas',
    'Personas',
    'Animales y naturaleza',
    'Comida y bebida',
    'Lugares',
    'Actividades',
    'Objetos',
    'Símbolos',
    'Banderas',
  ],
  skinTone: 'Tono de piel',

  tooManyPeople: (count, most) =>
    `Hay ${number(count)} personas aquí. Si son más de ${number(most)}, no se muestran los nombres.`,
  alone: 'Ahora mismo no hay nadie más.',
  muteShort: 'Silenciar',
  mutePerson: (name) => `Silenciar a ${name}`,
  unmuteShort: 'Dejar de silenciar',
  unmutePerson: (name) => `Dejar de silenciar a ${name}`,
  mutedPeople: 'En silencio',
  mutedHint: 'Sus mensajes quedan plegados, solo para ti. No se enteran.',

  keptHere: 'Se guarda en este navegador, para todas las salas de este chat.',
  readAloud: 'Lectura con lector de pantalla',
  everything: 'Todo',
  mentions: 'Menciones y respuestas',
  off: 'Nada',
  whileAway: 'Cuando no estoy mirando',
  whileAwayHint: 'En otra pestaña o con el chat cerrado.',
  badge: 'Número en el título de la página',
  sound: 'Sonido',
  volume: 'Volumen',
  desktop: 'Notificación en pantalla',
  about: 'Avísame de',
  density: 'Espaciado',
  comfortable: 'Amplio',
  compact: 'Compacto',
  notificationsOn: 'Las notificaciones están activadas.',
  notificationsDenied: (site) =>
    `Tu navegador bloquea las notificaciones de ${site}. Permítelas en los ajustes del sitio, junto a la dirección, y vuelve a activarlas aquí.`,
  notificationsMissing: 'Este navegador no muestra notificaciones de páginas como esta.',

  backToChat: 'Volver al chat',
};
