// What `--help` prints: a first screen, and for each command its own.
import { column, settingLine, settingLines } from '../config/help.ts';
import { settingNames } from '../config/settings.ts';
import { usageOf, type Command, type Option } from './command.ts';
import { commands } from './commands.ts';

const exits = 'Ends with 0 when it is done, 1 when it could not be done, 2 when it was wrongly called.';

export function overview(): string {
  return `ws-chat: live chat for any web page.

To begin with
${column('npx ws-chat demo', 'Look at it: a chat, and a site that has it, on this machine.')}
${column('npx ws-chat init', 'Set it up: some questions, one file, and the tag for your pages.')}
${column('npx ws-chat --config ws-chat.json', 'Start it.')}

Usage: ws-chat [COMMAND] [FLAGS]

Commands
${commands.map((command) => column(command.name, command.help)).join('\n')}

ws-chat COMMAND --help says more of one, and ws-chat start --help lists every setting.
--version prints the version. A command ends with 0 when it is done, 1 when it could not be done, 2 when it was
wrongly called.
`;
}

export function commandHelp(command: Command): string {
  const { options = [], settings, help, more, example } = command;
  const parts = [
    `ws-chat ${command.name}: ${help}`,
    `Usage: ws-chat ${usageOf(command)}${settings ? ' [SETTINGS]' : ''}`,
    more,
    options.length > 0 && `Flags\n${options.map(optionLine).join('\n')}`,
    settings && settingsHelp(settings),
    `Example\n  ${example}`,
    command.exits ?? exits,
  ];
  return `${parts.filter(Boolean).join('\n\n')}\n`;
}

function settingsHelp(names: NonNullable<Command['settings']>): string {
  if (names.length === settingNames.length) return settingLines();
  const file = column('--config FILE', 'The file with the settings of the server.');
  return `Settings, the same as the server has: ws-chat start --help lists all
${[file, ...names.map(settingLine)].join('\n')}`;
}

function optionLine({ flag, value, help }: Option): string {
  return column(value === undefined ? flag : `${flag} ${value}`, help);
}
