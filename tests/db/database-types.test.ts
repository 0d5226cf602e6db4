import { expect, test } from "vitest";
import { createDatabase } from "../support/cluster.ts";
import { generateTypes } from "../support/database-types.ts";

test("lib/db/database.types.ts is what the migrations make (npm run types)", async () => {
  const database = await createDatabase();
  try {
    await expect(generateTypes(database.url("postgres"), { verify: true })).resolves.toBeUndefined();
  } finally {
    await database.drop();
  }
});
