// Values as they are written in flags and in the environment, turned into values as the file has them.
import type { SettingName } from './settings.ts';
import { settings } from './settings.ts';

/** What cannot be read comes back as it was: the schema then says what is wrong with it. */
export function read(name: SettingName, texts: readonly string[]): unknown {
  const last = texts.at(-1) ?? '';
  switch (settings[name].spelling) {
    case 'number':
      return last.trim() === '' || Number.isNaN(Number(last)) ? last : Number(last);
    case 'switch':
      return readSwitch(last);
    case 'text':
      return last;
    case 'json':
      return readJson(last);
    case 'list': {
      const items = texts.flatMap((text) => text.split(/\s+/)).filter(Boolean);
      return name === 'rooms' ? items.map(readRoom) : items.flatMap(commaSeparated);
    }
  }
}

function readJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}

function readSwitch(text: string): unknown {
  if (['', 'true', 'yes', '1'].includes(text)) return true;
  if (['false', 'no', '0'].includes(text)) return false;
  return text;
}

/** `lobby`, or `lobby=https://a.example,https://b.example`. */
function readRoom(text: string): { name: string; origins?: string[] } {
  const [name = '', origins] = text.split('=', 2);
  return origins === undefined ? { name } : { name, origins: commaSeparated(origins) };
}

function commaSeparated(text: string): string[] {
  return text.split(',').filter(Boolean);
}
