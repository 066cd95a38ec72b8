import { describe, expect, it } from 'vitest';
import { createJudge, type AdmissionSettings, type Knock } from '../../../server/connection/admission.ts';

const site = 'https://site.example';
const settings: AdmissionSettings = {
  rooms: [
    { pattern: 'lobby', admits: (origin) => origin === site },
    { pattern: 'page-vip', admits: () => false },
    { pattern: 'page-*', admits: (origin) => origin === site },
  ],
  defaultRoom: 'lobby',
  plainClients: false,
  maxConnections: 10,
  maxConnectionsPerAddress: 3,
};
const quiet = { open: true, overloaded: false, total: 0, newcomers: 0, from: () => 0 };
const usual: Knock = {
  room: 'lobby',
  origin: site,
  host: 'chat.example',
  addressKey: '192.0.2.1',
  protocols: ['ws-chat.v1'],
};

const judged = (knock: Partial<Knock>, over: Partial<AdmissionSettings> = {}, occupancy = {}) =>
  createJudge(() => ({ ...settings, ...over }), { ...quiet, ...occupancy })({ ...usual, ...knock });
const denial = (...what: Parameters<typeof judged>) => {
  const admission = judged(...what);
  return admission.admitted ? undefined : admission.denial;
};

describe('admission', () => {
  it('admits a page of an admitted site', () => {
    expect(judged({})).toEqual({ admitted: true, room: 'lobby', plain: false });
  });

  it('admits into every room that begins as the owner said', () => {
    expect(judged({ room: 'page-7' })).toMatchObject({ admitted: true, room: 'page-7' });
    expect(judged({ room: 'page-' })).toMatchObject({ admitted: true });
    expect(judged({ room: 'page' })).toMatchObject({ admitted: false });
  });

  it('goes by the first rule that matches', () => {
    expect(denial({ room: 'page-vip' })?.code).toBe('origin-not-allowed');
  });

  it('brings those who name no room into the default room', () => {
    expect(judged({ room: undefined })).toMatchObject({ admitted: true, room: 'lobby' });
  });

  it('speaks version 1 with who offers it among others', () => {
    expect(judged({ protocols: ['ws-chat.v2', 'ws-chat.v1'] })).toMatchObject({
      admitted: true,
      plain: false,
    });
  });

  it('speaks plainly with who offers nothing, where the owner allows it', () => {
    expect(judged({ protocols: [] }, { plainClients: true })).toMatchObject({ admitted: true, plain: true });
    expect(judged({}, { plainClients: true })).toMatchObject({ admitted: true, plain: false });
  });
});

