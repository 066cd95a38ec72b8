// What `ws-chat init` says in the end: the tag, how to start, and what comes next.
import { isBehindProxy, type Answers } from './set-up.ts';

export function nextSteps(file: string, { sites, publicUrl, port }: Answers): string {
  const address = publicUrl.replace(/\/$/, '');
  const written = /\s/.test(file) ? `"${file}"` : file;
  const proxy = `- Let a reverse proxy on this machine pass ${address} on to 127.0.0.1:${port}, with WebSockets: the project’s
  deploy/ has the lines for nginx, Caddy and HAProxy. Where it is on another machine, take “host” out of ${file}.
`;
  return `${file} is written.

Paste this tag into the pages of ${sites.join(' and ')}:

  <script async src="${address}/ws-chat.js" data-room="lobby"></script>

Start the chat, in this folder:

  npx ws-chat --config ${written}

What comes next
${isBehindProxy(publicUrl) ? proxy : ''}- The first start prints a link into the console, for whoever keeps the chat. Another one later:
  npx ws-chat console-link --config ${written}
- To hold your pages to one version of the script by its hash: ${address}/ shows that tag, once the chat runs.
- To sign in the members of your site: the project’s docs/members.md. All other settings: npx ws-chat start --help`;
}
