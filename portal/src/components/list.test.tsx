import { screen } from "@testing-library/react";
import { beforeEach, expect, test, vi } from "vitest";
import { serve, show } from "../../test/render.tsx";
import { byMonth, WindowedList } from "./list.tsx";

beforeEach(() => void serve({}));

test("a month stands once above its items", () => {
  const items = [
    { id: "c", month: "maart" },
    { id: "b", month: "februari" },
    { id: "a", month: "februari" },
  ];
  const lines = byMonth(items, item => items.indexOf(item), item => item.id, time => items[time]!.month);
  expect(lines.map(line => ("month" in line ? line.month : line.key))).toEqual(["maart", "c", "februari", "b", "a"]);
});

test("a long list renders only the rows in sight and asks for more near its end", () => {
  const lines = Array.from({ length: 5000 }, (_, index) => ({ key: String(index), item: `Track ${index}` }));
  const onEnd = vi.fn();
  show(
    <WindowedList lines={lines} name={item => item} onEnd={onEnd}>
      {item => item}
    </WindowedList>,
  );
  const rows = screen.getAllByRole("listitem");
  expect(rows.length).toBeLessThan(60);
  expect(rows[0]!.textContent).toBe("Track 0");
  expect(onEnd).not.toHaveBeenCalled();
});

test("a short list asks for more at once", () => {
  const onEnd = vi.fn();
  show(
    <WindowedList lines={[{ key: "1", item: "Track 1" }]} name={item => item} onEnd={onEnd}>
      {item => item}
    </WindowedList>,
  );
  expect(onEnd).toHaveBeenCalled();
});