describe('a denial', () => {
  it('says of an unknown room how to add it', () => {
    expect(denial({ room: 'attic' })).toEqual({
      status: 404,
      code: 'no-such-room',
      sentence: expect.stringContaining('There is no room “attic” here.') as string,
    });
    expect(denial({ room: 'attic' })?.sentence).toContain('--room attic');
  });

  it('meets who names no room where there is no default room', () => {
    const rooms = [{ pattern: '*', admits: () => true }];
    expect(denial({ room: undefined }, { defaultRoom: undefined, rooms })).toEqual({
      status: 404,
      code: 'no-such-room',
      sentence: 'Name a room: a chat’s address is /rooms/<room>.',
    });
  });

  it.each(['Lobby', '<script>', '..', 'a'.repeat(65), 'page-<b>'])(
    'does not repeat %j, which is no name',
    (room) => {
      expect(denial({ room })).toEqual({
        status: 404,
        code: 'no-such-room',
        sentence:
          'This cannot be a room’s name. Use up to 64 lower-case letters, digits, dots, underscores and hyphens.',
      });
    },
  );

  it('says of a foreign origin how to admit it', () => {
    expect(denial({ origin: 'https://other.example' })).toEqual({
      status: 403,
      code: 'origin-not-allowed',
      sentence:
        'Pages of https://other.example may not use this chat yet. The chat’s owner can admit them with --origin https://other.example',
    });
  });

  it('cuts an endless origin', () => {
    expect(denial({ origin: `https://${'x'.repeat(9_000)}` })!.sentence.length).toBeLessThan(600);
  });

  it('says of pages without an origin how to admit them', () => {
    expect(denial({ origin: 'null' })?.sentence).toMatch(
      /opened from a file or stands in a sandbox.*--allow-null-origin/,
    );
    expect(denial({ origin: undefined })?.sentence).toMatch(/names no origin.*--allow-missing-origin/);
  });

  it('says of a plain client how to admit it', () => {
    expect(denial({ protocols: [] })).toEqual({
      status: 400,
      code: 'unknown-language',
      sentence:
        'This chat speaks the subprotocol ws-chat.v1. Its owner can admit clients that speak plain text with --plain-clients.',
    });
  });

  it('says which version is spoken here', () => {
    const expected = {
      status: 400,
      code: 'unknown-language',
      sentence:
        'This chat speaks the subprotocol ws-chat.v1 and none of those offered. Use a client of the same version.',
    };
    expect(denial({ protocols: ['ws-chat.v2'] })).toEqual(expected);
    // What is offered and not known is no plain client.
    expect(denial({ protocols: ['mqtt'] }, { plainClients: true })).toEqual(expected);
  });

  it('says that the chat is restarting', () => {
    expect(denial({}, {}, { open: false })).toEqual({
      status: 503,
      code: 'restarting',
      sentence: 'The chat is restarting. It will be back in a moment.',
      retryAfterMs: 2_000,
    });
  });

  it('says that the chat is full', () => {
    expect(denial({}, {}, { total: 9 })).toBeUndefined();
    expect(denial({}, {}, { total: 10 })).toEqual({
      status: 503,
      code: 'full',
      sentence: 'The chat is full right now. Try again in a minute.',
      retryAfterMs: 30_000,
    });
  });

  it('says that more come in than can be let in', () => {
    const overloaded = {
      status: 503,
      code: 'overloaded',
      sentence: 'Very many people are coming in right now. Try again in a moment.',
      retryAfterMs: 2_000,
    };
    expect(denial({}, {}, { overloaded: true })).toEqual(overloaded);
    // A quarter of ten, rounded up.
    expect(denial({}, {}, { newcomers: 2 })).toBeUndefined();
    expect(denial({}, {}, { newcomers: 3 })).toEqual(overloaded);
  });

  it('says that one network holds too many connections', () => {
    const from = (count: number) => ({ from: (key: string) => (key === '192.0.2.1' ? count : 0) });
    expect(denial({}, {}, from(2))).toBeUndefined();
    expect(denial({ addressKey: '192.0.2.2' }, {}, from(3))).toBeUndefined();
    expect(denial({}, {}, from(3))).toEqual({
      status: 429,
      code: 'too-many-connections',
      sentence: 'Too many connections come from your network. Close some tabs and try again.',
      retryAfterMs: 30_000,
    });
  });

  it('tells a foreign page nothing but that it is foreign', () => {
    const crowded = { open: false, overloaded: true, total: 99, newcomers: 99, from: () => 99 };
    const at = (knock: Partial<Knock>) => denial(knock, {}, crowded)?.code;
    expect(at({ room: 'attic', origin: 'https://evil.com', protocols: [] })).toBe('no-such-room');
    expect(at({ origin: 'https://evil.com', protocols: [] })).toBe('origin-not-allowed');
    expect(at({ protocols: [] })).toBe('unknown-language');
    expect(at({})).toBe('restarting');
    const open = { ...crowded, open: true };
    expect(denial({}, {}, open)?.code).toBe('overloaded');
    expect(denial({}, {}, { ...open, overloaded: false, newcomers: 0 })?.code).toBe('full');
    expect(denial({}, {}, { ...quiet, from: () => 99 })?.code).toBe('too-many-connections');
  });
});
