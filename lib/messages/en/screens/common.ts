/** The frame around every screen, and what all of them say. */
export const common = {
  today: "Today",
  interventions: "Interventions",
  bell: "Bell",
  me: "Me",
  settings: "Settings",
  new_intervention: "New intervention",
  skip_to_content: "Skip to content",
  main_navigation: "Main navigation",

  back: "Back",
  cancel: "Cancel",
  close: "Close",
  save: "Save",
  retry: "Try again",
  undo: "Undo",
  edit: "Edit",
  loading: "Loading",

  offline: "No network. You see what this device last knew.",
  stale: "Not up to date: the server can’t be reached.",
  unreachable_title: "The server can’t be reached",
  unreachable_text: "Check the connection. Nothing of what you typed is lost.",
  broken_title: "This screen has stumbled",
  broken_text: "Something unexpected came back. Try again; if it stays, tell whoever runs Campanella for you.",
  not_found_title: "Nothing here",
  not_found_text: "This doesn’t exist, or it is not for your eyes.",
  not_allowed_title: "For administrators",
  not_allowed_text: "Your profile doesn’t open this screen.",
  something_is_wrong: "Something here isn’t right.",

  update_ready: "A new version is ready.",
  update_now: "Load it",

  yesterday: "Yesterday",
  tomorrow: "Tomorrow",
  just_now: "just now",

  unread: "{count, plural, one {# unread} other {# unread}}",
} as const;
