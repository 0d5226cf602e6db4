/**
 * The look's colours as mail clients understand them (no oklch, no variables). Petrol is identity and the one action;
 * brass is for what waits for somebody inside the app, so no mail has any. Every pair keeps 4.5 : 1; a test measures it.
 */
export const day = {
  page: "#f6f3ed",
  card: "#fffdf9",
  line: "#e4ded3",
  text: "#1c2629",
  quiet: "#5a676a",
  petrol: "#0e5561",
  button: "#0e5561",
  onButton: "#ffffff",
};

export const night: typeof day = {
  page: "#0f1517",
  card: "#182124",
  line: "#2c383b",
  text: "#eaf0ee",
  quiet: "#9db0b1",
  petrol: "#6cc3ca",
  button: "#1f727d",
  onButton: "#ffffff",
};
