// HTTP requests as a peer might write them: for a room, for its pages, and for anything else.
import { upgradeRequest } from '../support/raw-socket.ts';
import type { Random } from './random.ts';

/** Paths that somebody tried somewhere. */
export const hostilePaths: readonly string[] = [
  ...[
    '/rooms/..',
    '/rooms/../lobby',
    '/rooms/%2e%2e',
    '/rooms/%2e%2e/admission',
    '/rooms/..%2f..%2fetc%2fpasswd/admission',
  ],
  ...[
    '/rooms/%',
    '/rooms/%/admission',
    '/rooms/%zz',
    '/rooms/%c0%af',
    '/rooms/%c0%af/admission',
    '/rooms/%00',
    '/rooms/%00/admission',
  ],
  ...[
    '/rooms/%0d%0aX-Injected:%20yes',
    '/rooms/%0d%0aX-Injected:%20yes/admission',
    '/rooms/%ff',
    '/rooms/%ed%a0%80/admission',
  ],
  ...[
    '/rooms/__proto__',
    '/rooms/__proto__/admission',
    '/rooms/constructor/admission',
    '/rooms/toString',
    '/rooms/hasOwnProperty/admission',
  ],
  ...[
    '/rooms/<script>alert(1)</script>',
    '/rooms/%3Cscript%3E/admission',
    '/rooms/"onload="x',
    "/rooms/'--",
    '/rooms/lobby;drop',
  ],
  ...[
    '/rooms/lobby/',
    '/rooms//lobby',
    '//rooms/lobby',
    '///',
    '/rooms',
    '/rooms/',
    '/rooms//admission',
    '/rooms/lobby/admission/',
    '/rooms/lobby/admission/x',
  ],
  ...[
    '/rooms/Lobby/admission',
    '/rooms/lobby%20/admission',
    '/rooms/l%6fbby/admission',
    '/rooms/lobby%3Fx/admission',
    '/rooms/lobby?x=/admission',
  ],
  ...[
    `/rooms/${'a'.repeat(64)}/admission`,
    `/rooms/${'a'.repeat(65)}/admission`,
    `/rooms/${'a'.repeat(8_000)}/admission`,
    `/${'a/'.repeat(4_000)}`,
  ],
  ...[
    '/rooms/lobby?__proto__[x]=1',
    '/rooms/lobby/admission?a=1&a=2&a[]=3&a[__proto__]=4',
    `/?${'a=b&'.repeat(2_000)}`,
  ],
  ...[
    '/ws-chat.js/../../../etc/passwd',
    '/ws-chat.js%00',
    '/ws-chat.js.map',
    '/..%5c..%5cetc',
    '/.git/config',
    '/.env',
    '/data/log.sqlite',
    '/guest-secret',
  ],
  ...[
    '/health/live/',
    '/health/ready?x',
    '/HEALTH/LIVE',
    '/metrics',
    '/favicon.ico',
    '/room.css',
    '/*',
    '*',
    '/\u007f',
    '/a\\b',
    '/a b',
  ],
  ...[
    'http://evil.example/rooms/lobby',
    'http://evil.example',
    'https://chat.example/rooms/lobby/admission',
    'ws://x/rooms/lobby',
    '//evil.example/rooms/lobby',
  ],
];

const methods = [
  'GET',
  'HEAD',
  'OPTIONS',
  'POST',
  'PUT',
  'DELETE',
  'PATCH',
  'TRACE',
  'PROPFIND',
  'get',
  'FOO',
  '',
];

