import { type ChildProcess, fork } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";

/** What a process of the benchmark says on its own, beside its answers. */
type Greeting<T> = { ready: T };
type Answer<T> = { answer: T };

export type BenchProcess<Ready, Question, Reply> = {
  ready: Ready;
  ask(question: Question): Promise<Reply>;
  stop(): Promise<void>;
};

/** Starts a file of this folder in a process of its own, and waits until it has said that it is ready. */
export async function startProcess<Ready, Question = never, Reply = never>(
  file: string,
  settings: Record<string, unknown> = {},
  environment: Record<string, string> = {},
): Promise<BenchProcess<Ready, Question, Reply>> {
  const path = fileURLToPath(new URL(file, import.meta.url));
  const child = fork(path, { env: { ...process.env, ...environment } });
  child.send({ settings });
  const { ready } = (await next(child)) as Greeting<Ready>;
  return {
    ready,
    async ask(question) {
      const reply = next(child);
      child.send({ question });
      return ((await reply) as Answer<Reply>).answer;
    },
    async stop() {
      const exited = once(child, "exit");
      child.kill();
      await exited;
    },
  };
}

async function next(child: ChildProcess): Promise<unknown> {
  const ended = new AbortController();
  const exit = once(child, "exit", { signal: ended.signal }).then(([code]) => {
    throw new Error(`A process of the benchmark ended with code ${code}.`);
  });
  try {
    const [message] = await Promise.race([once(child, "message"), exit]);
    return message;
  } finally {
    exit.catch(() => {}); // the abort, when the message came first
    ended.abort();
  }
}

/** In such a process: the settings it was started with. */
export async function given<T>(): Promise<T> {
  const [message] = (await once(process, "message")) as [{ settings: T }];
  return message.settings;
}

/** In such a process: says that it is ready, answers questions, and ends with the one that started it. */
export function serve<Ready, Question, Reply>(ready: Ready, answer: (question: Question) => Promise<Reply>): void {
  process.on("disconnect", () => process.exit());
  process.on("SIGTERM", () => process.exit());
  process.on("message", async ({ question }: { question: Question }) => {
    process.send?.({ answer: await answer(question) } satisfies Answer<Reply>);
  });
  process.send?.({ ready } satisfies Greeting<Ready>);
}
