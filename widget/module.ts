// The module build: importing it defines the element.
import { setDefaultServer } from './default-server.ts';
import { define } from './define.ts';

setDefaultServer(import.meta.url);
define();

export type { ChatState } from './chat-state.ts';
export type { Credentials, TokenProvider } from './credentials.ts';
export { WsChat } from './ws-chat.ts';
