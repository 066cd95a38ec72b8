// All commands, in the order in which the help shows them.
import { backup } from './backup.ts';
import type { Command } from './command.ts';
import { consoleLink } from './console-link.ts';
import { demo } from './demo.ts';
import { doctor } from './doctor.ts';
import { erase } from './erase.ts';
import { exportLog } from './export.ts';
import { importLog } from './import.ts';
import { init } from './init.ts';
import { migrate } from './migrate.ts';
import { restore } from './restore.ts';
import { start } from './start.ts';
import { token } from './token.ts';

export const commands: readonly Command[] = [
  start,
  demo,
  init,
  doctor,
  consoleLink,
  token,
  exportLog,
  importLog,
  backup,
  restore,
  migrate,
  erase,
];
