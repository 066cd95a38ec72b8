// A server's address as people write it, made fit for use.

/** As `https://chat.example.com/`, with the closing slash that relative addresses need. */
export function serverUrl(server: string): string | undefined {
  const withSlash = server.endsWith('/') ? server : `${server}/`;
  if (!URL.canParse(withSlash, location.href)) return undefined;
  const { href, protocol } = new URL(withSlash, location.href);
  return protocol === 'http:' || protocol === 'https:' ? href : undefined;
}
