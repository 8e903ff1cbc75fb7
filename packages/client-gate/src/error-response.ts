/** An error in the shape of the API (API-10, BAL-22). */
export function errorResponse(
  status: number,
  name: string,
  message: string,
  headers: Record<string, string> = {},
): Response {
  return Response.json({ success: false, error: { name, message } }, { status, headers });
}
