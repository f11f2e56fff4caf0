import { EllipsisVertical } from "lucide-react";
import { createPortal } from "react-dom";
import { useEffect, useId, useLayoutEffect, useRef, useState, type ReactNode } from "react";
import "./menu.css";

export interface Item {
  label: string;
  icon: ReactNode;
  onSelect: () => void;
  danger?: boolean;
  disabled?: boolean;
}

/** A button, ⋮ by default, and its menu. Arrow keys move, Escape closes, and the focus returns to the button. */
export function Menu({ label, items, icon = <EllipsisVertical size={20} aria-hidden /> }: { label: string; items: Item[]; icon?: ReactNode }) {
  const [place, setPlace] = useState<Element>();
  const open = place !== undefined;
  const button = useRef<HTMLButtonElement>(null);
  const popup = useRef<HTMLDivElement>(null);
  const id = useId();

  useLayoutEffect(() => {
    const menu = popup.current;
    const from = button.current?.getBoundingClientRect();
    if (!open || !menu || !from) return;
    const { width, height } = menu.getBoundingClientRect();
    const below = from.bottom + height + 8 < innerHeight;
    menu.style.left = `${Math.max(8, Math.min(from.right - width, innerWidth - width - 8))}px`;
    menu.style.top = `${below ? from.bottom + 4 : Math.max(8, from.top - height - 4)}px`;
    menu.querySelector<HTMLElement>("[role=menuitem]")?.focus();
  }, [open]);

  useEffect(() => {
    if (!open) return;
    const away = (event: Event) => {
      if (event.target instanceof Node && popup.current?.contains(event.target)) return;
      setPlace(undefined);
    };
    // Ignores the late event of a scroll that has ended: it no longer moves the button.
    const at = button.current?.getBoundingClientRect().top;
    const scrolled = (event: Event) => {
      if (button.current?.getBoundingClientRect().top !== at) away(event);
    };
    addEventListener("pointerdown", away);
    addEventListener("scroll", scrolled, { passive: true, capture: true });
    addEventListener("resize", away);
    return () => {
      removeEventListener("pointerdown", away);
      removeEventListener("scroll", scrolled, { capture: true });
      removeEventListener("resize", away);
    };
  }, [open]);

  const close = () => {
    setPlace(undefined);
    button.current?.focus();
  };
  const move = (by: number | "first" | "last") => {
    const all = [...(popup.current?.querySelectorAll<HTMLElement>("[role=menuitem]") ?? [])];
    const now = all.indexOf(document.activeElement as HTMLElement);
    const next = by === "first" ? 0 : by === "last" ? all.length - 1 : (now + by + all.length) % all.length;
    all[next]?.focus();
  };
  return (
    <>
      <button
        ref={button}
        type="button"
        className="icon"
        aria-label={label}
        aria-haspopup="menu"
        aria-expanded={open}
        aria-controls={open ? id : undefined}
        onPointerDown={event => event.stopPropagation()}
        onClick={() => setPlace(open ? undefined : placeOf(button.current))}
      >
        {icon}
      </button>
      {place && createPortal(
        <div
          ref={popup}
          id={id}
          className="popup"
          role="menu"
          aria-label={label}
          onKeyDown={event => {
            const keys: Record<string, () => void> = {
              ArrowDown: () => move(1),
              ArrowUp: () => move(-1),
              Home: () => move("first"),
              End: () => move("last"),
              Escape: close,
              Tab: close,
            };
            const act = keys[event.key];
            if (!act) return;
            event.preventDefault();
            event.stopPropagation();
            act();
          }}
        >
          {items.map(item => (
            <button
              key={item.label}
              type="button"
              role="menuitem"
              tabIndex={-1}
              className={item.danger ? "danger" : undefined}
              aria-disabled={item.disabled || undefined}
              onClick={() => {
                if (item.disabled) return;
                close();
                item.onSelect();
              }}
            >
              {item.icon}
              {item.label}
            </button>
          ))}
        </div>,
        place,
      )}
    </>
  );
}

/** Outside the rows of a long list, whose stacking layers would cover the menu, but inside a dialog: all else is inert then. */
function placeOf(button: Element | null): Element {
  return button?.closest("dialog") ?? document.querySelector("main") ?? document.body;
}
