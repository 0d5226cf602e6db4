import type { Catalogue } from "../catalogue.ts";

export const mail: Catalogue["mail"] = {
  button_fallback: "Se il pulsante non funziona, copia questo indirizzo nel browser:",
  unsubscribe: "Non ricevere più e-mail sullo stato degli interventi",
};
