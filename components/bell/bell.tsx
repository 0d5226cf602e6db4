export default function Bell({ query }: { query: URLSearchParams }) {
  return <p>{query.toString()}</p>;
}
