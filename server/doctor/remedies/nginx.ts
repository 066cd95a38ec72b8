// What to change in nginx.
import type { Remedies } from './remedy.ts';

export const nginx: Remedies = {
  reaching: ({ path }) => `location ${path}/ {
  proxy_pass http://127.0.0.1:8080;  # the chat's --host and --port
}`,
  'path-kept': ({ path }) => `location ${path}/ {
  proxy_pass http://127.0.0.1:8080;  # no slash at the end: the path goes on as it is
}`,
  'path-taken': ({ path }) => `location ${path}/ {
  proxy_pass http://127.0.0.1:8080/;  # the slash at the end takes ${path || 'the path'} away
}`,
  version: () => `proxy_http_version 1.1;`,
  upgrade: () => `proxy_http_version 1.1;
proxy_set_header Upgrade $http_upgrade;
proxy_set_header Connection "upgrade";`,
  'handshake-headers': () => `# Take out what empties these:
# proxy_set_header Origin "";
# proxy_set_header Sec-WebSocket-Protocol "";
# proxy_hide_header Sec-WebSocket-Protocol;`,
  host: () => `proxy_set_header Host $http_host;
proxy_set_header X-Forwarded-Proto $scheme;`,
  silence: () => `proxy_read_timeout 90s;
proxy_send_timeout 90s;`,
  buffering: () => `proxy_buffering off;`,
  compression: () => `gzip_types text/css text/javascript;  # without text/event-stream`,
  body: () => `client_max_body_size 1m;`,
  certificate: ({ host }) => `server_name ${host};
ssl_certificate /etc/ssl/${host}.pem;  # with the certificates between it and the authority
ssl_certificate_key /etc/ssl/private/${host}.key;`,
  encryption: ({ host }) => `listen 443 ssl;
server_name ${host};
ssl_certificate /etc/ssl/${host}.pem;
ssl_certificate_key /etc/ssl/private/${host}.key;`,
  'script-headers': () => `# Take out what touches these in the chat's location:
# expires …;  add_header Cache-Control …;  add_header Access-Control-Allow-Origin …;
# add_header Cross-Origin-Resource-Policy …;  proxy_hide_header …;`,
  'page-headers': ({ path }) =>
    `add_header X-Proxied-By nginx;  # in location ${path}/: with one of its own it has none from outside of it`,
};
