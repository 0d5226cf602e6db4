import { readFile } from "node:fs/promises";
import { beforeAll, describe, expect, test } from "vitest";
import { byPhone, type Client } from "#tests/api/client.ts";
import { findChromium } from "#tests/support/browsers.ts";
import { desk, phone, withWindows } from "./windows.ts";

describe.skipIf(!findChromium())("the registry of contacts", () => {
  const there = withWindows();
  let admin: Client;

  beforeAll(async () => {
    admin = await there.windows.service.admin();
  });

  test("CT-7 CT-8 CT-12 CT-13: found with a typing error, sorted, several chosen and deleted; who has open work stays", async () => {
    const made = async (name: string) =>
      (await admin.post("/api/contacts", { name, roles: ["customer"], contact_points: byPhone })).body;
    const [busy] = [await made("Quercetti Aldo"), await made("Quercetti Bice"), await made("Quercetti Ciro")];
    await admin.post("/api/interventions", { title: "Caldaia ferma", customer_id: busy.id });
    const page = await there.windows.open({ as: there.windows.person("giulia"), path: "/contacts", ...desk });
    await page.getByRole("searchbox").fill("quercheti");
    await page.getByText("Nobody has exactly “quercheti”. These come close.").waitFor();
    await page.getByRole("searchbox").fill("quercetti");
    await page.getByText("Nobody has exactly").waitFor({ state: "hidden" });
    await page.getByRole("button", { name: "Name: sort descending" }).click();
    const names = () => page.locator("main li a .font-medium").allInnerTexts();
    await expect.poll(names).toEqual(["Quercetti Ciro", "Quercetti Bice", "Quercetti Aldo"]);

    await page.getByRole("checkbox", { name: "Choose all that are shown" }).check();
    await page.getByText("3 chosen").waitFor();
    await page.getByRole("button", { name: "Delete", exact: true }).click();
    const sheet = page.getByRole("dialog");
    await sheet.getByText("One stays").waitFor();
    await sheet.getByText("Is part of open interventions").waitFor();
    await sheet.getByRole("button", { name: "Delete 2 contacts" }).click();
    await page.getByText("2 contacts are deleted.").waitFor();
    await expect.poll(names).toEqual(["Quercetti Aldo"]);
    // The address remembers what was asked for.
    await page.reload();
    await expect.poll(names).toEqual(["Quercetti Aldo"]);
  });

  test("CT-5 CT-6 CT-9 CT-10 CT-11: a row says how somebody is reached, and what can be done with them, by mouse and by touch", async () => {
    const contact_points = [
      { channel: "email", value: "ivo.zappa@example.com" },
      { channel: "phone", value: "+39 035 445566" },
    ];
    await admin.post("/api/contacts", { name: "Zappa Ivo", contact_points, sites: [{ city: "Treviglio" }] });
    const path = `/contacts?filter=${encodeURIComponent('{"q":"zappa"}')}`;
    const touched = await there.windows.open({ as: there.windows.person("giulia"), path, ...phone });
    await touched.getByRole("button", { name: "What to do with Zappa Ivo" }).tap();
    const sheet = touched.getByRole("dialog");
    await sheet.getByRole("button", { name: "Block ivo.zappa@example.com" }).tap();
    await sheet.getByLabel("Why").fill("Lo ha chiesto");
    await sheet.getByRole("button", { name: "Block", exact: true }).tap();
    const row = touched.getByRole("listitem").filter({ hasText: "Zappa Ivo" });
    await row.getByLabel("Blocked").waitFor();
    await touched.getByRole("button", { name: "What to do with Zappa Ivo" }).tap();
    await sheet.getByRole("button", { name: "Let ivo.zappa@example.com be written to again" }).waitFor();

    const page = await there.windows.open({ as: there.windows.person("giulia"), path, ...desk });
    await page.getByRole("button", { name: "Columns of the list" }).click();
    await page.getByRole("dialog").getByLabel("City").check();
    await page.getByRole("dialog").getByLabel("Phone").uncheck();
    await page.keyboard.press("Escape");
    const hovered = page.getByRole("listitem").filter({ hasText: "Zappa Ivo" });
    await expect.poll(() => hovered.getByText("Treviglio").isVisible()).toBe(true);
    expect(await hovered.getByText("+39035445566").isVisible()).toBe(false);
    // On this device it stays so.
    await page.reload();
    await expect.poll(() => hovered.getByText("Treviglio").isVisible()).toBe(true);
    await hovered.hover();
    await hovered.getByRole("button", { name: "Delete Zappa Ivo" }).click();
    await page.getByRole("dialog").getByRole("button", { name: "Delete the contact" }).click();
    await page.getByText("Zappa Ivo is deleted.").waitFor();
  });

  test("CT-16 CT-18 CT-19 CT-22 CT-44 CT-45 CT-78 CT-79 CT-81 CT-82: a field of the company's own is added, filled, and remembered with who did it", async () => {
    const page = await there.windows.open({ as: there.windows.person("giulia"), path: "/contacts/fields", ...phone });
    await page.getByRole("button", { name: "Contract ends" }).tap();
    await page.getByRole("dialog").getByRole("button", { name: "Save" }).tap();
    await page.getByText("no contact has it yet").waitFor();

    await page.goto("/contacts/new");
    await page.getByLabel("Name", { exact: true }).fill("Ottica Zanni");
    await page.getByRole("button", { name: "Add", exact: true }).tap();
    await page.getByText("Enter an e-mail address or a phone number").first().waitFor();
    await page.getByLabel("Phone number").fill("035 998877");
    await page.getByLabel("Contract ends").fill("2027-03-01");
    await page.getByRole("button", { name: "Add a site" }).tap();
    await page.getByLabel("Street and number").fill("Via Tasso 8");
    await page.getByRole("button", { name: "Add", exact: true }).tap();
    await page.getByRole("heading", { name: "Ottica Zanni" }).waitFor();

    await page.getByLabel("Contract ends").fill("2028-03-01");
    await page.getByLabel("Code", { exact: true }).fill("OZ-1");
    await page.getByRole("button", { name: "Save" }).tap();
    await page.getByText("Ottica Zanni is saved.").waitFor();
    const history = page.getByRole("region", { name: "History" });
    await history.getByText("Changed", { exact: true }).waitFor();
    await history.getByText("2028-03-01").waitFor();
    await history.getByText("Giulia Ferri").first().waitFor();
    const { items } = (await admin.get(`/api/people?filter=${encodeURIComponent('{"q":"OZ-1 tasso"}')}`)).body;
    expect(items).toMatchObject([{ name: "Ottica Zanni", phone: { value: "+39035998877" } }]);
  });

  test("CT-20 CT-21 CT-22 CT-66 CT-67 CT-68 CT-72 CT-73 CT-74 CT-75 CT-77: an address is blocked with who and why, listed as removed, and written to again", async () => {
    const contact_points = [{ channel: "email", value: "bianca@example.com" }];
    const { body: made } = await admin.post("/api/contacts", { name: "Bianca Negri", contact_points });
    const page = await there.windows.open({
      as: there.windows.person("giulia"),
      path: `/contacts/${made.id}`,
      ...phone,
    });
    await page.getByRole("button", { name: "Block bianca@example.com" }).tap();
    const sheet = page.getByRole("dialog");
    await sheet.getByRole("button", { name: "Block", exact: true }).tap();
    await sheet.getByText("Enter why: somebody will ask one day.").waitFor();
    await sheet.getByLabel("Why").fill("Non vuole più e-mail");
    await sheet.getByRole("button", { name: "Block", exact: true }).tap();
    await page.getByText("bianca@example.com is blocked.").waitFor();
    await page.getByRole("region", { name: "History" }).getByText("Non vuole più e-mail").waitFor();

    await page.goto("/contacts/removed");
    await page.getByRole("link", { name: "Bianca Negri" }).first().waitFor();
    await page.getByRole("button", { name: "Load removals" }).tap();
    await sheet.getByLabel("Addresses and numbers, one a line").fill("carlo@example.com\nnessuno\n035 112233");
    await sheet.getByText("one e-mail address, one number.").waitFor();
    await sheet.getByText("2: nessuno").waitFor();
    await sheet.getByLabel("Why").fill("Elenco del vecchio programma");
    await sheet.getByRole("button", { name: "Remove 2" }).tap();
    await sheet.getByText("2 are removed.").waitFor();
    expect(await sheet.getByLabel("One line was not taken").inputValue()).toBe("nessuno");
    await sheet.getByRole("button", { name: "Close" }).last().tap();

    await page.getByRole("button", { name: "Let bianca@example.com be written to again" }).tap();
    await sheet.getByLabel("Why").fill("Ha cambiato idea");
    await sheet.getByRole("button", { name: "Write to it again" }).tap();
    await expect.poll(() => page.getByRole("link", { name: "Bianca Negri" }).count()).toBe(0);
    await page.getByText("Not any more", { exact: true }).tap();
    await page.getByText("Ha cambiato idea").waitFor();
  });

  test("CT-47 CT-49 CT-52 CT-53 CT-54 CT-56: contacts are put into a new group with a category, two groups are merged, and one is deleted without its contacts", async () => {
    for (const name of ["Dora Fumagalli", "Ezio Fumagalli"])
      await admin.post("/api/contacts", { name, contact_points: byPhone });
    const page = await there.windows.open({ as: there.windows.person("giulia"), path: "/contacts/groups", ...desk });
    const sheet = page.getByRole("dialog");
    for (const name of ["Contratto annuale", "Contratto vecchio"]) {
      await page.getByRole("button", { name: "Add", exact: true }).click();
      await sheet.getByLabel("Name", { exact: true }).fill(name);
      await sheet.getByLabel("Category").selectOption({ label: name.endsWith("annuale") ? "New category …" : "None" });
      if (name.endsWith("annuale")) await sheet.getByLabel("Name of the category").fill("Contratti");
      await sheet.getByRole("button", { name: "Save" }).click();
      await page.getByText(`The group ${name} is saved.`).waitFor();
    }
    await page.goto(`/contacts?filter=${encodeURIComponent('{"q":"fumagalli"}')}`);
    await page.getByRole("checkbox", { name: "Choose all that are shown" }).check();
    await page.getByRole("button", { name: "Groups", exact: true }).click();
    await sheet.getByText("Contratto annuale").click();
    await sheet.getByText("Contratto vecchio").click();
    await sheet.getByRole("button", { name: "Put into groups" }).click();
    await page.getByText("4 were put in.").waitFor();

    await page.goto("/contacts/groups");
    await page.getByText("2 contacts · 2 active · Contratti").waitFor();
    const names = () => page.locator("main li a .font-medium").allInnerTexts();
    await expect.poll(names).toEqual(["Contratto annuale", "Contratto vecchio"]);
    await page.getByLabel("Order").selectOption({ label: "By name, Z to A" });
    await expect.poll(names).toEqual(["Contratto vecchio", "Contratto annuale"]);
    await page.getByRole("checkbox", { name: "Choose Contratto annuale" }).check();
    await page.getByRole("checkbox", { name: "Choose Contratto vecchio" }).check();
    await page.getByRole("button", { name: "Merge" }).click();
    await sheet.getByText("Contratto vecchio", { exact: true }).click();
    await sheet.getByRole("button", { name: "Merge" }).click();
    await page.getByText("Contratto vecchio has 2 contacts now.").waitFor();
    await page.getByRole("checkbox", { name: "Choose Contratto vecchio" }).check();
    await page.getByRole("button", { name: "Delete …" }).click();
    await sheet.getByText("2 contacts are deleted for good.", { exact: true }).waitFor();
    await sheet.getByText("Empty the groups, keep everything").click();
    await sheet.getByRole("button", { name: "Empty the groups, keep everything" }).click();
    await page.getByText("The groups are empty.").waitFor();
    await page.getByText("nobody in it").waitFor();
    await page.getByRole("button", { name: "Delete Contratto vecchio" }).click();
    await sheet.getByRole("button", { name: "Delete the groups, keep the contacts" }).click();
    await page.getByText("The group is deleted.").waitFor();
    await page.goto(`/contacts?filter=${encodeURIComponent('{"q":"fumagalli"}')}`);
    await expect.poll(names).toEqual(["Dora Fumagalli", "Ezio Fumagalli"]);
  });

  test("CT-1 CT-2 CT-15 CT-44 CT-46 CT-48 CT-55 CT-60 CT-61 CT-62 CT-63 CT-64 CT-65: from the menu to contacts, groups and their contacts, and categories", async () => {
    const { body: made } = await admin.post("/api/contacts", { name: "Nives Oprandi", contact_points: byPhone });
    const { body: group } = await admin.post("/api/groups", { name: "Scuole" });
    await admin.post("/api/groups/members", { group_ids: [group.id], ids: [made.id], how: "add" });
    const page = await there.windows.open({ as: there.windows.person("giulia"), path: "/", ...desk });
    await page.getByRole("navigation").getByRole("link", { name: "Contacts" }).click();
    await page.getByRole("heading", { name: "Contacts" }).waitFor();
    await page.getByRole("link", { name: "Add" }).waitFor();
    await page.getByRole("link", { name: "Groups" }).click();
    await page.getByRole("link", { name: /^Scuole/ }).click();
    await page.getByRole("link", { name: /Nives Oprandi/ }).waitFor();
    await expect.poll(() => page.locator("main li").count()).toBe(1);

    await page.goto("/contacts/groups");
    const sheet = page.getByRole("dialog");
    await page.getByRole("button", { name: "Export" }).click();
    await sheet.getByText("CSV", { exact: true }).click();
    await sheet.getByLabel("Category").uncheck();
    const download = page.waitForEvent("download");
    await sheet.getByRole("link", { name: "Download" }).click();
    const file = await download;
    expect(file.suggestedFilename()).toMatch(/^groups \d{4}-\d\d-\d\d\.csv$/);
    const text = await readFile(await file.path(), "utf8");
    expect(text.split("\r\n")[0]).toBe("\ufeffName,Fixed or smart,Contacts,Active");
    expect(text).toContain("Scuole,Fixed,1,1");
    await page.getByRole("link", { name: "Categories" }).click();
    await page.getByRole("button", { name: "Add", exact: true }).click();
    await sheet.getByLabel("Name of the category").fill("Istituzioni");
    await sheet.getByRole("button", { name: "Save" }).click();
    await page.getByRole("button", { name: "Change Istituzioni" }).click();
    await sheet.getByLabel("Name of the category").fill("Enti pubblici");
    await sheet.getByRole("button", { name: "Save" }).click();
    await page.getByText("Enti pubblici", { exact: true }).waitFor();
    const { items } = (await admin.get("/api/group-categories")).body;
    const { id } = items.find(({ name }: { name: string }) => name === "Enti pubblici");
    await admin.patch(`/api/groups/${group.id}`, { category_id: id });
    await page.reload();
    const row = page.getByRole("listitem").filter({ hasText: "Enti pubblici" });
    await row.getByText("Scuole").waitFor();
    await row.getByRole("button", { name: "Remove the category Enti pubblici" }).click();
    await page.getByText("The category Enti pubblici is removed; its groups stay.").waitFor();
    expect((await admin.get("/api/groups?q=Scuole")).body.items).toMatchObject([{ category: null, contacts: 1 }]);
  });

  test("a filter is kept as a smart group, and the group follows another filter later", async () => {
    for (const [name, city] of [
      ["Isa Tebaldi", "Lovere"],
      ["Leo Tebaldi", "Clusone"],
    ])
      await admin.post("/api/contacts", { name, contact_points: byPhone, sites: [{ city }] });
    const group = async () =>
      (await admin.get("/api/groups?q=Tebaldi del lago")).body.items.map((one: Record<string, unknown>) => [
        one.filter,
        one.contacts,
      ]);
    const shown = async (filter: object) => {
      const path = `/contacts?filter=${encodeURIComponent(JSON.stringify(filter))}`;
      const page = await there.windows.open({ as: there.windows.person("giulia"), path, ...phone });
      await page.getByRole("button", { name: "Keep as a group" }).tap();
      return page;
    };
    const page = await shown({ q: "Tebaldi", city: "Lovere" });
    const sheet = page.getByRole("dialog");
    await sheet.getByLabel("Name", { exact: true }).fill("Tebaldi del lago");
    await sheet.getByRole("button", { name: "Save" }).tap();
    await page.getByText("The group Tebaldi del lago is saved.").waitFor();
    expect(await group()).toEqual([[{ q: "Tebaldi", city: "Lovere" }, 1]]);

    const later = await shown({ q: "Tebaldi", channels: ["phone"] });
    await later.getByRole("dialog").getByLabel("As which group").selectOption("Tebaldi del lago");
    await later.getByRole("dialog").getByRole("button", { name: "Save" }).tap();
    await later.getByText("The group Tebaldi del lago is saved.").waitFor();
    expect(await group()).toEqual([[{ q: "Tebaldi", channels: ["phone"] }, 2]]);
  });

  test("CT-23 CT-26 CT-29 CT-30 CT-31 CT-33 CT-34 CT-36 CT-37 CT-40 CT-41 CT-42 CT-43: a file is imported by mouse, its result shown contact by contact, and taken back", async () => {
    const rows = ["Codice;Ragione sociale;E-mail;Chi lo segue", "M1;Motta Aldo;motta.aldo@example.it;Rossi"];
    const wrong = "M2;Motta Bice;motta.bice@;Rossi";
    const page = await there.windows.open({ as: there.windows.person("giulia"), path: "/contacts", ...desk });
    await page.getByRole("link", { name: "Import" }).click();
    await page.getByRole("button", { name: "Continue" }).click();
    await page.getByText("Choose a file first.").waitFor();
    await page
      .getByLabel("Choose a file", { exact: true })
      .first()
      .setInputFiles({
        name: "clienti.csv",
        mimeType: "text/csv",
        buffer: Buffer.from([...rows, wrong, "M3;Motta Ciro;motta.ciro@example.it;Neri", ""].join("\n")),
      });
    await page.getByText("clienti.csv").first().waitFor();
    await page.getByRole("button", { name: "Continue" }).click();
    await page.getByText("Confirm that everybody in it has agreed.").waitFor();
    await page.getByText("Everybody in it has agreed that").click();
    await page.getByRole("button", { name: "Continue" }).click();

    await page.getByText("3 rows.").waitFor();
    const chosen = (column: string) => page.getByLabel(`What the column ${column} is`);
    expect(await chosen("Ragione sociale").inputValue()).toBe("name");
    expect(await chosen("Chi lo segue").inputValue()).toBe("");
    // Brass wants something; grey is settled.
    const edgeOf = (column: string) =>
      chosen(column).evaluate((select) => getComputedStyle(select.closest("li > *") ?? select).borderColor);
    const [open, settled] = [await edgeOf("Chi lo segue"), await edgeOf("Ragione sociale")];
    expect(open).not.toBe(settled);
    await chosen("Chi lo segue").selectOption({ label: "Note" });
    await page.getByRole("button", { name: "Continue" }).click();
    await page.getByText("A new group", { exact: true }).click();
    await page.getByRole("button", { name: "Find out what would change" }).click();
    await page.getByText("Enter the name of the group.").waitFor();
    await page.getByLabel("Name of the new group").fill("Clienti Motta");
    await page.getByRole("button", { name: "Find out what would change" }).click();

    await page.getByText("Nothing is written yet.").waitFor();
    await page.getByText("This is not a complete e-mail address.").waitFor();
    const download = page.waitForEvent("download");
    await page.getByRole("link", { name: "Download what to correct" }).click();
    expect((await download).suggestedFilename()).toBe("clienti – to correct.csv");
    await page.getByRole("button", { name: "Import 2 contacts" }).click();
    await page.getByText("The contacts are imported").waitFor();
    await page.getByRole("link", { name: "Motta Aldo" }).waitFor();
    const found = `/api/people?filter=${encodeURIComponent('{"q":"motta"}')}`;
    const names = async () => (await admin.get(found)).body.items.map(({ name }: { name: string }) => name);
    expect(await names()).toEqual(["Motta Aldo", "Motta Ciro"]);

    await page.getByRole("button", { name: "Take it back" }).click();
    await page.getByRole("dialog").getByRole("button", { name: "Take it back" }).click();
    await page.getByText("2 contacts were removed").waitFor();
    // Where nobody is called so, those come who are called alike.
    expect(await names()).not.toContain("Motta Aldo");
    await page.getByRole("link", { name: "Import more" }).click();
    await page.getByRole("link", { name: /clienti\.csv Taken back/ }).waitFor();
  });

  test("CT-24 CT-25 CT-35 CT-38 CT-58 CT-59: a pasted table is imported by touch and keyboard into a group that was just made", async () => {
    const page = await there.windows.open({ as: there.windows.person("giulia"), path: "/contacts/groups", ...phone });
    await page.getByRole("button", { name: "Add", exact: true }).tap();
    const sheet = page.getByRole("dialog");
    await sheet.getByLabel("Name", { exact: true }).fill("Fiera di aprile");
    await sheet.getByRole("button", { name: "Create and import contacts" }).tap();
    await page.getByText("Copy and paste").tap();
    await page.getByLabel("Your table").fill("name,email,colour\nSala Dora,sala.dora@example.it,red\n");
    // What was pasted is still there after a reload.
    await page.reload();
    await expect.poll(() => page.getByLabel("Your table").inputValue()).toContain("Sala Dora");
    await page.getByText("Everybody in it has agreed that").tap();
    await page.getByRole("button", { name: "Continue" }).press("Enter");
    await page.getByLabel("What the column colour is").selectOption({ label: "Ignore, do not assign" });
    await page.getByRole("button", { name: "Continue" }).press("Enter");
    await expect.poll(() => page.getByLabel("An existing group").last().inputValue()).toBe("Fiera di aprile");
    await page.getByRole("button", { name: "Find out what would change" }).press("Enter");
    await page.getByRole("button", { name: "Import one contact" }).press("Enter");
    await page.getByText("The contacts are imported").waitFor();
    const { items } = (await admin.get("/api/groups")).body;
    expect(items).toContainEqual(expect.objectContaining({ name: "Fiera di aprile", contacts: 1 }));

    // What has groups of its own is not asked for one.
    await page.goto("/contacts/import");
    await page.getByText("Copy and paste").tap();
    await page.getByLabel("Your table").fill("name,email,group\nSala Enea,sala.enea@example.it,Fiera di aprile\n");
    await page.getByText("Everybody in it has agreed that").tap();
    await page.getByRole("button", { name: "Continue" }).press("Enter");
    await page.getByRole("button", { name: "Find out what would change" }).press("Enter");
    await page.getByRole("button", { name: "Import one contact" }).waitFor();
  });
});
