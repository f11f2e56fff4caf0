import { fireEvent, screen } from "@testing-library/react";
import { useState } from "react";
import { beforeEach, describe, expect, test, vi } from "vitest";
import { serve, show } from "../../test/render.tsx";
import { Confirm } from "./confirm.tsx";
import { Dialog } from "./dialog.tsx";

beforeEach(() => void serve({}));
const escape = (dialog: HTMLElement) => fireEvent(dialog, new Event("cancel", { cancelable: true }));

function Opener() {
  const [open, setOpen] = useState(false);
  return (
    <>
      <button onClick={() => setOpen(true)}>Open</button>
      {open && (
        <Dialog title="A title" onClose={() => setOpen(false)}>
          <form>
            <input aria-label="First" />
          </form>
        </Dialog>
      )}
    </>
  );
}

describe("a dialog", () => {
  test("has its title as name, focuses its first field and gives the focus back", async () => {
    const { user } = show(<Opener />);
    await user.click(screen.getByRole("button", { name: "Open" }));
    expect(screen.getByRole("dialog", { name: "A title" })).toHaveProperty("open", true);
    expect(document.activeElement).toBe(screen.getByLabelText("First"));
    await user.click(screen.getByRole("button", { name: "Sluiten" }));
    expect(screen.queryByRole("dialog")).toBeNull();
    expect(document.activeElement).toBe(screen.getByRole("button", { name: "Open" }));
  });

  test("closes on Escape", () => {
    const onClose = vi.fn();
    show(<Dialog title="A title" onClose={onClose}>Text</Dialog>);
    escape(screen.getByRole("dialog"));
    expect(onClose).toHaveBeenCalledTimes(1);
  });

  test("stays open while it is busy", () => {
    const onClose = vi.fn();
    show(<Dialog title="A title" busy onClose={onClose}>Text</Dialog>);
    escape(screen.getByRole("dialog"));
    expect(onClose).not.toHaveBeenCalled();
    expect(screen.getByRole("button", { name: "Sluiten" })).toHaveProperty("disabled", true);
  });
});

describe("a confirmation", () => {
  test("focuses Cancel, so that Enter deletes nothing", async () => {
    const onConfirm = vi.fn();
    const onClose = vi.fn();
    const { user } = show(<Confirm title="Delete?" text="It goes." button="Verwijderen" busy={false} onConfirm={onConfirm} onClose={onClose} />);
    expect(document.activeElement).toBe(screen.getByRole("button", { name: "Annuleren" }));
    await user.keyboard("{Enter}");
    expect(onClose).toHaveBeenCalledTimes(1);
    expect(onConfirm).not.toHaveBeenCalled();
    await user.click(screen.getByRole("button", { name: "Verwijderen" }));
    expect(onConfirm).toHaveBeenCalledTimes(1);
  });
});
