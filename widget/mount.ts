// Puts a chat into the page as the script's own `data-*` attributes say.

/** Attributes of the element that the tag may carry as `data-…`. */
const attributes = [
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
    console.error(
      `ws-chat: no element matches data-target="${target}". Give the place an id and name it as #id.`,
    );
    return;
  }
  const chat = document.createElement('ws-chat');
  if (target === undefined) chat.setAttribute('mode', 'floating');
  // Its own server, also where another script of another server defined the element.
  if (src) chat.setAttribute('server', new URL('.', src).href);
  for (const name of attributes) {
    const value = script.getAttribute(`data-${name}`);
    if (value !== null) chat.setAttribute(name, value);
  }
  place.append(chat);
}
