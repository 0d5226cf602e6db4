// Apart from the schemas, so that a phone which only shows them need not load those.

/** Most minutes of one line: a week. */
export const mostMinutes = 10_080;

/** In bytes. */
export const largestAttachment = 20 * 1024 * 1024;

/** In pixels, along a side and in all: what a server with little memory can still make a thumbnail of. */
export const largestPhoto = { side: 12_000, area: 100_000_000 } as const;

/** Of one intervention. */
export const mostAttachments = 200;
