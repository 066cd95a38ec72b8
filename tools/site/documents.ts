// Which of the repository's documents are pages of the site, where each is found there, and in which order.
import { globSync } from 'node:fs';
import { basename } from 'node:path';

export interface Place {
  /** In the repository. */
  readonly file: string;
  /** In the site. */
  readonly address: string;
}

export interface Group {
  readonly title: string;
  readonly places: readonly Place[];
}

const at = (file: string, name = basename(file, '.md')): Place => ({ file, address: `docs/${name}.html` });

const known: readonly Group[] = [
  {
    title: 'On your page',
    places: [at('README.md', 'start'), at('docs/members.md'), at('docs/embedding.md'), at('docs/client.md')],
  },
  {
    title: 'On your server',
    places: [
      at('docs/command-line.md'),
      at('deploy/README.md', 'deploy'),
      at('docs/operation.md'),
      at('docs/doctor.md'),
      at('docs/scaling.md'),
      at('SECURITY.md', 'security'),
    ],
  },
  {
    title: 'Keeping rooms',
    places: [at('docs/moderators.md'), at('docs/console-api.md')],
  },
  {
    title: 'For programs',
    places: [
      at('docs/rest.md'),
      at('docs/webhooks.md'),
      at('docs/hook.md'),
      at('protocol/README.md', 'wire'),
    ],
  },
  {
    title: 'Measured and compared',
    places: [at('docs/bench.md'), at('docs/bench-widget.md'), at('docs/comparison.md')],
  },
  {
    title: 'The project',
    places: [at('CONTRIBUTING.md', 'contributing'), at('CHANGELOG.md', 'changelog')],
  },
];

/** All of them, and in a group of their own those that came since and are in none. */
export function documentGroups(): readonly Group[] {
  const files = new Set(known.flatMap(({ places }) => places.map(({ file }) => file)));
  const others = globSync(['docs/**/*.md', 'examples/**/*.md'])
    .filter((file) => !files.has(file) && !file.includes('node_modules'))
    .sort()
    .map((file) => at(file, file.replace(/^docs\//, '').replace(/(\/README)?\.md$/, '')));
  return others.length === 0 ? known : [...known, { title: 'More', places: others }];
}
