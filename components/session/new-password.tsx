export default function NewPassword({ token }: { token: string }) {
  return <p>{token}</p>;
}
