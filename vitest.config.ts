import { existsSync, statfsSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { defineConfig } from "vitest/config";
import { BaseSequencer, type TestSpecification } from "vitest/node";

// An odd zone with a quarter of an hour in its offset: code that mixes up local time and UTC fails here.
const shared = {
  // The product is started some forty times: what Node has compiled once it need not compile again.
  env: { TZ: "Asia/Kathmandu", NODE_COMPILE_CACHE: join(tmpdir(), "campanella-compiled") },
  setupFiles: ["tests/support/setup.ts"],
  pool: "forks" as const,
};

/** Databases and profiles of tests lie in memory where there is room: a tenth of the suite's time is the disk's otherwise. */
function scratchFolder(): string {
  const memory = "/dev/shm";
  const { bavail, bsize } = existsSync(memory) ? statfsSync(memory) : { bavail: 0, bsize: 0 };
  return bavail * bsize > 6 * 2 ** 30 ? memory : tmpdir();
}

// Of this process, so that the setups before all tests, the tests and what they start agree.
process.env.TMPDIR = scratchFolder();

/** Files that start the product many times are long and small: begun last, they would leave the other worker idle. */
const long = ["e2e/surface.test.ts", "e2e/offline.test.ts", "stack/start-and-stop.test.ts", "stack/product.test.ts"];

class LongFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const isLong = ({ moduleId }: TestSpecification) => long.some((name) => moduleId.endsWith(name));
    const sorted = await super.sort(files);
    return [...sorted.filter(isLong), ...sorted.filter((file) => !isLong(file))];
  }
}

export default defineConfig({
  test: {
    maxWorkers: 2,
    sequence: { sequencer: LongFirst },
    projects: [
      {
        test: {
          ...shared,
          name: "domain",
          include: [
            "tests/{domain,mail,delivery,browser,components,spreadsheets}/**/*.test.ts",
            "tests/architecture.test.ts",
          ],
        },
      },
      {
        test: {
          ...shared,
          name: "database",
          include: ["tests/db/**/*.test.ts", "tests/worker/**/*.test.ts", "tests/support/**/*.test.ts"],
          globalSetup: ["tests/support/global-setup.ts"],
          testTimeout: 15_000,
          hookTimeout: 30_000,
        },
      },
      {
        test: {
          ...shared,
          name: "stack",
          include: ["tests/stack/**/*.test.ts", "tests/api/**/*.test.ts"],
          globalSetup: ["tests/support/demo-data.ts"],
          testTimeout: 120_000,
          hookTimeout: 300_000,
          expect: { poll: { timeout: 20_000 } },
        },
      },
      {
        test: {
          ...shared,
          name: "e2e",
          include: ["tests/e2e/**/*.test.ts"],
          globalSetup: ["tests/e2e/browsers-there.ts", "tests/support/demo-data.ts"],
          // A real browser on a busy machine may miss a moment; what fails twice is broken.
          retry: 1,
          testTimeout: 120_000,
          hookTimeout: 300_000,
          expect: { poll: { timeout: 20_000 } },
        },
      },
    ],
  },
});
