import { randomUUID } from "node:crypto";
import type { Route } from "playwright";
import { describe, expect, test } from "vitest";
import { findChromium } from "#tests/support/browsers.ts";
import { desk, fillIn, phone, signIn, withWindows } from "./windows.ts";

const marcosJob = "/interventions/1019";
const sarasJob = "/interventions/1020";

const there = withWindows();

describe.skipIf(!findChromium())("getting in, and what stays outside", () => {
  test("a session that ended elsewhere leads to sign-in, and back to the same place", async () => {
    const { windows } = there;
    const marco = windows.person("marco");
    const page = await windows.open(phone);
    await signIn(page.context(), windows.service.url, marco);
    await page.goto(marcosJob);
    await page.getByRole("heading", { name: "Caldaia in blocco" }).waitFor();
    await page.context().clearCookies();
    // Whatever asks the server first finds out: here, or a part of the screen that was on its way.
    const ended = page.getByText("Your session has ended.");
    await expect
      .poll(async () => {
        await page.evaluate(() => window.dispatchEvent(new Event("online")));
        return ended.isVisible();
      })
      .toBe(true);
    expect(page.url()).toMatch(/\/sign-in\?next=%2Finterventions%2F1019$/);
    await fillIn(page, marco.email, marco.password);
    await page.waitForURL(marcosJob);
    await page.getByRole("heading", { name: "Caldaia in blocco" }).waitFor();
  });

  test("a session that is found to have ended by saving leads to sign-in, and what was to be saved goes on from there", async () => {
    const { windows } = there;
    const giulia = windows.person("giulia");
    const page = await windows.open({ as: giulia, path: "/interventions/new" });
    await page.getByLabel("Title").fill("Perdita sotto il lavello");
    // Nothing else is to find it first.
    let isSaved = false;
    await page.route("**/api/**", (route) => {
      isSaved ||= route.request().method() === "POST";
      return isSaved ? route.continue() : route.abort();
    });
    await page.context().clearCookies();
    await page.getByRole("button", { name: "Create the intervention" }).click();
    await page.getByText("Your session has ended.").waitFor();
    await fillIn(page, giulia.email, giulia.password);
    await page.getByText("Perdita sotto il lavello").first().waitFor();
    const admin = await windows.service.admin();
    const found = async () => (await admin.get("/api/interventions?q=Perdita%20sotto%20il%20lavello")).body.items;
    await expect.poll(async () => (await found()).length).toBe(1);
  });

  test.for(["https://evil.example/", "//evil.example", "/\\evil.example", "/%09/evil.example", "javascript:alert(1)"])(
    "?next=%s leads nowhere else",
    async (next) => {
      const { windows } = there;
      const page = await windows.open({ path: `/sign-in?next=${encodeURIComponent(next)}` });
      const { email, password } = windows.person("marco");
      await fillIn(page, email, password);
      await page.getByRole("navigation").waitFor();
      expect(new URL(page.url()).origin).toBe(windows.service.url);
    },
  );

  test("a wrong password keeps the address, and says so in one sentence", async () => {
    const page = await there.windows.open({ ...phone, path: "/sign-in" });
    await fillIn(page, "marco.bellini@termoclima-aurora.example", "not the password");
    await page.getByRole("alert").filter({ hasText: "E-mail address or password is wrong." }).waitFor();
    expect(await page.getByLabel("E-mail address").inputValue()).toBe("marco.bellini@termoclima-aurora.example");
    expect(await page.getByLabel("Password", { exact: true }).inputValue()).toBe("");
    expect(await page.evaluate(() => document.activeElement?.getAttribute("name"))).toBe("password");
    // It is taken along to where a forgotten password leads.
    await page.getByRole("link", { name: "Forgotten password?" }).tap();
    expect(await page.getByLabel("E-mail address").inputValue()).toBe("marco.bellini@termoclima-aurora.example");
  });

  test("who is not known yet is answered in the language of the screen, whatever the browser speaks", async () => {
    const page = await there.windows.open(phone);
    await page.addInitScript(() => window.localStorage.setItem("campanella.language", "it"));
    await page.goto("/sign-in");
    await page.getByLabel("Indirizzo e-mail").fill("marco.bellini@termoclima-aurora.example");
    await page.getByLabel("Password", { exact: true }).fill("non è questa");
    await page.getByRole("button", { name: "Accedi" }).tap();
    await page.getByRole("alert").filter({ hasText: "Indirizzo e-mail o password errati." }).waitFor();
  });

  test("a technician finds neither the administrators' screens nor another technician's intervention", async () => {
    const { windows } = there;
    const page = await windows.open({ ...phone, as: windows.person("marco"), path: "/settings/notification-rules" });
    await page.getByText("Your profile doesn’t open this screen.").waitFor();
    await page.goto(`${marcosJob}/edit`);
    await page.getByText("Administrators edit interventions.").waitFor();
    // The same words, whether it is somebody else's or nobody's.
    for (const path of [sarasJob, "/interventions/999999"]) {
      await page.goto(path);
      await page.getByText(`You don’t see #${path.split("/").at(-1)}`).waitFor();
    }
    for (const path of ["/no-such-screen", "/interventions/0"]) {
      await page.goto(path);
      await page.getByText("Nothing here").waitFor();
    }
    await page.goto("/me");
    await page.getByRole("button", { name: "Sign out" }).waitFor();
    expect(await page.getByRole("link", { name: "Settings" }).count()).toBe(0);
  });

  test("an invitation lets its person in, and a forgotten password is chosen anew: by a link in the mail, once", async () => {
    const { windows } = there;
    const email = await invite();
    const invitation = await linkTo(email, "invitations");
    const page = await windows.open({ ...phone, path: invitation });
    await page.getByRole("heading", { name: "Welcome, Nuova Tecnica" }).waitFor();
    await page.getByText("Termoclima Aurora invites you.").waitFor();
    await page.getByLabel("Password", { exact: true }).fill("una frase lunga");
    await page.getByRole("button", { name: "Sign in" }).tap();
    await page.getByText("Nothing planned").waitFor();
    const secondTry = await windows.open({ path: invitation });
    await secondTry.getByRole("heading", { name: "You’re in already" }).waitFor();
    await page.goto(invitation);
    await page.getByText("This invitation was used, and Nuova Tecnica is signed in").waitFor();
    await page.getByRole("link", { name: "Go to the app" }).tap();
    await page.getByText("Nothing planned").waitFor();
    const stranger = await windows.open({ path: `/invitations/${"0".repeat(64)}` });
    await stranger.getByRole("heading", { name: "This isn’t an invitation that we know" }).waitFor();

    const forgetful = await windows.open({ ...phone, path: "/password-resets" });
    await forgetful.getByLabel("E-mail address").fill(email);
    await forgetful.getByRole("button", { name: "Send the link" }).tap();
    await forgetful.getByRole("heading", { name: "Look in your mail" }).waitFor();
    const reset = await linkTo(email, "password-resets");
    await forgetful.goto(reset);
    expect(await forgetful.locator("input[autocomplete=username]").inputValue()).toBe(email);
    await forgetful.getByLabel("New password").fill("too short");
    await forgetful.getByRole("button", { name: "Save and sign in" }).tap();
    await forgetful.getByText("One more character, please.").waitFor();
    await forgetful.getByLabel("New password").fill("una frase nuova");
    await forgetful.getByRole("button", { name: "Save and sign in" }).tap();
    await forgetful.getByText("Nothing planned").waitFor();

    const again = await windows.open({ ...phone, path: reset });
    await again.getByRole("heading", { name: "This link doesn’t work any more" }).waitFor();
    await again.getByRole("link", { name: "To sign-in" }).tap();
    await fillIn(again, email, "una frase nuova");
    await again.getByText("Nothing planned").waitFor();
  });

  async function invite(): Promise<string> {
    const admin = await there.windows.service.admin();
    const email = `nuova.${randomUUID()}@termoclima-aurora.example`;
    const { body: contact } = await admin.post("/api/contacts", {
      name: "Nuova Tecnica",
      roles: ["technician"],
      language: "en",
      contact_points: [{ channel: "email", value: email, is_default: true }],
    });
    const { body: profiles } = await admin.get("/api/profiles");
    const profile = profiles.items.find(({ key }: { key: string }) => key === "Technician-Default");
    const invited = await admin.post("/api/invitations", { contact_id: contact.id, email, profile_id: profile?.id });
    expect(invited.status).toBe(201);
    return email;
  }

  async function linkTo(address: string, kind: string): Promise<string> {
    const { mailbox_url } = there.windows.service.running;
    let link: string | undefined;
    await expect
      .poll(async () => {
        const mails: { text: string; to: { address: string }[] }[] = await (
          await fetch(`${mailbox_url}/api/email`)
        ).json();
        const mail = mails.findLast(({ to }) => to.some((one) => one.address === address));
        link = new RegExp(`/${kind}/[0-9a-f]{64}`).exec(mail?.text ?? "")?.[0];
        return link;
      })
      .toBeTruthy();
    return link ?? "";
  }
});

