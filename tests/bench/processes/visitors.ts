import { Pool } from "undici";
import { given, serve } from "./child.ts";

export type Asked = { url: string; cookie: string; milliseconds: number };

const CONNECTIONS = 32;

await given();
/** Asks again and again by connections that stay open, and answers how many requests a second were answered. */
serve(null, async ({ url, cookie, milliseconds }: Asked): Promise<number> => {
  const { origin, pathname, search } = new URL(url);
  const pool = new Pool(origin, { connections: CONNECTIONS, pipelining: 1 });
  const start = performance.now();
  let answered = 0;
  const lane = async () => {
    while (performance.now() - start < milliseconds) {
      const { statusCode, body } = await pool.request({ path: pathname + search, method: "GET", headers: { cookie } });
      await body.dump({ limit: 10_000_000 });
      if (statusCode !== 200) throw new Error(`${url} answered ${statusCode}`);
      answered++;
    }
  };
  await Promise.all(Array.from({ length: CONNECTIONS }, lane));
  const seconds = (performance.now() - start) / 1000;
  await pool.close();
  return answered / seconds;
});
