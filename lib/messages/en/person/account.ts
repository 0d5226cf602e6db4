/** Me: who is signed in, and what they like. */
export const account = {
  title: "Me",
  administrator: "Administrator",
  technician: "Technician",

  reaching_title: "What reaches you",
  mail_status: "E-mail when a status changes",
  mail_status_hint: "As far as the company’s rules ask for it. The bell isn’t touched.",
  mute_own: "Not what I did myself",
  mute_own_hint: "Your own changes don’t ring for you. Assignments always do.",
  quiet: "Quiet hours",
  quiet_hint:
    "Pushes wait until they are over, then come as one summary. A new assignment never waits, and the bell always knows at once.",
  quiet_from: "From",
  quiet_to: "To",
  quiet_zone: "Time zone",
  quiet_same: "Choose two different times.",

  language_title: "Language",
  as_company: "As the company · {language}",
  theme_title: "Appearance",
  system: "As the device",
  light: "Light",
  dark: "Dark",
  not_saved: "Not saved: {reason}",

  administration_title: "For administrators",
  sign_out: "Sign out",
  sign_out_hint: "This device then gets no more notifications of yours.",
  sign_out_drafts: "What you typed and didn’t save is thrown away.",
  unsent_title: "Not everything is sent",
  unsent: "{count, plural, one {One change of yours isn’t sent yet.} other {# changes of yours aren’t sent yet.}}",
  unsent_stays:
    "{count, plural, one {If you sign out, it stays on this device, locked for anybody but you, and is sent when you sign in here again.} other {If you sign out, they stay on this device, locked for anybody but you, and are sent when you sign in here again.}}",
  send_now: "Send now",
  all_sent: "Everything is sent.",
  still_unsent: "Not everything could be sent now.",
  sign_out_anyway: "Sign out all the same",
} as const;
