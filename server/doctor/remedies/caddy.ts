// What to change in Caddy.
import type { Remedies } from './remedy.ts';

export const caddy: Remedies = {
  reaching: () => `reverse_proxy 127.0.0.1:8080  # the chat's --host and --port`,
  'path-kept': ({ path }) => `handle ${path}/* {
	reverse_proxy 127.0.0.1:8080
}`,
  'path-taken': ({ path }) => `handle_path ${path}/* {
	reverse_proxy 127.0.0.1:8080
}`,
  version: () => `reverse_proxy 127.0.0.1:8080 {
	transport http {
		versions 1.1
	}
}`,
  upgrade: () => `# It passes WebSockets on by itself. Take out of reverse_proxy:
# header_up -Upgrade
# header_up -Connection`,
  'handshake-headers': () => `# Take out of reverse_proxy:
# header_up -Origin
# header_up -Sec-WebSocket-Protocol
# header_down -Sec-WebSocket-Protocol`,
  host: () => `# It passes Host and X-Forwarded-Proto on by itself. Take out of reverse_proxy:
# header_up Host …`,
  silence:
    () => `# It cuts no silent connection by itself. Take stream_timeout out, and have these long enough or not at all:
reverse_proxy 127.0.0.1:8080 {
	transport http {
		read_timeout 90s
		write_timeout 90s
	}
}`,
  buffering: () => `reverse_proxy 127.0.0.1:8080 {
	flush_interval -1
}`,
  compression: ({ path }) => `@whole not path ${path}/rooms/*/events
encode @whole gzip`,
  body: () => `request_body {
	max_size 1MB
}`,
  certificate: ({ host }) => `${host} {
	reverse_proxy 127.0.0.1:8080
}`,
  encryption: ({ host }) => `${host} {
	reverse_proxy 127.0.0.1:8080
}`,
  'script-headers': ({ path }) => apart(path, 'Cache-Control "max-age=86400"'),
  'page-headers': ({ path }) => apart(path, `Content-Security-Policy "default-src 'self'"`),
};

/** Where the chat is all of the site, there is nothing else to set the header for. */
function apart(path: string, header: string): string {
  if (path === '') return `# Take out what sets headers of the chat's answers, as:\n# header ${header}`;
  return `# Keep the site's headers from the chat:
@site not path ${path}/*
header @site ${header}`;
}
