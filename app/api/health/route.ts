export const dynamic = "force-dynamic";

/** Says that the process answers, nothing more; /api/ready says whether its parts do. */
export function GET() {
  return Response.json({ status: "ok" });
}