type Trouble = { name: string; answer: (route: Route) => unknown };

const ours = { "x-request-id": "0190a0a0-0000-7000-8000-000000000000" };
const html = (status: number, body: string) => ({ status, contentType: "text/html", body });
const json = (body: string, headers = {}) => ({ status: 200, contentType: "application/json", body, headers });

/** A problem document, as the server itself answers. */
function refusing(status: number, code: string): Trouble {
  const problem = { type: "about:blank", title: "Trouble", status, code, request_id: ours["x-request-id"] };
  const answer = { status, contentType: "application/problem+json", headers: ours, body: JSON.stringify(problem) };
  return { name: `answers ${status} in our own words`, answer: (route) => route.fulfill(answer) };
}

const unreachable: Trouble = { name: "cannot be reached", answer: (route) => route.abort("connectionrefused") };
const otherTroubles: Trouble[] = [
  { name: "answers 500 in HTML", answer: (route) => route.fulfill(html(500, "<h1>Oops</h1>")) },
  { name: "is a hotel's portal instead", answer: (route) => route.fulfill(html(200, "<h1>Welcome, guest</h1>")) },
  { name: "breaks off", answer: (route) => route.fulfill(json('{"items": [', ours)) },
  { name: "is another service", answer: (route) => route.fulfill(json('{"teapot": true}')) },
];

