// Opens the log that its argument names, on the main thread, as a newer ws-chat does: it brings the file to its schema.
import { openForWriting } from '../../../server/log/sqlite/open-database.ts';

openForWriting(process.argv[2]!).close();
