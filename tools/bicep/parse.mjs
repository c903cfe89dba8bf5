// Reads Bicep files with the tree-sitter grammar and prints what they declare, as JSON, for the tests of infra/bicep.
// Usage: node parse.mjs FILE...
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { Language, Parser } from "web-tree-sitter";

const require = createRequire(import.meta.url);
await Parser.init();
const bicep = await Language.load(require.resolve("tree-sitter-bicep/tree-sitter-bicep.wasm"));
const parser = new Parser();
parser.setLanguage(bicep);

const dump = (node) => {
  const children = [];
  for (let i = 0; i < node.namedChildCount; i++) children.push(node.namedChild(i));
  return { type: node.type, text: children.length === 0 || node.text.length < 200 ? node.text : undefined, children: children.map(dump) };
};

const errors = (node, found) => {
  if (node.isError || node.isMissing) found.push(`line ${node.startPosition.row + 1}: ${node.text.slice(0, 80)}`);
  for (let i = 0; i < node.childCount; i++) errors(node.child(i), found);
  return found;
};

console.log(JSON.stringify(process.argv.slice(2).map((file) => {
  const tree = parser.parse(readFileSync(file, "utf8"));
  return { file, errors: errors(tree.rootNode, []), tree: process.env.BICEP_TREE ? tree.rootNode.toString() : undefined };
}), null, 1));
