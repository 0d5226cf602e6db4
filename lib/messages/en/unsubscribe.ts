/** The public page behind the link in customers’ mails. It names no address: whoever has the link may be a stranger. */
export const unsubscribe = {
  confirm_title: "Stop these e-mails?",
  confirm_text: "{organization} will no longer write to this address about the state of its interventions.",
  confirm_button: "Stop the e-mails",
  done_title: "Done: no more e-mails",
  done_text: "{organization} will no longer write to this address about the state of its interventions.",
  undo_button: "That was a mistake: keep the e-mails",
  undone_title: "The e-mails go on",
  undone_text: "{organization} will keep writing to this address about the state of its interventions.",
  unknown_title: "This link isn’t valid",
  unknown_text: "Perhaps it wasn’t copied whole. Try again from the e-mail, or write to whoever sent it to you.",
} as const;
