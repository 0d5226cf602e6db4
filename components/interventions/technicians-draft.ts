import type { Intervention } from "#lib/domain/interventions/intervention.ts";

type Technician = Intervention["technicians"][number];

/** Who was tapped, and what for: on (true) or off the job. Whoever was not tapped stays as they are, whoever else decides that. */
export type Wishes = ReadonlyMap<number, boolean>;

export function isChosen(wishes: Wishes, technicians: readonly Technician[], id: number): boolean {
  return wishes.get(id) ?? technicians.some((technician) => technician.id === id);
}

export function toggled(wishes: Wishes, technicians: readonly Technician[], id: number): Wishes {
  return new Map(wishes).set(id, !isChosen(wishes, technicians, id));
}

/** What saving would do to those who are there now. */
export function effectOf(wishes: Wishes, technicians: readonly Technician[]) {
  const now = technicians.map(({ id }) => id);
  const added = [...wishes].filter(([id, isOn]) => isOn && !now.includes(id)).map(([id]) => id);
  const stay = now.filter((id) => wishes.get(id) ?? true);
  return { contactIds: [...stay, ...added], added: added.length, removed: now.length - stay.length };
}

/** Who came and who went between two states. */
export function between(before: readonly Technician[], after: readonly Technician[]) {
  const without = (all: readonly Technician[], some: readonly Technician[]) =>
    all.filter(({ id }) => some.every((one) => one.id !== id)).map(({ name }) => name);
  return { came: without(after, before), went: without(before, after) };
}
