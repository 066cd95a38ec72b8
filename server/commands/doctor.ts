// Looks at a chat from outside: any chat, of which nothing is known here but its address.
import { doctor as examine } from '../doctor/doctor.ts';
import { readTarget } from '../doctor/target.ts';
import { jsonOption, lastOf, type Call, type Command, type Outcome } from './command.ts';

export const doctor: Command = {
  name: 'doctor',
  operands: ['URL'],
  options: [
    {
      flag: '--origin',
      value: 'SITE',
      help: 'The site that embeds it, as in https://www.example.com. Default: the chat’s own address.',
    },
    { flag: '--room', value: 'ROOM', help: 'The room to enter. Default: lobby.' },
    {
      flag: '--idle',
      value: 'SECONDS',
      help: 'How long a connection has to live on which nobody speaks. Default: 70.',
    },
    jsonOption,
  ],
  help: 'Look at a chat from outside: what is wrong, why, and which line to change.',
  more: 'It asks what a visitor’s browser asks, and takes a little more than a minute. Lines to change are for nginx, Caddy, Apache, HAProxy or Cloudflare.',
  example: 'ws-chat doctor https://chat.example.com --origin https://www.example.com',
  exits: 'Ends with 0 when nothing is wrong, 1 when something is, 2 when it was wrongly called.',
  run: lookAt,
};

async function lookAt(call: Call): Promise<Outcome> {
  const { output } = call.terminal;
  const isWell = await examine(
    readTarget({
      url: call.operands[0]!,
      origin: lastOf(call, '--origin'),
      room: lastOf(call, '--room'),
      idle: lastOf(call, '--idle'),
    }),
    { output, json: call.options.has('--json'), colours: output.hasColors?.() ?? false },
  );
  return { code: isWell ? 0 : 1 };
}
