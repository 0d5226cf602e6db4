/**
 * Prometheus' text format 0.0.4 (prometheus.io/docs/instrumenting/exposition_formats). Written here instead of with
 * prom-client: that keeps counters in the process, and nearly all of ours are read from the database at each scrape,
 * where every worker and web process counts together.
 */
export type Metric = {
  name: string;
  help: string;
  type: "counter" | "gauge" | "histogram";
  samples: Sample[];
};
/** `suffix` is of histograms alone: `_bucket`, `_sum`, `_count`. */
export type Sample = { labels?: Record<string, string>; value: number; suffix?: string };

export const prometheusType = "text/plain; version=0.0.4; charset=utf-8";

/** A metric without samples is left out: nothing is known of it. */
export function prometheusText(metrics: readonly Metric[]): string {
  return metrics
    .filter(({ samples }) => samples.length > 0)
    .map(({ name, help, type, samples }) => {
      const lines = samples.map(
        ({ labels = {}, value, suffix = "" }) => `${name}${suffix}${written(labels)} ${number(value)}`,
      );
      return [`# HELP ${name} ${help}`, `# TYPE ${name} ${type}`, ...lines, ""].join("\n");
    })
    .join("");
}

function written(labels: Record<string, string>): string {
  const pairs = Object.entries(labels).map(([name, value]) => `${name}="${escaped(value)}"`);
  return pairs.length > 0 ? `{${pairs.join(",")}}` : "";
}

function escaped(value: string): string {
  return value.replaceAll("\\", "\\\\").replaceAll("\n", "\\n").replaceAll('"', '\\"');
}

function number(value: number): string {
  return value === Number.POSITIVE_INFINITY ? "+Inf" : String(value);
}
