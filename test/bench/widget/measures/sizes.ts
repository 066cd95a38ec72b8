// What a page pays in bytes, as it goes over the network.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import type { Measure } from '../measure.ts';
import { chats, fileOf, ownChat, ownFiles } from '../peers.ts';

export const sizes: Measure = {
  name: 'sizes',
  title: 'Bytes',
  run() {
    const later = readdirSync(join(ownFiles, 'ws-chat')).filter((name) => name.endsWith('.js'));
    return Promise.resolve({
      ...Object.fromEntries(chats().map(({ name, files }) => [`size ${name}`, [sum(files.map(fileOf))]])),
      'size script': [sum([fileOf(ownChat.files[0]!)])],
      'size later': [sum(later.map((name) => join(ownFiles, 'ws-chat', name)))],
    });
  },
};

const sum = (files: readonly string[]) =>
  files.reduce((bytes, file) => bytes + gzipSync(readFileSync(file), { level: 9 }).length, 0);
