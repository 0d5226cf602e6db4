import * as accounts from "./accounts.ts";
import * as apiKeys from "./api-keys.ts";
import * as attachments from "./attachments.ts";
import * as bulkChanges from "./bulk-changes.ts";
import * as contactEvents from "./contact-events.ts";
import * as contactFields from "./contact-fields.ts";
import * as contactRemoval from "./contact-removal.ts";
import * as contacts from "./contacts.ts";
import * as deliveries from "./deliveries.ts";
import * as description from "./description.ts";
import * as entries from "./entries.ts";
import * as exports from "./exports.ts";
import * as groups from "./groups.ts";
import * as imports from "./imports.ts";
import * as interventions from "./interventions.ts";
import * as invitations from "./invitations.ts";
import * as jobs from "./jobs.ts";
import * as metrics from "./metrics.ts";
import * as notificationRules from "./notification-rules.ts";
import * as notificationStream from "./notification-stream.ts";
import * as notifications from "./notifications.ts";
import * as offlineCopy from "./offline-copy.ts";
import type { Operation } from "./operation.ts";
import * as organization from "./organization.ts";
import * as people from "./people.ts";
import * as preferences from "./preferences.ts";
import * as profiles from "./profiles.ts";
import * as pushSubscriptions from "./push-subscriptions.ts";
import * as readiness from "./readiness.ts";
import * as removedAddresses from "./removed-addresses.ts";
import * as session from "./session.ts";
import * as statusPreview from "./status-preview.ts";
import * as statuses from "./statuses.ts";
import * as templates from "./templates.ts";
import * as types from "./types.ts";
import * as unsubscribe from "./unsubscribe.ts";

/** Every method of every path. A test checks that these and the route files are the same. */
export const operations: Operation[] = [
  session,
  invitations,
  accounts,
  profiles,
  apiKeys,
  organization,
  statuses,
  types,
  contacts,
  contactEvents,
  contactFields,
  contactRemoval,
  removedAddresses,
  groups,
  people,
  exports,
  imports,
  interventions,
  entries,
  attachments,
  offlineCopy,
  statusPreview,
  bulkChanges,
  deliveries,
  notifications,
  notificationStream,
  preferences,
  pushSubscriptions,
  notificationRules,
  templates,
  unsubscribe,
  jobs,
  readiness,
  metrics,
  description,
].flatMap((noun) => Object.values<Operation>(noun));
