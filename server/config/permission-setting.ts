// The matrix of permissions as the configuration has it: any part of it, over what stands without.
import { z } from 'zod';
import { capabilities, roles, type Capability } from '../identity/permissions.ts';
import { closest } from './closest.ts';

const role = z.enum(roles as ['guest', 'member', 'moderator', 'owner'], {
  error: ({ path, input }) =>
    `“${String(path?.at(-1))}” cannot be left to ${JSON.stringify(input)}; name the least role that may: ${roles.join(', ')}`,
});

const shape = Object.fromEntries(capabilities.map((name) => [name, role.optional()])) as Record<
  Capability,
  z.ZodOptional<typeof role>
>;

export const permissionSetting = z.strictObject(shape, {
  error: (issue) =>
    issue.code === 'unrecognized_keys'
      ? unknown(issue.keys[0] ?? '')
      : 'must name capabilities and the least role that may, as in {"link": "member"}',
});

function unknown(name: string): string {
  const near = closest(name, capabilities);
  return `“${name}” is no capability; ${near ? `“${near}” is` : `there are ${capabilities.join(', ')}`}`;
}
