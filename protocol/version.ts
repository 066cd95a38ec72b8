// The version of the wire is its WebSocket subprotocol: nothing else has to agree.

export const subprotocol = 'ws-chat.v1';
