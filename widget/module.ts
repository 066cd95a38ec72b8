// The module build: importing it defines the element.
import { setDefaultServer } from './default-server.ts';
import { define } from './define.ts';

setDefaultServer(import.meta.url);
define();

export { ChatClient, type ChatClientOptions, type ChatState } from './client.ts';
export { WsChat } from './ws-chat.ts';
