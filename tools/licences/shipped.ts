// Which packages of others go out with ours: those whose code or data is inside of what is built, and those that npm
// installs beside it.

export interface Shipped {
  readonly name: string;
  readonly version: string;
  /** As the package says; undefined where it says nothing. */
  readonly licence: string | undefined;
  /** From the project’s folder. */
  readonly path: string;
  readonly how: 'inside' | 'beside';
}

export interface LockFile {
  readonly packages: Readonly<
    Record<string, { readonly version?: string; readonly license?: string; readonly dev?: boolean }>
  >;
}

const folder = 'node_modules/';

/** The packages that the source maps of a build name. */
export function namedIn(sources: Iterable<string>): ReadonlySet<string> {
  const names = new Set<string>();
  for (const source of sources) {
    const [, name] = /\/node_modules\/((?:@[^/]+\/)?[^/]+)\//.exec(source) ?? [];
    if (name !== undefined) names.add(name);
  }
  return names;
}

/** Throws where the lock file does not know one that is inside. */
export function shippedOf(lock: LockFile, inside: ReadonlySet<string>): readonly Shipped[] {
  const found = Object.entries(lock.packages).flatMap(([path, entry]): Shipped[] => {
    const name = path.slice(path.lastIndexOf(folder) + folder.length);
    const isInside = path === folder + name && inside.has(name);
    if (path === '' || (entry.dev === true && !isInside)) return [];
    const { version = '', license } = entry;
    return [{ name, version, licence: license, path, how: isInside ? 'inside' : 'beside' }];
  });
  for (const name of inside)
    if (!found.some((one) => one.name === name && one.how === 'inside'))
      throw new Error(
        `${name} is inside of what was built, and package-lock.json has none: run npm ci and build anew.`,
      );
  return found;
}
