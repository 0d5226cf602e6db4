"use client";

import { Workflow } from "lucide-react";
import { NamesScreen } from "./names-screen.tsx";

/** The company's own statuses [EV-3]. */
export default function Statuses() {
  return <NamesScreen noun="statuses" icon={Workflow} />;
}
