export default function ForgottenPassword() {
  return <p>{""}</p>;
}
