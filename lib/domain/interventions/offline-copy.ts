import { z } from "zod";

export const offlineCopyQuery = z.strictObject({
  /** The digest of the copy that a device has. */
  digest: z.string().max(100).optional(),
});

/** What a device needs to work without a network: answers of this API, each under the path that would be asked for. */
export const offlineCopy = z.object({
  digest: z.string(),
  /** Null when the device has the same already. */
  items: z.array(z.object({ path: z.string(), body: z.unknown() })).nullable(),
});
export type OfflineCopy = z.infer<typeof offlineCopy>;
