// Reads Bicep files with the tree-sitter grammar and prints what they declare, as JSON, for the tests of infra/bicep.
// Usage: node parse.mjs FILE...
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { Language, Parser } from "web-tree-sitter";

const require = createRequire(import.meta.url);
await Parser.init();
const parser = new Parser();
parser.setLanguage(await Language.load(require.resolve("tree-sitter-bicep/tree-sitter-bicep.wasm")));

const childrenOf = (node) => Array.from({ length: node.namedChildCount }, (_, i) => node.namedChild(i));
const find = (node, type) => childrenOf(node).find((child) => child.type === type);

// What is written between the quotes; interpolations stay as they are written.
const textOf = (node) => node.text.slice(1, -1);

function valueOf(node) {
  switch (node.type) {
    case "object":
      return { kind: "object", properties: childrenOf(node).filter((child) => child.type === "object_property").map(propertyOf) };
    case "array":
      return { kind: "array", items: childrenOf(node).filter((child) => child.type !== "comment").map(valueOf) };
    case "string":
      return { kind: find(node, "interpolation") ? "interpolated" : "string", text: textOf(node) };
    case "number":
    case "boolean":
      return { kind: node.type, text: node.text };
    default:
      return { kind: "expression", text: node.text };
  }
}

function propertyOf(node) {
  const [key, value] = childrenOf(node).filter((child) => child.type !== "comment");
  return { key: key.type === "string" ? textOf(key) : key.text, value: valueOf(value) };
}

// The object of a declaration, behind its condition or loop where it has one.
function bodyOf(node) {
  const inner = find(node, "if_statement") ?? find(node, "for_statement") ?? node;
  return valueOf(find(inner, "object"));
}

function resourceOf(node) {
  return {
    symbol: find(node, "identifier").text,
    type: textOf(find(node, "string")),
    existing: Array.from({ length: node.childCount }, (_, i) => node.child(i)).some((child) => child.type === "existing" || child.text === "existing"),
    body: bodyOf(node),
  };
}

function parameterOf(node, decorators) {
  const allowed = decorators && childrenOf(decorators)
    .map((decorator) => find(decorator, "call_expression"))
    .find((call) => call && find(call, "identifier").text === "allowed");
  return {
    name: find(node, "identifier").text,
    allowed: allowed ? valueOf(childrenOf(find(allowed, "arguments"))[0]).items.map((item) => item.text) : null,
  };
}

function errorsOf(node, found) {
  if (node.isError || node.isMissing) found.push(`line ${node.startPosition.row + 1}: ${node.text.slice(0, 80)}`);
  for (let i = 0; i < node.childCount; i++) errorsOf(node.child(i), found);
  return found;
}

function callsOf(node, found) {
  if (node.type === "call_expression") {
    const called = node.childForFieldName("function");
    found.push(called.type === "member_expression" ? called.childForFieldName("property").text : called.text);
  }

  childrenOf(node).forEach((child) => callsOf(child, found));
  return found;
}

function fileOf(path) {
  const root = parser.parse(readFileSync(path, "utf8")).rootNode;
  const declared = childrenOf(root).filter((node) => node.type !== "comment");
  const before = (node) => declared[declared.findIndex((other) => other.id === node.id) - 1];
  const ofType = (type) => declared.filter((node) => node.type === type);
  return {
    path,
    errors: errorsOf(root, []),
    calls: callsOf(root, []),
    resources: ofType("resource_declaration").map(resourceOf),
    modules: ofType("module_declaration").map((node) => ({ symbol: find(node, "identifier").text, path: textOf(find(node, "string")), body: bodyOf(node) })),
    parameters: ofType("parameter_declaration").map((node) => parameterOf(node, before(node)?.type === "decorators" ? before(node) : find(node, "decorators"))),
    variables: ofType("variable_declaration").map((node) => {
      const [name, ...rest] = childrenOf(node);
      return { name: name.text, value: valueOf(rest[rest.length - 1]) };
    }),
  };
}

console.log(JSON.stringify(process.argv.slice(2).map(fileOf)));
