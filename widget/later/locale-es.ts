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
  people: 'Personas',
  settings: 'Ajustes',
  backToChat: 'Volver al chat',
  came: (names, others) => `${all(names, others)} ${isMany(names, others) ? 'han entrado' : 'ha entrado'}`,
  left: (names, others) => `${all(names, others)} ${isMany(names, others) ? 'han salido' : 'ha salido'}`,
  mutedMessages: (name, count) =>
    `${counted(count, { one: 'Mensaje', other: '# mensajes' })} de ${name}, en silencio`,
  show: 'Mostrar',
  manyNew: (count, last) => `${number(count)} mensajes nuevos, el último de ${last}`,
  sent: 'Enviado.',
  open: 'Abrir el chat',
  openUnread: (count) => `Abrir el chat, ${number(count)} sin leer`,
  close: 'Cerrar el chat',
  messages: (heading) => `Mensajes en ${heading}`,
  you: 'Tú',
  empty: 'Aún no hay mensajes',
  emptyHint: 'Empieza tú la conversación.',
  beginning: 'Aquí empieza todo',
  loadingOlder: 'Cargando mensajes anteriores…',
  jump: 'Ir a lo más reciente',
  fresh: (count) => counted(count, { one: '# mensaje nuevo', other: '# mensajes nuevos' }),
  write: (heading) => `Mensaje a ${heading}`,
  send: 'Enviar',
  tooLong: (over) =>
    counted(over, {
      one: 'Sobra un carácter. Acórtalo un poco.',
      other: 'Sobran # caracteres. Acórtalo para enviarlo.',
    }),
  charactersLeft: (left) => counted(left, { one: 'queda #', other: 'quedan #' }),
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
  edited: 'editado',
  removed: 'Este mensaje se ha eliminado.',
  repliedUnknown: 'Un mensaje anterior',
  skipped: (count) => counted(count, { one: 'Se ha saltado # mensaje', other: 'Se han saltado # mensajes' }),
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
  refused: 'Este chat no está abierto aquí',
  ended: 'El chat ha terminado',
  reload: 'Recarga la página para volver.',
  noServer: 'Este chat no conoce su servidor. Dale uno, como en server="https://chat.example.com".',

  tooManyPeople: (count, most) =>
    `Hay ${number(count)} personas aquí. Se nombran hasta ${number(most)}, y estas son más.`,
  alone: 'Ahora mismo no hay nadie más.',
  muteShort: 'Silenciar',
  mutePerson: (name) => `Silenciar a ${name}`,
  unmuteShort: 'Volver a oír',
  unmutePerson: (name) => `Volver a oír a ${name}`,
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
  density: 'Líneas',
  comfortable: 'Amplias',
  compact: 'Compactas',
  notificationsOn: 'Las notificaciones están activadas.',
  notificationsDenied: (site) =>
    `Tu navegador bloquea las notificaciones de ${site}. Permítelas en los ajustes del sitio, junto a la dirección, y vuelve a activarlas aquí.`,
  notificationsMissing: 'Este navegador no muestra notificaciones de páginas como esta.',
};
