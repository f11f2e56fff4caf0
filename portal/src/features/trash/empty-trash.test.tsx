import { screen, waitFor } from "@testing-library/react";
import { expect, test, vi } from "vitest";
import { serve, show } from "../../../test/render.tsx";
import { EmptyTrash } from "./empty-trash.tsx";

test("emptying sends the newest deletion that was shown and closes when the job is done", async () => {
  const sent = serve({
    "POST /v1/trash/empty": () => Response.json({ status_url: "/v1/trash/empty/9" }, { status: 202 }),
    "GET /v1/trash/empty/9": { state: "done", done: 3, total: 3 },
  });
  const onClose = vi.fn();
  const { user } = show(<EmptyTrash until={1234} count={3} more={false} onClose={onClose} />);
  await user.click(screen.getByRole("button", { name: "Verwijderen" }));
  await waitFor(() => expect(onClose).toHaveBeenCalledWith("trash.emptied"));
  expect(sent.find(one => one.route === "POST /v1/trash/empty")?.query.get("deleted_until")).toBe("1234");
});

test("a running job shows its progress and can be stopped", async () => {
  let cancelled = false;
  serve({
    "POST /v1/trash/empty": () => Response.json({ status_url: "/v1/trash/empty/9" }, { status: 202 }),
    "GET /v1/trash/empty/9": () => ({ state: cancelled ? "cancelled" : "running", done: 1, total: 4 }),
    "DELETE /v1/trash/empty/9": () => {
      cancelled = true;
      return { status: "ok" };
    },
  });
  const onClose = vi.fn();
  const { user } = show(<EmptyTrash until={1234} count={3} more={false} onClose={onClose} />);
  await user.click(screen.getByRole("button", { name: "Verwijderen" }));
  await screen.findByText("25%");
  await user.click(screen.getByRole("button", { name: "Stoppen" }));
  await waitFor(() => expect(onClose).toHaveBeenCalledWith("trash.stopped"), { timeout: 5000 });
});
