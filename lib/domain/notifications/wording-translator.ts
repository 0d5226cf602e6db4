/** The texts that the wording is made of; every language of the catalogue has each of them. */
export type NotificationText =
  | "label_new"
  | "label_new_with_status"
  | "label_registered"
  | "label_cancelled"
  | "label_cancelled_as"
  | "label_assigned"
  | "label_assigned_new"
  | "label_unassigned"
  | "label_technicians_changed"
  | "label_moved"
  | "label_scheduled"
  | "label_unscheduled"
  | "label_new_duration"
  | "label_updated"
  | "from_to"
  | "created"
  | "created_by"
  | "status_is"
  | "status_changed"
  | "status_changed_by"
  | "status_set"
  | "status_set_by"
  | "status_from_to"
  | "cancelled"
  | "cancelled_by"
  | "assigned"
  | "assigned_by"
  | "unassigned"
  | "unassigned_by"
  | "technicians_changed"
  | "technicians_changed_by"
  | "technicians_are"
  | "moved_by"
  | "scheduled_by"
  | "unscheduled_by"
  | "duration_changed_by"
  | "new_time"
  | "no_time_any_more"
  | "was_planned"
  | "no_date"
  | "priority_is"
  | "customer_greeting"
  | "customer_registered"
  | "customer_status"
  | "customer_done"
  | "customer_cancelled"
  | "customer_planned"
  | "customer_new_time"
  | "customer_no_time_any_more"
  | "customer_reply"
  | "detail_title"
  | "detail_status"
  | "detail_when"
  | "detail_due"
  | "detail_customer"
  | "detail_contact_person"
  | "detail_address"
  | "detail_technicians"
  | "detail_type"
  | "detail_priority"
  | "priority_low"
  | "priority_normal"
  | "priority_high"
  | "priority_urgent"
  | "action_open_intervention"
  | "reason_staff"
  | "reason_admin"
  | "reason_technician"
  | "reason_former_technician"
  | "reason_customer"
  | "reason_customer_alone"
  | "invitation_subject"
  | "invitation_title"
  | "invitation_text"
  | "invitation_text_by"
  | "profile_administrator"
  | "profile_technician"
  | "invitation_expiry"
  | "invitation_action"
  | "invitation_reason"
  | "password_reset_subject"
  | "password_reset_title"
  | "password_reset_text"
  | "password_reset_expiry"
  | "password_reset_action"
  | "password_reset_reason"
  | "summary_title"
  | "summary_action"
  | "summary_reason"
  | "test_push_title"
  | "test_push_body"
  | "test_push_reason"
  | "test_template_reason"
  | "example_title"
  | "example_customer"
  | "example_site";

/** `short`: "Thu 26 Nov, 14:30", for a lock screen. `long`: with the whole weekday, month and the year. */
export type TimeStyle = "short" | "long";

/**
 * What the wording needs of a language. `lib/messages` has it; the domain only says what it wants, so that the rules of
 * wording stay free of any library.
 */
export type WordingTranslator = {
  language: string;
  notification(text: NotificationText, values?: Record<string, string | number>): string;
  /** A value that runs the other way than the language, apart from the words around it. */
  isolated(value: string): string;
  /** "a, b and c" */
  list(items: readonly string[]): string;
  dateTime(at: Date, timeZone: string, style: TimeStyle): string;
  dateTimeRange(from: Date, to: Date, timeZone: string, style: TimeStyle): string;
  /** "1 hr 30 min" */
  duration(minutes: number): string;
};