const screens = ["/", "/interventions", marcosJob, "/notifications", "/settings/notification-rules"];

describe.skipIf(!findChromium())("a server in trouble", () => {
  // What goes wrong is understood in one place, and shown in one other: each of both is tried, not each with each.
  test.for([
    ...otherTroubles.map((trouble) => ({ ...trouble, path: "/interventions" })),
    ...screens.map((path) => ({ ...unreachable, path })),
  ])("that $name: $path says so, and goes on by Try again", async ({ answer, path }) => {
    const { windows } = there;
    const page = await windows.open({ as: windows.person("giulia") });
    let isInTrouble = true;
    await page.route(/\/api\/(?!session)/, (route) => (isInTrouble ? answer(route) : route.continue()));
    await page.goto(path);
    const retry = page.getByRole("main").getByRole("button", { name: "Try again" }).first();
    await retry.waitFor();
    expect(await page.getByRole("navigation").isVisible(), "the rest of the app is there").toBe(true);
    isInTrouble = false;
    await expect
      .poll(async () => {
        if (await retry.isVisible()) await retry.click({ timeout: 1_000 });
        return (await page.getByRole("main").locator("[aria-busy=true]").count()) + (await retry.count());
      })
      .toBe(0);
    expect((await page.getByRole("main").innerText()).length).toBeGreaterThan(50);
  });

  test("that cannot be reached: in a new intervention everything can be typed, whatever the lists have to offer", async () => {
    const { windows } = there;
    const page = await windows.open({ as: windows.person("giulia") });
    await page.route(/\/api\/(?!session)/, (route) => route.abort("connectionrefused"));
    await page.goto("/interventions/new");
    const typed = {
      Title: "Senza rete",
      Description: "In cantina\nsotto la scala",
      Day: "2027-03-02",
      Time: "14:30",
      Duration: "1:30",
      "Due by": "2027-03-05",
      "Internal note": "Chiavi dal vicino",
    };
    await page.getByRole("combobox", { name: "Customer" }).fill("Panif");
    for (const [field, value] of Object.entries(typed)) await page.getByLabel(field, { exact: true }).fill(value);
    await page.getByLabel("Priority").selectOption("urgent");
    await page.getByRole("button", { name: "Create the intervention" }).click();
    await page.waitForURL(/\/interventions\/-\d+$/);
    await page.reload();
    await page.getByRole("heading", { name: "Senza rete" }).waitFor();
    await page.getByText("Chiavi dal vicino").waitFor();
    await page.unroute(/\/api\/(?!session)/);
    await page.waitForURL(/\/interventions\/[1-9]\d*$/);
    const admin = await windows.service.admin();
    expect((await admin.get(`/api/interventions/${page.url().split("/").at(-1)}`)).body).toMatchObject({
      title: "Senza rete",
      description: "In cantina\nsotto la scala",
      note: "Chiavi dal vicino",
      priority: "urgent",
      duration_minutes: 90,
      starts_at: "2027-03-02T13:30:00.000Z",
    });
  });

  test("that has not a part of the app any more: the screen says so, and loads anew", async () => {
    const { windows } = there;
    // Without the worker, which would have it on the device.
    const page = await windows.open({ as: windows.person("marco") });
    await page.addInitScript(() => Reflect.deleteProperty(Navigator.prototype, "serviceWorker"));
    await page.goto(marcosJob);
    await page.getByRole("heading", { name: "Caldaia in blocco" }).waitFor();
    await page.route("**/_next/static/**", (route) => route.fulfill({ status: 404 }));
    await page.getByRole("button", { name: "Other" }).click();
    await page.getByText("A part of the app is missing").waitFor();
    await page.unroute("**/_next/static/**");
    await page.getByRole("button", { name: "Load again" }).click();
    await page.getByRole("heading", { name: "Caldaia in blocco" }).waitFor();
    await page.getByRole("button", { name: "Other" }).click();
    await page.getByRole("dialog").waitFor();
  });

  test("while it starts with nothing known, and the session cannot be asked for", async () => {
    const { windows } = there;
    const page = await windows.open({ ...phone, as: windows.person("marco") });
    let isInTrouble = true;
    await page.route("**/api/**", (route) => (isInTrouble ? route.abort() : route.continue()));
    await page.goto(marcosJob);
    const retry = page.getByRole("button", { name: "Try again" });
    await retry.waitFor();
    isInTrouble = false;
    await retry.tap();
    await page.getByRole("heading", { name: "Caldaia in blocco" }).waitFor();
  });

  test("that never answers is waited for no longer than people wait", async () => {
    const { windows } = there;
    const page = await windows.open({ ...phone, as: windows.person("marco") });
    await page.clock.install();
    await page.route("**/api/interventions?**", () => {});
    await page.goto("/interventions");
    await page.getByRole("status").filter({ hasText: "Loading" }).waitFor({ state: "attached" });
    await page.clock.fastForward(16_000);
    await page.getByText("The server can’t be reached").waitFor();
  });

  test.for([
    { ...unreachable, said: "Not up to date: the server can’t be reached." },
    { ...refusing(500, "internal"), said: "Not up to date: the server is in trouble." },
    { ...refusing(429, "rate_limited"), said: "Not up to date: the server is in trouble." },
  ])("that $name and is back is asked again by itself, and the screen says so no more", async ({ answer, said }) => {
    const { windows } = there;
    const page = await windows.open({ as: windows.person("giulia") });
    await page.clock.install();
    await page.goto("/interventions");
    await page.locator("[data-job]").first().waitFor();
    let isInTrouble = true;
    await page.route("**/api/interventions?**", (route) => (isInTrouble ? answer(route) : route.continue()));
    await page.clock.fastForward(31_000);
    await page.getByText(said).waitFor();
    isInTrouble = false;
    await page.clock.fastForward(11_000);
    await page.getByText(said).waitFor({ state: "detached" });
    isInTrouble = true;
    await page.clock.fastForward(31_000);
    await page.getByText(said).waitFor();
    isInTrouble = false;
    await page.getByRole("main").getByRole("button", { name: "Try again" }).click();
    await page.getByText(said).waitFor({ state: "detached" });
  });

  test("that has nothing to show yet and answers 500 of our own is asked again by itself", async () => {
    const { windows } = there;
    const page = await windows.open({ as: windows.person("giulia") });
    await page.clock.install();
    let isInTrouble = true;
    const { answer } = refusing(500, "internal");
    await page.route("**/api/interventions?**", (route) => (isInTrouble ? answer(route) : route.continue()));
    await page.goto("/interventions");
    await page.getByRole("alert").filter({ hasText: "Try again" }).waitFor();
    isInTrouble = false;
    await page.clock.fastForward(16_000);
    await page.locator("[data-job]").first().waitFor();
  });

  test("that answers: what others change is seen before long, also what rings for nobody", async () => {
    const { windows } = there;
    const page = await windows.open({ as: windows.person("giulia") });
    await page.clock.install();
    await page.goto(sarasJob);
    await page.getByRole("heading", { level: 1 }).first().waitFor();
    const admin = await windows.service.admin(1);
    await admin.patch(`/api${sarasJob}`, { title: "Visto senza campanella" });
    await page.clock.fastForward(31_000);
    await page.getByRole("heading", { name: "Visto senza campanella" }).waitFor();
  });

  test("what was typed stays: in the form, over a failed save, reload and back", async () => {
    const { windows } = there;
    const page = await windows.open({ ...desk, as: windows.person("giulia"), path: "/interventions" });
    page.on("dialog", (dialog) => void dialog.accept());
    await page.getByRole("link", { name: "New intervention" }).first().click();
    await page.getByLabel("Title").fill("Scambiatore rumoroso");
    await page.getByLabel("Internal note").fill("Chiavi dal vicino");
    await page.route("**/api/interventions", (route) =>
      route.request().method() === "POST" ? refuse(route) : route.continue(),
    );
    await page.getByRole("button", { name: "Create the intervention" }).click();
    await page.getByRole("alert").filter({ hasText: "Not today." }).waitFor();
    expect(await page.getByLabel("Title").inputValue()).toBe("Scambiatore rumoroso");

    await page.reload();
    await page.getByText("What you had typed is still here.").waitFor();
    expect(await page.getByLabel("Title").inputValue()).toBe("Scambiatore rumoroso");
    await page.goBack();
    await page.goForward();
    expect(await page.getByLabel("Internal note").inputValue()).toBe("Chiavi dal vicino");

    await page.unroute("**/api/interventions");
    await page.getByRole("button", { name: "Create the intervention" }).click();
    await page.waitForURL(/\/interventions\/\d+$/);
    await page.getByText("Chiavi dal vicino").first().waitFor();
    await page.keyboard.press("n");
    await page.getByLabel("Title").waitFor();
    expect(await page.getByLabel("Title").inputValue(), "saved, so the next one begins empty").toBe("");
  });
});

/** As the server says what it does not take. */
function refuse(route: Route): Promise<void> {
  const problem = {
    type: "urn:campanella:problem:invalid_input",
    title: "Not possible",
    status: 400,
    code: "invalid_input",
  };
  return route.fulfill({
    status: 400,
    headers: { "content-type": "application/problem+json", "x-request-id": "1" },
    body: JSON.stringify({ ...problem, detail: "Not today.", request_id: "1" }),
  });
}
