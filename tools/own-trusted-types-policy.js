// Lit's Trusted Types policy under our own name: two copies of Lit on a page that admits one policy
// called lit-html would kill the second, and the page's owner must be able to admit just ours.

const name = "createPolicy('lit-html'";

/** @param {string} policy @returns {import('rollup').Plugin} */
export function ownTrustedTypesPolicy(policy) {
  let found = 0;
  return {
    name: 'own-trusted-types-policy',
    buildStart() {
      found = 0;
    },
    transform(code, id) {
      if (!id.includes('lit-html')) return null;
      const quoted = code.includes(name) ? name : name.replaceAll("'", '"');
      if (!code.includes(quoted)) return null;
      found++;
      return { code: code.replace(quoted, `createPolicy("${policy}"`), map: null };
    },
    buildEnd(error) {
      if (!error && found === 0) this.error('Lit no longer creates its policy where it was renamed.');
    },
  };
}
