// The command line: configuration in, process out; nothing else.
import { runCommandLine } from './commands/command-line.ts';
import { outliveReaders } from './outlive-readers.ts';

outliveReaders(process);

const code = await runCommandLine(process.argv.slice(2), process.env);
// What a start that failed has opened must not keep the process.
if (code !== 0) process.exit(code);
