// What `--help` prints: every setting, made from the same table as everything else.
import { flagOf, settingNames, settings } from './settings.ts';

const placeholders = { number: ' N', text: ' TEXT', list: ' ITEM', switch: '' } as const;

export function help(): string {
  const lines = settingNames.map((name) => {
    const { spelling, help: meaning, schema } = settings[name];
    const preset: unknown = schema.safeParse(undefined).data;
    const shown = spelling === 'number' || spelling === 'text' ? preset : undefined;
    return `  ${`${flagOf(name)}${placeholders[spelling]}`.padEnd(36)}${meaning}${shown === undefined ? '' : ` Default: ${String(shown)}.`}`;
  });
  return `ws-chat: live chat for any web page.

Usage: ws-chat [--origin https://example.com] [more settings]

Settings
${lines.join('\n')}
  ${'--config FILE'.padEnd(36)}A JSON file with any of these, as in {"origins": ["https://example.com"]}.
  ${'--help, --version'.padEnd(36)}Print this text, or the version.

Each is an environment variable too: --max-connections is WS_CHAT_MAX_CONNECTIONS, --origin is WS_CHAT_ORIGINS.
Flags win over the environment, the environment over the file.
`;
}
