// What stands in the way of a release, in sentences; each of it would be noticed only once it is public.

export interface Release {
  /** As in `v1.2.3`. */
  readonly tag: string;
  /** Where the workflow runs, as in `https://github.com/owner/name`. */
  readonly repository: string;
  readonly manifest: {
    readonly version: string;
    readonly repository?: string | { readonly url?: string };
  };
  readonly changelog: string;
}

export function faultsOf({ tag, repository, manifest, changelog }: Release): readonly string[] {
  const { version } = manifest;
  const faults: string[] = [];
  if (tag !== `v${version}`)
    faults.push(
      `The tag is ${tag} and package.json has ${version}. Tag the commit as v${version}, or change the version there and in widget/version.ts.`,
    );
  const headings = changelog.split('\n').filter((line) => line.startsWith('## '));
  if (!headings.some((line) => line === `## ${version}` || line.startsWith(`## ${version} `)))
    faults.push(`CHANGELOG.md has nothing of ${version}. Call what is unreleased “## ${version}”.`);
  if (addressOf(manifest) !== repository)
    faults.push(
      `package.json does not say that its repository is ${repository}, and provenance is refused without that. Run npm pkg set repository.type=git repository.url=git+${repository}.git.`,
    );
  return faults;
}

function addressOf({ repository }: Release['manifest']): string | undefined {
  const url = typeof repository === 'string' ? repository : repository?.url;
  return url?.replace(/^git\+/, '').replace(/\.git$/, '');
}
