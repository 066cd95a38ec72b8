// Takes comments and needless whitespace out of html, svg and css templates.
import { transform } from 'esbuild';
import MagicString from 'magic-string';

/** Whitespace says something inside these, unless there is nothing inside. */
const preserved = /<(pre|script|style)\b|<textarea\b[^>]*>(?!<\/textarea>)/i;

/** @returns {import('rollup').Plugin} */
export function minifyTemplates() {
  return {
    name: 'minify-templates',
    async transform(code, id) {
      if (!/\.[jt]s$/.test(id) || id.includes('/node_modules/') || !/\b(html|svg|css)`/.test(code))
        return null;
      const text = new MagicString(code);
      await Promise.all(templates(this.parse(code)).map((template) => minify(template, text)));
      return { code: text.toString(), map: text.generateMap({ hires: true }) };
    },
  };
}

/** Every tagged template below a node of the syntax tree. */
function templates(node) {
  if (!node || typeof node.type !== 'string') return [];
  const own = node.type === 'TaggedTemplateExpression' && node.tag.type === 'Identifier' ? [node] : [];
  const children = Object.values(node).flatMap((value) => (Array.isArray(value) ? value : [value]));
  return [
    ...own,
    ...children.flatMap((child) => (child && typeof child === 'object' ? templates(child) : [])),
  ];
}

async function minify({ tag, quasi }, text) {
  const parts = quasi.quasis;
  const replace = (part, by) => part.end > part.start && text.overwrite(part.start, part.end, by);
  if (tag.name === 'css' && parts.length === 1)
    replace(parts[0], (await minifyCss(parts[0].value.cooked)).replace(/[\\`]|\$\{/g, '\\$&'));
  else if (tag.name === 'css') parts.forEach((part) => replace(part, collapseCss(part.value.raw)));
  else if (tag.name === 'html' || tag.name === 'svg')
    minifyHtml(parts.map((part) => part.value.raw)).forEach((html, index) => replace(parts[index], html));
}

async function minifyCss(css) {
  const result = await transform(css, { loader: 'css', minify: true, target: 'esnext', logLevel: 'silent' });
  if (result.warnings.length > 0) throw new Error(result.warnings.map((warning) => warning.text).join('; '));
  return result.code.trim();
}

function collapseCss(css) {
  return css
    .replace(/\/\*[\s\S]*?\*\//g, '')
    .replace(/\s+/g, ' ')
    .replace(/\s*([{};,])\s*/g, '$1');
}

function minifyHtml(parts) {
  if (preserved.test(parts.join(''))) return parts;
  return parts.map((part, index) => {
    // Around a template only what breaks a line is needless: a space before it parts two words.
    const start = index === 0 ? /^\s*\n\s*/ : /^$/;
    const end = index === parts.length - 1 ? /\s*\n\s*$/ : /^$/;
    return part
      .replace(/<!--(?!\?lit)[\s\S]*?-->/g, '')
      .replace(start, '')
      .replace(end, '')
      .replace(/>\s*\n\s*</g, '><')
      .replace(/>\s*\n\s*$/, '>')
      .replace(/^\s*\n\s*</, '<')
      .replace(/\s*\n\s*/g, ' ')
      .replace(/ >/g, '>');
  });
}
