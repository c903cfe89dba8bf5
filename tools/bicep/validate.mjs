// Checks a YAML file against a JSON schema and prints what is wrong with it, one line each; nothing where it is valid.
// Usage: node validate.mjs SCHEMA FILE
import { readFileSync } from "node:fs";
import Ajv from "ajv/dist/2019.js";
import { parse } from "yaml";

const [schemaPath, filePath] = process.argv.slice(2);
const schema = JSON.parse(readFileSync(schemaPath, "utf8"));
const ajv = new Ajv({ strict: false, allErrors: true, validateFormats: false });

// Extensions bring schemas of their own, which stand outside: each accepts everything here.
const outside = new Set();
const walk = (node) => {
  if (Array.isArray(node)) node.forEach(walk);
  else if (node && typeof node === "object") {
    if (typeof node.$ref === "string" && node.$ref.startsWith("http")) outside.add(node.$ref.split("#")[0]);
    Object.values(node).forEach(walk);
  }
};
walk(schema);
outside.delete(schema.$schema?.split("#")[0]);
outside.delete(schema.$id);
for (const id of outside) ajv.addSchema({}, id);

const validate = ajv.compile(schema);
if (!validate(parse(readFileSync(filePath, "utf8")))) {
  for (const error of validate.errors) console.log(`${error.instancePath || "/"} ${error.message} ${JSON.stringify(error.params)}`);
}
