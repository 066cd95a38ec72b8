// A host’s page three times: as it is, with the chat in its corner, and with the chat in its text.
import { readFileSync } from 'node:fs';
import { hostSite, type HostPage } from '../../support/host-site.ts';
import { freePort } from '../../support/free-port.ts';
import { runServer } from '../../support/processes.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';

export interface Host extends AsyncDisposable {
  /** Addresses of the three. */
  readonly without: string;
  readonly corner: string;
  readonly text: string;
}

const radio = readFileSync('demo/site/radio.html', 'utf8');
const tag = /<script async[^>]*><\/script>/;

export async function startHost(): Promise<Host> {
  const ends = new AsyncDisposableStack();
  const folder = ends.use(temporaryFolder());
  const port = await freePort();
  const script = `<script async src="http://localhost:${port}/ws-chat.js"`;
  const place = '<style>ws-chat { display: block; block-size: 512px }</style>';
  const site = ends.use(
    await hostSite({
      '/without': pageOf(radio.replace(tag, '')),
      '/corner': pageOf(radio.replace(tag, `${script} data-room="lobby"></script>`)),
      '/text': pageOf(
        radio
          .replace(tag, `${script}></script>${place}`)
          .replace('<h2>', '<ws-chat room="lobby"></ws-chat><h2>'),
      ),
      '/radio.css': fileOf(readFileSync('demo/site/radio.css', 'utf8'), 'text/css'),
      '/robots.txt': fileOf('User-agent: *\nAllow: /\n', 'text/plain'),
    }),
  );
  const chat = await runServer(port, folder.path, [`--origin=${site.origin}`]);
  ends.defer(async () => {
    await chat.stop();
  });
  return {
    without: `${site.origin}/without`,
    corner: `${site.origin}/corner`,
    text: `${site.origin}/text`,
    [Symbol.asyncDispose]: () => ends.disposeAsync(),
  };
}

/** As any page has it that wants to be found. */
function pageOf(html: string): HostPage {
  const described = '<meta name="description" content="Songs that crossed the sea, live tonight.">';
  return { html: html.replace('</title>', `</title><link rel="icon" href="data:,">${described}`) };
}

function fileOf(text: string, type: string): HostPage {
  return { html: text, headers: { 'Content-Type': `${type}; charset=utf-8` } };
}
