import { describe, expect, it } from 'vitest';
import fc from 'fast-check';
import { afterClose, closeCodes } from '../../protocol/close-codes.ts';

describe('afterClose', () => {
  it.each([
    ['binaryFrame', 'stop'],
    ['badFrame', 'stop'],
    ['badToken', 'stop'],
    ['otherRoom', 'stop'],
    ['overloaded', 'back-off'],
    ['helloTimeout', 'back-off'],
    ['noAnswer', 'back-off'],
    ['flood', 'back-off'],
    ['internal', 'back-off'],
    ['drain', 'come-back'],
    ['slowReader', 'come-back'],
    ['reset', 'come-back'],
    ['tokenExpired', 'renew'],
  ] as const)('after %s a client should %s', (name, next) => {
    expect(afterClose(closeCodes[name])).toBe(next);
  });

  it('says of every code of ours by its range what to do', () => {
    for (const code of Object.values(closeCodes).filter((each) => each >= 4000))
      expect(afterClose(code)).toBe(
        { 40: 'stop', 41: 'back-off', 42: 'come-back', 43: 'renew' }[Math.floor(code / 100)],
      );
  });

  it('stops for the whole range 40xx, also for codes not made yet', () => {
    fc.assert(fc.property(fc.integer({ min: 4000, max: 4099 }), (code) => afterClose(code) === 'stop'));
  });

  it('backs off for the whole range 41xx', () => {
    fc.assert(fc.property(fc.integer({ min: 4100, max: 4199 }), (code) => afterClose(code) === 'back-off'));
  });

  it('comes back at once for the whole range 42xx', () => {
    fc.assert(fc.property(fc.integer({ min: 4200, max: 4299 }), (code) => afterClose(code) === 'come-back'));
  });

  it('fetches a fresh token for the whole range 43xx', () => {
    fc.assert(fc.property(fc.integer({ min: 4300, max: 4399 }), (code) => afterClose(code) === 'renew'));
  });

  it.each([3999, 4400, 4999])('backs off after %i, which is nobody’s', (code) => {
    expect(afterClose(code)).toBe('back-off');
  });

  it.each([1002, 1003, 1007, 1008, 1009, 1010])('stops after %i: the same again would fail again', (code) => {
    expect(afterClose(code)).toBe('stop');
  });

  it.each([1000, 1001, 1005, 1006, 1011, 1012, 1013])('backs off after %i', (code) => {
    expect(afterClose(code)).toBe('back-off');
  });

  it('gives every failure a code of its own', () => {
    const codes = Object.values(closeCodes);
    expect(new Set(codes).size).toBe(codes.length);
  });
});
