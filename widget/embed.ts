// The classic script: defines the element, and mounts a chat by itself where its tag says so by
// `data-room`. It may be async and stand anywhere in the page.
import { define } from './define.ts';
import { mountBy } from './mount.ts';

// An element named currentScript would be handed out in the script's place.
const script = document.currentScript instanceof HTMLScriptElement ? document.currentScript : undefined;

define(script?.src);
if (script?.dataset.room !== undefined) mountBy(script);
