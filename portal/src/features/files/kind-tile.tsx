import { File, Map as MapIcon, Route, Settings as Cog, Star } from "lucide-react";
import { type Kind, kindOf } from "../../lib/names.ts";

const kinds: Record<Kind, { icon: typeof File; tone: string }> = {
  track: { icon: Route, tone: "blue" },
  favourites: { icon: Star, tone: "accent" },
  settings: { icon: Cog, tone: "" },
  map: { icon: MapIcon, tone: "good" },
  other: { icon: File, tone: "" },
};

export function KindTile({ type, name }: { type: string; name: string }) {
  const { icon: Icon, tone } = kinds[kindOf(type, name)];
  return (
    <span className={`tile ${tone}`}>
      <Icon size={20} aria-hidden />
    </span>
  );
}
