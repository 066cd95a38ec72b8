// Who the widget is measured beside: chats for web pages, as their packages bring them for a script tag.
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { installPeers } from '../peers-installed.ts';

const folder = join(import.meta.dirname, 'peers');

/** Where the peers' files are. */
export const peersFiles = join(folder, 'node_modules');

/** Where our own bundle is. */
export const ownFiles = join(import.meta.dirname, '../../../dist/widget');

export interface Chat {
  readonly name: string;
  /** What a page loads before it shows a conversation, by its path on the bench's site; scripts first. */
  readonly files: readonly string[];
  readonly isModule: boolean;
  /** As its package says; of our own the commit tells more. */
  readonly version?: string;
}

const { dependencies } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as {
  dependencies: Readonly<Record<string, string>>;
};

export const ownChat: Chat = {
  name: 'ws-chat',
  files: ['own/ws-chat.js', 'own/ws-chat/chat-log.js', 'own/ws-chat/chat-composer.js'],
  isModule: false,
};
export const deepChat: Chat = {
  name: 'deep-chat',
  version: dependencies['deep-chat']!,
  files: ['peers/deep-chat/dist/deepChat.bundle.js'],
  isModule: true,
};
const converse: Chat = {
  name: 'converse.js',
  version: dependencies['converse.js']!,
  files: ['peers/converse.js/dist/converse.min.js', 'peers/converse.js/dist/converse.min.css'],
  isModule: true,
};

/** The file that a path on the bench's site means. */
export function fileOf(path: string): string {
  return join(path.startsWith('own/') ? ownFiles : peersFiles, path.slice(path.indexOf('/') + 1));
}

/** Those that could be installed; without the registry the widget is measured alone. */
export function chats(): readonly Chat[] {
  try {
    installPeers(folder);
  } catch (error) {
    console.log(`${String(error)} Measured without them.`);
  }
  return [ownChat, deepChat, converse].filter(({ files }) => files.every((path) => existsSync(fileOf(path))));
}
