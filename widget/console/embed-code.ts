// What a site owner pastes into a page, as they chose it. Pure.

export interface Embed {
  /** The chat's address, with a slash at the end. */
  readonly server: string;
  readonly room: string;
  /** `floating` stands in the corner by itself; the others stand where the tag does. */
  readonly mode: 'floating' | 'inline' | 'readonly' | 'popout';
  readonly theme: 'auto' | 'light' | 'dark';
  readonly density: 'comfortable' | 'compact';
  readonly lang: string;
  readonly heading: string;
  readonly placeholder: string;
  /** As `#rrggbb`; undefined is the chat's own. */
  readonly accent: string | undefined;
  /** In pixels; undefined is the chat's own. */
  readonly radius: number | undefined;
}

/** What is not as it would be anyway. */
export function attributesOf(embed: Embed): Readonly<Record<string, string>> {
  const { mode, theme, density, lang, heading, placeholder } = embed;
  return {
    ...(mode !== 'floating' && mode !== 'inline' && { mode }),
    ...(theme !== 'auto' && { theme }),
    ...(density !== 'comfortable' && { density }),
    ...(lang && { lang }),
    ...(heading && { heading }),
    ...(placeholder && { placeholder }),
  };
}

export function variablesOf({ accent, radius }: Embed): Readonly<Record<string, string>> {
  return {
    ...(accent !== undefined && { '--ws-chat-accent': accent }),
    ...(radius !== undefined && { '--ws-chat-radius': `${radius}px` }),
  };
}

export function embedCode(embed: Embed): string {
  const { server, room, mode } = embed;
  const src = `src="${escaped(new URL('ws-chat.js', server).href)}"`;
  const attributes = Object.entries({ room, ...attributesOf(embed) });
  const written = (prefix: string) =>
    attributes.map(([name, value]) => ` ${prefix}${name}="${escaped(value)}"`).join('');
  const variables = Object.entries(variablesOf(embed)).map(([name, value]) => `${name}: ${value};`);
  const style = variables.length > 0 ? `\n<style>ws-chat { ${variables.join(' ')} }</style>` : '';
  return mode === 'floating'
    ? `<script async ${src}${written('data-')}></script>${style}`
    : `<script async ${src}></script>\n<ws-chat${written('')}></ws-chat>${style}`;
}

const entities: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };

function escaped(text: string): string {
  return text.replace(/[&<>"]/g, (character) => entities[character]!);
}
