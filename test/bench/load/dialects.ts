// The languages by their names.
import type { Dialect } from './dialect.ts';
import { dialectPlain } from './dialect-plain.ts';
import { dialectSocketIo } from './dialect-socket-io.ts';
import { dialectWsChat } from './dialect-ws-chat.ts';
import type { DialectName } from './job.ts';

export const dialects: Readonly<Record<DialectName, Dialect>> = {
  'ws-chat': dialectWsChat,
  plain: dialectPlain,
  'socket-io': dialectSocketIo,
};
