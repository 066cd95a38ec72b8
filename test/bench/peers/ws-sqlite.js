// The tutorial's chat that keeps what was said: a row is inserted before everyone is told.
import { DatabaseSync } from 'node:sqlite';
import { join } from 'node:path';
import { WebSocketServer, WebSocket } from 'ws';

const database = new DatabaseSync(join(process.env.DATA, 'chat.db'));
database.exec(
  'CREATE TABLE messages (id INTEGER PRIMARY KEY AUTOINCREMENT, room TEXT, name TEXT, text TEXT)',
);
const insert = database.prepare('INSERT INTO messages (room, name, text) VALUES (?, ?, ?)');

const rooms = new Map();
const server = new WebSocketServer({ port: Number(process.env.PORT), host: '127.0.0.1' });

server.on('connection', (socket, request) => {
  const room = request.url;
  if (!rooms.has(room)) rooms.set(room, new Set());
  const clients = rooms.get(room);
  clients.add(socket);
  socket.on('error', console.error);
  socket.on('close', () => clients.delete(socket));
  socket.on('message', (data) => {
    const { name, text } = JSON.parse(data);
    const { lastInsertRowid: id } = insert.run(room, name, text);
    const message = JSON.stringify({ id, name, text });
    clients.forEach((client) => {
      if (client.readyState === WebSocket.OPEN) client.send(message);
    });
  });
});
