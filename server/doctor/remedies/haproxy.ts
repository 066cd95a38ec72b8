// What to change in HAProxy. It speaks HTTP/1.1 to the chat and passes upgrades on by itself.
import type { Remedies } from './remedy.ts';

export const haproxy: Remedies = {
  reaching: () => `server chat 127.0.0.1:8080  # the chat's --host and --port`,
  'path-kept': ({ path }) => `# In the frontend; take out of the backend what changes the path:
use_backend chat if { path_beg ${path}/ }`,
  'path-taken': ({ path }) => `http-request replace-path ${path}/(.*) /\\1`,
  upgrade: () => `mode http
# Take out:
# http-request del-header Upgrade
# http-request del-header Connection`,
  'handshake-headers': () => `# Take out:
# http-request del-header Origin
# http-request del-header Sec-WebSocket-Protocol`,
  host: () => `http-request set-header X-Forwarded-Proto https if { ssl_fc }
# Take out:
# http-request set-header Host …`,
  silence: () => `timeout tunnel 90s`,
  buffering: () => `# It holds nothing back by itself. Take out:
# filter compression`,
  compression: () => `compression algo gzip
compression type text/javascript text/css text/html`,
  body: () => `# Raise the size here:
http-request deny status 413 if { req.body_size gt 1048576 }`,
  certificate: ({ host }) => `bind :443 ssl crt /etc/ssl/private/${host}.pem`,
  encryption: ({ host }) => `bind :443 ssl crt /etc/ssl/private/${host}.pem
http-request redirect scheme https unless { ssl_fc }`,
  'script-headers': () => `# Take out:
# http-response set-header Cache-Control …
# http-response set-header Cross-Origin-Resource-Policy …
# http-response add-header Access-Control-Allow-Origin …`,
  'page-headers': () => `# Take out, or keep from the chat's backend:
# http-response add-header Content-Security-Policy …`,
};
