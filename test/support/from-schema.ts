// Values out of a JSON schema as our OpenAPI document has them: some that it allows, and some that it does not.
import fc, { type Arbitrary } from 'fast-check';

export interface Schema {
  readonly type?: string;
  readonly pattern?: string;
  readonly minLength?: number;
  readonly maxLength?: number;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly enum?: readonly string[];
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly required?: readonly string[];
  readonly additionalProperties?: boolean;
}

/** Texts that mean something to the server, by the name of their field. */
export type Known = Readonly<Record<string, readonly unknown[]>>;

export function allowedBy(schema: Schema, known: Known = {}, name = ''): Arbitrary<unknown> {
  const any = anyAllowedBy(schema, known);
  const meant = (known[name] ?? []).filter((value) => isAllowed(schema, value));
  return meant.length > 0 ? fc.oneof({ weight: 3, arbitrary: fc.constantFrom(...meant) }, any) : any;
}

function anyAllowedBy(schema: Schema, known: Known): Arbitrary<unknown> {
  const {
    type,
    pattern,
    minLength = 0,
    maxLength = 200,
    minimum = 0,
    maximum = Number.MAX_SAFE_INTEGER,
  } = schema;
  if (schema.enum) return fc.constantFrom(...schema.enum);
  switch (type) {
    case 'object': {
      const { properties = {}, required = [] } = schema;
      const fields = Object.entries(properties).map(
        ([key, one]) => [key, allowedBy(one, known, key)] as const,
      );
      return fc.record(Object.fromEntries(fields), { requiredKeys: [...required] });
    }
    case 'integer':
      return fc.oneof(
        fc.integer({ min: minimum, max: Math.min(maximum, minimum + 50) }),
        fc.integer({ min: minimum, max: maximum }),
        fc.constantFrom(minimum, maximum),
      );
    case 'boolean':
      return fc.boolean();
    case 'string':
      return pattern === undefined
        ? fc.string({ minLength, maxLength })
        : fc.stringMatching(patternOf(pattern));
    default:
      throw new Error(`No values are known for ${JSON.stringify(schema)}.`);
  }
}

/** Values that JSON can tell, of which the schema allows none. */
export function forbiddenBy(schema: Schema): Arbitrary<unknown> {
  const others = [null, true, 'no such thing', -1, 1.5, '', [], {}, [[]], { text: {} }];
  const fixed = fc.constantFrom<unknown>(...others, 'x'.repeat((schema.maxLength ?? 0) + 1), overOf(schema));
  return fc.oneof(fixed, fc.jsonValue()).filter((value) => !isAllowed(schema, value));
}

/** The same as an address can tell: text alone. */
export function forbiddenTextBy(schema: Schema): Arbitrary<string> {
  const asText = fc.oneof(
    fc.constantFrom('no such thing', '-1', '1.5', '1e3', ' 1', 'x'.repeat((schema.maxLength ?? 0) + 1)),
    fc.constant(String(overOf(schema))),
    fc.string(),
  );
  return asText.filter((text) => !isAllowed(schema, schema.type === 'integer' ? numberOf(text) : text));
}

/** An object that the schema allows but for one field: one that it must have, that is wrong, or that it does not know. */
export function spoilt(schema: Schema, known: Known): Arbitrary<unknown> {
  const { properties = {}, required = [] } = schema;
  const ways = [
    fc.constant(['unknown', fc.jsonValue()] as const),
    ...Object.entries(properties).map(([key, one]) => fc.constant([key, forbiddenBy(one)] as const)),
  ];
  const wrong = fc.oneof(...ways).chain(([key, value]) =>
    fc.tuple(anyAllowedBy(schema, known), value).map(([whole, spoiling]) => ({
      ...(whole as object),
      [key]: spoiling,
    })),
  );
  const lacking = required.map((key) =>
    anyAllowedBy(schema, known).map((whole) => {
      const { [key]: _, ...rest } = whole as Record<string, unknown>;
      return rest;
    }),
  );
  return fc.oneof(wrong, ...lacking, fc.constantFrom<unknown>([], 'text', null, 7));
}

function overOf({ maximum }: Schema): unknown {
  return maximum === undefined || maximum === Number.MAX_SAFE_INTEGER ? -1 : maximum + 1;
}

/** As the server reads numbers of an address. */
function numberOf(text: string): unknown {
  return /^\d{1,16}$/.test(text) ? Number(text) : text;
}

function isAllowed(schema: Schema, value: unknown): boolean {
  const {
    type,
    pattern,
    minLength = 0,
    maxLength = Infinity,
    minimum = -Infinity,
    maximum = Infinity,
  } = schema;
  if (schema.enum) return schema.enum.some((one) => one === value);
  switch (type) {
    case 'integer':
      return typeof value === 'number' && Number.isInteger(value) && value >= minimum && value <= maximum;
    case 'boolean':
      return typeof value === 'boolean';
    case 'string':
      return (
        typeof value === 'string' &&
        value.length >= minLength &&
        value.length <= maxLength &&
        (pattern === undefined || patternOf(pattern).test(value))
      );
    default:
      return false;
  }
}

function patternOf(pattern: string): RegExp {
  return new RegExp(pattern);
}
