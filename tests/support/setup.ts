import { afterEach, beforeEach, expect, vi } from "vitest";

// Whatever complains on the console is a fault. A test that expects a complaint checks it and calls
// `vi.mocked(console.error).mockClear()`.
beforeEach(() => {
  vi.spyOn(console, "error");
});

afterEach(() => {
  const complaints = [...vi.mocked(console.error).mock.calls];
  vi.restoreAllMocks();
  expect(complaints, "console.error was called").toEqual([]);
});
