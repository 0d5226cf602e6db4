import type { BenchCluster } from "./cluster.ts";

export type Unit = "ms" | "/s" | "/CPU s" | "kB" | "rows";

/** One line of the table. */
export type Row = {
  what: string;
  unit: Unit;
  ours: number;
  reference: number;
  /** Ours to the reference, as the bar means it; the median over the rounds, so not always that of the two medians. */
  ratio: number;
  /** None for what is only shown beside the others. */
  bar?: { most: number } | { least: number };
};

export type Bench = {
  cluster: BenchCluster;
  /** Also at the size of a company with a long history. */
  isFull: boolean;
};

export type Measurement = { id: string; run(bench: Bench): Promise<Row[]> };

export type Pair = { ours: number; reference: number };

export function median(values: readonly number[]): number {
  return percentile(values, 50);
}

/** The value that `percent` of them do not exceed. */
export function percentile(values: readonly number[], percent: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  const middle = (sorted.length - 1) * (percent / 100);
  const [below, above] = [sorted[Math.floor(middle)], sorted[Math.ceil(middle)]];
  if (below === undefined || above === undefined) throw new Error("There is nothing to take a percentile of.");
  return below + (above - below) * (middle % 1);
}

/** A line from rounds in which both were measured one after the other. */
export function rowOf(rounds: readonly Pair[], line: Pick<Row, "what" | "unit" | "bar">): Row {
  return {
    ...line,
    ours: median(rounds.map(({ ours }) => ours)),
    reference: median(rounds.map(({ reference }) => reference)),
    ratio: median(rounds.map(({ ours, reference }) => ours / reference)),
  };
}

export function isMet({ ratio, bar }: Row): boolean | null {
  if (!bar) return null;
  return "most" in bar ? ratio <= bar.most : ratio >= bar.least;
}

/** Milliseconds that something takes. */
export async function timed(run: () => Promise<unknown>): Promise<number> {
  const start = performance.now();
  await run();
  return performance.now() - start;
}

/** Which goes first changes with every round, so that neither always runs in the other's wake. */
export async function inTurn(
  round: number,
  ours: () => Promise<number>,
  reference: () => Promise<number>,
): Promise<Pair> {
  if (round % 2 === 0) return { ours: await ours(), reference: await reference() };
  const first = await reference();
  return { ours: await ours(), reference: first };
}
