// The import order is the order of the CSS rules: shared styles first, then those of single components.
import "./tokens.css";
import "./base.css";
import "../components/row.css";
import "../components/button.css";
import { StrictMode } from "react";
import { createRoot } from "react-dom/client";
import { BrowserRouter } from "react-router";
import { App } from "./app.tsx";
import { loadLanguage, preferred, WordingProvider } from "../lib/i18n.tsx";
import { SessionProvider } from "../features/auth/session.tsx";
import { Boundary, Broken } from "../components/boundary.tsx";
import { Toasts } from "../components/toast.tsx";

const root = document.getElementById("root");
if (!root) throw new Error("the page has no #root");
await loadLanguage(preferred());
createRoot(root).render(
  <StrictMode>
    <BrowserRouter>
      <WordingProvider>
        <Boundary fallback={<main className="content"><Broken /></main>}>
          <SessionProvider>
            <Toasts>
              <App />
            </Toasts>
          </SessionProvider>
        </Boundary>
      </WordingProvider>
    </BrowserRouter>
  </StrictMode>,
);
