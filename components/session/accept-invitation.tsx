export default function AcceptInvitation({ token }: { token: string }) {
  return <p>{token}</p>;
}
