import { screen } from "@testing-library/react";
import { beforeEach, expect, test, vi } from "vitest";
import { serve, show } from "../../test/render.tsx";
import { Menu } from "./menu.tsx";

beforeEach(() => void serve({}));

test("a menu works by keyboard: arrows move, Enter chooses, Escape closes", async () => {
  const remove = vi.fn();
  const { user } = show(
    <Menu
      label="Acties"
      items={[
        { label: "Downloaden", icon: null, onSelect: () => undefined, disabled: true },
        { label: "Verwijderen", icon: null, onSelect: remove },
      ]}
    />,
  );
  const button = screen.getByRole("button", { name: "Acties" });
  button.focus();
  await user.keyboard("{Enter}");
  await user.keyboard("{ArrowDown}{Enter}");
  expect(remove).toHaveBeenCalledTimes(1);
  expect(document.activeElement).toBe(button);
  await user.keyboard("{Enter}");
  expect(screen.getAllByRole("menuitem")).toHaveLength(2);
  await user.keyboard("{Escape}");
  expect(screen.queryByRole("menu")).toBeNull();
});