/** Lines that a request for an upgrade may have more than once, not at all, or as something else. */
const oddHeaders: readonly string[] = [
  ...[
    'Origin: null',
    'Origin: https://evil.example',
    'Origin:',
    'Origin: https://site.example\u0000',
    'Origin: https://site.example, https://evil.example',
  ],
  ...[
    'Host: evil.example',
    'Host:',
    'Host: [::1]:99999',
    'Host: a:b:c',
    'Host: chat.example\u00ff',
    'Host: x y',
  ],
  ...[
    'Upgrade: h2c',
    'Upgrade: websocket, h2c',
    'Upgrade:',
    'Connection: close',
    'Connection: keep-alive, Upgrade',
    'Connection:',
  ],
  ...[
    'Sec-WebSocket-Version: 8',
    'Sec-WebSocket-Version: 13, 8',
    'Sec-WebSocket-Version: 0x0d',
    'Sec-WebSocket-Version:',
  ],
  ...[
    'Sec-WebSocket-Key: short',
    'Sec-WebSocket-Key:',
    `Sec-WebSocket-Key: ${'A'.repeat(4_000)}`,
    'Sec-WebSocket-Key: ====================== ==',
  ],
  ...[
    'Sec-WebSocket-Protocol: mqtt',
    'Sec-WebSocket-Protocol: ,',
    'Sec-WebSocket-Protocol: ws-chat.v1, ws-chat.v1',
    'Sec-WebSocket-Protocol: ws-chat.v1,',
    `Sec-WebSocket-Protocol: ${'a, '.repeat(900)}ws-chat.v1`,
  ],
  ...[
    'Sec-WebSocket-Protocol: __proto__',
    'Sec-WebSocket-Protocol: "ws-chat.v1"',
    'Sec-WebSocket-Extensions: permessage-deflate; client_max_window_bits',
    `Sec-WebSocket-Extensions: ${'permessage-deflate;'.repeat(300)}`,
    'Sec-WebSocket-Extensions: ;=,;',
  ],
  ...[
    'X-Forwarded-For: 1.2.3.4',
    'X-Forwarded-For: , ,',
    `X-Forwarded-For: ${'1.1.1.1, '.repeat(500)}`,
    'X-Forwarded-For: \u00e9',
    'Forwarded: for=x',
  ],
  ...[
    'Content-Length: 5',
    'Content-Length: -1',
    'Content-Length: 99999999999999999999',
    'Transfer-Encoding: chunked',
    'Transfer-Encoding: chunked, identity',
    'Expect: 100-continue',
    'Expect: a miracle',
  ],
  ...[
    'constructor: x',
    ' Folded: x',
    'No colon here',
    'Bad name: x',
    'X-Null: \u0000',
    'Cookie: a=b',
    'Sec-Fetch-Site: same-origin',
    'Range: bytes=0-1',
    'Accept-Encoding: gzip;q=x',
  ],
];

/** A request for an upgrade with a few things wrong with it. */
export function oddUpgrade(random: Random): Buffer {
  const whole = upgradeRequest(random.chance(0.7) ? '/rooms/lobby' : random.pick(hostilePaths));
  const lines = whole.split('\r\n').slice(0, -2);
  do disturbLines(random, lines);
  while (random.chance(0.4));
  return Buffer.from(`${lines.join(random.chance(0.98) ? '\r\n' : '\n')}\r\n\r\n`, 'latin1');
}

/** A request of any kind. */
export function oddRequest(random: Random): Buffer {
  const path = random.pick(hostilePaths);
  const method = random.chance(0.8) ? 'GET' : random.pick(methods);
  const lines = [`${method} ${path} HTTP/1.1`, 'Host: chat.example'];
  while (random.chance(0.4)) disturbLines(random, lines);
  return Buffer.from(`${lines.join('\r\n')}\r\n\r\n`, 'latin1');
}

function disturbLines(random: Random, lines: string[]): void {
  const at = random.below(lines.length);
  const line = lines[at] ?? '';
  random.pick([
    () => lines.splice(1 + random.below(lines.length), 0, random.pick(oddHeaders)),
    () => lines.splice(1 + random.below(lines.length), 0, random.pick(oddHeaders)),
    () => lines.splice(at, 1),
    () => lines.splice(at, 0, line),
    () => (lines[at] = line.slice(0, random.below(line.length + 1))),
    () => (lines[at] = line.toUpperCase()),
    () => (lines[at] = line + random.bytes(3).toString('latin1')),
    () => (lines[0] = `${random.pick(methods)} ${random.pick(hostilePaths)} HTTP/1.1`),
    () => (lines[0] = `GET /rooms/lobby HTTP/${random.pick(['0.9', '1.0', '1.1', '2.0', '9', ''])}`),
    () => lines.push(...Array.from({ length: 1_000 }, (_, index) => `X-${index}: y`)),
    () => lines.push(`X-Large: ${'x'.repeat(random.pick([4_000, 16_000, 70_000]))}`),
  ])();
}
