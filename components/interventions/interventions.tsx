export default function Interventions({ number, query }: { number: number | null; query: URLSearchParams }) {
  return <p>{`${number}${query}`}</p>;
}
