// The size that a page pays for the chat, held to its budget.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';

const folder = 'dist/widget';

const forModerators = /^(moderation|moderation-menu|moderator-commands|held-list)\.js$/;
const toModerators = /^keepers-.+\.js$/;

/**
 * Bytes of gzip, as zlib's level 9 makes them. Raised only with a reason in the change. The core is to come down to
 * 32,000: what is left of it above that is Lit (6,000), the list, the wire and the outbox, which the first view needs.
 * Members took 1,600 of the core: guests see their pictures and colours at once, and a name has to be asked for before
 * anything is posted under it. Rooms that are kept took 450: what may be done and how the room is kept are part of the
 * wire. 1,100 of that were won back: what is done with what one writes, what is said of a draft that was not taken, who
 * else writes, and how one's own deeds look before the log has them come with the files that need them. Polls took 200:
 * the wire and the fold know them, all that is seen of them comes with the first one. That several entries may come in one
 * frame took 30, and that there is another way where no socket passes 170. The module is smaller than the
 * classic script, which has to know its own address at each of them.
 */
const budgets = [
  { what: 'ws-chat.js', files: ['ws-chat.js'], budget: 37_000 },
  { what: 'ws-chat.module.js', files: ['ws-chat.module.js'], budget: 36_520 },
  // The moderators' page: no page of a visitor loads it. The chat is inside, for the preview of what is embedded.
  { what: 'console.js', files: ['console.js'], budget: 78_000 },
  {
    what: 'all that is loaded later',
    files: laterFiles((name) => !forModerators.test(name) && !toModerators.test(name)),
    // What came out of the core is here: 2,600 in the files of writing and of company. Reporting is 1,600, and polls are 2,500
    // with what seven languages say of them. That a button is called what it shows, and that a message which waits for a
    // name is not written over, is 100. What stands in for a socket is 900: only who cannot have one fetches it.
    budget: 95_500,
  },
  // Only those who keep a room ever fetch these: they must not take away from what everybody does. Reports, the raid
  // shield and undoing took 1,200, and the command that asks 350.
  { what: 'what moderators load', files: laterFiles((name) => forModerators.test(name)), budget: 14_100 },
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
