// The chat of Bun's own documentation: a room is a topic of its built-in server.
const server = Bun.serve({
  port: Number(process.env.PORT),
  hostname: '127.0.0.1',
  fetch(request, server) {
    const room = new URL(request.url).pathname;
    return server.upgrade(request, { data: { room } })
      ? undefined
      : new Response('Upgrade failed', { status: 400 });
  },
  websocket: {
    open(socket) {
      socket.subscribe(socket.data.room);
    },
    message(socket, message) {
      server.publish(socket.data.room, message);
    },
    close(socket) {
      socket.unsubscribe(socket.data.room);
    },
  },
});
