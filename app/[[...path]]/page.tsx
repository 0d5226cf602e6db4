import { App } from "#components/app/app.tsx";

/**
 * The one page of all screens. It says nothing of anybody, so that a device can keep it and open any address with it,
 * network or not; what is where is decided there (components/app/screens.tsx).
 */
export default function Page() {
  return <App />;
}
