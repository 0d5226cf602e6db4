/** What a removed address does not get. */
export const suppressionScopes = ["everything", "status_mail", "marketing"] as const;
export type SuppressionScope = (typeof suppressionScopes)[number];

/** Who said so: somebody of the company, the owner by the link in a mail, another system … */
export const suppressionSources = ["user", "link", "api", "bounce", "complaint", "import", "sync"] as const;
