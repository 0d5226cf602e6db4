import { startedByNpm } from "#lib/env.ts";
import { describeProcess, stillRuns } from "./lock.ts";
import { commandLine, parentOf } from "./process-groups.ts";

/**
 * Tells when the npm that started this process is gone. npm passes a signal on to the shell between the two, which
 * dies of it without passing it on; a killed npm passes on nothing.
 */
export function whenNpmEnds(stop: () => void): void {
  if (!startedByNpm()) return;
  const watched = npmAndWhatIsBetween().map(describeProcess);
  const timer = setInterval(() => {
    if (watched.every(stillRuns)) return;
    clearInterval(timer);
    stop();
  }, 250);
  timer.unref();
}

function npmAndWhatIsBetween(): number[] {
  const chain: number[] = [];
  for (let pid: number | null = process.ppid; pid !== null && pid > 1 && chain.length < 4; pid = parentOf(pid)) {
    chain.push(pid);
    if (/^(npm|\S*npm-cli\.js|\S*node\S* \S*npm)/.test(commandLine(pid))) return chain;
  }
  return [process.ppid];
}
