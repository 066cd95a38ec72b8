// Everything that the served OpenAPI document says there is, asked of a real server by requests that are made from
// it: those that it allows, and those that it does not. Each answer has to be one that it tells of.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Entry } from '../../../protocol/server-messages.ts';
import { keyRate } from '../../../server/api/gate.ts';
import { routes } from '../../../server/api/routes.ts';
import type { ApiServices } from '../../../server/api/services.ts';
import { scopes } from '../../../server/config/api-key-setting.ts';
import { openLog } from '../../../server/log/open-log.ts';
import { allowedBy, forbiddenTextBy, spoilt, type Known } from '../../support/from-schema.ts';
import { fill } from '../../support/full-log.ts';
import { post } from '../../support/house.ts';
import { Contract, faultsOf, type Document, type Operation } from '../../support/openapi.ts';
import { keyFor, startRest } from '../../support/rest.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';

/** Of each operation and kind. */
const numRuns = 15;

interface Asked {
  readonly path: Readonly<Record<string, string>>;
  readonly query: Readonly<Record<string, string>>;
  readonly header: Readonly<Record<string, string>>;
  readonly body: unknown;
}

type One = Contract['operations'][number];

async function createContract() {
  // So many that no run is held up by what a key may ask.
  const keys = Array.from({ length: 40 }, (_, index) => keyFor(`key-${index}`));
  const tired = keyFor('tired');
  const narrow = scopes.map((scope) => keyFor(scope.replace(':', '-'), [scope]));
  const server = await startRest({
    apiKeys: [...keys, ...narrow, tired],
    rooms: [{ name: 'lobby' }, { name: 'garden' }, { name: 'page-*' }],
    postBurst: 1_000_000,
    rules: { words: { block: ['spam'], hold: ['lawyer'] } },
  });
  const ann = await server.enter('Ann');
  ann.say(post('hello'), post('again'), { type: 'react', draftId: 'r1', ref: 1, emoji: '👍', on: true });
  for (let count = 0; count < 3; count++) await ann.next('accepted');
  const document = (await (await fetch(`${server.url}/api/v1/openapi.json`)).json()) as Document;
  const contract = new Contract(document);
  let turn = 0;
  const seen = new Map<string, Set<number>>();
  const known: Known = {
    room: ['lobby', 'garden', 'page-1', 'attic'],
    participant: [ann.all('welcome')[0]!.you.id, 'bot:robot', 'nobody'],
    seq: [1, 2, 3],
    text: ['hello', 'my lawyer', 'spam', 'x'.repeat(2_001), ''],
    name: ['Bo', 'Ann', 'Admin'],
    draftId: ['d1', 'd2'],
    'Idempotency-Key': ['d1', 'd2'],
    before: [0, 1, 2],
    after: [0, 1, 2],
    replyTo: [1, 2],
    seconds: [0],
  };

  /** Asks, and complains of what is not told of; returns the status. */
  const ask = async (
    { method, path, operation }: One,
    { path: places, query, header, body }: Asked,
    secret: string | undefined = keys[turn++ % keys.length]!.secret,
    type = 'application/json',
  ): Promise<number> => {
    const filled = path.replace(/\{(\w+)\}/g, (_, name: string) => encodeURIComponent(places[name]!));
    const search = new URLSearchParams(query).toString();
    const response = await fetch(`${document.servers[0]!.url}${filled}${search && `?${search}`}`, {
      method,
      headers: {
        ...(secret !== '' && { Authorization: `Bearer ${secret}` }),
        ...(body !== undefined && { 'Content-Type': type }),
        ...header,
      },
      ...(body !== undefined && { body: typeof body === 'string' ? body : JSON.stringify(body) }),
    });
    expect([operation.operationId, await contract.faultOf(operation, response)]).toEqual([
      operation.operationId,
      undefined,
    ]);
    const statuses = seen.get(operation.operationId) ?? new Set();
    seen.set(operation.operationId, statuses.add(response.status));
    return response.status;
  };
  return { server, document, contract, known, ask, seen, narrow, tired };
}

