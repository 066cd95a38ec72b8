// The OpenAPI 3.1 document, made from the table of routes and from the schemas that check requests and type answers.
import { z } from 'zod';
import * as answers from './answers.ts';
import { problemSchema, problemType, titles, type ProblemStatus } from './problem.ts';
import { apiPath, type Route } from './route.ts';

type Json = Readonly<Record<string, unknown>>;

/** Every route may answer these. */
const anyway = [400, 401, 403, 429, 500, 503] as const satisfies readonly ProblemStatus[];

/** What answers are called in the document. */
const names: Readonly<Record<string, z.ZodType>> = {
  Participant: answers.participantSchema,
  Message: answers.messageSchema,
  Entry: answers.entrySchema,
  Mode: answers.modeSchema,
  RoomLine: answers.roomLineSchema,
  Room: answers.roomSchema,
  RoomList: answers.roomListSchema,
  Page: answers.pageSchema,
  Waiting: answers.waitingSchema,
  People: answers.peopleSchema,
  Removal: answers.removalSchema,
  Now: answers.nowSchema,
  Export: answers.exportSchema,
  Problem: problemSchema,
};

const intro = `Rooms, history, posts, moderation and export for programs. A key comes from the configuration of the server, and belongs into no page. Answers may have more fields one day: ignore those that you do not know.`;

const places = { params: 'path', query: 'query', headers: 'header' } as const;

/** Returns what makes the document for the address under which the server is reached. */
export function openApi(table: readonly Route[]): (address: string) => Json {
  const paths: Record<string, Record<string, Json>> = {};
  for (const one of table) (paths[one.path] ??= {})[one.method] = operationOf(one);
  const components = {
    schemas: componentSchemas(),
    responses: problemResponses(),
    securitySchemes: {
      key: {
        type: 'http',
        scheme: 'bearer',
        description: 'The secret of a key; its scopes are named by each operation.',
      },
    },
  };
  return (address) => ({
    openapi: '3.1.0',
    info: { title: 'ws-chat', version: '1', description: intro },
    servers: [{ url: `${address}${apiPath}` }],
    security: [{ key: [] }],
    paths,
    components,
  });
}

function operationOf(one: Route): Json {
  const { id: operationId, summary, description, scope, body } = one;
  const parameters = Object.entries(places).flatMap(([from, place]) =>
    parametersOf(one[from as keyof typeof places], place),
  );
  return {
    operationId,
    summary,
    description: `${description} Scope: \`${scope}\`.`,
    security: [{ key: [scope] }],
    ...(parameters.length > 0 && { parameters }),
    ...(body && {
      requestBody: {
        required: !body.safeParse({}).success,
        content: { 'application/json': { schema: schemaOf(body, 'input') } },
      },
    }),
    responses: { ...answersOf(one), ...problemsOf(one) },
  };
}

function parametersOf(fields: z.ZodObject | undefined, place: string): readonly Json[] {
  if (!fields) return [];
  // Addresses have text; told is what it must be once it is read.
  const { properties = {} } = schemaOf(fields, 'output') as { properties?: Record<string, Json> };
  const { required = [] } = schemaOf(fields, 'input') as { required?: readonly string[] };
  return Object.entries(properties).map(([name, { description, ...schema }]) => ({
    name: place === 'header' ? headerName(name) : name,
    in: place,
    required: required.includes(name),
    ...(description !== undefined && { description }),
    schema,
  }));
}

/** As people write it. */
function headerName(name: string): string {
  return name.replace(/(^|-)[a-z]/g, (letters) => letters.toUpperCase());
}

function answersOf({ answers: all, downloads }: Route): Json {
  const told = Object.entries(all).map(([status, schema]): [string, Json] => {
    const description = schema?.description ?? 'It is done.';
    return [
      status,
      { description, ...(schema && { content: { 'application/json': { schema: named(schema) } } }) },
    ];
  });
  const content = Object.entries(downloads ?? {}).map(([type, schema]) => [type, { schema: named(schema) }]);
  if (content.length > 0)
    told.push(['200', { description: 'The copy.', content: Object.fromEntries(content) }]);
  return Object.fromEntries(told);
}

function problemsOf({ params, body, problems }: Route): Json {
  const statuses: readonly ProblemStatus[] = [
    ...anyway,
    ...(params ? ([404] as const) : []),
    ...(body ? ([413, 415] as const) : []),
    ...problems,
  ];
  return Object.fromEntries(
    statuses.map((status) => [status, { $ref: `#/components/responses/${responseName(status)}` }]),
  );
}

function problemResponses(): Json {
  const content = { [problemType]: { schema: named(problemSchema) } };
  return Object.fromEntries(
    (Object.keys(titles) as unknown as ProblemStatus[]).map((status) => [
      responseName(status),
      { description: titles[status], ...(headersOf[status] && { headers: headersOf[status] }), content },
    ]),
  );
}

const headersOf: Readonly<Record<number, Json>> = {
  401: { 'WWW-Authenticate': { description: 'How to show a key.', schema: { const: 'Bearer' } } },
  429: {
    'Retry-After': {
      description: 'Seconds to wait.',
      required: true,
      schema: { type: 'integer', minimum: 0 },
    },
  },
};

function responseName(status: ProblemStatus): string {
  return titles[status].replaceAll(' ', '');
}

/** By its name, where it has one. */
function named(schema: z.ZodType): Json {
  const [name] = Object.entries(names).find(([, one]) => one === schema) ?? [];
  return name === undefined ? schemaOf(schema, 'output') : { $ref: refOf(name) };
}

function refOf(name: string): string {
  return `#/components/schemas/${name}`;
}

function componentSchemas(): Json {
  const registry = z.registry<{ id: string }>();
  for (const [id, schema] of Object.entries(names)) registry.add(schema, { id });
  const { schemas } = z.toJSONSchema(registry, { uri: refOf, io: 'output', override: mayGrow });
  return Object.fromEntries(Object.entries(schemas).map(([name, schema]) => [name, bare(schema)]));
}

function schemaOf(schema: z.ZodType, io: 'input' | 'output'): Json {
  return bare(z.toJSONSchema(schema, { io }));
}

/** The document says once which dialect it is in. */
function bare({ $schema: _schema, $id: _id, id: _name, ...schema }: Json): Json {
  return schema;
}

/** A field more in an answer of tomorrow breaks no program of today. */
function mayGrow({ jsonSchema }: { readonly jsonSchema: { additionalProperties?: unknown } }): void {
  if (jsonSchema.additionalProperties === false) delete jsonSchema.additionalProperties;
}
