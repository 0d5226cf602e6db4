import { describe, expect, test } from "vitest";
import { ownPath } from "#lib/browser/location.ts";

describe("where signing in and notifications may lead", () => {
  test.for(["/", "/interventions/1042", "/interventions?q=a%20b&open=all", "/notifications#top"])(
    "%s is ours",
    (path) => {
      expect(ownPath(path)).toBe(path);
    },
  );

  test.for([
    null,
    "",
    "interventions",
    "//evil.example",
    "/\\evil.example",
    "/\t/evil.example",
    "/.//evil.example",
    "https://evil.example/",
    "javascript:alert(1)",
    " /x",
  ])("%s leads nowhere", (path) => {
    expect(ownPath(path)).toBeNull();
  });
});
