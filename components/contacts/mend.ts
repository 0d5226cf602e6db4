/** The places of the page where something can be mended. */
export type Place = "emails" | "login";

/** Brings a place into view, with the focus on what is to be done there. */
export function goToPlace(place: Place): void {
  const part = document.querySelector(`[data-part="${place}"]`);
  part?.scrollIntoView({ block: "center" });
  part?.querySelector<HTMLElement>("input, select, button")?.focus({ preventScroll: true });
}
