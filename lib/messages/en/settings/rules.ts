/** Settings: who is told of which status. */
export const rules = {
  title: "Notification rules",
  intro:
    "When an intervention enters a status, these people are told. A person in two columns of a channel gets one message.",
  status: "Status",
  told_by_email: "{status}: {audience}, by e-mail",
  told_by_push: "{status}: {audience}, by push",
  never_by_push: "Customers get no push",
  never: "Not told",
  assignment: "New assignment",
  assignment_hint: "Always on: whoever is assigned an intervention learns it at once.",

  all_saved: "Everything is saved.",
  unsaved: "{count, plural, one {# unsaved change} other {# unsaved changes}}",
  discard: "Discard",
  discarded: "Back to how it was.",
  saved: "The rules are saved and apply from now on.",
  kept: "These changes are from before and not saved yet.",
  changed_meanwhile:
    "Somebody else changed the rules in the meantime ({statuses}). You see theirs now, with yours on top: look once more, then save.",

  no_statuses_title: "No statuses yet",
  no_statuses_text: "Rules hang on statuses. Add some first.",

  warnings_title: "Not everybody can be reached",
  warnings_text: "With these rules they are meant, and won’t hear anything:",
  customers_without_default_email:
    "{count, plural, one {One customer with open work has} other {# customers with open work have}} no default e-mail address.",
  technicians_without_login: "{count, plural, one {One technician has} other {# technicians have}} no login.",
  technicians_without_profile:
    "{count, plural, one {One technician’s login has} other {# technicians’ logins have}} no access profile.",
  technicians_without_default_email:
    "{count, plural, one {One technician has} other {# technicians have}} no default e-mail address.",
  customers_with_suppressed_address:
    "{count, plural, one {One customer with open work has} other {# customers with open work have}} an address that is blocked.",
  technicians_with_inactive_login:
    "{count, plural, one {One technician’s login is} other {# technicians’ logins are}} switched off.",
  technicians_with_suppressed_address:
    "{count, plural, one {One technician has} other {# technicians have}} an address that is blocked.",
  administrators_with_suppressed_address:
    "{count, plural, one {One administrator has} other {# administrators have}} an address that is blocked.",
  no_administrator: "No active login has the administrators’ profile, so nobody is told as administrator.",
  and_more: "{count, plural, one {# more} other {# more}}",

  trial: "Try it out",
  trial_text:
    "Choose an intervention and a status to see who would be told what, and who not and why, with the rules as they stand above, saved or not. Nobody is told, and nothing changes.",
  trial_job: "Intervention",
  trial_status: "Gets the status",
  trial_choose: "Choose …",
  trial_not_customer: "With “Don’t notify the customer”",
  trial_same: "It has this status already, so nobody is told.",
  trial_nobody: "Nobody is told.",
  trial_not_told: "Is not told: {reason}",
  trial_bell_only: "Reads it in the bell alone: no device gets pushes.",
  trial_unreachable: "Whom these rules reach can’t be said just now: the server can’t be reached.",
} as const;
