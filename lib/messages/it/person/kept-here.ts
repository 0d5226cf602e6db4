export const keptHere = {
  title: "Senza rete",
  copy: "{count, plural, =0 {Nessun intervento è} one {Un intervento è} other {# interventi sono}} su questo dispositivo (aggiornato: {when}).",
  used: "Occupati {used} su {available}.",
  promised: "Il browser li conserva anche quando lo spazio scarseggia.",
  promised_now: "D’ora in poi il browser li conserva.",
  not_promised: "Il browser non lo promette. Installa l’app, o usala più spesso, e riprova.",
  protect: "Conservali anche quando lo spazio scarseggia",
  waiting: "{count, plural, one {Una modifica da inviare} other {# modifiche da inviare}}",
} as const;
