// What to change in Apache (2.4.47 or newer).
import type { Remedies } from './remedy.ts';

const chat = 'http://127.0.0.1:8080';

export const apache: Remedies = {
  reaching: ({ path }) => `ProxyPass "${path}/" "${chat}${path}/" upgrade=websocket`,
  'path-kept': ({ path }) => `ProxyPass "${path}/" "${chat}${path}/" upgrade=websocket`,
  'path-taken': ({ path }) => `ProxyPass "${path}/" "${chat}/" upgrade=websocket`,
  version: () => `# Take out:
# SetEnv force-proxy-request-1.0 1`,
  upgrade: ({ path }) => `ProxyPass "${path}/" "${chat}${path}/" upgrade=websocket`,
  'handshake-headers': () => `# Take out:
# RequestHeader unset Origin
# RequestHeader unset Sec-WebSocket-Protocol
# Header unset Sec-WebSocket-Protocol`,
  host: () => `ProxyPreserveHost On
RequestHeader set X-Forwarded-Proto expr=%{REQUEST_SCHEME}`,
  silence: ({ path }) => `ProxyPass "${path}/" "${chat}${path}/" upgrade=websocket timeout=90`,
  buffering: ({ path }) => `ProxyPass "${path}/" "${chat}${path}/" upgrade=websocket flushpackets=on`,
  compression: ({ path }) => `SetEnvIf Request_URI "^${path}/rooms/[^/]+/events$" no-gzip no-brotli`,
  body: () => `LimitRequestBody 1048576`,
  certificate: ({ host }) => `ServerName ${host}
SSLCertificateFile "/etc/ssl/${host}.pem"
SSLCertificateKeyFile "/etc/ssl/private/${host}.key"`,
  encryption: ({ host }) => `<VirtualHost *:443>
  ServerName ${host}
  SSLEngine on
  SSLCertificateFile "/etc/ssl/${host}.pem"
  SSLCertificateKeyFile "/etc/ssl/private/${host}.key"
</VirtualHost>`,
  'script-headers': ({ path }) => apart(path, 'Cache-Control "max-age=86400"'),
  'page-headers': ({ path }) => apart(path, `Content-Security-Policy "default-src 'self'"`),
};

/** Where the chat is all of the site, there is nothing else to set the header for. */
function apart(path: string, header: string): string {
  if (path === '') return `# Take out what sets headers of the chat's answers, as:\n# Header set ${header}`;
  return `# Keep the site's headers from the chat:
<If "%{REQUEST_URI} !~ m#^${path}/#">
  Header set ${header}
</If>`;
}
