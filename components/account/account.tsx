export default function Account() {
  return <p>{""}</p>;
}
