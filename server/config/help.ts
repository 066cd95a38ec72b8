// What `--help` prints: every setting, made from the same table as everything else.
import { commands, doctorCommand } from './commands.ts';
import { flagOf, isSecret, settingNames, settings, variableOf, type SettingName } from './settings.ts';

const placeholders = { number: ' N', text: ' TEXT', list: ' ITEM', switch: '', json: ' JSON' } as const;

export function help(): string {
  const lines = settingNames.map((name) =>
    line(
      isSecret(name) ? variableOf(name) : `${flagOf(name)}${placeholders[settings[name].spelling]}`,
      meaning(name),
    ),
  );
  return `ws-chat: live chat for any web page.

Usage: ws-chat [--origin https://example.com] [more settings]

Commands, each with the same --data as the server
${commands.map(({ usage, help: text }) => line(usage, text)).join('\n')}

And one that looks at a chat that runs somewhere
${line(doctorCommand.usage, doctorCommand.help)}

Settings
${lines.join('\n')}
${line('--config FILE', 'A JSON file with any of these, as in {"origins": ["https://example.com"]}.')}
${line('--help, --version', 'Print this text, or the version.')}

Each is an environment variable too: --max-connections is WS_CHAT_MAX_CONNECTIONS, --origin is WS_CHAT_ORIGINS.
Flags win over the environment, the environment over the file.
`;
}

function line(flag: string, text: string): string {
  return `  ${flag.padEnd(36)}${text}`;
}

/** With the default, where it is a number or a word. */
function meaning(name: SettingName): string {
  const { help: text, schema } = settings[name];
  const preset: unknown = schema.safeParse(undefined).data;
  return typeof preset === 'number' || typeof preset === 'string' ? `${text} Default: ${preset}.` : text;
}
