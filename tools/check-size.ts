// The size that a page pays for the chat, held to its budget.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';

const folder = 'dist/widget';

const forModerators = /^(moderation|moderation-menu|moderator-commands|held-list)\.js$/;
const toModerators = /^keepers-.+\.js$/;

/**
 * Bytes of gzip, as zlib's level 9 makes them. Raised only with a reason in the change. What is left of the core is Lit
 * (6,000), the wire, the outbox, the timeline and the frame around it all: what a page needs whose chat is closed. Members
 * took 1,600 of it: a name has to be asked for before anything is posted under it. Rooms that are kept took 450: what may be
 * done and how the room is kept are part of the wire. Polls took 200: the wire and the fold know them. That several entries
 * may come in one frame took 30, and that there is another way where no socket passes 170. 5,250 went with the list of
 * messages, which comes beside the connection once there is a panel to be seen. The module is smaller than the classic script,
 * which has to know its own address at each of them.
 */
const budgets = [
  { what: 'ws-chat.js', files: ['ws-chat.js'], budget: 32_000 },
  { what: 'ws-chat.module.js', files: ['ws-chat.module.js'], budget: 31_550 },
  // The moderators' page: no page of a visitor loads it. The chat is inside, for the preview of what is embedded.
  { what: 'console.js', files: ['console.js'], budget: 78_000 },
  {
    what: 'all that is loaded later',
    files: laterFiles((name) => !forModerators.test(name) && !toModerators.test(name)),
    // What came out of the core is here: 2,600 in the files of writing and of company. Reporting is 1,600, and polls are 2,500
    // with what seven languages say of them. That a button is called what it shows, and that a message which waits for a
    // name is not written over, is 100. What stands in for a socket is 900: only who cannot have one fetches it.
    // The list of messages is 6,700, of which 5,250 came out of the core as well.
    budget: 102_400,
  },
  // Only those who keep a room ever fetch these: they must not take away from what everybody does. Reports, the raid
  // shield and undoing took 1,200, and the command that asks 350.
  { what: 'what moderators load', files: laterFiles((name) => forModerators.test(name)), budget: 14_120 },
  // And of these one, in a page of another language: 2,150 that nobody else fetches.
  { what: 'what moderators are told', files: laterFiles((name) => toModerators.test(name)), budget: 15_100 },
];

for (const { what, files, budget } of budgets) {
  const sizes = files.map((file) => gzipSync(readFileSync(join(folder, file)), { level: 9 }).length);
  const bytes = sizes.reduce((sum, size) => sum + size, 0);
  console.log(`${what}: ${bytes} of ${budget} bytes (gzip)`);
  if (bytes <= budget) continue;
  console.error(`${what}: ${bytes - budget} bytes over the budget.`);
  process.exitCode = 1;
}

function laterFiles(isMeant: (name: string) => boolean): readonly string[] {
  const later = join(folder, 'ws-chat');
  return readdirSync(later, { recursive: true, encoding: 'utf8' })
    .filter((name) => /\.(js|json)$/.test(name) && isMeant(name))
    .map((name) => join('ws-chat', name));
}
