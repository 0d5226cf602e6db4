import { beforeAll, describe, expect, test } from "vitest";
import { byPhone, type Client } from "./client.ts";
import { withService } from "./service.ts";

const here = withService();
let admin: Client;
let marco: Client;

beforeAll(async () => {
  [admin, marco] = await Promise.all([here.service.admin(), here.service.technician()]);
});

const inEnglish = { headers: { "accept-language": "en-GB,en;q=0.9" } };
const inItalian = { headers: { "accept-language": "it" } };

describe("a refusal speaks the language of whoever is refused", () => {
  const signInWith = (options?: { headers: Record<string, string> }) =>
    here.service.stranger().post("/api/session", {}, options);

  test("a stranger's browser says which", async () => {
    const [english, italian] = [await signInWith(inEnglish), await signInWith(inItalian)];
    expect(english.body.errors[0]).toEqual({ path: "email", code: "required", message: "This is missing." });
    expect(italian.body.errors[0]).toEqual({ path: "email", code: "required", message: "Manca questo dato." });
    expect(italian.headers.get("content-language")).toBe("it");
  });

  test("else it is the company's", async () => {
    for (const options of [undefined, { headers: { "accept-language": "lv" } }])
      expect((await signInWith(options)).body.title).toBe("Qualcosa nei dati inviati non è corretto.");
  });

  test("an account has one of its own, whatever the browser says", async () => {
    await admin.patch("/api/account/preferences", { language: "en" });
    const answer = await admin.post("/api/interventions", {}, inItalian);
    expect(answer.body.errors[0].message).toBe("This is missing.");
    await admin.patch("/api/account/preferences", { language: "it" });
    expect((await admin.post("/api/interventions", {}, inEnglish)).body.errors[0].message).toBe("Manca questo dato.");
  });

  test("what the database refuses has words, too", async () => {
    const { errors, detail } = (await admin.post("/api/interventions", { title: "x", technician_ids: [1e9] })).body;
    expect(errors).toEqual([{ path: "technician_ids", code: "not_a_technician", message: detail }]);
    expect(detail).toBe("Si possono assegnare solo tecnici.");
  });
});

describe("a refusal names the field as the client wrote it", () => {
  const pathsOf = async (method: string, path: string, body: unknown) =>
    (await admin.call(method, path, body)).body.errors.map((error: { path: string }) => error.path);

  test("of a status, a rule, a technician, a preference", async () => {
    const open = await here.service.status("Open");
    expect(await pathsOf("PATCH", `/api/statuses/${open}`, { is_archived: true })).toEqual(["is_archived"]);
    const rule = { audience: "admin", channel: "email" };
    const rules = [
      { ...rule, status_id: open },
      { ...rule, status_id: 1e9 },
    ];
    expect(await pathsOf("PUT", "/api/settings/notification-rules", { rules })).toEqual(["rules.1.status_id"]);
    const { number } = (await admin.post("/api/interventions", { title: "x" })).body;
    const technicians = `/api/interventions/${number}/technicians`;
    expect(await pathsOf("PUT", technicians, { contact_ids: [1e9] })).toEqual(["contact_ids"]);
    expect(await pathsOf("PUT", `${technicians}/999999`, undefined)).toEqual(["contact_id"]);
    const quiet_hours = { from: "22:00", to: "06:00", time_zone: "Mars/Olympus" };
    expect(await pathsOf("PATCH", "/api/account/preferences", { quiet_hours })).toEqual(["quiet_hours.time_zone"]);
  });

  test("of a key that nobody knows", async () => {
    expect(await pathsOf("POST", "/api/interventions", { title: "x", colour: "red" })).toEqual(["colour"]);
  });
});

describe("a technician is told what is not allowed", () => {
  const refused = async (method: string, path: string, body?: unknown) => {
    const answer = await marco.call(method, path, body, inEnglish);
    expect(answer.status).toBe(403);
    return answer.body.detail;
  };

  test("about the registry, other technicians, strangers, and what is not theirs to decide", async () => {
    await marco.patch("/api/account/preferences", { language: "en" });
    const others = await here.service.contactIdOf(await here.service.technician(1));
    const stranger = await admin.post("/api/contacts", {
      name: "Cliente di altri",
      contact_points: byPhone,
      roles: ["customer"],
    });
    const own = (await marco.post("/api/interventions", { title: "x" })).body;

    expect(await refused("POST", "/api/contacts", { name: "x" })).toBe("Only administrators can do this.");
    expect(await refused("POST", "/api/interventions", { title: "x", technician_ids: [others] })).toMatch(
      /^Only administrators assign technicians\./,
    );
    expect(await refused("POST", "/api/interventions", { title: "x", technician_ids: [] })).toBe(
      "What technicians create has to be assigned to themselves.",
    );
    expect(await refused("POST", "/api/interventions", { title: "x", customer_id: stranger.body.id })).toMatch(
      /^Technicians can choose only customers/,
    );
    expect(await refused("PATCH", `/api/interventions/${own.number}`, { title: "y" })).toMatch(
      /^Technicians can change the status and the answer/,
    );
    expect(await refused("PATCH", `/api/interventions/${own.number}`, { technician_ids: [] })).toBe(
      "Only administrators can do this.",
    );
  });
});
