export default function Home() {
  return (
    <main className="mx-auto max-w-prose p-6">
      <h1 className="text-2xl font-semibold">Campanella</h1>
      <p className="mt-2">
        The service is running. Its HTTP API is described at{" "}
        <a className="underline" href="/api/openapi.json">
          /api/openapi.json
        </a>
        .
      </p>
    </main>
  );
}
