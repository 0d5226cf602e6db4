// Runs before `npm start` and `npm run dev`, on whatever Node the machine has: perhaps nothing is installed yet.
const { existsSync } = require("node:fs");
const { join } = require("node:path");

if (!existsSync(join(__dirname, "../../node_modules/node"))) {
  console.error("Campanella's packages are not installed yet: run npm ci first, then npm start.");
  process.exit(1);
}
