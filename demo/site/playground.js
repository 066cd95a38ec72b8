// The playground: what is chosen in the form becomes the attributes and variables of the chat, the tag to copy,
// and the address of the page.
const form = document.querySelector('.controls');
const chat = document.querySelector('.result ws-chat');
const tag = document.querySelector('.tag');
const script = document.querySelector('script[src$="/ws-chat.js"]').src;
const controls = [...form.querySelectorAll('input, select')];
const attributeControls = controls.filter(({ name }) => name);
const variableControls = controls.filter(({ dataset }) => dataset.variable);
/** What stands in the tag also where it is as usual: a chat without its room says nothing of itself. */
const always = { room: 'lobby' };

/** Under which name a control stands in the address. */
const keyOf = ({ name, dataset }) => name || [dataset.variable, dataset.look].filter(Boolean).join(' ');

function valueOf(control) {
  if (control.type === 'checkbox') return control.checked ? '' : undefined;
  const value = control.value.trim();
  return value === '' || value === control.dataset.usual ? undefined : value;
}

function attributes() {
  const chosen = attributeControls.map((control) => [control.name, valueOf(control)]);
  return { ...always, ...Object.fromEntries(chosen.filter(([, value]) => value !== undefined)) };
}

/** A colour of which one look was chosen keeps its other look. */
function variables() {
  const chosen = {};
  for (const control of variableControls) {
    const { variable, look } = control.dataset;
    if (valueOf(control) === undefined) continue;
    if (!look) chosen[variable] = control.value.trim();
    else {
      const [light, dark] = variableControls.filter(({ dataset }) => dataset.variable === variable);
      chosen[variable] =
        light.value === dark.value ? light.value : `light-dark(${light.value}, ${dark.value})`;
    }
  }
  return chosen;
}

function tagFor(attributes, variables) {
  const written = Object.entries(attributes).map(([name, value]) =>
    value === '' ? ` ${name}` : ` ${name}="${value.replaceAll('&', '&amp;').replaceAll('"', '&quot;')}"`,
  );
  const rules = Object.entries(variables).map(([name, value]) => `    ${name}: ${value};\n`);
  const style = rules.length > 0 ? `<style>\n  ws-chat {\n${rules.join('')}  }\n</style>\n` : '';
  return `${style}<script async src="${script}"></script>\n<ws-chat${written.join('')}></ws-chat>`;
}

function show() {
  const [chosen, looks] = [attributes(), variables()];
  for (const { name } of attributeControls) {
    if (chosen[name] === undefined) chat.removeAttribute(name);
    else if (chat.getAttribute(name) !== chosen[name]) chat.setAttribute(name, chosen[name]);
  }
  for (const { dataset } of variableControls)
    if (looks[dataset.variable] === undefined) chat.style.removeProperty(dataset.variable);
    else chat.style.setProperty(dataset.variable, looks[dataset.variable]);
  tag.textContent = tagFor(chosen, looks);
  const kept = controls.filter((control) => valueOf(control) !== undefined);
  const query = new URLSearchParams(kept.map((control) => [keyOf(control), valueOf(control)]));
  history.replaceState(null, '', query.size > 0 ? `#${query}` : location.pathname + location.search);
}

const kept = new URLSearchParams(location.hash.slice(1));
for (const control of controls) {
  const value = kept.get(keyOf(control));
  if (value === null) continue;
  if (control.type === 'checkbox') control.checked = true;
  else control.value = value;
}
form.addEventListener('input', show);
form.addEventListener('submit', (event) => event.preventDefault());
// A form is as it was only once its event is over.
form.addEventListener('reset', () => setTimeout(show));
show();
