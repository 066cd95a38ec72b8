// Every shape a client may send, at its bounds and one step beyond them.
import { describe, expect, it } from 'vitest';
import fc from 'fast-check';
import { clientMessage } from '../../protocol/client-messages.ts';

const accepts = (json: string) => clientMessage.safeParse(JSON.parse(json)).success;
const hello = (rest: string) => `{"type":"hello",${rest}}`;
const since = (rest: string) => hello(`"since":{"epoch":"e","seq":9,${rest}}`);
const post = (rest: string) => `{"type":"post",${rest}}`;
const edit = (rest: string) => `{"type":"edit",${rest}}`;
const remove = (rest: string) => `{"type":"remove",${rest}}`;
const react = (rest: string) => `{"type":"react",${rest}}`;
const poll = (rest: string) => `{"type":"poll","draftId":"d","text":"x",${rest}}`;
const vote = (rest: string) => `{"type":"vote","draftId":"d",${rest}}`;
const pin = (rest: string) => `{"type":"pin",${rest}}`;
const notice = (rest: string) => `{"type":"notice",${rest}}`;
const report = (rest: string) => `{"type":"report",${rest}}`;
const history = (rest: string) => `{"type":"history",${rest}}`;

const greatest = '9007199254740991';
const beyond = '9007199254740992';

