import { createHmac } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import fc from 'fast-check';
import { Guests } from '../../../server/identity/guests.ts';
import { anyText } from '../../support/any-text.ts';

const secret = Buffer.from('a secret of thirty-two characters');
const guests = new Guests(secret);

describe('Guests', () => {
  it('makes everyone who comes without a token somebody new', () => {
    const ids = Array.from({ length: 100 }, () => guests.admit().participant.id);
    expect(new Set(ids).size).toBe(100);
  });

  it('gives ids that are safe in an address and in JSON', () => {
    for (let index = 0; index < 100; index++)
      expect(guests.admit().participant.id).toMatch(/^[A-Za-z0-9_-]{16}$/);
  });

  it('knows a guest again by the token', () => {
    const first = guests.admit();
    const again = guests.admit(first.token);
    expect(again.participant).toEqual(first.participant);
    expect(again.token).toBe(first.token);
  });

  it('knows a guest again after a restart with the same secret', () => {
    const { participant, token } = guests.admit();
    expect(new Guests(Buffer.from(secret)).admit(token).participant.id).toBe(participant.id);
  });

  it('calls a guest by the name of this visit', () => {
    const { token, participant } = guests.admit(undefined, '  Ann\u200b ');
    expect(participant).toMatchObject({ name: 'Ann', role: 'guest' });
    expect(guests.admit(token, 'Bo').participant).toEqual({ ...participant, name: 'Bo' });
  });

  it.each([undefined, '', ' \u200b '])('makes a name where none was chosen: %j', (name) => {
    expect(guests.admit(undefined, name).participant.name).toMatch(/^Guest \d{4}$/);
  });

  it('never makes more than a guest of anyone', () => {
    expect(guests.admit(guests.admit().token, 'owner').participant.role).toBe('guest');
  });

  describe('with a token that is not ours', () => {
    const { participant, token } = guests.admit();
    const [id, signature] = token.split('.') as [string, string];
    const flipped = `${signature.startsWith('A') ? 'B' : 'A'}${signature.slice(1)}`;
    const sign = (key: Uint8Array | string, text: string) =>
      createHmac('sha256', key).update(text).digest('base64url');

    it.each([
      ['another signature', `${id}.${flipped}`],
      ['another id', `${id.replace(/.$/, (last) => (last === 'x' ? 'y' : 'x'))}.${signature}`],
      ['no signature', id],
      ['an empty signature', `${id}.`],
      ['a signature that was cut', `${id}.${signature.slice(0, -2)}`],
      ['a longer signature', `${id}.${signature}AAAA`],
      ['a foreign secret', `${id}.${sign('another secret of thirty-two chars', `guest:${id}`)}`],
      ['no secret', `${id}.${sign('', `guest:${id}`)}`],
      ['a signature of the bare id', `${id}.${sign(secret, id)}`],
      ['the parts turned round', `${signature}.${id}`],
      ['an empty id', `.${signature}`],
      ['only a dot', '.'],
      ['something in front', ` ${token}`],
    ])('admits a new guest for %s', (_what, forged) => {
      const admitted = guests.admit(forged);
      expect(admitted.participant.id).not.toBe(participant.id);
      expect(admitted.participant.id).toMatch(/^[A-Za-z0-9_-]{16}$/);
    });

    it('lets nobody choose an id', () => {
      fc.assert(
        fc.property(fc.string(), fc.base64String(), (chosen, signed) => {
          fc.pre(chosen !== '');
          expect(guests.admit(`${chosen}.${signed}`).participant.id).not.toBe(chosen);
        }),
      );
    });

    it('never throws, whatever the token', () => {
      fc.assert(fc.property(anyText, (text) => void guests.admit(text)));
    });
  });
});
