// Portuguese, as it is written in Brazil and understood elsewhere. It says você.
import { grammarOf } from '../locales/grammar.ts';
import type { Translation } from '../locales/strings.ts';

const { number, counted, list } = grammarOf('pt');

const all = (names: readonly string[], others: number) =>
  list(others > 0 ? [...names, `mais ${number(others)} pessoas`] : names);
const isMany = (names: readonly string[], others: number) => names.length + others > 1;

export const strings: Translation = {
  chat: 'Chat',
  present: (count) => `${number(count)} aqui`,
  settings: 'Configurações',
  people: 'Pessoas',
  open: 'Abrir o chat',
  openUnread: (count) => `Abrir o chat, ${counted(count, { one: '# não lida', other: '# não lidas' })}`,
  close: 'Fechar o chat',
  messages: (heading) => `Mensagens em ${heading}`,
  you: 'Você',
  empty: 'Ainda não há mensagens',
  emptyHint: 'Comece a conversa.',
  beginning: 'Tudo começa aqui',
  loadingOlder: 'Carregando mensagens anteriores…',
  jump: 'Ir para as mais recentes',
  fresh: (count) => counted(count, { one: '# mensagem nova', other: '# mensagens novas' }),
  write: (heading) => `Mensagem para ${heading}`,
  send: 'Enviar',
  tooLong: (over) =>
    counted(over, {
      one: 'Um caractere a mais. Encurte um pouco.',
      other: '# caracteres a mais. Encurte para enviar.',
    }),
  charactersLeft: (left) => counted(left, { one: 'resta #', other: 'restam #' }),
  wait: (seconds) => counted(seconds, { one: 'Espere # segundo', other: 'Espere # segundos' }),
  replyingTo: 'Respondendo a',
  endReply: 'Não responder',
  editing: 'Editando',
  endEdit: 'Deixar como estava',
  emoji: 'Emojis',
  yourName: 'Como podemos chamar você?',
  nameHint: 'Todo mundo aqui vai ver.',
  writing: (names) => {
    const [first, second] = names;
    if (names.length > 2) return 'Várias pessoas estão escrevendo…';
    return second === undefined ? `${first} está escrevendo…` : `${first} e ${second} estão escrevendo…`;
  },
  writingAs: 'Escrevendo como',
  changeName: (name) => `Escrevendo como ${name}. Mudar o nome`,
  save: 'Salvar',
  waiting: 'Esperando a conexão',
  estranged: 'Você agora é outra pessoa aqui, e ela talvez já tenha chegado.',
  outboxFull: 'Há muitas mensagens na fila. Espere até que saiam ou apague algumas.',
  unreadLine: 'Novas',
  actions: 'Ações da mensagem',
  react: 'Reagir',
  reacted: (emoji, names, own) =>
    `${emoji}, ${number(names.length)}${own ? ', incluindo você' : ''}: ${names.join(', ')}`,
  reply: 'Responder',
  replyTo: (name) => `resposta a ${name}`,
  more: 'Mais',
  copyText: 'Copiar texto',
  copyLink: 'Copiar link da mensagem',
  mute: (name) => `Silenciar ${name} para mim`,
  removeForAll: 'Apagar para todos',
  keep: 'Manter',
  unfold: 'Mostrar tudo',
  tooFarBack: 'Essa mensagem é antiga demais para aparecer aqui.',
  copied: 'Copiado.',
  notCopied: 'Este navegador não nos deixa copiar. Selecione o texto e copie manualmente.',
  role: (role) => ({ owner: 'Admin', moderator: 'Mod', member: 'Membro', guest: 'Visitante' })[role],
  edited: 'editada',
  removed: 'Esta mensagem foi apagada.',
  repliedUnknown: 'Uma mensagem anterior',
  skipped: (count) => counted(count, { one: '# mensagem foi pulada', other: '# mensagens foram puladas' }),
  notSent: 'Não enviada.',
  retry: 'Tentar de novo',
  edit: 'Editar',
  discard: 'Apagar',
  reconnecting: 'Reconectando…',
  noConnection: 'Sem conexão.',
  retryIn: (seconds) => (seconds <= 1 ? 'Tentando de novo…' : `Próxima tentativa em ${number(seconds)} s.`),
  retryNow: 'Tentar agora',
  unreachable: 'Não foi possível acessar o chat',
  unreachableHint: (server) => `Ninguém responde em ${server}. Vamos continuar tentando.`,
  refused: 'Este chat não está disponível aqui',
  ended: 'O chat terminou',
  reload: 'Recarregue a página para voltar.',
  noServer: 'Falta indicar o servidor deste chat, por exemplo server="https://chat.example.com".',

  unknownCommand: (name) =>
    `O comando /${name} não existe. Escreva /help para ver a lista ou //${name} para enviar como texto.`,
  incomplete: (example) => `Falta alguma coisa. Escreva, por exemplo, ${example}.`,
  meExample: '/me acena',
  meHint: 'conta o que você está fazendo',
  nickExample: '/nick Dani',
  nickHint: 'muda o seu nome',
  helpExample: '/help',
  helpHint: 'mostra esta lista',

  came: (names, others) => `${all(names, others)} ${isMany(names, others) ? 'entraram' : 'entrou'}`,
  left: (names, others) => `${all(names, others)} ${isMany(names, others) ? 'saíram' : 'saiu'}`,
  mutedMessages: (name, count) =>
    `${count === 1 ? 'Mensagem' : `${number(count)} mensagens`} de ${name}, em silêncio`,
  show: 'Mostrar',
  manyNew: (count, last) => `${number(count)} mensagens novas, a última de ${last}`,
  sent: 'Enviada.',

  commands: 'Comandos',

  emojiSearch: 'Buscar emojis',
  emojiFound: (count) => counted(count, { one: '# emoji', other: '# emojis' }),
  emojiMissing: 'Nenhum emoji encontrado. Tente outra palavra, em inglês.',
  emojiRecent: 'Recentes',
  emojiGroups: [
    'Carinhas',
    'Pessoas',
    'Animais e natureza',
    'Comidas e bebidas',
    'Lugares',
    'Atividades',
    'Objetos',
    'Símbolos',
    'Bandeiras',
  ],
  skinTone: 'Tom de pele',

  tooManyPeople: (count, most) =>
    `Há ${number(count)} pessoas aqui. Acima de ${number(most)}, os nomes não aparecem.`,
  alone: 'Não há mais ninguém aqui agora.',
  muteShort: 'Silenciar',
  mutePerson: (name) => `Silenciar ${name}`,
  unmuteShort: 'Deixar de silenciar',
  unmutePerson: (name) => `Deixar de silenciar ${name}`,
  mutedPeople: 'Em silêncio',
  mutedHint: 'As mensagens ficam recolhidas, só para você. Ninguém fica sabendo.',

  keptHere: 'Fica neste navegador, para todas as salas deste chat.',
  readAloud: 'Leitura pelo leitor de tela',
  everything: 'Tudo',
  mentions: 'Menções e respostas',
  off: 'Nada',
  whileAway: 'Quando não estou olhando',
  whileAwayHint: 'Em outra aba ou com o chat fechado.',
  badge: 'Número no título da página',
  sound: 'Som',
  volume: 'Volume',
  desktop: 'Notificação na tela',
  about: 'Avise-me sobre',
  density: 'Espaçamento',
  comfortable: 'Amplo',
  compact: 'Compacto',
  notificationsOn: 'As notificações estão ativadas.',
  notificationsDenied: (site) =>
    `Seu navegador bloqueia as notificações de ${site}. Permita-as nas configurações do site, ao lado do endereço, e ative-as aqui de novo.`,
  notificationsMissing: 'Este navegador não mostra notificações de páginas como esta.',

  backToChat: 'Voltar ao chat',
};