/** A request that the document allows. */
function allowed({ parameters = [], requestBody }: Operation, known: Known): fc.Arbitrary<Asked> {
  const placed = (place: string) => {
    const there = parameters.filter((one) => one.in === place);
    const texts = there.map(({ name, schema }) => [
      name,
      allowedBy(schema, known, name).map(String).filter(isWhole),
    ]);
    const requiredKeys = there.filter(({ required }) => required).map(({ name }) => name);
    return fc.record(Object.fromEntries(texts) as Record<string, fc.Arbitrary<string>>, { requiredKeys });
  };
  const content = requestBody && allowedBy(requestBody.content['application/json'].schema, known);
  const body = content && (requestBody.required ? content : fc.option(content, { nil: undefined }));
  return fc.record({
    path: placed('path'),
    query: placed('query'),
    header: placed('header'),
    body: body ?? fc.constant(undefined),
  });
}

/** What must be there and no more, in values that the server knows. */
function plainest({ parameters = [], requestBody }: Operation, known: Known): Asked {
  const path = parameters
    .filter((one) => one.in === 'path')
    .map(({ name }) => [name, String(known[name]![0])]);
  const { required = [] } = requestBody?.content['application/json'].schema ?? {};
  const body = Object.fromEntries(required.map((name) => [name, known[name]![0]]));
  return {
    path: Object.fromEntries(path) as Asked['path'],
    query: {},
    header: {},
    body: requestBody?.required ? body : undefined,
  };
}

/** The same with one thing that is not allowed. */
function forbidden(operation: Operation, known: Known): fc.Arbitrary<Asked> {
  const { parameters = [], requestBody } = operation;
  const fine = allowed(operation, known);
  const ways = parameters.map(({ name, in: place, schema }) =>
    fc
      .tuple(fine, forbiddenTextBy(schema).filter(place === 'path' ? isWhole : isHeaderSafe(place)))
      .map(([asked, text]) => ({ ...asked, [place]: { ...asked[place], [name]: text } })),
  );
  if (requestBody)
    ways.push(
      fc.tuple(fine, spoilt(requestBody.content['application/json'].schema, known)).map(([asked, body]) => ({
        ...asked,
        body: JSON.stringify(body),
      })),
    );
  if (parameters.some((one) => one.in === 'query'))
    ways.push(fine.map((asked) => ({ ...asked, query: { ...asked.query, unknown: '1' } })));
  return fc.oneof(...ways);
}

/** What an address keeps as it is. */
function isWhole(text: string): boolean {
  return text !== '' && text !== '.' && text !== '..';
}

function isHeaderSafe(place: string): (text: string) => boolean {
  return (text) => place !== 'header' || /^[\x21-\x7e]+$/.test(text);
}

/** The room is one that can be entered: what comes before the rest of the request is fine. */
function inLobby(asked: Asked): Asked {
  return { ...asked, path: 'room' in asked.path ? { ...asked.path, room: 'lobby' } : asked.path };
}

