import { describe, expect, it } from 'vitest';
import fc from 'fast-check';
import { clientMessage } from '../../protocol/client-messages.ts';

const accepts = (json: string) => clientMessage.safeParse(JSON.parse(json)).success;
const hello = (rest: string) => `{"type":"hello",${rest}}`;
const post = (rest: string) => `{"type":"post",${rest}}`;
const history = (rest: string) => `{"type":"history",${rest}}`;

describe('clientMessage', () => {
  it.each([
    '{"type":"hello"}',
    hello('"token":"","name":""'),
    hello(`"token":"${'t'.repeat(512)}"`),
    hello(`"name":"${'n'.repeat(256)}"`),
    hello('"since":{"epoch":"e","seq":0}'),
    hello(`"since":{"epoch":"${'e'.repeat(64)}","seq":9007199254740991}`),
    hello('"history":0'),
    hello('"history":100'),
    hello('"since":{"epoch":"e","seq":1,"tail":["d1"]},"colour":"red"'),
    post('"draftId":"d","text":""'),
    post(`"draftId":"${'d'.repeat(64)}","text":"hello"`),
    post('"draftId":"A-z_09","text":"\\ud800"'),
    history('"before":0,"limit":1'),
    history('"before":9007199254740991,"limit":100'),
    '{"type":"rename","name":""}',
    `{"type":"rename","name":"${'n'.repeat(256)}"}`,
    '{"type":"ping"}',
    '{"type":"pong"}',
    '{"type":"pong","more":{"deep":[1]}}',
  ])('takes %.80s', (json) => {
    expect(accepts(json)).toBe(true);
  });

  it.each([
    'null',
    '1',
    '"hello"',
    '[]',
    '[{"type":"hello"}]',
    '{}',
    '{"type":null}',
    '{"type":"Hello"}',
    '{"type":"toString"}',
    '{"type":["hello"]}',
    '{"type":"welcome"}',
    hello('"token":1'),
    hello('"token":null'),
    hello(`"token":"${'t'.repeat(513)}"`),
    hello(`"name":"${'n'.repeat(257)}"`),
    hello('"name":{"toString":1}'),
    hello('"since":null'),
    hello('"since":{"epoch":"e"}'),
    hello('"since":{"seq":1}'),
    hello(`"since":{"epoch":"${'e'.repeat(65)}","seq":1}`),
    hello('"since":{"epoch":"e","seq":-1}'),
    hello('"since":{"epoch":"e","seq":1.5}'),
    hello('"since":{"epoch":"e","seq":9007199254740992}'),
    hello('"since":{"epoch":"e","seq":1e400}'),
    hello('"since":{"epoch":"e","seq":"1"}'),
    hello('"history":-1'),
    hello('"history":101'),
    hello('"history":0.5'),
    '{"type":"post"}',
    post('"draftId":"d"'),
    post('"text":"x"'),
    post('"draftId":"","text":"x"'),
    post(`"draftId":"${'d'.repeat(65)}","text":"x"`),
    post('"draftId":"a b","text":"x"'),
    post('"draftId":"a\\"","text":"x"'),
    post('"draftId":"d\\n","text":"x"'),
    post('"draftId":7,"text":"x"'),
    post('"draftId":"d","text":7'),
    post('"draftId":"d","text":null'),
    post('"draftId":"d","text":["x"]'),
    history('"before":5'),
    history('"limit":5'),
    history('"before":-1,"limit":5'),
    history('"before":1e400,"limit":5'),
    history('"before":5,"limit":0'),
    history('"before":5,"limit":101'),
    history('"before":5,"limit":1e21'),
    '{"type":"rename"}',
    '{"type":"rename","name":7}',
    `{"type":"rename","name":"${'n'.repeat(257)}"}`,
  ])('refuses %.80s', (json) => {
    expect(accepts(json)).toBe(false);
  });

  it('drops fields it does not know', () => {
    const read = clientMessage.parse({ type: 'post', draftId: 'd', text: 'x', admin: true });
    expect(read).toEqual({ type: 'post', draftId: 'd', text: 'x' });
  });

  it.each(['__proto__', 'constructor', 'prototype'])('takes no harm from a key %s', (key) => {
    const read = clientMessage.parse(JSON.parse(post(`"draftId":"d","text":"x","${key}":{"type":"hello"}`)));
    expect(Object.keys(read)).toEqual(['type', 'draftId', 'text']);
    expect(Object.getPrototypeOf(read)).toBe(Object.prototype);
    expect(({} as { type?: unknown }).type).toBeUndefined();
  });

  it('finds no type in a prototype', () => {
    expect(accepts('{"__proto__":{"type":"ping"}}')).toBe(false);
  });

  it('never throws, whatever the JSON', () => {
    fc.assert(fc.property(fc.json(), (json) => void accepts(json)));
  });
});
