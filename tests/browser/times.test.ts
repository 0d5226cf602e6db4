import { describe, expect, test } from "vitest";
import { timesIn } from "#lib/browser/times.ts";

const rome = timesIn("en-GB", "Europe/Rome", (name) => name);
const jerusalem = timesIn("en-GB", "Asia/Jerusalem", (name) => name);

describe("days of the company, wherever the device is", () => {
  test.for([
    ["2026-11-23T22:59:00Z", "2026-11-23", "2026-11-22T23:00:00.000Z"],
    ["2026-11-23T23:00:00Z", "2026-11-24", "2026-11-23T23:00:00.000Z"],
    // The day on which clocks go forward begins in winter time, the one on which they go back in summer time.
    ["2026-03-29T12:00:00Z", "2026-03-29", "2026-03-28T23:00:00.000Z"],
    ["2026-10-25T12:00:00Z", "2026-10-25", "2026-10-24T22:00:00.000Z"],
  ])("%s belongs to %s, which begins %s", ([at, day, midnight]) => {
    expect(rome.dayKey(new Date(at ?? ""))).toBe(day);
    expect(rome.startOfDay(new Date(at ?? "")).toISOString()).toBe(midnight);
  });

  test("the day after one of 23 hours begins at midnight, too", () => {
    const saturday = new Date("2026-03-28T12:00:00Z");
    expect(rome.startOfDay(saturday, 1).toISOString()).toBe("2026-03-28T23:00:00.000Z");
    expect(rome.startOfDay(saturday, 2).toISOString()).toBe("2026-03-29T22:00:00.000Z");
  });

  test.for(["2026-01-10", "2026-03-27", "2026-03-28", "2026-07-01", "2026-10-25", "2026-12-31"])(
    "%s 09:30 in a form is 09:30 on the company's clock",
    (day) => {
      for (const times of [rome, jerusalem]) {
        const at = times.at(day, "09:30");
        expect([times.dayKey(at), times.clockOf(at)]).toEqual([day, "09:30"]);
      }
    },
  );
});

describe("times as people say them", () => {
  const now = new Date("2026-11-23T09:00:00Z");

  test.for([
    ["2026-11-23T20:00:00Z", "today"],
    ["2026-11-23T23:30:00Z", "tomorrow"],
    ["2026-11-22T10:00:00Z", "yesterday"],
    ["2026-11-30T10:00:00Z", "Monday 30 November"],
    ["2027-01-04T10:00:00Z", "Mon 4 Jan 2027"],
  ])("%s is %s", ([at, said]) => {
    expect(rome.day(new Date(at ?? ""), now).replaceAll(",", "")).toBe(said);
  });

  test("an appointment says when it ends, and on which day if on another", () => {
    expect(rome.range(new Date("2026-11-23T10:00:00Z"), 90, now)).toBe("today, 11:00–12:30");
    expect(rome.range(new Date("2026-11-23T22:00:00Z"), 90, now)).toBe("today, 23:00–tomorrow, 00:30");
    expect(rome.range(new Date("2026-11-23T10:00:00Z"), null, now)).toBe("today, 11:00");
  });

  test.for([
    [10, "just_now"],
    [180, "3 min ago"],
    [2 * 3600, "2 hr ago"],
    [30 * 3600, "yesterday, 04:00"],
  ] as const)("%d seconds before now is %s", ([seconds, said]) => {
    expect(rome.ago(new Date(now.getTime() - seconds * 1000), now)).toBe(said);
  });

  test("durations", () => {
    expect([0, 45, 60, 90].map((minutes) => rome.duration(minutes))).toEqual([
      "0 mins",
      "45 mins",
      "1 hr",
      "1 hr 30 mins",
    ]);
  });
});
