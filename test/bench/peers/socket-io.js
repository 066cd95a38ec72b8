// The chat of Socket.IO's own tutorial, with rooms.
import { createServer } from 'node:http';
import { Server } from 'socket.io';

const server = createServer();
const io = new Server(server);

io.on('connection', (socket) => {
  const { room } = socket.handshake.query;
  socket.join(room);
  socket.on('chat message', (message) => {
    io.to(room).emit('chat message', message);
  });
});

server.listen(Number(process.env.PORT), '127.0.0.1');