describe('the OpenAPI document', () => {
  it('is one by the standard’s own schema, and tells of every route', async () => {
    const { server, document, contract } = await createContract();
    await using _ = server;
    expect(faultsOf(document)).toEqual([]);
    expect(document.openapi).toBe('3.1.0');
    expect(document.servers).toEqual([{ url: `${server.url}/api/v1` }]);
    const told = contract.operations.map(({ method, path, operation }) => [
      ...[method, path, operation.operationId],
      operation.security,
    ]);
    expect(told.sort()).toEqual(
      routes({} as ApiServices)
        .map(({ method, path, id, scope }) => [method.toUpperCase(), path, id, [{ key: [scope] }]])
        .sort(),
    );
  });

  it('would not pass with a hole in it, nor with a schema that is none', async () => {
    const { server, document } = await createContract();
    await using _ = server;
    const [path] = Object.keys(document.paths);
    const wrong = { content: { 'application/json': { schema: { type: 'number of' } } } };
    for (const operation of [
      { responses: 7 },
      { responses: { 200: { description: 'It.', ...wrong } } },
      wrong,
    ])
      expect(faultsOf({ ...document, paths: { [path!]: { get: operation } } })).not.toEqual([]);
  });

  it('is kept by every answer, whatever is asked', { timeout: 240_000 }, async () => {
    const { server, contract, known, ask, seen, narrow, tired } = await createContract();
    await using _ = server;
    for (const one of contract.operations)
      expect([one.path, (await ask(one, plainest(one.operation, known))) < 300]).toEqual([one.path, true]);
    const say = contract.operations.find(({ operation }) => operation.operationId === 'postMessage')!;
    for (const [body, status] of [
      [{ text: 'my lawyer' }, 202],
      [{ text: 'hello', name: 'Admin' }, 409],
      [{ text: 'spam' }, 422],
    ] as const)
      expect(await ask(say, { ...plainest(say.operation, known), body })).toBe(status);
    for (const one of contract.operations) {
      const { operation } = one;
      const fine = allowed(operation, known);
      await fc.assert(
        fc.asyncProperty(fine, async (asked) => {
          // What the schema allows can still be refused, but never for its shape.
          const status = await ask(one, asked);
          const isKnown = status === 400 && isBeyondSchemas(asked);
          expect(isKnown || ![400, 401, 413, 415, 429].includes(status)).toBe(true);
        }),
        { numRuns },
      );
      await fc.assert(
        fc.asyncProperty(forbidden(operation, known), async (asked) => {
          const status = await ask(one, asked);
          // A room that is none is told before the rest of it is looked at.
          expect([400, 404]).toContain(status);
          if (asked.path.room === 'lobby') expect(status).toBe(400);
        }),
        { numRuns },
      );
      const [sample] = fc.sample(fine.map(inLobby), 1);
      const strange = { ...sample!, path: { ...sample!.path, room: 'attic' } };
      if (one.path.includes('{room}')) expect(await ask(one, strange)).toBe(404);
      expect(await ask(one, sample!, '')).toBe(401);
      const others = narrow.find(
        (key) => !key.scopes.some((scope) => operation.security[0]!.key.includes(scope)),
      );
      expect(await ask(one, sample!, others!.secret)).toBe(403);
      if (!operation.requestBody) continue;
      expect(await ask(one, { ...sample!, body: 'text' }, undefined, 'text/plain')).toBe(415);
      expect(await ask(one, { ...sample!, body: `{${' '.repeat(65_536)}}` })).toBe(413);
    }
    // Once more, by a key that has asked enough.
    const [list] = contract.operations;
    const plain = { path: {}, query: {}, header: {}, body: undefined };
    const answers = Array.from({ length: 4 * keyRate.burst }, () => ask(list!, plain, tired.secret));
    expect(await Promise.all(answers)).toContain(429);
    for (const { operation } of contract.operations) {
      const told = Object.keys(operation.responses).map(Number);
      const reached = told.filter(
        (status) => status < 300 || [400, 401, 403, 404, 413, 415].includes(status),
      );
      const met = seen.get(operation.operationId)!;
      expect([operation.operationId, reached.filter((status) => !met.has(status))]).toEqual([
        operation.operationId,
        [],
      ]);
    }
  });
});

describe('history', () => {
  it('is told as the document says, whatever kinds of entries a log has', async () => {
    using folder = temporaryFolder();
    const log = await openLog({ data: folder.path, log: undefined });
    await fill(log);
    await log.close();
    const key = keyFor('reader');
    await using server = await startRest({ data: folder.path, apiKeys: [key] });
    const headers = { Authorization: `Bearer ${key.secret}` };
    const document = (await (await fetch(`${server.url}/api/v1/openapi.json`)).json()) as Document;
    const contract = new Contract(document);
    const { operations } = contract;
    const types = new Set<string>();
    for (const room of ['lobby', 'attic', 'empty'])
      for (const path of ['messages', 'export']) {
        const { operation } = operations.find((one) => one.path === `/rooms/{room}/${path}`)!;
        const response = await fetch(`${server.url}/api/v1/rooms/${room}/${path}`, { headers });
        if (path === 'export')
          for (const { type } of (await response.clone().json()) as Entry[]) types.add(type);
        expect([room, path, response.status, await contract.faultOf(operation, response)]).toEqual([
          ...[room, path, 200],
          undefined,
        ]);
      }
    expect([...types].sort()).toEqual(
      ['edit', 'message', 'notice', 'pin', 'poll-end', 'reaction', 'removal', 'vote'].sort(),
    );
  });
});

/** What no schema tells: two things that exclude each other, or a name of which nothing can be seen. */
function isBeyondSchemas({ query, header, body }: Asked): boolean {
  const isBothWays = query.before !== undefined && query.after !== undefined;
  const { draftId, name } = (body ?? {}) as { readonly draftId?: string; readonly name?: string };
  const again = header['Idempotency-Key'];
  const isTwoDrafts = draftId !== undefined && again !== undefined && draftId !== again;
  return isBothWays || isTwoDrafts || name?.trim() === '';
}
