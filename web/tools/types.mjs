// Reads OpenAPI from standard input (GET /api/v1/openapi.json) and writes the types of the API,
// src/api/schema.ts: a fact of the route table is typed once, there.
import { writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

let text = "";
for await (const part of process.stdin) text += part;
const api = JSON.parse(text);

const pascal = (name) => name.replace(/(^|[_-])([a-z0-9])/g, (_, __, c) => c.toUpperCase());
const quoted = (name) => (/^[A-Za-z_]\w*$/.test(name) ? name : JSON.stringify(name));

function typeOf(schema, depth) {
    if (!schema || Object.keys(schema).length === 0) return "unknown";
    if (schema.$ref) return pascal(schema.$ref.split("/").pop());
    if (schema.enum) return schema.enum.map((v) => JSON.stringify(v)).join(" | ");
    const either = schema.oneOf ?? schema.anyOf;
    if (either) return either.map((s) => typeOf(s, depth)).join(" | ");
    if (Array.isArray(schema.type))
        return schema.type.map((type) => typeOf({ ...schema, type }, depth)).join(" | ");
    switch (schema.type) {
        case "string": return "string";
        case "boolean": return "boolean";
        case "integer":
        case "number": return "number";
        case "null": return "null";
        case "array": {
            const item = typeOf(schema.items, depth);
            return item.includes(" ") ? `(${item})[]` : `${item}[]`;
        }
        default: return objectOf(schema, depth);
    }
}

function objectOf(schema, depth) {
    const pad = "    ".repeat(depth + 1);
    const members = Object.entries(schema.properties ?? {}).map(([name, s]) => {
        const need = schema.required?.includes(name) ? "" : "?";
        const about = s.description ? `${pad}/** ${s.description.replaceAll("*/", "")} */\n` : "";
        return `${about}${pad}${quoted(name)}${need}: ${typeOf(s, depth + 1)};`;
    });
    const more = schema.additionalProperties;
    if (more && typeof more === "object") {
        const type = typeOf(more, depth + 1);
        if (!members.length) return `Record<string, ${type}>`;
        members.push(`${pad}[key: string]: ${type} | unknown;`);
    }
    if (!members.length) return "Record<string, unknown>";
    return `{\n${members.join("\n")}\n${"    ".repeat(depth)}}`;
}

const inner = (path) => path.replace(/^\/api\/v1/, "").replace(/\{(\w+):\w+\}/g, "{$1}");
const methods = { get: "Gets", post: "Posts", put: "Puts", patch: "Patches", delete: "Deletes" };
const tables = Object.fromEntries(Object.values(methods).map((name) => [name, []]));
for (const [path, rows] of Object.entries(api.paths)) {
    if (!path.startsWith("/api/v1/")) continue;
    for (const [method, row] of Object.entries(rows)) {
        const query = (row.parameters ?? []).filter((p) => p.in === "query");
        const asked = query.map((p) => `${quoted(p.name)}?: ${typeOf(p.schema, 2)}`).join("; ");
        const body = row.requestBody?.content?.["application/json"]?.schema;
        const good = Object.entries(row.responses).find(([status]) => status.startsWith("2"));
        const answer = good?.[1].content?.["application/json"]?.schema;
        tables[methods[method]].push(
            `    /** ${row.summary} */\n    "${inner(path)}": { query: { ${asked} }; ` +
                `body: ${body ? typeOf(body, 1) : "undefined"}; ` +
                `answer: ${answer ? typeOf(answer, 1) : "unknown"} };`,
        );
    }
}
const schemas = Object.entries(api.components.schemas).map(([name, schema]) => {
    const type = typeOf(schema, 0);
    return `export type ${pascal(name)} = ${type};`;
});
const out = `// The types of the API. Written by web/tools/types.mjs from the route table: script/web types.
${schemas.join("\n\n")}

${Object.entries(tables).map(([name, rows]) => `export interface ${name} {\n${rows.join("\n")}\n}`).join("\n\n")}
`;
const here = dirname(fileURLToPath(import.meta.url));
writeFileSync(process.argv[2] ?? join(here, "..", "src", "api", "schema.ts"), out);
