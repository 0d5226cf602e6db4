"use client";

import { Shapes } from "lucide-react";
import { NamesScreen } from "./names-screen.tsx";

/** The company's own types of work [EV-2]. */
export default function Types() {
  return <NamesScreen noun="types" icon={Shapes} />;
}