describe('clientMessage', () => {
  it.each([
    '{"type":"hello"}',
    hello('"token":"","name":""'),
    hello(`"token":"${'t'.repeat(512)}"`),
    hello(`"name":"${'n'.repeat(256)}"`),
    hello(`"name":"${'🎈'.repeat(256)}"`),
    hello('"since":{"epoch":"e","seq":0}'),
    hello(`"since":{"epoch":"${'e'.repeat(64)}","seq":${greatest}}`),
    since('"tail":[]'),
    since('"tail":["d1"]'),
    since('"tail":["1","2","3","4","5","6","7","8"]'),
    since(`"tail":["${'d'.repeat(64)}"]`),
    hello('"history":0'),
    hello('"history":100'),
    hello('"since":{"epoch":"e","seq":1,"tail":["d1"],"more":1},"colour":"red"'),
    post('"draftId":"d","text":""'),
    post(`"draftId":"${'d'.repeat(64)}","text":"hello"`),
    post('"draftId":"A-z_09","text":"\\ud800"'),
    post('"draftId":"d","text":"x","replyTo":1'),
    post(`"draftId":"d","text":"x","replyTo":${greatest}`),
    edit('"draftId":"d","ref":1,"text":""'),
    edit(`"draftId":"d","ref":${greatest},"text":"x"`),
    remove('"draftId":"d","ref":1'),
    react('"draftId":"d","ref":1,"emoji":"🎈","on":true'),
    react('"draftId":"d","ref":1,"emoji":"x","on":false'),
    react(`"draftId":"d","ref":1,"emoji":"${'x'.repeat(64)}","on":true`),
    poll('"options":["a","b"]'),
    poll('"options":["","2","3","4","5","6"]'),
    vote('"ref":1'),
    vote('"ref":1,"option":0'),
    vote(`"ref":${greatest},"option":5`),
    '{"type":"end-poll","draftId":"d","ref":1}',
    pin('"draftId":"d","ref":1,"on":true'),
    pin('"draftId":"d","ref":1,"on":false'),
    notice('"draftId":"d","text":""'),
    history('"before":0,"limit":1'),
    history(`"before":${greatest},"limit":100`),
    history('"after":0,"limit":1'),
    history(`"after":${greatest},"limit":100`),
    '{"type":"rename","name":""}',
    `{"type":"rename","name":"${'n'.repeat(256)}"}`,
    '{"type":"renew","token":""}',
    `{"type":"renew","token":"${'t'.repeat(5_000)}"}`,
    '{"type":"typing","on":true}',
    '{"type":"typing","on":false}',
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
    '{"type":""}',
    '{"type":"Hello"}',
    '{"type":"toString"}',
    '{"type":["hello"]}',
    '{"type":"welcome"}',
    '{"type":"message","draftId":"d","text":"x"}',
    '{"type":"removal","draftId":"d","ref":1}',
    '{"type":"reaction","draftId":"d","ref":1,"emoji":"x","on":true}',
    '{"type":"head","seq":1}',
    hello('"token":1'),
    hello('"token":null'),
    hello(`"name":"${'n'.repeat(257)}"`),
    hello(`"name":"${'🎈'.repeat(257)}"`),
    hello('"name":{"toString":1}'),
    hello('"since":null'),
    hello('"since":{"epoch":"e"}'),
    hello('"since":{"seq":1}'),
    hello('"since":{"epoch":1,"seq":1}'),
    hello(`"since":{"epoch":"${'e'.repeat(65)}","seq":1}`),
    hello('"since":{"epoch":"e","seq":-1}'),
    hello('"since":{"epoch":"e","seq":1.5}'),
    hello(`"since":{"epoch":"e","seq":${beyond}}`),
    hello('"since":{"epoch":"e","seq":1e400}'),
    hello('"since":{"epoch":"e","seq":"1"}'),
    since('"tail":null'),
    since('"tail":"d1"'),
    since('"tail":[1]'),
    since('"tail":[""]'),
    since('"tail":["a b"]'),
    since(`"tail":["${'d'.repeat(65)}"]`),
    since('"tail":["1","2","3","4","5","6","7","8","9"]'),
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
    post('"draftId":" d","text":"x"'),
    post('"draftId":7,"text":"x"'),
    post('"draftId":"d","text":7'),
    post('"draftId":"d","text":null'),
    post('"draftId":"d","text":["x"]'),
    post('"draftId":"d","text":"x","replyTo":0'),
    post('"draftId":"d","text":"x","replyTo":null'),
    post('"draftId":"d","text":"x","replyTo":1.5'),
    post('"draftId":"d","text":"x","replyTo":"1"'),
    post(`"draftId":"d","text":"x","replyTo":${beyond}`),
    edit('"ref":1,"text":"x"'),
    edit('"draftId":"d e","ref":1,"text":"x"'),
    edit('"draftId":"d","text":"x"'),
    edit('"draftId":"d","ref":0,"text":"x"'),
    edit('"draftId":"d","ref":-1,"text":"x"'),
    edit('"draftId":"d","ref":1'),
    edit('"draftId":"d","ref":1,"text":7'),
    remove('"ref":1'),
    remove('"draftId":"","ref":1'),
    remove('"draftId":"d"'),
    remove('"draftId":"d","ref":0'),
    remove('"draftId":"d","ref":"1"'),
    react('"ref":1,"emoji":"x","on":true'),
    react('"draftId":"d","emoji":"x","on":true'),
    react('"draftId":"d","ref":0,"emoji":"x","on":true'),
    react('"draftId":"d","ref":1,"on":true'),
    react('"draftId":"d","ref":1,"emoji":"","on":true'),
    react(`"draftId":"d","ref":1,"emoji":"${'x'.repeat(65)}","on":true`),
    react('"draftId":"d","ref":1,"emoji":7,"on":true'),
    react('"draftId":"d","ref":1,"emoji":"x"'),
    react('"draftId":"d","ref":1,"emoji":"x","on":1'),
    react('"draftId":"d","ref":1,"emoji":"x","on":null'),
    poll('"options":["a"]'),
    poll('"options":["1","2","3","4","5","6","7"]'),
    poll('"options":["a",2]'),
    poll('"options":"ab"'),
    poll('"more":1'),
    vote('"option":0'),
    vote('"ref":0,"option":0'),
    vote('"ref":1,"option":-1'),
    vote('"ref":1,"option":6'),
    vote('"ref":1,"option":0.5'),
    vote('"ref":1,"option":null'),
    '{"type":"end-poll","draftId":"d"}',
    '{"type":"end-poll","ref":1}',
    '{"type":"poll-end","draftId":"d","ref":1}',
    pin('"ref":1,"on":true'),
    pin('"draftId":"d","on":true'),
    pin('"draftId":"d","ref":0,"on":true'),
    pin('"draftId":"d","ref":1'),
    pin('"draftId":"d","ref":1,"on":"true"'),
    notice('"text":"x"'),
    notice('"draftId":"d"'),
    notice('"draftId":"d","text":null'),
    notice('"draftId":"d","text":"x","level":"loud"'),
    report('"draftId":"d","ref":1'),
    report('"draftId":"d","ref":1,"reason":"boredom"'),
    report('"draftId":"d","ref":0,"reason":"spam"'),
    report('"ref":1,"reason":"spam"'),
    report(`"draftId":"d","ref":1,"reason":"spam","text":"${'x'.repeat(501)}"`),
    history('"before":5'),
    history('"after":5'),
    history('"limit":5'),
    history('"before":5,"after":1,"limit":5'),
    history('"before":0,"after":0,"limit":5'),
    history('"before":null,"after":1,"limit":5'),
    history('"before":-1,"limit":5'),
    history('"after":-1,"limit":5'),
    history('"after":1.5,"limit":5'),
    history('"before":1e400,"limit":5'),
    history('"before":5,"limit":0'),
    history('"before":5,"limit":101'),
    history('"after":5,"limit":101'),
    history('"before":5,"limit":1e21'),
    '{"type":"rename"}',
    '{"type":"rename","name":7}',
    '{"type":"renew"}',
    '{"type":"renew","token":null}',
    `{"type":"rename","name":"${'n'.repeat(257)}"}`,
    '{"type":"typing"}',
    '{"type":"typing","on":1}',
    '{"type":"typing","on":null}',
  ])('refuses %.80s', (json) => {
    expect(accepts(json)).toBe(false);
  });

  it.each([
    { type: 'hello', token: 't', name: 'n', since: { epoch: 'e', seq: 2, tail: ['a', 'b'] }, history: 3 },
    { type: 'post', draftId: 'd', text: 'x', replyTo: 4 },
    { type: 'edit', draftId: 'd', ref: 4, text: 'y' },
    { type: 'remove', draftId: 'd', ref: 4 },
    { type: 'react', draftId: 'd', ref: 4, emoji: '🎈', on: false },
    { type: 'pin', draftId: 'd', ref: 4, on: true },
    { type: 'notice', draftId: 'd', text: 'z', level: 'warning' },
    { type: 'report', draftId: 'd', ref: 4, reason: 'abuse', text: 'x' },
    { type: 'history', before: 4, limit: 5 },
    { type: 'history', after: 4, limit: 5 },
    { type: 'rename', name: 'n' },
    { type: 'renew', token: 't' },
    { type: 'typing', on: true },
    { type: 'ping' },
    { type: 'pong' },
  ])('reads every field of $type, and drops those it does not know', (message) => {
    expect(clientMessage.parse({ ...message, admin: true })).toEqual(message);
  });

  it('says what is wrong with a page that is asked for in no direction, or in both', () => {
    for (const json of [history('"limit":5'), history('"before":5,"after":5,"limit":5')])
      expect(clientMessage.safeParse(JSON.parse(json)).error?.issues[0]?.message).toBe(
        'needs either before or after',
      );
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

  it('never throws, whatever the fields of a message', () => {
    const types = clientMessage.options.map(({ shape }) => shape.type.value);
    const fields = ['draftId', 'ref', 'text', 'emoji', 'on', 'before', 'after', 'limit', 'since', 'name'];
    fc.assert(
      fc.property(
        fc.constantFrom(...types),
        fc.dictionary(fc.constantFrom(...fields), fc.jsonValue()),
        (type, rest) => void accepts(JSON.stringify({ ...rest, type })),
      ),
    );
  });
});
