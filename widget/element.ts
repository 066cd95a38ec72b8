// The class by itself, for who extends it or gives it another name: importing it defines nothing. The package’s own module
// stands on it too, so that a page has one class however it is imported.
export type { ChatState } from './chat-state.ts';
export type { Credentials, TokenProvider } from './credentials.ts';
export { define } from './define.ts';
export { WsChat } from './ws-chat.ts';
