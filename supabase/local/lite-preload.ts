/**
 * Loaded into the process of Supabase Lite before it. For a download it opens the file, passes on the handle's stream
 * and never closes the handle; Node 26 ends a process whose garbage collection meets such a handle. Files here are
 * small (file_size_limit), so they are read at once and closed, whether or not anybody reads the stream to its end.
 */
import { type FileHandle, open } from "node:fs/promises";

const handle = await open(import.meta.filename);
const prototype = Object.getPrototypeOf(handle) as FileHandle;
await handle.close();

prototype.readableWebStream = function readAndClose(this: FileHandle) {
  const content = new ReadableStream({
    start: async (controller) => {
      try {
        controller.enqueue(new Uint8Array(await this.readFile()));
        controller.close();
      } finally {
        await this.close();
      }
    },
  });
  return content as ReturnType<FileHandle["readableWebStream"]>;
};
