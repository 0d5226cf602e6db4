export const dynamic = "force-dynamic";

export function GET() {
  return Response.json({ items: [], next_cursor: null });
}
