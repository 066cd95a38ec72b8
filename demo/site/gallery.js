// The gallery: one chat for each scene, and in place of every server this page, which plays the scene.
import { scenes } from './gallery/scenes.js';
import { denials } from './gallery/server.js';

/** A server for each scene: each has a visitor of its own. */
const serverOf = (room) => `https://${room}.gallery.invalid/`;
const looks = new URLSearchParams(location.search);
const only = looks.get('scene');
/** The sockets that are open, by the name of their scene. */
const sockets = new Map();

/** A socket to this page: the scene that its address names says what comes. */
class StageSocket extends EventTarget {
  static CONNECTING = 0;
  static OPEN = 1;
  static CLOSING = 2;
  static CLOSED = 3;
  readyState = StageSocket.CONNECTING;
  protocol = 'ws-chat.v1';
  bufferedAmount = 0;
  onopen = null;
  onmessage = null;
  onclose = null;
  onerror = null;

  constructor(url) {
    super();
    const room = decodeURIComponent(new URL(url).pathname.split('/').at(-1));
    const scene = scenes[room];
    sockets.set(room, this);
    setTimeout(() => {
      if (!scene?.play) return this.end();
      this.readyState = StageSocket.OPEN;
      this.onopen?.(new Event('open'));
      this.scene = scene;
    });
  }

  send(text) {
    const message = JSON.parse(text);
    setTimeout(() =>
      this.scene?.play(message, (...answers) => answers.forEach((answer) => this.say(answer)), this),
    );
  }

  say(message) {
    if (this.readyState === StageSocket.OPEN)
      this.onmessage?.(new MessageEvent('message', { data: JSON.stringify(message) }));
  }

  end(code = 1006, reason = '') {
    this.readyState = StageSocket.CLOSED;
    this.onclose?.(new CloseEvent('close', { code, reason }));
  }

  close(code) {
    if (this.readyState !== StageSocket.CLOSED) this.end(code);
  }
}

const NativeWebSocket = globalThis.WebSocket;
globalThis.WebSocket = new Proxy(NativeWebSocket, {
  construct: (_, [url, ...rest]) =>
    String(url).includes('gallery.invalid') ? new StageSocket(url) : new NativeWebSocket(url, ...rest),
});

const nativeFetch = globalThis.fetch;
globalThis.fetch = (input, init) => {
  const url = String(input instanceof Request ? input.url : input);
  if (!url.includes('.gallery.invalid/')) return nativeFetch(input, init);
  const denial = denials[url.split('/').at(-2)];
  return denial
    ? Promise.resolve(Response.json(denial, { status: denial.status }))
    : Promise.reject(new TypeError('gone'));
};

// What a scene left unsent, and what was chosen in it, would come back in it.
for (const storage of [sessionStorage, localStorage])
  for (const key of Object.keys(storage)) if (key.includes('.gallery.invalid')) storage.removeItem(key);

// Whatever this browser allows its pages.
if (globalThis.Notification)
  Object.defineProperty(Notification, 'permission', { get: () => scenes[only]?.permission ?? 'default' });

document.documentElement.dir = looks.get('dir') ?? 'ltr';
document.documentElement.lang = looks.get('lang') ?? 'en';
if (looks.get('theme'))
  document.documentElement.style.colorScheme = looks.get('theme').replace('auto', 'light dark');

addEventListener('load', () => {
  document.querySelector('.absent').hidden = customElements.get('ws-chat') !== undefined;
});

// Pictures need no page around them.
document.body.classList.toggle('bare', looks.has('bare'));

const form = document.querySelector('.looks');
for (const select of form.elements) select.value = looks.get(select.name) ?? select.options[0].value;
form.addEventListener('change', () => {
  location.search = new URLSearchParams(new FormData(form)).toString();
});

for (const [room, scene] of Object.entries(scenes)) {
  if (only && room !== only) continue;
  const figure = document.createElement('figure');
  const caption = document.createElement('figcaption');
  const link = document.createElement('a');
  link.textContent = scene.title;
  link.href = `?${new URLSearchParams({ ...Object.fromEntries(looks), scene: room }).toString()}`;
  caption.append(link);
  figure.append(caption);
  document.querySelector('.scenes').append(figure);
  // What wants the focus would take it from all the others.
  if (scene.alone && !only) {
    caption.append(' – opens alone');
    continue;
  }
  const server = serverOf(room.toLowerCase());
  if (scene.chosen) localStorage.setItem(`ws-chat ${server} choices`, JSON.stringify(scene.chosen));
  const chat = document.createElement('ws-chat');
  const look = { theme: looks.get('theme') ?? 'auto', density: looks.get('density') ?? 'comfortable' };
  const attributes = {
    server,
    room,
    heading: 'Tonight',
    loading: 'eager',
    name: 'Ann',
    ...look,
    ...scene.attributes,
  };
  for (const [name, value] of Object.entries(attributes))
    if (value !== undefined) chat.setAttribute(name, value);
  const place = document.createElement('div');
  place.className = scene.place ?? '';
  place.append(chat);
  figure.append(place);
  const say = (...messages) => messages.forEach((message) => sockets.get(room).say(message));
  customElements.whenDefined('ws-chat').then(() => scene.then?.(chat, say));
}
