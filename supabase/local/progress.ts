/** One line for each step when it is done. */
export async function step<T>(name: string, task: () => Promise<T>): Promise<T> {
  const startedAt = performance.now();
  const result = await task();
  const seconds = ((performance.now() - startedAt) / 1000).toFixed(1);
  console.log(`  ${name.padEnd(34)}${seconds.padStart(6)} s`);
  return result;
}
