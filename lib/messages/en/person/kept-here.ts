/** What lies on a device for when there is no network. */
export const keptHere = {
  title: "Without a network",
  copy: "{count, plural, =0 {No interventions are} one {One intervention is} other {# interventions are}} on this device, as of {when}.",
  used: "{used} of {available} are used.",
  promised: "The browser keeps it, also when room gets short.",
  promised_now: "The browser keeps it from now on.",
  not_promised: "The browser doesn’t promise that. Install the app, or use it more often, then try again.",
  protect: "Keep it also when room gets short",
  waiting: "{count, plural, one {One change waits to be sent} other {# changes wait to be sent}}",
} as const;
