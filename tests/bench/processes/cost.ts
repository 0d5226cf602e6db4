/** Milliseconds of time, and of processor time of this whole process, that so many sends took. */
export type Cost = { milliseconds: number; cpuMilliseconds: number };

/** Sends `count` messages, `most` of them at once. */
export async function costOf(count: number, most: number, send: (index: number) => Promise<void>): Promise<Cost> {
  const start = performance.now();
  const before = process.cpuUsage();
  let next = 0;
  const lane = async () => {
    while (next < count) await send(next++);
  };
  await Promise.all(Array.from({ length: most }, lane));
  const { user, system } = process.cpuUsage(before);
  return { milliseconds: performance.now() - start, cpuMilliseconds: (user + system) / 1000 };
}
