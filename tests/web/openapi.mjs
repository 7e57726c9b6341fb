// node tests/web/openapi.mjs BUILD/etalon - prints what the server says of its API.
import { startServer } from "./server.mjs";

const server = await startServer(process.argv[2], { words: ["--empty"] });
process.stdout.write(await (await fetch(`${server.url}/api/v1/openapi.json`)).text());
await server.remove();
