// What the sources declare beside the element's class, and the manifest needs: the details of its events, and
// the words that stand behind the name of a type.
import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import ts from 'typescript';

const events = 'widget/host-events.ts';
const states = 'widget/controllers/states.ts';

/** By the event's name, the type of its detail as it is written. */
export function detailsOfEvents(): ReadonlyMap<string, string> {
  const details = declarationIn(events, ts.isInterfaceDeclaration, 'ChatEventDetails');
  if (!details) throw new Error(`${events} declares no ChatEventDetails.`);
  return new Map(
    details.members
      .filter(ts.isPropertySignature)
      .map(({ name, type }) => [(name as ts.StringLiteral).text, type!.getText()] as const),
  );
}

/** The names by which a page's CSS is told how the element stands. */
export function statesOfElement(): readonly string[] {
  const alias = declarationIn(states, ts.isTypeAliasDeclaration, 'State');
  return [...(alias?.type.getText() ?? '').matchAll(/'(\w+)'/g)].map(([, name]) => name!);
}

/** `PresencePolicy` is `'auto' | 'all' | 'none'`: what a reader or an editor wants to know. */
export function literalsOf(file: string, type: string): string {
  if (!/^[A-Z]\w*$/.test(type)) return type;
  const path = originOf(file, type);
  if (!path?.startsWith('.')) return type;
  const alias = declarationIn(join(dirname(file), path), ts.isTypeAliasDeclaration, type)?.type;
  const isOfWords = alias && ts.isUnionTypeNode(alias) && alias.types.every(ts.isLiteralTypeNode);
  return isOfWords ? alias.getText() : type;
}

/** Where `file` has a type from, as seen from `file`. */
export function originOf(file: string, type: string): string | undefined {
  for (const statement of parsed(file).statements) {
    if (!ts.isImportDeclaration(statement)) continue;
    const names = statement.importClause?.namedBindings;
    if (!names || !ts.isNamedImports(names)) continue;
    if (names.elements.some(({ name }) => name.text === type))
      return (statement.moduleSpecifier as ts.StringLiteral).text;
  }
  return undefined;
}

function declarationIn<Kind extends ts.DeclarationStatement>(
  file: string,
  isKind: (node: ts.Node) => node is Kind,
  name: string,
): Kind | undefined {
  return parsed(file).statements.find(
    (statement): statement is Kind & ts.Statement => isKind(statement) && statement.name?.getText() === name,
  );
}

function parsed(file: string): ts.SourceFile {
  return ts.createSourceFile(file, readFileSync(file, 'utf8'), ts.ScriptTarget.Latest, true);
}
