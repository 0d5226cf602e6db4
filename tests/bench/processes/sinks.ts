import { startMailSink } from "../mail-sink.ts";
import { startPushSink } from "../push-sink.ts";
import { given, serve } from "./child.ts";

export type Sinks = { smtpUrl: string; pushOrigin: string; caFile: string };

// A mail server and a push service that keep nothing.
await given();
const mail = await startMailSink();
const push = await startPushSink();
serve<Sinks, never, null>({ smtpUrl: mail.url, pushOrigin: push.origin, caFile: push.caFile }, async () => null);
