// The module build: importing it defines the element.
import { define } from './element.ts';

define(import.meta.url);

export type { ChatState, Credentials, TokenProvider } from './element.ts';
export { WsChat } from './element.ts';
