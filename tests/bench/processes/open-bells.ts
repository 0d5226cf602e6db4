import { request } from "node:http";
import pg from "pg";
import { given, serve } from "./child.ts";

export type OpenBellsSettings = {
  databaseUrl: string;
  url: string;
  /** The header Authorization of each person. */
  people: string[];
  /** Open at once. */
  streamsOfEach: number;
};

/** `person`: whose streams are to ring, as an index of `people`. */
export type Ringing = { statement: string; values: unknown[]; person: number };

type Bell = { onRing: () => void };

// One process holds all the streams and commits, so that both are told by one clock.
const { databaseUrl, url, people, streamsOfEach } = await given<OpenBellsSettings>();
const database = new pg.Client({ connectionString: databaseUrl });
database.on("error", () => {}); // the database goes away
await database.connect();
const bells: Bell[][] = [];
for (const person of people) {
  bells.push(await Promise.all(Array.from({ length: streamsOfEach }, () => open(person))));
}

/** Milliseconds from the commit's return to the arrival at each of the person's streams. */
serve(null, async ({ statement, values, person }: Ringing): Promise<number[]> => {
  const arrivals = (bells[person] ?? []).map(
    (bell) =>
      new Promise<number>((resolve, reject) => {
        const patience = setTimeout(() => reject(new Error("A bell did not ring within 10 s.")), 10_000);
        bell.onRing = () => {
          clearTimeout(patience);
          resolve(performance.now());
        };
      }),
  );
  await database.query(statement, values);
  const committed = performance.now();
  return (await Promise.all(arrivals)).map((arrived) => arrived - committed);
});

/** Resolves when the server has begun to answer. */
function open(authorization: string): Promise<Bell> {
  const bell: Bell = { onRing: () => {} };
  return new Promise((resolve, reject) => {
    const asked = request(url, { headers: { authorization }, agent: false }, (answer) => {
      if (answer.statusCode !== 200) return reject(new Error(`${url} answered ${answer.statusCode}`));
      answer.once("data", () => resolve(bell));
      answer.on("data", (chunk: Buffer) => {
        if (chunk.includes("event: notification")) bell.onRing();
      });
      answer.on("error", () => {}); // the server stops first
    });
    asked.on("error", reject);
    asked.end();
  });
}
