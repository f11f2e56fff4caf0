import { api } from "../../api/api.ts";
import type { Plans } from "../../api/types.ts";
import { type Loaded, useLoaded } from "../../lib/load.ts";

/** The limits of the plans, requested once. */
let plans: Promise<Plans> | undefined;

export function usePlans(): { loaded: Loaded<Plans>; again: () => void } {
  return useLoaded(() => {
    plans ??= api.plans().catch((error: unknown) => {
      plans = undefined;
      throw error;
    });
    return plans;
  }, "plans");
}
