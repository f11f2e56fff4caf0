/** Renders a part of the portal with its providers, and answers its requests. */
import { render } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import type { ReactElement } from "react";
import { MemoryRouter, useLocation } from "react-router";
import { vi } from "vitest";
import { Toasts } from "../src/components/toast.tsx";
import { SessionProvider } from "../src/features/auth/session.tsx";
import { WordingProvider } from "../src/lib/i18n.tsx";

/** Answers by route: JSON for status 200, or a whole response. */
export type Answers = Record<string, unknown>;
export interface Sent {
  route: string;
  query: URLSearchParams;
  headers: Headers;
  body: unknown;
}

const person = { username: "anna@example.org", roles: ["ROLE_PRO_USER"] };
export const refusal = (status: number, text: string, headers: Record<string, string> = {}) => () => new Response(text, { status, headers });

/** Stubs fetch. A key is a method and a path; a function is called for each request. Anna is signed in by default. */
export function serve(answers: Answers): Sent[] {
  const sent: Sent[] = [];
  const all: Answers = { "GET /mapapi/auth/info": person, ...answers };
  vi.stubGlobal("fetch", async (input: string, init: RequestInit = {}) => {
    const url = new URL(input, "http://portal.example");
    const route = `${init.method ?? "GET"} ${url.pathname}`;
    sent.push({ route, query: url.searchParams, headers: new Headers(init.headers), body: typeof init.body === "string" ? JSON.parse(init.body) : undefined });
    if (!(route in all)) throw new Error(`no answer to ${route}`);
    const answer = all[route];
    const value: unknown = typeof answer === "function" ? await (answer as () => unknown)() : answer;
    return value instanceof Response ? value : Response.json(value ?? null);
  });
  return sent;
}

function Path() {
  const { pathname, search } = useLocation();
  return <output data-testid="path">{pathname + search}</output>;
}

export function show(element: ReactElement, path = "/map/account/") {
  const user = userEvent.setup({ delay: null });
  const shown = render(
    <MemoryRouter initialEntries={[path]}>
      <WordingProvider>
        <SessionProvider>
          <Toasts>
            <main>
              <h1 tabIndex={-1}>Page</h1>
              {element}
            </main>
          </Toasts>
        </SessionProvider>
        <Path />
      </WordingProvider>
    </MemoryRouter>,
  );
  return { user, ...shown, path: () => shown.getByTestId("path").textContent };
}
