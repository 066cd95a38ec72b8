// Puts a chat into the page as the script's own `data-*` attributes say.
import { serverOf } from './default-server.ts';

/** Attributes of the element that the tag may carry as `data-…`. */
export const attributes = [
  'server',
  'room',
  'name',
  'heading',
  'placeholder',
  'mode',
  'theme',
  'history',
  'loading',
  'density',
  'presence-messages',
  'lang',
];

/** Mounts as soon as the page is parsed: the target may come after the script. */
export function mountBy(script: HTMLScriptElement): void {
  if (document.readyState === 'loading')
    document.addEventListener('DOMContentLoaded', () => mount(script), { once: true });
  else mount(script);
}

function mount(script: HTMLScriptElement): void {
  const { dataset, src } = script;
  const { target } = dataset;
  const place = target === undefined ? document.body : document.querySelector(target);
  if (!place) {
    console.error(`ws-chat: nothing matches data-target="${target}". Give the place an id, as in #id.`);
    return;
  }
  const chat = document.createElement('ws-chat');
  if (target === undefined) chat.setAttribute('mode', 'floating');
  // Its own server, also where another script of another server defined the element.
  if (src) chat.setAttribute('server', serverOf(src));
  for (const name of attributes) {
    const value = script.getAttribute(`data-${name}`);
    if (value !== null) chat.setAttribute(name, value);
  }
  put(chat, place);
  if (target !== undefined) return;
  // A router that replaces the whole body takes the chat along; who removes the chat itself means it.
  new MutationObserver(() => {
    if (!chat.isConnected && chat.parentNode) put(chat, document.body);
  }).observe(document.documentElement, { childList: true });
}

/** Not beside its like: a router may run the script again, or bring a copy of the chat back with its page. */
function put(chat: HTMLElement, place: Element): void {
  const isLike = (other: Element) =>
    other.localName === 'ws-chat' &&
    ['server', 'room'].every((name) => other.getAttribute(name) === chat.getAttribute(name));
  if (![...place.children].some(isLike)) place.append(chat);
}
