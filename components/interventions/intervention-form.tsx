export default function InterventionForm({ number, query }: { number: number | null; query: URLSearchParams }) {
  return <p>{`${number}${query}`}</p>;
}
